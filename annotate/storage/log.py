"""The log: reading operations, and appending those of one run of the program."""

import secrets
import time
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from annotate.core.operations import Body, Operation, encode_body
from annotate.storage.store import Store

COLUMNS = """w.name, o.n, o.lamport, l.name, d.sha256, o.gesture, o.kind, o.body, o.at"""
TABLES = """operations o JOIN writers w ON w.key = o.writer JOIN layers l ON l.key = o.layer
    JOIN documents d ON d.key = o.document"""
INSERT = """INSERT INTO operations
    (writer, n, lamport, layer, document, gesture, kind, body, at, hash)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"""


def now() -> int:
    """Milliseconds since 1970, UTC."""
    return time.time_ns() // 1_000_000


class Writer:
    """A person in one run of the program; minted anew each run, so no copied file can fork."""

    def __init__(self, person: str) -> None:
        self.person = person
        self.name = f"{person}@{secrets.token_hex(5)}"
        self._last: int | None = 0

    def start(self, store: Store) -> tuple[int, int, int]:
        """Its number, its last n, and the greatest lamport known; inside a transaction."""
        self._last = None  # until it is known to be durable
        sql = "SELECT key, n, (SELECT max(lamport) FROM writers) FROM writers WHERE name = ?"
        if (found := next(store.rows(sql, self.name), None)) is None:
            new = "INSERT INTO writers (name, n, lamport) VALUES (?, 0, 0)"
            store.connection.execute(new, (self.name,))
            found = next(store.rows(sql, self.name))
        key, n, lamport = found
        return key, n, lamport

    def last(self, store: Store) -> int:
        """Its last n; 0 before it has written anything."""
        if self._last is None:
            n: int | None = store.value("SELECT n FROM writers WHERE name = ?", self.name)
            self._last = n or 0
        return self._last

    def wrote(self, appended: Sequence[Operation]) -> None:
        """What was appended last is durable; nobody else writes in its name."""
        self._last = appended[-1].n if appended else None

    def append(
        self, store: Store, key: int, sha256: str, layer: str, bodies: Iterable[Body]
    ) -> list[Operation]:
        """Append one gesture on the document of that key and hash; inside a transaction."""
        writer, n, lamport = self.start(store)
        gesture, at = n + 1, now()
        appended = []
        for body in bodies:
            n, lamport = n + 1, lamport + 1
            kind, text = encode_body(body)
            appended.append(
                Operation(self.name, n, lamport, layer, sha256, gesture, kind, text, at)
            )
        number = store.layer(layer)
        store.connection.executemany(INSERT, (row(o, writer, number, key) for o in appended))
        sql = "UPDATE writers SET n = ?, lamport = ? WHERE key = ?"
        store.connection.execute(sql, (n, lamport, writer))
        return appended


def row(o: Operation, writer: int, layer: int, document: int) -> tuple[Any, ...]:
    """The values of INSERT for an operation whose names have these numbers."""
    values = (o.n, o.lamport, layer, document, o.gesture, o.kind, o.body, o.at, o.hash())
    return writer, *values


def of(store: Store, key: int, layer: str, after: int = 0) -> list[tuple[int, Operation]]:
    """The operations of one layer on one document, with their row numbers, beyond `after`."""
    sql = f"""SELECT o.key, {COLUMNS} FROM {TABLES}
        WHERE o.document = ? AND o.layer = ? AND o.key > ? ORDER BY o.key"""
    rows = store.rows(sql, key, store.layer(layer), after)
    return [(number, Operation(*values)) for number, *values in rows]


def newest(store: Store) -> int:
    """The number of the row that came last, whoever made it; 0 where there is none."""
    number: int = store.value("SELECT coalesce(max(key), 0) FROM operations")
    return number


def each(store: Store) -> Iterator[tuple[Operation, bytes]]:
    """Every operation with the hash stored beside it, in the order of arrival."""
    sql = f"SELECT {COLUMNS}, o.hash FROM {TABLES} ORDER BY o.key"
    for *values, hash in store.rows(sql):
        yield Operation(*values), hash


def tail(
    store: Store, *, layer: str | None = None, document: int | None = None, most: int = 50
) -> list[Operation]:
    """The latest operations, newest first; of one layer or one document (key) if asked."""
    sql = f"""SELECT {COLUMNS} FROM {TABLES}
        WHERE (?1 IS NULL OR l.name = ?1) AND (?2 IS NULL OR o.document = ?2)
        ORDER BY o.key DESC LIMIT ?3"""
    return [Operation(*values) for values in store.rows(sql, layer, document, most)]
