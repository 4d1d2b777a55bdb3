"""What the project holds, as rows in one order, for counting it without holding it."""

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct

from annotate.core.layers import GOLD, is_own
from annotate.storage.store import Store

SAYS = "(p.spans OR p.done OR p.skipped OR p.flags)"
"""A layer whose every gesture was taken back says nothing."""


class Reading(Struct, frozen=True):
    """What one layer has of one document, and how long that is in characters and paragraphs."""

    document: int
    sha256: str
    layer: str
    finished: bool
    length: int
    paragraphs: int
    source: str
    language: str


def layers(store: Store) -> list[str]:
    """The layers that are counted unless others are named: those that are an annotator's."""
    rows = store.rows("SELECT name FROM layers ORDER BY name")
    return [name for (name,) in rows if is_own(name)]


def adjudicated(store: Store) -> list[str]:
    """The layers of adjudication."""
    rows = store.rows("SELECT name FROM layers WHERE name GLOB ? ORDER BY name", f"{GOLD}*")
    return [name for (name,) in rows]


def readings(store: Store, layers: Sequence[str], finished: bool) -> Iterator[Reading]:
    """What these layers say of documents that are not removed, by document and layer."""
    sql = f"""SELECT p.document, d.sha256, l.name, p.state = 'done', d.length, d.paragraphs,
        d.source, d.language {_tables("progress p", layers, finished)} ORDER BY p.document, l.key"""
    return (Reading(*row) for row in store.rows(sql, *layers))


def spans(store: Store, layers: Sequence[str], finished: bool) -> Iterator[tuple[Any, ...]]:
    """(document, layer, start, end, label, id) of their spans, by document, layer and start."""
    sql = f"""SELECT p.document, l.name, s.start, s."end", s.label, s.id
        {_tables("progress p", layers, finished, "spans s")}
        ORDER BY p.document, l.key, s.start, s."end" DESC"""
    return store.rows(sql, *layers)


def relations(store: Store, layers: Sequence[str], finished: bool) -> Iterator[tuple[Any, ...]]:
    """(document, layer, label, head) of their links, by document and layer."""
    sql = f"""SELECT p.document, l.name, s.label, s.head
        {_tables("progress p", layers, finished, "relations s")} ORDER BY p.document, l.key"""
    return store.rows(sql, *layers)


def _tables(first: str, layers: Sequence[str], finished: bool, more: str = "") -> str:
    joined = f"JOIN {more} ON (s.document, s.layer) = (p.document, p.layer)" if more else ""
    done = "AND p.state = 'done'" if finished else ""
    names = ", ".join("?" for _ in layers)
    return f"""FROM {first} JOIN layers l ON l.key = p.layer
        JOIN documents d ON d.key = p.document {joined}
        WHERE d.removed IS NULL AND {SAYS} {done} AND l.name IN ({names})"""


def moments(store: Store) -> Iterator[tuple[str, int, int]]:
    """(layer, document, ms since 1970) of every gesture that was no import, by layer and time.

    Gestures that were taken back are among them: they took their time.
    """
    sql = """SELECT l.name, o.document, o.at FROM operations o JOIN layers l ON l.key = o.layer
        WHERE o.n = o.gesture AND o.kind <> 'import' ORDER BY o.layer, o.at, o.key"""
    return store.rows(sql)


def imported(store: Store) -> set[tuple[str, int]]:
    """(layer, document) of all that an import ever had a part in."""
    sql = """SELECT DISTINCT l.name, o.document FROM operations o JOIN layers l ON l.key = o.layer
        WHERE o.kind = 'import'"""
    return set(store.rows(sql))


def accepted(store: Store, document: int, layer: str) -> bool:
    """Whether a layer has a span of a document that was suggested."""
    sql = """SELECT 1 FROM spans WHERE (document, layer) = (?, ?) AND origin IS NOT NULL LIMIT 1"""
    return store.value(sql, document, store.layer(layer)) is not None
