"""The digests of what layers say, each kept with the last operation that it takes in.

A cache beside the log, filled by whoever asks whether what was settled still holds; like the search
index it may be dropped at any time. Nothing has to tell it of a change: what a layer says of a
document changes by an operation, and with that the digest is one of what was said before.
"""

from collections.abc import Iterable
from contextlib import suppress
from typing import NamedTuple

from annotate.core.annotation_set import AnnotationSet
from annotate.core.errors import StorageError
from annotate.storage import state
from annotate.storage.store import Store

OF = """SELECT v.document, v.layer, (SELECT coalesce(max(o.key), 0) FROM operations o
        WHERE (o.document, o.layer) = (v.document, v.layer)), g.upto, g.digest
    FROM ({}) v LEFT JOIN digests g ON (g.document, g.layer) = (v.document, v.layer)"""
KEPT = "SELECT digest FROM digests WHERE (document, layer, upto) = (?, ?, ?)"
PUT = "INSERT OR REPLACE INTO digests VALUES (?, ?, ?, ?)"


class Digest(NamedTuple):
    """That of what a layer says of a document up to an operation; "" where it is not known."""

    document: int
    layer: int
    upto: int
    value: str


def of(store: Store, pairs: str, *values: object) -> list[Digest]:
    """What is kept of the documents and layers that a query gives, as they are now."""
    rows = store.rows(OF.format(pairs), *values)
    return [
        Digest(document, layer, now, value if upto == now else "")
        for document, layer, now, upto, value in rows
    ]


def read(store: Store, known: Digest) -> Digest:
    """The digest, worked out where it is not known; in the snapshot in which it was not."""
    if known.value:
        return known
    return known._replace(value=state.read(store, known.document, known.layer).digest())


def keep(store: Store, found: Iterable[Digest]) -> None:
    """Keep what was worked out; it stays right, whatever was written meanwhile.

    That nothing can be written now is no reason not to say it, nor to let anybody wait.
    """
    with suppress(StorageError), store.transaction(waits=0) as connection:
        connection.executemany(PUT, found)


def is_sound(store: Store, key: int, layer: int, upto: int, content: AnnotationSet) -> bool:
    """Whether what is kept, if anything is, is the digest of the content up to an operation."""
    kept = store.value(KEPT, key, layer, upto)
    return kept is None or kept == content.digest()


def forget(store: Store) -> None:
    """Drop all of it; inside a transaction."""
    store.connection.execute("DELETE FROM digests")
