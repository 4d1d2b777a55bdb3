"""Which gesture undo and redo take, and how many were made since a moment: over all articles."""

from msgspec import Struct

from annotate.storage.store import Store


class Undoable(Struct, frozen=True):
    """A gesture that `u` or `U` takes: its id, its document's key, when it was (ms since 1970).

    It was made `by_hand`, or is an import.
    """

    gesture: str
    document: int
    at: int
    by_hand: bool = True


class Imported(Struct, frozen=True):
    """An import: its id, its document's key, the layer it is in, and whether it is undone."""

    gesture: str
    document: int
    layer: str
    undone: bool


SELECT = """SELECT g.writer || ':' || g.gesture, g.document, g.at, g.by_hand FROM gestures g
    JOIN documents d ON d.key = g.document WHERE g.layer = ?1 AND d.removed IS NULL"""
LIVE = f"{SELECT} AND NOT g.undone ORDER BY g.lamport DESC, g.writer DESC LIMIT 1"
# a new gesture clears redo: only marks made after the newest gesture count
UNDONE = f"""{SELECT} AND g.undone
    AND g.marked > (SELECT max(lamport) FROM gestures WHERE layer = ?1)
    ORDER BY g.marked DESC LIMIT 1"""
IMPORTS = """SELECT g.writer || ':' || g.gesture, g.document, l.name, g.undone FROM gestures g
    JOIN documents d ON d.key = g.document JOIN layers l ON l.key = g.layer
    WHERE ?1 IN (g.writer, g.writer || ':' || g.gesture) AND d.removed IS NULL AND NOT g.by_hand
    ORDER BY g.lamport, g.writer, g.gesture"""
SINCE = "SELECT count(*) FROM gestures WHERE layer = ? AND at >= ? AND by_hand AND NOT undone"


def latest_live(store: Store, layer: str) -> Undoable | None:
    """The gesture that undo takes: the latest of the layer that is not undone, on any device."""
    return next((_undoable(*row) for row in store.rows(LIVE, store.layer(layer))), None)


def latest_undone(store: Store, layer: str) -> Undoable | None:
    """The gesture that redo takes: the one undone last, if nothing new was done since."""
    return next((_undoable(*row) for row in store.rows(UNDONE, store.layer(layer))), None)


def _undoable(gesture: str, document: int, at: int, by_hand: int) -> Undoable:
    return Undoable(gesture, document, at, bool(by_hand))


def imports(store: Store, name: str) -> list[Imported]:
    """The import of that id, or all of the log of that name; not those on removed articles."""
    rows = store.rows(IMPORTS, name)
    return [Imported(gesture, key, layer, bool(undone)) for gesture, key, layer, undone in rows]


def since(store: Store, layer: str, moment: int) -> int:
    """How many gestures by hand that still stand a layer got since a moment (ms since 1970)."""
    number: int = store.value(SINCE, store.layer(layer), moment)
    return number
