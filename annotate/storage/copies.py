"""Near-duplicates: sketches of all texts, and which pairs are alike; it follows from the texts.

Each text is sketched once, and then compared once with those before it. Removed documents stay in,
as they may come back; what is told of copies leaves them out.
"""

import json
from collections.abc import Iterable, Iterator

from msgspec import Struct

from annotate.storage.store import Store

UNKNOWN = """documents d JOIN texts t ON t.document = d.key
    WHERE NOT EXISTS (SELECT 1 FROM sketches s WHERE s.document = d.key)"""
PAIRS = """SELECT c.document, c.other, c.shared, mine.shingles, theirs.shingles FROM copies c
    JOIN sketches mine ON mine.document = c.document
    JOIN sketches theirs ON theirs.document = c.other
    JOIN documents d ON d.key = c.document JOIN documents o ON o.key = c.other
    WHERE +d.removed IS NULL AND +o.removed IS NULL"""
"""With a plus no index is taken for `removed`: nearly all documents are there."""
LISTED = "SELECT value FROM json_each(?)"


class Alike(Struct, frozen=True):
    """Two documents by their keys, the later one first, and their shingles.

    `shared` is how many the two have in common, then how many each has.
    """

    document: int
    other: int
    shared: int
    shingles: int
    others: int


def unsketched(store: Store) -> int:
    """How many documents have no sketch."""
    return int(store.value(f"SELECT count(*) FROM {UNKNOWN}"))


def texts(store: Store, after: int, limit: int) -> list[tuple[int, str]]:
    """The key and text of documents without a sketch, beyond a key, so many at most."""
    sql = f"SELECT d.key, t.text FROM {UNKNOWN} AND d.key > ? ORDER BY d.key LIMIT ?"
    return list(store.rows(sql, after, limit))


def put_sketches(store: Store, rows: Iterable[tuple[int, int, bytes]]) -> None:
    """Keep (document, number of shingles, sketch) of texts that are still to be compared."""
    with store.transaction() as connection:
        # one that another program sketched meanwhile has the same sketch
        sql = "INSERT INTO sketches VALUES (?, ?, ?, FALSE) ON CONFLICT DO NOTHING"
        connection.executemany(sql, rows)


def sketches(store: Store) -> list[tuple[int, bytes, bool]]:
    """(document, sketch, whether compared) of all, those still to be compared last."""
    sql = "SELECT document, sketch, compared FROM sketches ORDER BY NOT compared, document"
    return list(store.rows(sql))


def to_compare(store: Store) -> bool:
    """Whether any text has not been compared."""
    return bool(store.value("SELECT EXISTS (SELECT 1 FROM sketches WHERE NOT compared)"))


def put_pairs(store: Store, compared: Iterable[int], pairs: Iterable[tuple[int, int, int]]) -> None:
    """Keep the pairs (one, other, shared) that were found for documents that are now compared."""
    with store.transaction() as connection:
        rows = ((max(one, other), min(one, other), shared) for one, other, shared in pairs)
        connection.executemany("INSERT INTO copies VALUES (?, ?, ?) ON CONFLICT DO NOTHING", rows)
        sql = "UPDATE sketches SET compared = TRUE WHERE document = ?"
        connection.executemany(sql, ((key,) for key in compared))


def text(store: Store, key: int) -> str:
    """The text of a document; "" where it was purged meanwhile."""
    return str(store.value("SELECT text FROM texts WHERE document = ?", key) or "")


def pairs(store: Store, since: int = 0) -> Iterator[Alike]:
    """All near-duplicates among the documents that are not removed; of later keys `since` one."""
    for row in store.rows(f"{PAIRS} AND c.document >= ? ORDER BY c.document, c.other", since):
        yield Alike(*row)


def pairs_of(store: Store, keys: Iterable[int]) -> list[Alike]:
    """Those of some documents, each of which comes first in its own."""
    wanted = json.dumps(list(keys))
    ahead, behind = (
        [Alike(*row) for row in store.rows(f"{PAIRS} AND {end} IN ({LISTED})", wanted)]
        for end in ("c.document", "c.other")
    )
    return ahead + [Alike(a.other, a.document, a.shared, a.others, a.shingles) for a in behind]
