"""Sharing the parts of an export among processes, which all read what there is at one moment."""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from enum import Enum
from pathlib import Path
from typing import Protocol

from annotate.core.errors import AnnotateError, BusyError
from annotate.core.scheme import Scheme
from annotate.services.exporting.asked import Asked
from annotate.services.exporting.choosing import Step
from annotate.services.exporting.parts import Done, Ending, Part, PartWriter
from annotate.services.workers import Workers, workers
from annotate.storage import documents
from annotate.storage.store import Store

AHEAD = 2
"""Parts a process that are asked for before the first of them is taken."""
PATIENCE = 1.0
"""Seconds that a moment is waited for in which nobody writes."""
ENDED = "a process that shared the export was ended"
HINT = "is there memory for so many? try --processes 1"


class Writes(Protocol):
    """Writes the parts of a dataset; see PartWriter."""

    def write_all(self, parts: Iterable[Part]) -> Iterator[Done]:
        """Write parts, and say of each in order what came of it."""

    def finish(self, ending: Ending) -> None:
        """Write what is about the whole dataset."""


@contextmanager
def writing(
    store: Store, scheme: Scheme, asked: Asked, processes: int, step: Step
) -> Iterator[Writes]:
    """Who writes parts; all that is read in the block, also through `store`, is of one moment.

    Where others write without a pause that several processes could begin in, this one does it all.
    `step` is told of the documents gone through.
    """
    with ExitStack() as stack:
        if processes > 1:
            share, ended = Share(store.path, scheme, asked), AnnotateError(ENDED, hint=HINT)
            shared = stack.enter_context(workers(share, processes, ended))
            if _begun(store, shared, stack):
                yield Sharing(shared, AHEAD * processes, step)
                return
            shared.end()  # they would take memory for nothing
        stack.enter_context(store.snapshot())
        yield PartWriter(store, scheme, asked, step)


class Order(Enum):
    """What a process is told before the first part."""

    BE_READY = 1
    BEGIN = 2


Told = Order | Part | Ending
Shared = Workers[Told, Done | None]


class Share:
    """What another process does of an export, through a connection of its own."""

    def __init__(self, database: Path, scheme: Scheme, asked: Asked) -> None:
        self._database, self._scheme, self._asked = database, scheme, asked
        self._writer: PartWriter | None = None

    def __call__(self, told: Told) -> Done | None:
        """Do as told; all that is read is of the moment at which it is told to begin."""
        if told is Order.BEGIN:
            store = Store.reading(self._database)
            self._writer = PartWriter(store, self._scheme, self._asked)
        elif self._writer and isinstance(told, Part):
            return self._writer.write(told)
        elif self._writer and isinstance(told, Ending):
            self._writer.finish(told)
        return None


def _begun(store: Store, shared: Shared, stack: ExitStack) -> bool:
    """Have all begin at one moment; False where others leave none to."""
    shared.everyone(Order.BE_READY)  # nobody who writes is to wait for processes to start
    try:
        with Store.open(store.path, create=False) as other, other.transaction(waits=PATIENCE):
            store.refuse_moved()  # or the others would read another one
            shared.everyone(Order.BEGIN)
            stack.enter_context(store.snapshot())
            documents.count(store)  # what is read first decides which moment it is
    except BusyError:
        return False
    return True


class Sharing:
    """Has other processes write parts, some ahead of those that were taken."""

    def __init__(self, shared: Shared, ahead: int, step: Step) -> None:
        self._shared, self._ahead, self._step = shared, ahead, step

    def write_all(self, parts: Iterable[Part]) -> Iterator[Done]:
        """Have parts written, and say of each in order what came of it."""
        for part in parts:
            self._shared.ask(part)
            if len(self._shared) == self._ahead:
                yield from self._fetched()
        while self._shared:
            yield from self._fetched()

    def _fetched(self) -> Iterator[Done]:
        if done := self._shared.fetch():
            self._step(len(done.part.keys or ()))
            yield done

    def finish(self, ending: Ending) -> None:
        """Have it written by one that knows the format's library by now."""
        self._shared.ask(ending)
        self._shared.fetch()
