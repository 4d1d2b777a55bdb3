"""What has become of documents, in the order of the changes, and documents on their way."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from annotate.core.document import Document, text_hash
from annotate.core.errors import IntegrityError
from annotate.core.exchange import Carried, Standing
from annotate.storage import documents
from annotate.storage.bulk import APPEARANCE, DOCUMENT, BulkImport
from annotate.storage.store import Store

SELECT = """SELECT s.position, d.sha256, s.state, s.at
    FROM standings s JOIN documents d ON d.key = s.document"""
PLACE = """SELECT id, title, source, url, published, language, length, paragraphs
    FROM documents WHERE key = ?"""
AGAIN = """INSERT OR REPLACE INTO standings (document, state, at)
    SELECT s.document, s.state, s.at FROM standings s JOIN documents d ON d.key = s.document
    WHERE d.sha256 = ?"""
PUT = "INSERT OR REPLACE INTO standings (document, state, at) VALUES (?, ?, ?)"


def position(store: Store) -> int:
    """That of the last change; 0 where there is no document."""
    last: int = store.value("SELECT coalesce(max(position), 0) FROM standings")
    return last


def after(store: Store, position: int) -> list[Standing]:
    """The standings of the documents that have changed since."""
    sql = f"{SELECT} WHERE s.position > ? ORDER BY s.position"
    return [Standing(*row) for row in store.rows(sql, position)]


def get(store: Store, sha256: str) -> Standing | None:
    """What has become of one document; None for one that was never here."""
    return next(
        (Standing(*row) for row in store.rows(f"{SELECT} WHERE d.sha256 = ?", sha256)), None
    )


def carried(store: Store, hashes: Iterable[str]) -> Iterator[Carried]:
    """Documents as they are sent, those that are here."""
    for sha256 in hashes:
        key = documents.find(store, sha256)
        if key is not None:
            yield _carried(store, key, sha256)


def _carried(store: Store, key: int, sha256: str) -> Carried:
    if not documents.is_purged(store, key):
        document = documents.get(store, key)
        found = tuple(documents.appearances(store, key))
        counts = len(document.text), len(document.paragraphs)
        return Carried(document=document, length=counts[0], paragraphs=counts[1], appearances=found)
    id, title, source, url, published, language, length, paragraphs = next(store.rows(PLACE, key))
    document = Document(
        sha256=sha256,
        text="",
        paragraphs=(),
        id=id,
        title=title,
        source=source,
        url=url,
        published=published,
        language=language,
    )
    return Carried(document=document, length=length, paragraphs=paragraphs, gone=True)


def proved(carried: Carried) -> Carried:
    """A document that came from elsewhere. Raises IntegrityError where it is not sound."""
    document = carried.document
    if carried.gone:
        return carried
    if text_hash(document.text) != document.sha256:
        raise IntegrityError("a text is not the one its hash names", document.id)
    edges = [0, *(edge for paragraph in document.paragraphs for edge in paragraph)]
    if edges != sorted(edges) or edges[-1] > len(document.text) or "\0" in document.text:
        raise IntegrityError("paragraphs do not lie in the text", document.id)
    return carried


def take(store: Store, some: Iterable[tuple[Standing, Carried]]) -> int:
    """Take in documents that are not here, or whose text is not; how many were never here."""
    new, back = 0, list[tuple[int, str, int]]()
    with BulkImport(store, "") as bulk:
        for standing, each in some:
            known = documents.find(store, standing.sha256)
            new += known is None
            if each.gone:
                _put_empty(store, bulk, each)
            else:
                key = bulk.document(_named(store, known, proved(each).document)).key
                places = ((key, a.id, a.title, a.url) for a in each.appearances)
                store.connection.executemany(APPEARANCE, places)
                back += [(key, "present", standing.at)] if known is not None else []
    with store.transaction() as connection:
        connection.executemany(PUT, back)  # when it came back was decided there, and not now
    return new


def put_off(store: Store, hashes: Iterable[str]) -> int:
    """Let these documents be those that changed last; the position after which they come."""
    before = position(store)
    with store.transaction() as connection:
        connection.executemany(AGAIN, ((sha256,) for sha256 in hashes))
    return before


def _named(store: Store, known: int | None, document: Document) -> Document:
    """The document under an id that is free: two people may have called two texts the same."""
    other = documents.find_id(store, document.id)
    if other in (None, known):
        return document
    return replace(document, id=f"{document.id}~{document.sha256[:12]}")


def _put_empty(store: Store, bulk: BulkImport, carried: Carried) -> None:
    """Hold the place of a document that was purged before it came here: the log names it."""
    d = carried.document
    bulk.flush()
    with store.transaction() as connection:
        if documents.find(store, d.sha256) is not None:
            return
        where = (d.id, "", d.source, "", d.published, d.language)
        row = (None, d.sha256, *where, carried.length, carried.paragraphs)
        connection.execute(DOCUMENT.replace("NULL)", "0)"), row)


def settle(store: Store, standings: Iterable[Standing]) -> int:
    """Let the later standing of each document hold, here or there; how many were changed here."""
    changed = 0
    for there in standings:
        here = get(store, there.sha256)
        key = documents.find(store, there.sha256)
        if here is None or key is None or here.order >= there.order:
            continue
        _become(store, key, here, there)
        with store.transaction() as connection:
            connection.execute(PUT, (key, there.state, there.at))
        changed += here.state != there.state
    return changed


def _become(store: Store, key: int, here: Standing, there: Standing) -> None:
    if there.state == "present" and here.state != "present":
        _restore(store, key)
    elif there.state == "removed" and here.state == "present":
        documents.remove(store, key)
    elif there.state == "purged" and not documents.is_purged(store, key):
        documents.purge(store, key)


def _restore(store: Store, key: int) -> None:
    """Bring a document back, under another id where its own was given again."""
    id, sha256 = next(store.rows("SELECT id, sha256 FROM documents WHERE key = ?", key))
    if documents.find_id(store, id) not in (None, key):
        with store.transaction() as connection:
            sql = "UPDATE documents SET id = ? WHERE key = ?"
            connection.execute(sql, (f"{id}~{sha256[:12]}", key))
    documents.restore(store, key)
