"""The layers of adjudication of one document, and which of them is gold."""

from annotate.core.layers import GOLD
from annotate.core.operations import Designate, decode_body
from annotate.storage.store import Store

# by the document: a reviewer's layer has gestures on all others too
LIVE = """FROM operations o JOIN writers w ON w.key = o.writer
    JOIN gestures m INDEXED BY gestures_of ON (m.document, m.layer, m.writer, m.gesture)
        = (o.document, o.layer, w.name, o.gesture) AND NOT m.undone"""
SETTLED = f"""SELECT max(o.lamport) {LIVE}
    WHERE (o.document, o.layer) = (d.key, l.key) AND o.kind = 'settle'"""
SETTLEMENT = "EXISTS (SELECT 1 FROM settlements s WHERE (s.document, s.layer) = (d.key, l.key))"
IS_SETTLED = f"""SELECT {SETTLEMENT} OR EXISTS (SELECT 1 {LIVE}
        WHERE (o.document, o.layer) = (d.key, l.key) AND o.kind = 'import')
    FROM progress p JOIN documents d ON d.key = p.document JOIN layers l ON l.key = p.layer
    WHERE (d.key, l.key) = (?, ?) AND p.state = 'done'"""
DESIGNATED = f"""SELECT o.body {LIVE} JOIN documents d ON d.key = o.document
    JOIN layers l ON l.key = o.layer
    WHERE d.sha256 = ? AND l.name GLOB ? AND o.kind = 'designate'
    ORDER BY o.lamport DESC, w.name DESC, o.n DESC LIMIT 1"""


def exists(store: Store) -> bool:
    """Whether anything was adjudicated in the project."""
    sql = "SELECT 1 FROM progress p JOIN layers l ON l.key = p.layer WHERE l.name GLOB ? LIMIT 1"
    return store.value(sql, f"{GOLD}*") is not None


def latest_first(store: Store, sha256: str) -> list[str]:
    """A document's layers of adjudication: first that which is gold.

    That is the one designated, if it is finished; else, as the rest of them, the one settled last,
    then by the last work. What is not finished comes last, whatever was done there since.
    """
    sql = f"""SELECT l.name, p.state = 'done' FROM gestures g JOIN layers l ON l.key = g.layer
        JOIN documents d ON d.key = g.document
        JOIN progress p ON (p.document, p.layer) = (d.key, l.key)
        WHERE d.sha256 = ? AND l.name GLOB ? AND NOT g.undone GROUP BY l.key
        ORDER BY {SETTLEMENT} DESC, ({SETTLED}) DESC, max(g.lamport) DESC, g.writer DESC"""
    finished = dict(store.rows(sql, sha256, f"{GOLD}*"))
    chosen = designated(store, sha256)
    return sorted(finished, key=lambda name: (not finished[name], name != chosen))


def designated(store: Store, sha256: str) -> str:
    """The layer that was said to be gold of a document, whatever became of it; "" if none is."""
    body = store.value(DESIGNATED, sha256, f"{GOLD}*")
    said = decode_body("designate", body) if body else None
    return said.layer if isinstance(said, Designate) else ""


def settled(store: Store, key: int) -> str | None:
    """The layer that is gold of a document, settled or brought by an import; None if none is."""
    sha256 = store.value("SELECT sha256 FROM documents WHERE key = ?", key)
    for name in latest_first(store, sha256)[:1]:
        if store.value(IS_SETTLED, key, store.layer(name)):
            return name
    return None


def finished(store: Store, layer: str) -> list[int]:
    """The documents that a layer has finished, by key."""
    sql = """SELECT p.document FROM progress p JOIN documents d ON d.key = p.document
        WHERE p.layer = ? AND p.state = 'done' AND d.removed IS NULL ORDER BY p.document"""
    return [key for (key,) in store.rows(sql, store.layer(layer))]


def designations(store: Store) -> list[int]:
    """The documents of which somebody ever said which layer is gold, by key."""
    sql = """SELECT DISTINCT o.document FROM operations o JOIN documents d ON d.key = o.document
        WHERE o.kind = 'designate' AND d.removed IS NULL ORDER BY o.document"""
    return [key for (key,) in store.rows(sql)]
