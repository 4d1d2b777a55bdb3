"""A team with a hub, whatever they do and whatever their line does: places, labels, feedback."""

from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import ExitStack, suppress
from pathlib import Path
from shutil import copyfile
from typing import Any, NamedTuple

import psycopg

from annotate.core.errors import InputError, ProjectError, SyncError
from annotate.core.operations import Add, Settle, Status
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.hub.places import Places
from annotate.services.assigning import Wish, give
from annotate.services.syncing.giving import ANEW, exchange_with_hub
from annotate.services.syncing.meeting import Terms
from annotate.services.syncing.report import Exchanged
from annotate.services.syncing.stored import Stored
from annotate.services.taking_back import take_back
from annotate.storage import documents, log
from annotate.storage.bulk import BulkImport
from annotate.storage.log import Writer
from annotate.storage.store import Store
from tests.hub.shaky import Shaky
from tests.storage.making import QUOTED, add, document, layer

TEXTS = tuple(f"a{number} “No,” said X." for number in range(4))
WHO = ("ana", "ana", "ben", "rosa", "adam")
"""Two devices of one annotator, another one, a reviewer, an administrator."""
LEADS = ("rosa", "adam")
ROSA, ADAM = 3, 4
CLEAR = """DELETE FROM annotate.shown; DELETE FROM annotate.golds; DELETE FROM annotate.places;
    DELETE FROM annotate.batches; DELETE FROM annotate.operations; DELETE FROM annotate.writers;
    DELETE FROM annotate.standings; DELETE FROM annotate.texts; DELETE FROM annotate.documents;
    DELETE FROM annotate.schemes;
    UPDATE annotate.hub SET position = 0, replica = md5(random()::text)"""
EXPIRE = """UPDATE annotate.places SET until = 5, changed = pg_current_xact_id()::text::bigint
    WHERE annotator = %s AND until IS NOT NULL"""
HOLDING = """SELECT b.name, p.sha256, p.annotator FROM annotate.places p JOIN annotate.batches b
    ON b.number = p.batch WHERE p.done OR p.until >= annotate.clock()
    OR (p.annotator IS NOT NULL AND p.until IS NULL)"""


class Team(NamedTuple):
    """The hub's owner, logged in, and for each person a line to it."""

    owner: "psycopg.Connection[Any]"
    lines: dict[str, Shaky]


class Label(NamedTuple):
    """Somebody labels an article, and says how far they are with it."""

    device: int
    document: int
    status: str


class Review(NamedTuple):
    """Whoever leads settles an article, or finds that it is not settled after all."""

    device: int
    document: int
    settled: bool


class Give(NamedTuple):
    """The administrator gives out, in their file: it goes to the hub at a sync."""

    overlap: int
    number: int
    people: tuple[str, ...]
    lease: int | None


class Bring(NamedTuple):
    """The administrator imports labels for somebody."""

    document: int
    whose: str


class TakeBack(NamedTuple):
    """The administrator finds that what they imported for somebody was wrong."""

    whose: str


class Remove(NamedTuple):
    """The administrator takes an article out, or brings it back."""

    document: int
    out: bool


class Purge(NamedTuple):
    """The administrator destroys the text of an article, or imports it anew."""

    document: int
    back: bool


class Direct(NamedTuple):
    """The administrator frees, at the hub, what somebody holds, or ends a batch."""

    whom: str
    batch: int


class Pass(NamedTuple):
    """Time goes by: the leases that somebody has run out, or at their device it is an hour."""

    device: int
    expires: bool


class Sync(NamedTuple):
    """Somebody syncs, and wants so many open articles; messages meet with faults."""

    device: int
    faults: Sequence[str]
    hold: int | None


Step = Label | Review | Give | Bring | TakeBack | Remove | Purge | Direct | Pass | Sync


