"""Documents: read one, find one, go through all; remove one, purge one."""

import time
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from annotate.core.document import Document, Range, text_hash
from annotate.core.errors import IntegrityError, StorageError
from annotate.core.record import Appearance
from annotate.storage import counts, search
from annotate.storage.failures import DAMAGED
from annotate.storage.store import Store

AROUND = """t.paragraphs, d.id, d.title, d.source, d.url, d.published, d.language, t.hints,
    t.meta"""
COLUMNS = f"d.sha256, t.text, {AROUND}"
TOLD = "texts", "appearances", "suggestions", "decisions", "uncertainty", "sketches", "copies"
"""The tables that hold a text, or tell something of it."""
_paragraphs = msgspec.json.Decoder(tuple[Range, ...]).decode
_hints = msgspec.json.Decoder(tuple[str | None, ...]).decode
_meta = msgspec.json.Decoder(dict[str, Any]).decode


def find(store: Store, sha256: str, *, removed: bool = True) -> int | None:
    """The key of the document with that text; `removed` ones count unless told otherwise."""
    sql = "SELECT key FROM documents WHERE sha256 = ? AND (? OR removed IS NULL)"
    key: int | None = store.value(sql, sha256, removed)
    return key


def with_text(store: Store, text: str, sha256: str) -> tuple[int, Document] | None:
    """The key of the document with a text of that hash, and the document.

    The text that is stored need be neither read nor proved so. None where there is none: the
    document is new, or its text was purged.
    """
    sql = f"""SELECT d.key, {AROUND} FROM documents d JOIN texts t ON t.document = d.key
        WHERE d.sha256 = ?"""
    for key, *around in store.rows(sql, sha256):
        return key, document((sha256, text, *around))
    return None


def find_id(store: Store, id: str, *, removed: bool = False) -> int | None:
    """The key of the document with that id; else, if asked for, of the one removed last."""
    sql = "SELECT key FROM documents WHERE id = ? AND removed IS NULL"
    key: int | None = store.value(sql, id)
    if key is None and removed:
        sql = """SELECT key FROM documents WHERE id = ? AND removed IS NOT NULL
            ORDER BY removed DESC LIMIT 1"""
        key = store.value(sql, id)
    return key


def find_appearance(store: Store, id: str) -> int | None:
    """The key of the document that was found under that id too, if it is the only one."""
    sql = """SELECT DISTINCT a.document FROM appearances a JOIN documents d ON d.key = a.document
        WHERE a.id = ? AND d.removed IS NULL LIMIT 2"""
    found = [int(key) for (key,) in store.rows(sql, id)]
    return found[0] if len(found) == 1 else None


def id_of(store: Store, key: int) -> str:
    """What a document is called. Raises StorageError where there is none."""
    for (id,) in store.rows("SELECT id FROM documents WHERE key = ?", key):
        return str(id)
    raise StorageError("no such document", f"document {key}")


def hash_of(store: Store, key: int) -> str:
    """The SHA-256 of a document's text, also where that is gone; the key is one there is."""
    sha256: str = store.value("SELECT sha256 FROM documents WHERE key = ?", key)
    return sha256


def title(store: Store, key: int) -> str:
    """The title of a document, or its id where it has none."""
    return title_and_source(store, key)[0]


def title_and_source(store: Store, key: int) -> tuple[str, str]:
    """The same, and where the document is from."""
    sql = "SELECT iif(title = '', id, title), source FROM documents WHERE key = ?"
    title, source = next(store.rows(sql, key))
    return title, source


def sources(store: Store) -> list[tuple[int, str, str]]:
    """(key, hash, source) of every document that is not removed, in the order of import."""
    sql = "SELECT key, sha256, source FROM documents WHERE removed IS NULL ORDER BY key"
    return list(store.rows(sql))


def keys(store: Store) -> list[int]:
    """Those of every document that is not removed, in the order of import."""
    sql = "SELECT key FROM documents WHERE removed IS NULL ORDER BY key"
    return [key for (key,) in store.rows(sql)]


def get(store: Store, key: int) -> Document:
    """A document by its key.

    Raises StorageError where there is none, or its text was purged, IntegrityError where it is
    damaged.
    """
    sql = f"SELECT {COLUMNS} FROM documents d JOIN texts t ON t.document = d.key WHERE d.key = ?"
    for row in store.rows(sql, key):
        return _proved(document(row))
    raise StorageError("no such document, or it was removed", f"document {key}")


