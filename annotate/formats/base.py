"""What a format is: it reads records from a file, or writes them to a folder, or both."""

import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from io import DEFAULT_BUFFER_SIZE
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from msgspec import Struct

from annotate.core.errors import InputError
from annotate.core.normalisation import OffsetUnit
from annotate.core.record import Record, UnknownKeys
from annotate.core.scheme import Scheme
from annotate.formats.expanding import expanded_if_marked
from annotate.formats.measured import bounded
from annotate.formats.places import Place, Remote, opened


class Source(Struct, frozen=True):
    """One file to read, or, without a path or an address, standard input.

    `id` is what an article that fills the file is called, `folder` the name of what it lies in.
    """

    name: str
    path: Path | None = None
    id: str = ""
    folder: str = ""
    remote: Remote | None = None

    @property
    def place(self) -> Place | None:
        """Where it is, None for standard input."""
        return self.path or self.remote

    def open(self) -> AbstractContextManager[BinaryIO]:
        """The content in bytes, expanded if it is compressed; standard input stays open.

        Raises InputError where that was closed from the start.
        """
        if self.place:
            return opened(self.place)
        if not sys.stdin:
            raise InputError("standard input is closed", hint="name a file")
        raw: Any = getattr(sys.stdin.buffer, "raw", sys.stdin.buffer)
        # of a pipe little at once: what waits here to be read counts as still to come
        return nullcontext(expanded_if_marked(bounded(raw, DEFAULT_BUFFER_SIZE)))


class Incoming(Struct, frozen=True):
    """A record as it was read: from which line (1-based; 0 is the whole file), how encoded.

    `unit` is what its offsets count where the file says so itself; with `any_unit` they may
    count whatever its spans' texts are found by.
    """

    record: Record
    line: int = 0
    encoding: str = "utf-8"
    unit: OffsetUnit | None = None
    any_unit: bool = False


class Problem(Struct, frozen=True):
    """Why something was not taken in: the file, the line (0: the whole file), the reason."""

    file: str
    line: int
    reason: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.reason}"


class UnknownName(Problem, frozen=True):
    """Why a record was not: it has a label or link by a name that says nothing in the scheme."""


class PassedOver(Struct, frozen=True):
    """How many records of a file hold nothing that could be an article; that is no mistake."""

    count: int


class NotKept(Struct, frozen=True):
    """The keys in a file that have no place here, and how many spans or links have each."""

    spans: dict[str, int]
    relations: dict[str, int]


def not_kept(found: UnknownKeys) -> Iterator[NotKept]:
    """What is to be said of such keys, if there are any."""
    if found:
        parts = ("spans", "relations")
        ordered = sorted(found.items())
        yield NotKept(*({key: n for (of, key), n in ordered if of == part} for part in parts))


Read = Incoming | Problem | PassedOver | NotKept
"""What a reader finds in a file."""


class Lost(Struct, frozen=True):
    """A span, link or remark that a format could not carry as it was, and why.

    `id` names the record (its layer and article) and what of it.
    """

    id: str
    reason: str


class Loss(Struct, frozen=True):
    """What a format could not carry as it was: in pieces, changed to fit, or not at all."""

    split: tuple[Lost, ...] = ()
    flattened: tuple[Lost, ...] = ()
    dropped: tuple[Lost, ...] = ()


def together(losses: Sequence[Loss]) -> Loss:
    """All that was lost, in this order."""
    return Loss(
        tuple(chain.from_iterable(loss.split for loss in losses)),
        tuple(chain.from_iterable(loss.flattened for loss in losses)),
        tuple(chain.from_iterable(loss.dropped for loss in losses)),
    )


class Writing(Struct, frozen=True):
    """What a writer is told: the scheme in the names to be written, and what offsets count.

    Without a unit they count what the format's own programs expect. `groups` gives for the id of
    an article that has near-copies the id of the first of them.
    """

    scheme: Scheme = Scheme()
    unit: OffsetUnit | None = None
    groups: Mapping[str, str] = {}


class Reader(Protocol):
    """Reads one file as a stream; what is bad in it is a Problem, and the rest follows.

    `encoding` is that of the text, None to find out.
    """

    def __call__(self, source: Source, stream: BinaryIO, encoding: str | None) -> Iterator[Read]:
        """The records of `stream`, in order."""


class Writer(Protocol):
    """Writes the files of a dataset into an empty folder."""

    def __call__(self, records: Iterable[Record], folder: Path, how: Writing) -> Loss:
        """Write all records as they come, and say what could not be carried.

        Records of one document follow one another.
        """


class Written(Struct, frozen=True):
    """What came of writing some records: what was lost, and what is to be told when all is there.

    `facts` are the format's own, for whoever finishes its dataset.
    """

    loss: Loss = Loss()
    facts: Any = None


class SplitWriter(Protocol):
    """Writes the files of one split, or of a part of one, into the folder of a dataset."""

    def __call__(
        self, records: Iterable[Record], split: str, folder: Path, how: Writing
    ) -> Written:
        """Write all records as they come; those of one document follow one another."""


class Finisher(Protocol):
    """Writes the files that are about a whole dataset, once all its splits are there."""

    def __call__(self, facts: Mapping[str, Sequence[Any]], folder: Path, how: Writing) -> None:
        """Tell what is known of each split, by the parts that it was written in."""


def whole(write_split: SplitWriter, split: str, finish: Finisher | None = None) -> Writer:
    """What writes a dataset that is not divided: all of it is in that split."""

    def write(records: Iterable[Record], folder: Path, how: Writing) -> Loss:
        written = write_split(records, split, folder, how)
        if finish:
            finish({split: [written.facts]}, folder, how)
        return written.loss

    return write


class Tables(Struct, frozen=True):
    """Files that Hugging Face's `datasets` loads: a path or pattern, and that with {} for a split.

    `columns` are the types of what they hold, or of the parts of lists, as a README.md names them;
    JSON needs them, or they would be those of its first ten megabytes. Where there are columns of
    `texts` there are `spans` and `relations` as in a native record too.
    """

    whole: str
    split: str
    columns: Mapping[str, str | Mapping[str, str]] = {}
    texts: tuple[str, ...] = ()

    def files(self, splits: Sequence[str]) -> dict[str, str]:
        """Where each split is; without any all is in one called ""."""
        return {split: self.split.format(split) for split in splits} or {"": self.whole}


class Joined(Struct, frozen=True):
    """How files that were written apart are put together: those of the same name end to end.

    `numbered` ones, called as this pattern says, go on being numbered instead.
    """

    numbered: str = ""


class Format(Struct, frozen=True):
    """A member of the family: what its files end in, and which ways it goes.

    `looks` tells its files from those of others with the same ending; what ends in one of `sure`
    can be nobody else's. A file that has the name of one of its own but ends in one of `beside` is
    read with that one; files called `furniture` say how to show the data, and are not read. A
    `textless` one says what it has to say without the text as well. Where splits have no place of
    their own in a format each gets a folder; what is not divided is in `only_split`. One that can
    be written in parts says how these are `joined`. Its own README.md names its `tables` if it
    writes one.
    """

    name: str
    suffixes: tuple[str, ...]
    read: Reader | None = None
    write: Writer | None = None
    looks: Callable[[BinaryIO], bool] | None = None
    sure: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    furniture: tuple[str, ...] = ()
    textless: bool = False
    write_split: SplitWriter | None = None
    finish: Finisher | None = None
    only_split: str = ""
    joined: Joined | None = None
    tables: Tables | None = None
