"""Where each annotator stopped in each article: beside the log, and no part of it."""

from msgspec import Struct

from annotate.core.layers import is_own
from annotate.storage.log import now
from annotate.storage.setting_up import PATIENCE
from annotate.storage.store import Store

# later than all before, even within a millisecond, or where the clock went back
PUT = """INSERT INTO positions (layer, document, paragraph, cursor, at)
    SELECT ?1, ?2, ?3, ?4, max(?5, coalesce(max(at) + 1, 0)) FROM positions WHERE layer = ?1
    ON CONFLICT (layer, document) DO UPDATE SET
    paragraph = excluded.paragraph, cursor = excluded.cursor, at = excluded.at"""


class Position(Struct, frozen=True):
    """A place in an article: the document's key, a paragraph (0-based), an offset in the text."""

    document: int
    paragraph: int
    cursor: int


def put(store: Store, layer: str, *positions: Position, waits: float = PATIENCE) -> None:
    """Remember where a layer's annotator was, and in the last of these is.

    Raises BusyError where another program has written for as many seconds as this `waits`.
    """
    with store.transaction(waits=waits):
        for position in positions:
            note(store, layer, position)


def note(store: Store, layer: str, position: Position) -> None:
    """The same, inside a transaction."""
    where = (position.document, position.paragraph, position.cursor)
    store.connection.execute(PUT, (store.layer(layer), *where, now()))


def get(store: Store, layer: str, key: int) -> Position | None:
    """Where the annotator stopped in that document."""
    sql = "SELECT document, paragraph, cursor FROM positions WHERE layer = ? AND document = ?"
    return next((Position(*row) for row in store.rows(sql, store.layer(layer), key)), None)


def people(store: Store) -> list[str]:
    """Everybody who has a layer of their own, whoever was here last first."""
    sql = """SELECT name FROM layers l
        ORDER BY (SELECT max(at) FROM positions p WHERE p.layer = l.key) DESC NULLS LAST, name"""
    return [name for (name,) in store.rows(sql) if is_own(name)]


def reviewers(store: Store) -> list[str]:
    """Everybody who has a layer of adjudication, likewise."""
    sql = """SELECT substr(name, length('gold/') + 1) FROM layers l WHERE name LIKE 'gold/%'
        ORDER BY (SELECT max(at) FROM positions p WHERE p.layer = l.key) DESC NULLS LAST, name"""
    return [name for (name,) in store.rows(sql)]


def latest(store: Store, layer: str) -> Position | None:
    """Where the annotator was last, in whichever document that is still there."""
    sql = """SELECT p.document, p.paragraph, p.cursor FROM positions p
        JOIN documents d ON d.key = p.document AND d.removed IS NULL
        WHERE p.layer = ? ORDER BY p.at DESC LIMIT 1"""
    return next((Position(*row) for row in store.rows(sql, store.layer(layer))), None)
