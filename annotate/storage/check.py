"""Proving a database sound: pages, hashes, logs without gaps, and state that equals the fold."""

from collections.abc import Iterator

from annotate.core.document import text_hash
from annotate.core.fold import fold_live, gestures
from annotate.storage import documents, log, state
from annotate.storage.store import Store


def check(store: Store) -> Iterator[str]:
    """Everything that is wrong, a line each; nothing where the file is sound."""
    yield from _pages(store)
    yield from _texts(store)
    yield from _log(store)
    yield from _state(store)


def _pages(store: Store) -> Iterator[str]:
    for (problem,) in store.rows("PRAGMA integrity_check"):
        if problem != "ok":
            yield f"database: {problem}"
    for table, row, parent, _ in store.rows("PRAGMA foreign_key_check"):
        yield f"{table}: row {row} refers to what {parent} does not hold"


def _texts(store: Store) -> Iterator[str]:
    """Each text is the one its hash names, and its paragraphs lie in it."""
    for key, document in documents.each(store):
        if text_hash(document.text) != document.sha256:
            yield f"document {key} ({document.id}): the text is not the one its hash names"
        edges = [0, *(edge for paragraph in document.paragraphs for edge in paragraph)]
        if edges != sorted(edges) or edges[-1] > len(document.text):
            yield f"document {key} ({document.id}): its paragraphs do not lie in the text"


def _log(store: Store) -> Iterator[str]:
    for operation, hash in log.each(store):
        if operation.hash() != hash:
            yield f"operation {operation.id}: its content is not what its hash says"
    sql = """SELECT w.name, w.n, count(o.n), coalesce(max(o.n), 0) FROM writers w
        LEFT JOIN operations o ON o.writer = w.key GROUP BY w.key"""
    for writer, n, count, last in store.rows(sql):
        if not n == count == last:
            yield f"writer {writer}: {count} operations, numbered to {last}, of {n}"


def _pairs(store: Store) -> list[tuple[int, int, str]]:
    """Every document and layer that has operations, or state."""
    sql = """SELECT p.document, p.layer, l.name FROM
        (SELECT document, layer FROM operations UNION SELECT document, layer FROM progress) p
        JOIN layers l ON l.key = p.layer ORDER BY p.document, p.layer"""
    return list(store.rows(sql))


def _state(store: Store) -> Iterator[str]:
    for key, layer, name in _pairs(store):
        operations = [o for _, o in log.of(store, key, name)]
        content, found = fold_live(operations).annotation_set(), gestures(operations)
        paragraphs = store.value("SELECT paragraphs FROM documents WHERE key = ?", key)
        where = f"document {key}, {name}"
        if state.read(store, key, layer) != content:
            yield f"{where}: spans, relations or status are not what the log adds up to"
        if state.read_progress(store, key, layer) != state.progress_row(
            key, layer, content, paragraphs
        ):
            yield f"{where}: the progress is not what the log adds up to"
        if state.read_gestures(store, key, layer) != set(state.gesture_rows(key, layer, found)):
            yield f"{where}: the gestures are not those of the log"


def rebuild(store: Store) -> int:
    """Make all state tables from the log anew; how many layers of documents there were."""
    pairs = _pairs(store)
    with store.transaction():
        for key, layer, name in pairs:
            operations = [o for _, o in log.of(store, key, name)]
            content = fold_live(operations).annotation_set()
            state.rebuild(store, key, layer, content, gestures(operations))
    return len(pairs)