class Town:
    """Five devices and a hub in which nothing is yet but the articles."""

    def __init__(self, team: Team, model: Path, folder: Path) -> None:
        self._owner, self.lines = team
        self._opened = ExitStack()
        self.devices = [self._open(model, folder / f"device{n}.db") for n in range(len(WHO))]
        self.overlaps: dict[str, int] = {}
        for statement in CLEAR.split(";"):
            self.rows(statement)
        self._sync(ADAM)

    def __enter__(self) -> "Town":
        return self

    def __exit__(self, *_: object) -> None:
        self._opened.close()

    def _open(self, model: Path, path: Path) -> Stored:
        copyfile(model, path)
        return Stored(self._opened.enter_context(Store.open(path)))

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What the hub's owner sees."""
        cursor = self._owner.execute(sql.encode(), values)
        return cursor.fetchall() if cursor.description else []

    def take(self, step: Step) -> None:
        """Let it happen."""
        acts: dict[type, Callable[[Any], None]] = {
            Label: self._label,
            Review: self._review,
            Give: self._give,
            Bring: self._bring,
            TakeBack: self._take_back,
            Remove: self._remove,
            Purge: self._purge,
            Direct: self._direct,
            Pass: self._pass,
            Sync: self.sync,
        }
        acts[type(step)](step)
        self._nobody_has_too_much()

    def _found(self, device: int, document: int) -> tuple[Store, int | None]:
        store = self.devices[device].store
        return store, documents.find_id(store, TEXTS[document].split()[0])

    def _label(self, step: Label) -> None:
        store, key = self._found(step.device, step.document)
        name = WHO[step.device]
        if key:
            status = Status((0,), step.status)  # type: ignore[arg-type]  # one of them
            layer(store, key, name).commit(Writer(name), (Add(3, 6, "quote"), status))

    def _review(self, step: Review) -> None:
        store, key = self._found(step.device, step.document)
        name = WHO[step.device]
        if key:
            of_gold, writer = layer(store, key, f"gold/{name}"), Writer(name)
            state = Status((0,), "done" if step.settled else "unseen")
            of_gold.commit(writer, (Add(3, 8, "quote", origin="ana"), state))
            if step.settled:
                of_gold.commit(writer, (Settle(("a version",), reason=f"so says {step}"),))

    def _give(self, step: Give) -> None:
        store, name = self.devices[ADAM].store, f"batch of {len(self.overlaps)}"
        overlap = min(step.overlap, len(step.people) or step.overlap)
        wish = Wish(
            overlap=overlap,
            count=step.number,
            people=step.people,
            again=True,
            lease=step.lease,
            name=name,
        )
        try:
            give(store, DEFAULT_SCHEME, wish)
        except ProjectError:
            return  # all is finished
        self.overlaps[name] = overlap

    def _bring(self, step: Bring) -> None:
        store, key = self._found(ADAM, step.document)
        if key:
            with BulkImport(store, "adam") as bulk:
                bulk.annotations(key, step.whose, QUOTED, replace=True)

    def _take_back(self, step: TakeBack) -> None:
        store = self.devices[ADAM].store
        written = log.tail(store, layer=step.whose)
        brought = [o.id for o in written if o.kind == "import"][:1]
        with suppress(InputError):  # the article was taken out meanwhile
            take_back(store, "adam", brought)

    def _remove(self, step: Remove) -> None:
        store = self.devices[ADAM].store
        key = documents.find_id(store, TEXTS[step.document].split()[0], removed=True)
        assert key
        if not documents.is_purged(store, key):
            (documents.remove if step.out else documents.restore)(store, key)

    def _purge(self, step: Purge) -> None:
        store, text = self.devices[ADAM].store, TEXTS[step.document]
        key = documents.find_id(store, text.split()[0], removed=True)
        assert key
        if step.back and documents.is_purged(store, key):
            add(store, document(text, text.split()[0]))
        elif not step.back:
            documents.purge(store, key)

    def _direct(self, step: Direct) -> None:
        places = Places(self.lines["adam"])
        if step.batch:
            places.end(step.batch)
        else:
            places.release(step.whom)

    def _pass(self, step: Pass) -> None:
        if step.expires:
            self.rows(EXPIRE, WHO[step.device])
        else:
            with self.devices[step.device].store.transaction() as connection:
                connection.execute("UPDATE handed SET at = at - ?", (2 * ANEW,))

    def sync(self, step: Sync) -> None:
        """Sync, and break off at a fault; the line has counted the messages."""
        line = self.lines[WHO[step.device]]
        line.faults, line.messages = list(step.faults), 0
        try:
            self._sync(step.device, step.hold)
        except SyncError:
            line.faults = []

    def _sync(self, device: int, hold: int | None = None) -> Exchanged:
        line = self.lines[WHO[device]]
        return exchange_with_hub(self.devices[device], line, Terms(hold=hold, batch=3))

    def calm_down(self) -> None:
        """Everybody syncs over good lines until each has heard of what the others did then."""
        for line in self.lines.values():
            line.faults = []
        for _ in range(3):
            for device in range(len(WHO)):
                assert not self._sync(device).problems

    def _nobody_has_too_much(self) -> None:
        holding = self.rows(HOLDING)
        assert len(set(holding)) == len(holding)
        each = Counter((batch, sha256) for batch, sha256, _ in holding)
        assert all(n <= self.overlaps[batch] for (batch, _), n in each.items())