def document(row: tuple[Any, ...]) -> Document:
    """A row of COLUMNS as a Document; its hash is not looked at.

    Raises IntegrityError where it is damaged.
    """
    sha256, text, paragraphs, id, title, source, url, published, language, hints, meta = row
    try:
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
    except (msgspec.DecodeError, RecursionError) as error:
        raise IntegrityError(f"the document is damaged ({error})", id, DAMAGED) from error


def _proved(document: Document) -> Document:
    """The document, if the text is its own: no span has a copy that would tell."""
    if text_hash(document.text) != document.sha256:
        raise IntegrityError("the text is not the one its hash names", document.id, DAMAGED)
    return document


def count(store: Store) -> int:
    """How many documents there are, not counting removed ones."""
    return count_before(store, 1 + (store.value("SELECT max(key) FROM documents") or 0))


def count_before(store: Store, key: int) -> int:
    """How many there are, up to the last one, with a smaller key.

    Only removed ones are looked at: keys go from 1 on without a gap, as no document is deleted.
    """
    gone: int = store.value(
        "SELECT count(*) FROM documents WHERE removed IS NOT NULL AND +key < ?", key
    )
    return max(0, key - 1) - gone


def are_numbered(store: Store) -> bool:
    """Whether their keys go from 1 on without a gap."""
    least, most, number = next(store.rows("SELECT min(key), max(key), count(*) FROM documents"))
    return number == 0 or (least, most) == (1, number)


def each(store: Store, keys: Iterable[int] | None = None) -> Iterator[tuple[int, Document]]:
    """Every document that is not removed, with its key, in the order of import; or only these.

    Raises IntegrityError at one that is damaged.
    """
    if keys is not None:
        yield from ((key, get(store, key)) for key in keys)
        return
    sql = f"""SELECT d.key, {COLUMNS} FROM documents d JOIN texts t ON t.document = d.key
        WHERE d.removed IS NULL ORDER BY d.key"""
    for key, *row in store.rows(sql):
        yield key, _proved(document(tuple(row)))


def appearances(store: Store, key: int) -> list[Appearance]:
    """The further places where a document's text was found, ordered."""
    sql = "SELECT id, title, url FROM appearances WHERE document = ? ORDER BY id, title, url"
    return [Appearance(*row) for row in store.rows(sql, key)]


def is_purged(store: Store, key: int) -> bool:
    """Whether a document's text is gone."""
    return store.value("SELECT 1 FROM texts WHERE document = ?", key) is None


def remove(store: Store, key: int) -> bool:
    """Take a document out of every queue, count and export; its log stays.

    Whether it was there until now. Raises StorageError where there is none.
    """
    with store.transaction() as connection:
        was_there = is_there(store, key)
        sql = "UPDATE documents SET removed = coalesce(removed, ?) WHERE key = ?"
        if not connection.execute(sql, (round(time.time() * 1000), key)).rowcount:
            raise StorageError("no such document", f"document {key}")
    return was_there


def restore(store: Store, key: int) -> bool:
    """Bring a removed document back; whether it was removed until now.

    Raises StorageError where its text was purged, or its id is another document's by now.
    """
    with store.transaction() as connection:
        id = store.value("SELECT id FROM documents WHERE key = ?", key)
        if is_purged(store, key):
            raise StorageError("its text was purged", str(id), "import it again")
        if find_id(store, id) not in (None, key):
            raise StorageError(f"the id {id!r} is another document's by now", hint="remove that")
        was_there = is_there(store, key)
        connection.execute("UPDATE documents SET removed = NULL WHERE key = ?", (key,))
    return not was_there


def is_there(store: Store, key: int) -> bool:
    """Whether there is a document of that key that is not removed."""
    return bool(store.value("SELECT removed IS NULL FROM documents WHERE key = ?", key))


def purge(store: Store, key: int) -> bool:
    """Remove a document and destroy its text, in the search index and in free pages too.

    Whether it had one. Raises StorageError where there is none, or another program still reads
    the old text.
    """
    had_text = not is_purged(store, key)
    remove(store, key)
    with store.transaction() as connection:
        search.forget(store)
        counts.forget(store)
        for table in TOLD:
            connection.execute(f"DELETE FROM {table} WHERE document = ?", (key,))
        connection.execute("DELETE FROM copies WHERE other = ?", (key,))
        connection.execute("UPDATE documents SET title = '', url = '' WHERE key = ?", (key,))
    if store.value("PRAGMA wal_checkpoint(TRUNCATE)"):
        hint = "close it and purge again"
        raise StorageError("another program holds on to the old text", str(store.path), hint)
    return had_text
