"""Full-text search over the project; its index is built when it is first used."""

import sqlite3

from msgspec import Struct

from annotate.storage.store import Store

CREATE = """CREATE VIRTUAL TABLE texts_index USING fts5 (
    text, content = 'texts', content_rowid = 'document',
    tokenize = 'unicode61 remove_diacritics 2')"""
FILL = """INSERT INTO texts_index (rowid, text) SELECT document, text FROM texts
    WHERE document > ? ORDER BY document"""
MATCH = """SELECT d.key, d.id, d.title, d.source, snippet(texts_index, 0, '', '', '…', 12)
    FROM texts_index JOIN documents d ON d.key = texts_index.rowid AND d.removed IS NULL
    WHERE texts_index MATCH ? ORDER BY rank LIMIT ?"""
NEWEST = "SELECT coalesce(max(document), 0) FROM texts"
INDEXED = "SELECT value FROM project WHERE name = 'indexed'"


class Found(Struct, frozen=True):
    """A document that matches, with a piece of its text around the match."""

    key: int
    id: str
    title: str
    source: str
    snippet: str


def search(store: Store, words: str, most: int = 50) -> list[Found]:
    """The documents that hold every word (accents and case aside), best first."""
    terms = [word for word in _plain(words).split() if any(c.isalnum() for c in word)]
    if not terms:
        return []
    prepare(store)
    # each word quoted: nothing of what was typed is query syntax; the last may be unfinished
    query = " ".join(f'"{term}"' for term in terms) + "*"
    with store.snapshot():
        return [Found(*row) for row in store.rows(MATCH, query, most)]


def _plain(words: str) -> str:
    """Without what ends a quoted word, or cannot be passed on at all."""
    return words.replace('"', " ").replace("\0", " ").encode(errors="replace").decode()


def prepare(store: Store) -> None:
    """Build the index, or bring it up to the documents that have come since."""
    if _is_behind(store):
        with store.transaction() as connection:
            known = _indexed(store)
            if known is None:
                connection.execute(CREATE)
            connection.execute(FILL, (known or 0,))
            sql = f"INSERT OR REPLACE INTO project SELECT 'indexed', CAST(({NEWEST}) AS TEXT)"
            connection.execute(sql)


def is_sound(store: Store) -> bool:
    """Whether the index, if there is one, holds together."""
    if _indexed(store) is None:
        return True
    with store.transaction() as connection:
        try:
            connection.execute("INSERT INTO texts_index (texts_index) VALUES ('integrity-check')")
        except sqlite3.DatabaseError:
            return False
    return True


def forget(store: Store) -> None:
    """Drop the index, as a text went or came back that is older than the newest; in a transaction.

    Deleting one text from it would leave its words in the file until some later merge.
    """
    store.connection.execute("DROP TABLE IF EXISTS texts_index")
    store.connection.execute("DELETE FROM project WHERE name = 'indexed'")


def _is_behind(store: Store) -> bool:
    known = _indexed(store)
    return known is None or known < store.value(NEWEST)


def _indexed(store: Store) -> int | None:
    """The newest document in the index; None where there is no index."""
    known = store.value(INDEXED)
    return None if known is None else int(known)
