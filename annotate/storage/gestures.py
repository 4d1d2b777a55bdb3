"""Which gesture undo and redo take, and how many were made since a moment: over all articles."""

from msgspec import Struct

from annotate.storage.store import Store


class Undoable(Struct, frozen=True):
    """A gesture that `u` or `U` takes: its id, its document's key, when it was (ms since 1970)."""

    gesture: str
    document: int
    at: int


SELECT = """SELECT g.writer || ':' || g.gesture, g.document, g.at FROM gestures g
    JOIN documents d ON d.key = g.document WHERE g.layer = ?1 AND d.removed IS NULL"""
LIVE = f"{SELECT} AND NOT g.undone ORDER BY g.lamport DESC, g.writer DESC LIMIT 1"
# a new gesture clears redo: only marks made after the newest gesture count
UNDONE = f"""{SELECT} AND g.undone
    AND g.marked > (SELECT max(lamport) FROM gestures WHERE layer = ?1)
    ORDER BY g.marked DESC LIMIT 1"""


def latest_live(store: Store, layer: str) -> Undoable | None:
    """The gesture that undo takes: the latest of the layer that is not undone, on any device."""
    return next((Undoable(*row) for row in store.rows(LIVE, store.layer(layer))), None)


def latest_undone(store: Store, layer: str) -> Undoable | None:
    """The gesture that redo takes: the one undone last, if nothing new was done since."""
    return next((Undoable(*row) for row in store.rows(UNDONE, store.layer(layer))), None)


def since(store: Store, layer: str, moment: int) -> int:
    """How many gestures that still stand a layer got since a moment (ms since 1970)."""
    sql = "SELECT at, undone FROM gestures WHERE layer = ? ORDER BY lamport DESC"
    number = 0
    for at, undone in store.rows(sql, store.layer(layer)):
        if at < moment:
            break
        number += not undone
    return number
