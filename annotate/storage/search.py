"""Full-text search over the project; its index is built when it is first used."""

from msgspec import Struct

from annotate.storage.documents import INDEXED
from annotate.storage.store import Store

CREATE = """CREATE VIRTUAL TABLE texts_index USING fts5 (
    text, content = 'texts', content_rowid = 'document',
    tokenize = 'unicode61 remove_diacritics 2')"""
FILL = """INSERT INTO texts_index (rowid, text) SELECT document, text FROM texts
    WHERE document > ? ORDER BY document"""
MATCH = """SELECT d.key, d.id, d.title, d.source, snippet(texts_index, 0, '', '', '…', 12)
    FROM texts_index JOIN documents d ON d.key = texts_index.rowid AND d.removed IS NULL
    WHERE texts_index MATCH ? ORDER BY rank LIMIT ?"""


class Found(Struct, frozen=True):
    """A document that matches, with a piece of its text around the match."""

    key: int
    id: str
    title: str
    source: str
    snippet: str


def search(store: Store, words: str, most: int = 50) -> list[Found]:
    """The documents that hold every word (accents and case aside), best first."""
    terms = [word for word in words.replace('"', " ").split() if any(c.isalnum() for c in word)]
    if not terms:
        return []
    prepare(store)
    # each word quoted: nothing of what was typed is query syntax; the last may be unfinished
    query = " ".join(f'"{term}"' for term in terms) + "*"
    return [Found(*row) for row in store.rows(MATCH, query, most)]


def prepare(store: Store) -> None:
    """Build the index, or bring it up to the documents that have come since."""
    newest = store.value("SELECT max(document) FROM texts") or 0
    known = store.value("SELECT value FROM project WHERE name = 'indexed'")
    if store.value(INDEXED) and int(known or 0) >= newest:
        return
    with store.transaction() as connection:
        if not store.value(INDEXED):
            connection.execute(CREATE)
            known = 0
        connection.execute(FILL, (int(known or 0),))
        sql = "INSERT OR REPLACE INTO project VALUES ('indexed', ?)"
        connection.execute(sql, (str(newest),))
