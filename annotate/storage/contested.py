"""On how many spans those who finished an article differ: counted once, and anew where it changed.

A cache beside the log, brought up to it by whoever draws up the reviewer's queue; like the search
index it may be dropped at any time. What is said of a document changes by an operation alone, and
a control is given before anything is said of it.
"""

import secrets
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

import msgspec
from msgspec import Struct

from annotate.core.errors import StorageError
from annotate.storage import log
from annotate.storage.finished import Choice, layers
from annotate.storage.store import Store

READ = "SELECT value FROM project WHERE name = 'contested'"
WRITE = "INSERT OR REPLACE INTO project VALUES ('contested', ?)"
FINISHED = """SELECT p.document, p.layer FROM progress p
    WHERE p.state = 'done' AND p.layer IN (SELECT value FROM json_each(?1))
        AND NOT EXISTS
            (SELECT 1 FROM controls c WHERE (c.document, c.layer) = (p.document, p.layer))"""
"""A control is measured against gold, and is no version of which gold is made."""
COUNTED = f"""WITH finished AS MATERIALIZED ({FINISHED} {{among}}),
    shared AS (SELECT document, count(*) AS versions FROM finished GROUP BY document
        HAVING count(*) > 1),
    said AS (SELECT s.document, count(*) AS versions
        FROM finished f CROSS JOIN spans s ON (s.document, s.layer) = (f.document, f.layer)
        GROUP BY s.document, s.start, s."end", s.label),
    contested AS (SELECT said.document, count(*) AS spans FROM said
        JOIN shared USING (document) WHERE said.versions < shared.versions
        GROUP BY said.document)
    SELECT document, shared.versions, coalesce(contested.spans, 0) AS spans
    FROM shared LEFT JOIN contested USING (document)"""
CHANGED = "document IN (SELECT document FROM operations WHERE key > {})"
ALL = """SELECT * FROM (SELECT document, versions, spans FROM contested WHERE NOT {changed}
        UNION ALL SELECT * FROM ({counted}))
    WHERE document NOT IN (SELECT key FROM documents WHERE removed IS NOT NULL)
    ORDER BY spans DESC, document"""


class Shared(Struct, frozen=True):
    """A document that at least two annotators finished; `contested` spans not all of them have."""

    key: int
    versions: int
    contested: int


class _Mark(NamedTuple):
    """Up to which operation it is kept, and by whom: two who keep something never agree."""

    upto: int
    by: str


def shared(store: Store) -> list[Shared]:
    """Every such document, those with most contested spans first."""
    _keep(store)
    with store.snapshot():
        upto = _mark(store).upto
        sql = ALL.format(changed=CHANGED.format(upto), counted=_counted(upto))
        return [Shared(*row) for row in _rows(store, sql)]


def _mark(store: Store) -> _Mark:
    upto, _, by = str(store.value(READ) or "0").partition(" ")
    return _Mark(int(upto), by)


def _keep(store: Store) -> None:
    """Count what has changed since it was last kept, and keep that."""
    with store.snapshot():
        mark, newest = _mark(store), log.newest(store)
        if mark.upto == newest:
            return
        counted = list(_rows(store, _counted(mark.upto)))
    # that nothing can be written now is no reason not to show what is there, nor to let it wait
    with suppress(StorageError), store.transaction(waits=0) as connection:
        if _mark(store) == mark:
            connection.execute(f"DELETE FROM contested WHERE {CHANGED.format(mark.upto)}")
            connection.executemany("INSERT INTO contested VALUES (?, ?, ?)", counted)
            _put(store, newest)


def _counted(upto: int) -> str:
    """What counts those that have changed since; all of them where nothing is kept."""
    return COUNTED.format(among=f"AND {CHANGED.format(upto)}" if upto else "")


def _rows(store: Store, sql: str) -> Iterator[tuple[int, int, int]]:
    return store.rows(sql, msgspec.json.encode([*layers(store, Choice())]).decode())


def is_true(store: Store) -> bool:
    """Whether what is kept of those that have not changed since is what is there."""
    upto = _mark(store).upto
    unchanged = f"SELECT * FROM {{}} WHERE NOT {CHANGED.format(upto)}"
    there = _rows(store, unchanged.format(f"({_counted(0)})"))
    return not upto or set(there) == set(store.rows(unchanged.format("contested")))


def forget(store: Store) -> None:
    """Drop all of it, and what others are counting at this moment; inside a transaction."""
    store.connection.execute("DELETE FROM contested")
    _put(store, 0)


def _put(store: Store, upto: int) -> None:
    store.connection.execute(WRITE, (f"{upto} {secrets.token_hex(8)}",))
