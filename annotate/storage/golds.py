"""Gold that a hub has shown to an annotator, who has no layer of it; and what is to be shown."""

from collections.abc import Iterator

import msgspec

from annotate.core.annotation_set import AnnotationSet
from annotate.core.errors import IntegrityError
from annotate.core.layers import GOLD, is_own
from annotate.storage.store import Store

PUT = """INSERT INTO golds (document, content) SELECT key, ? FROM documents WHERE sha256 = ?
    ON CONFLICT DO UPDATE SET content = excluded.content"""
CHANGED = f"""SELECT DISTINCT o.document FROM operations o WHERE o.key > ? AND EXISTS (
    SELECT 1 FROM progress p JOIN layers l ON l.key = p.layer
        WHERE p.document = o.document AND l.name GLOB '{GOLD}*')"""
_decode = msgspec.json.Decoder(AnnotationSet).decode


def put(store: Store, sha256: str, content: str) -> bool:
    """Keep what a hub says is gold of a document, "" for nothing; whether it is here.

    Raises IntegrityError for what is no content of a layer.
    """
    if content:
        _decoded(content)
    with store.transaction() as connection:
        return connection.execute(PUT, (content, sha256)).rowcount > 0


def read(store: Store, key: int) -> AnnotationSet | None:
    """What a hub has shown of a document; None where it has not."""
    content = store.value("SELECT content FROM golds WHERE document = ?", key)
    return _decoded(content) if content else None


def _decoded(content: str) -> AnnotationSet:
    try:
        return _decode(content)
    except (msgspec.DecodeError, ValueError, RecursionError) as error:
        raise IntegrityError("what the hub shows of gold is damaged", hint="sync again") from error


def changed(store: Store, since: int) -> list[int]:
    """Documents that were adjudicated, and on which something has arrived since, by key."""
    return [key for (key,) in store.rows(CHANGED, since)]


def finishers(store: Store, key: int) -> Iterator[str]:
    """Who has finished a document, of those who label it for themselves."""
    sql = """SELECT l.name FROM progress p JOIN layers l ON l.key = p.layer
        WHERE p.document = ? AND p.state = 'done' ORDER BY l.name"""
    return (name for (name,) in store.rows(sql, key) if is_own(name))
