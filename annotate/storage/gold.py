"""The layers of adjudication of one document."""

from annotate.core.layers import GOLD
from annotate.storage.store import Store


def exists(store: Store) -> bool:
    """Whether anything was adjudicated in the project."""
    sql = "SELECT 1 FROM progress p JOIN layers l ON l.key = p.layer WHERE l.name GLOB ? LIMIT 1"
    return store.value(sql, f"{GOLD}*") is not None


SETTLED = """SELECT max(o.lamport) FROM operations o JOIN writers w ON w.key = o.writer
    JOIN gestures m ON (m.document, m.layer, m.writer, m.gesture)
        = (o.document, o.layer, w.name, o.gesture)
    WHERE (o.document, o.layer) = (d.key, l.key) AND o.kind = 'settle' AND NOT m.undone"""


def latest_first(store: Store, sha256: str) -> list[str]:
    """A document's layers of adjudication: the one settled last first, then by the last work."""
    sql = f"""SELECT l.name FROM gestures g JOIN layers l ON l.key = g.layer
        JOIN documents d ON d.key = g.document
        WHERE d.sha256 = ? AND l.name GLOB ? AND NOT g.undone
        GROUP BY l.key ORDER BY ({SETTLED}) DESC, max(g.lamport) DESC, g.writer DESC"""
    return [name for (name,) in store.rows(sql, sha256, f"{GOLD}*")]
