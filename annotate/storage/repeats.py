"""Second passes: which articles somebody finished that they may label again, and what waits."""

from collections.abc import Iterator

from annotate.core.layers import again
from annotate.storage.log import now
from annotate.storage.store import Store

DAY = 24 * 3600 * 1000
# finished, let lie, not labelled again nor asked for so, and without a look at gold
CANDIDATES = """SELECT d.key, d.sha256 FROM progress p JOIN documents d ON d.key = p.document
    WHERE p.layer = :layer AND p.state = 'done' AND d.removed IS NULL
        AND (SELECT max(at) FROM gestures g WHERE (g.document, g.layer) = (p.document, p.layer))
            <= :before
        AND NOT EXISTS (SELECT 1 FROM progress o
            WHERE (o.document, o.layer) = (p.document, :again))
        AND NOT EXISTS (SELECT 1 FROM assignments a
            WHERE (a.annotator, a.document) = (:name, p.document))
        AND NOT EXISTS (SELECT 1 FROM shown s WHERE (s.layer, s.document) = (p.layer, p.document))
    ORDER BY d.key"""
WAITING = """SELECT count(DISTINCT a.document) FROM assignments a
    JOIN documents d ON d.key = a.document AND d.removed IS NULL
    WHERE a.annotator = ? AND NOT EXISTS (SELECT 1 FROM progress p
        WHERE (p.document, p.layer) = (a.document, ?) AND p.state != 'open')"""


def candidates(store: Store, person: str, days: int) -> list[tuple[int, str]]:
    """(key, hash) of what a person finished and last touched so many days ago or more."""
    layer, other = store.layer(person), again(person)
    who: dict[str, object] = {"layer": layer, "name": other, "again": store.layer(other)}
    return list(store.named_rows(CANDIDATES, who | {"before": now() - days * DAY}))


def waiting(store: Store, person: str) -> int:
    """How many articles wait for a person's second pass."""
    layer = again(person)
    number: int = store.value(WAITING, layer, store.layer(layer))
    return number


def is_asked(store: Store, person: str, document: int) -> bool:
    """Whether a person was asked to label a document a second time."""
    sql = "SELECT 1 FROM assignments WHERE (annotator, document) = (?, ?)"
    return store.value(sql, again(person), document) is not None


def given(store: Store) -> Iterator[tuple[str, int]]:
    """(layer, document) of every second pass that was asked for, by layer."""
    sql = """SELECT DISTINCT a.annotator, a.document FROM assignments a
        JOIN documents d ON d.key = a.document AND d.removed IS NULL
        WHERE a.annotator GLOB 'again/*' ORDER BY a.annotator, a.document"""
    return store.rows(sql)
