"""Documents: read one, find one, go through all; remove one, purge one."""

import time
from collections.abc import Iterator
from typing import Any

import msgspec
from msgspec import Struct

from annotate.core.document import Document, Range
from annotate.core.errors import StorageError
from annotate.storage.store import Store

COLUMNS = """d.sha256, t.text, t.paragraphs, d.id, d.title, d.source, d.url, d.published,
    d.language, t.hints, t.meta"""
_paragraphs = msgspec.json.Decoder(tuple[Range, ...]).decode
_hints = msgspec.json.Decoder(tuple[str | None, ...]).decode
_meta = msgspec.json.Decoder(dict[str, Any]).decode
INDEXED = "SELECT 1 FROM sqlite_master WHERE name = 'texts_index'"


class Appearance(Struct, frozen=True, order=True):
    """One more place where the same text was found."""

    id: str
    title: str = ""
    url: str = ""


def find(store: Store, sha256: str) -> int | None:
    """The key of the document with that text, removed or not."""
    key: int | None = store.value("SELECT key FROM documents WHERE sha256 = ?", sha256)
    return key


def find_id(store: Store, id: str, *, removed: bool = False) -> int | None:
    """The key of the document with that id; `removed` ones count only if asked for."""
    sql = "SELECT key FROM documents WHERE id = ? AND (removed IS NULL OR ?)"
    key: int | None = store.value(sql, id, removed)
    return key


def get(store: Store, key: int) -> Document:
    """A document by its key. Raises StorageError where there is none, or its text was purged."""
    sql = f"SELECT {COLUMNS} FROM documents d JOIN texts t ON t.document = d.key WHERE d.key = ?"
    for row in store.rows(sql, key):
        return document(row)
    raise StorageError("no such document, or it was removed", f"document {key}")


def document(row: tuple[Any, ...]) -> Document:
    """A row of COLUMNS as a Document."""
    sha256, text, paragraphs, id, title, source, url, published, language, hints, meta = row
    return Document(
        sha256=sha256,
        text=text,
        paragraphs=_paragraphs(paragraphs),
        id=id,
        title=title,
        source=source,
        url=url,
        published=published,
        language=language,
        hints=_hints(hints),
        meta=_meta(meta),
    )


def count(store: Store) -> int:
    """How many documents there are, not counting removed ones."""
    number: int = store.value("SELECT count(*) FROM documents WHERE removed IS NULL")
    return number


def each(store: Store) -> Iterator[tuple[int, Document]]:
    """Every document that is not removed, with its key, in the order of import."""
    sql = f"""SELECT d.key, {COLUMNS} FROM documents d JOIN texts t ON t.document = d.key
        WHERE d.removed IS NULL ORDER BY d.key"""
    for key, *row in store.rows(sql):
        yield key, document(tuple(row))


def appearances(store: Store, key: int) -> list[Appearance]:
    """The further places where a document's text was found, ordered."""
    sql = "SELECT id, title, url FROM appearances WHERE document = ? ORDER BY id, title, url"
    return [Appearance(*row) for row in store.rows(sql, key)]


def remove(store: Store, key: int) -> None:
    """Take a document out of every queue, count and export; its log stays."""
    with store.transaction() as connection:
        sql = "UPDATE documents SET removed = coalesce(removed, ?) WHERE key = ?"
        connection.execute(sql, (round(time.time() * 1000), key))


def restore(store: Store, key: int) -> None:
    """Bring a removed document back. Raises StorageError where its text was purged."""
    with store.transaction() as connection:
        if not store.value("SELECT 1 FROM texts WHERE document = ?", key):
            raise StorageError("its text was purged", f"document {key}", "import it again")
        connection.execute("UPDATE documents SET removed = NULL WHERE key = ?", (key,))


def purge(store: Store, key: int) -> None:
    """Remove a document and destroy its text, in the search index and in free pages too."""
    remove(store, key)
    with store.transaction() as connection:
        connection.execute("PRAGMA secure_delete = ON")
        if store.value(INDEXED):
            sql = """INSERT INTO texts_index (texts_index, rowid, text)
                SELECT 'delete', document, text FROM texts WHERE document = ?"""
            connection.execute(sql, (key,))
        connection.execute("DELETE FROM texts WHERE document = ?", (key,))
        connection.execute("DELETE FROM appearances WHERE document = ?", (key,))
        connection.execute("UPDATE documents SET title = '', url = '' WHERE key = ?", (key,))
    store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
