"""What was counted of documents for measuring agreement, by blocks of neighbouring ones.

A cache beside the log, brought up to it by whoever measures; like the search index it may be
dropped at any time, and is no part of the state that equals the fold.
"""

import secrets
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from annotate.storage import log
from annotate.storage.store import Store

BLOCK = 256
"""Documents of a block, by their keys: so many are counted anew where one has changed."""
AT_ONCE = 20
"""Blocks in one transaction, so that no key waits for long."""
READ = "SELECT value FROM project WHERE name = 'counted'"
WRITE = "INSERT OR REPLACE INTO project VALUES ('counted', ?)"
HOLD = """SELECT block, content FROM counts WHERE block NOT IN
    (SELECT DISTINCT document / ? FROM operations WHERE key > ?)"""


class Kept(NamedTuple):
    """What the blocks hold: counts on some `basis`, of the log up to an operation."""

    basis: str
    upto: int


NOTHING = Kept("", 0)


class Blocks(NamedTuple):
    """The blocks that still hold, and the numbers of all that there must be."""

    kept: Kept
    now: Kept
    contents: dict[int, bytes]
    missing: list[int]


def read(store: Store, basis: str) -> Blocks:
    """What holds of what was counted on that basis; inside a snapshot."""
    kept = _kept(store)
    now = Kept(basis, log.newest(store))
    number = store.value("SELECT coalesce(max(key), -1) FROM documents") // BLOCK + 1
    contents = _contents(store, kept.upto) if kept.basis == basis else {}
    return Blocks(kept, now, contents, [n for n in range(number) if n not in contents])


def _kept(store: Store) -> Kept:
    value = store.value(READ)
    if value is None:
        return NOTHING
    basis, _, upto = value.partition(" ")
    return Kept(basis, int(upto))


def _contents(store: Store, upto: int) -> dict[int, bytes]:
    """The blocks of which no document has been written of since."""
    return dict(store.rows(HOLD, BLOCK, upto))


def ranges(blocks: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and the last document that may be in each run of neighbouring blocks."""
    first = None
    for n, block in enumerate(blocks):
        first = block if first is None else first
        if n + 1 == len(blocks) or blocks[n + 1] != block + 1:
            yield first * BLOCK, (block + 1) * BLOCK - 1
            first = None


def keep(store: Store, read: Blocks, counted: Mapping[int, bytes]) -> None:
    """Keep what was counted of the missing blocks, unless others have kept something meanwhile.

    At every moment what is kept is right: a block that is not there yet is a missing one. So nobody
    who writes is waited for. Raises StorageError where somebody does, or nothing can be written.
    """
    with store.transaction(waits=0) as connection:
        if _kept(store) != read.kept:
            return
        if read.kept.basis != read.now.basis:
            connection.execute("DELETE FROM counts")
        sql = "DELETE FROM counts WHERE block = ?"
        connection.executemany(sql, ((block,) for block in read.missing))
        connection.execute(WRITE, (" ".join(map(str, read.now)),))
    rows = list(counted.items())
    for first in range(0, len(rows), AT_ONCE):
        with store.transaction(waits=0) as connection:
            if _kept(store) != read.now:
                return
            connection.executemany(
                "INSERT OR REPLACE INTO counts VALUES (?, ?)", rows[first : first + AT_ONCE]
            )


def forget(store: Store) -> None:
    """Drop all of it, and what others are counting at this moment; inside a transaction."""
    store.connection.execute("DELETE FROM counts")
    store.connection.execute(WRITE, (f"{secrets.token_hex(8)} 0",))  # a basis that nobody has
