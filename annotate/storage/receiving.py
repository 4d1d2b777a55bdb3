"""Operations that come from elsewhere: into the log, and their effects into the state."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby
from operator import attrgetter

from annotate.core.display import display
from annotate.core.errors import ForkError, IntegrityError
from annotate.core.exchange import Mark, Stretch, tip_of
from annotate.core.fold import fold_live
from annotate.core.gestures import gestures
from annotate.core.layers import again
from annotate.core.operations import Operation
from annotate.core.soundness import LATEST, unsound
from annotate.storage import documents, log, state
from annotate.storage.store import Store

MARKS = """SELECT name, n, (SELECT hash FROM operations o WHERE (o.writer, o.n) = (w.key, w.n))
    FROM writers w WHERE n > 0"""
ABOUT = """SELECT name FROM writers w WHERE n > 0 AND NOT EXISTS (
    SELECT 1 FROM operations o JOIN layers l ON l.key = o.layer
        WHERE o.writer = w.key AND l.name NOT IN (?, ?))"""
RANGE = f"""SELECT {log.COLUMNS}, o.hash FROM {log.TABLES}
    WHERE w.name = ? AND o.n > ? AND o.n <= ? ORDER BY o.n"""
START = """INSERT INTO writers (name, n, lamport) VALUES (?, 0, 0)
    ON CONFLICT DO UPDATE SET name = name RETURNING key, n, lamport"""
NAMES = """SELECT label FROM spans WHERE document = ?1
    UNION SELECT label FROM relations WHERE document = ?1"""
PROGRESS = "SELECT 1 FROM operations WHERE (document, layer) = (?, ?) LIMIT 1"
SHOWN = 60
"""Characters of an id that may be as long as somebody likes."""
Pair = tuple[int, int]


def marks(store: Store) -> dict[str, Mark]:
    """How far the log of each writer goes that has written anything."""
    return {name: Mark(n, tip_of(hash)) for name, n, hash in store.rows(MARKS)}


def about(store: Store, person: str) -> set[str]:
    """The writers who have written of one person's labels, and of nothing else."""
    return {name for (name,) in store.rows(ABOUT, person, again(person))}


def stretches(store: Store, some: Iterable[Stretch]) -> list[Operation]:
    """The operations of parts of logs. Raises IntegrityError for one that is damaged."""
    found = []
    for s in some:
        for *values, hash in store.rows(RANGE, s.writer, s.after, s.upto):
            found.append(proved(Operation(*values), hash))
    return found


def proved(operation: Operation, hash: bytes) -> Operation:
    """The operation, if it is what its hash says. Raises IntegrityError where it is not."""
    if operation.hash() != hash or not 0 < operation.n <= operation.lamport < LATEST:
        raise IntegrityError("an operation is not what its hash says", operation.id)
    return operation


def receive(store: Store, operations: Iterable[Operation]) -> int:
    """Take in operations, in any order, any of them known or not; how many were new.

    Of each writer's those that follow what is known, without a gap; the rest will be sent again.
    Raises ForkError, and takes in nothing, where one is known with another content; IntegrityError
    where one is on a document that is not here, or is none that any program has made.
    """
    ordered = sorted(operations, key=attrgetter("writer", "n"))
    _refuse_unsound(store, ordered)
    with store.transaction():
        taken: dict[Pair, list[Operation]] = defaultdict(list)
        names: dict[int, str] = {}
        for writer, some in groupby(ordered, key=attrgetter("writer")):
            for pair, operation in _of_writer(store, writer, list(some)):
                taken[pair].append(operation)
                names[pair[1]] = operation.layer
        new = sum(map(len, taken.values()))
        known = {pair for pair in taken if store.value(PROGRESS, *pair) is not None}
        _insert(store, taken)
        for pair, fresh in taken.items():
            _fold(store, pair, names[pair[1]], None if pair in known else fresh)
    return new


def names(store: Store, hashes: Iterable[str]) -> set[str]:
    """The labels that spans of these documents have, and links."""
    found = set[str]()
    for sha256 in hashes:
        found.update(name for (name,) in store.rows(NAMES, documents.find(store, sha256)))
    return found


def _refuse_unsound(store: Store, operations: Sequence[Operation]) -> None:
    clock = store.value("SELECT coalesce(max(lamport), 0) FROM writers")
    for operation in operations:
        if what := unsound(operation, clock):
            hint = "that log stays as it is here; tell whoever it comes from"
            raise IntegrityError(f"an operation has {what}", display(operation.id[:SHOWN]), hint)


def _of_writer(
    store: Store, writer: str, operations: Sequence[Operation]
) -> list[tuple[Pair, Operation]]:
    """Those of one writer that are new, in order; what is known is compared."""
    key, n, lamport = next(store.rows(START, writer))
    new: list[tuple[Pair, Operation]] = []
    for operation in operations:
        if operation.n <= n:
            _compare(store, key, operation, [o for _, o in new])
        elif operation.n == n + 1:
            n, lamport = n + 1, max(lamport, operation.lamport)
            new.append((_pair(store, operation), operation))
    sql = "UPDATE writers SET n = ?, lamport = ? WHERE key = ?"
    store.connection.execute(sql, (n, lamport, key))
    if n == 0:
        store.connection.execute("DELETE FROM writers WHERE key = ?", (key,))
    return new


def _compare(store: Store, key: int, operation: Operation, new: Sequence[Operation]) -> None:
    """Raise ForkError where the operation of that writer and number is another one."""
    stored = store.value("SELECT hash FROM operations WHERE (writer, n) = (?, ?)", key, operation.n)
    if stored is None:  # it came twice in one message
        stored = next(o.hash() for o in new if o.n == operation.n)
    if stored != operation.hash():
        raise ForkError(operation.id)


def _pair(store: Store, operation: Operation) -> Pair:
    key = documents.find(store, operation.document)
    if key is None:
        what = f"an operation is on a document that is not here ({operation.document[:12]}…)"
        raise IntegrityError(what, operation.id, "exchange the documents first")
    return key, store.layer(operation.layer)


def _insert(store: Store, taken: dict[Pair, list[Operation]]) -> None:
    numbers = dict(store.rows("SELECT name, key FROM writers"))
    rows = [
        log.row(o, numbers[o.writer], layer, key)
        for (key, layer), some in taken.items()
        for o in some
    ]
    store.connection.executemany(log.INSERT, rows)


def _fold(store: Store, pair: Pair, name: str, all_there_is: list[Operation] | None) -> None:
    """Make the state of one layer on one document anew, of all its operations."""
    key, layer = pair
    operations = all_there_is or [o for _, o in log.of(store, key, name)]
    paragraphs = store.value("SELECT paragraphs FROM documents WHERE key = ?", key)
    content, found = fold_live(operations).annotation_set(), gestures(operations)
    rows = state.all_rows(key, layer, paragraphs, content, found)
    if all_there_is:
        state.write(store, rows)
    else:
        state.rewrite(store, key, layer, rows)
