"""Proving a database sound: pages, hashes, logs without gaps, and state that equals the fold."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from annotate.core.document import Document, text_hash
from annotate.core.errors import IntegrityError, StorageError
from annotate.core.fold import fold_live
from annotate.core.gestures import gestures
from annotate.storage import (
    contested,
    counts,
    decisions,
    digests,
    documents,
    log,
    project,
    search,
    state,
    suggestions,
    tallies,
)
from annotate.storage.store import Store


def check(store: Store) -> Iterator[str]:
    """Everything that is wrong, a line each; nothing where the file is sound.

    Others may go on writing; nothing can be written through `store` before the end.
    """
    with _lenient(store):
        yield from _told(_index, store)
        with store.snapshot():
            for part in (_pages, _schemes, _numbers, _texts, _suggestions, _log, _state):
                yield from _told(part, store)


@contextmanager
def _lenient(store: Store) -> Iterator[None]:
    """Read text that is damaged too; its hash tells."""
    store.connection.text_factory = lambda data: data.decode(errors="replace")
    try:
        yield
    finally:
        store.connection.text_factory = str


def _told(part: Callable[[Store], Iterator[str]], store: Store) -> Iterator[str]:
    """The problems that a part finds; one that it cannot get past is the last."""
    try:
        yield from part(store)
    except StorageError as error:
        yield str(error)


def _index(store: Store) -> Iterator[str]:
    if not search.is_sound(store):
        yield "search: the index is damaged"


def _pages(store: Store) -> Iterator[str]:
    for (problem,) in store.rows("PRAGMA integrity_check"):
        if problem != "ok":
            yield f"database: {problem}"
    for table, row, parent, _ in store.rows("PRAGMA foreign_key_check"):
        yield f"{table}: row {row} refers to what {parent} does not hold"


def _schemes(store: Store) -> Iterator[str]:
    for version in project.damaged_schemes(store):
        yield f"scheme {version}: it cannot be read"


def _numbers(store: Store) -> Iterator[str]:
    """What lists go by instead of counting."""
    if not documents.are_numbered(store):
        yield "documents: their numbers do not go from 1 on without a gap"
    if not tallies.are_true(store):
        yield "tallies: they are not what the progress of the articles adds up to"
    if not contested.is_true(store):
        yield "contested: the numbers of spans on which people differ are not what is there"


def _texts(store: Store) -> Iterator[str]:
    """Every text that was not purged; a document that is not removed has one."""
    sql = f"""SELECT d.key, d.removed, d.length, d.paragraphs, {documents.COLUMNS}
        FROM documents d LEFT JOIN texts t ON t.document = d.key ORDER BY d.key"""
    for key, removed, length, paragraphs, *row in store.rows(sql):
        if row[1] is not None:
            yield from (f"document {key}: {p}" for p in _text(row, (length, paragraphs)))
        elif removed is None:
            yield f"document {key}: its text is missing"


def _text(row: list[object], counts: tuple[int, int]) -> Iterator[str]:
    """A text is the one its hash names, and its paragraphs lie in it."""
    try:
        document = documents.document(tuple(row))
    except IntegrityError as error:
        yield error.what
        return
    if text_hash(document.text) != document.sha256:
        yield "the text is not the one its hash names"
    if not _lie_in_text(document):
        yield "its paragraphs do not lie in the text"
    if counts != (len(document.text), len(document.paragraphs)):
        yield "its length or number of paragraphs is not that of the text"


def _lie_in_text(document: Document) -> bool:
    edges = [0, *(edge for paragraph in document.paragraphs for edge in paragraph)]
    return edges == sorted(edges) and edges[-1] <= len(document.text)


def _suggestions(store: Store) -> Iterator[str]:
    """Those from elsewhere, which no log could give back."""
    sql = """SELECT key, sha256 FROM documents
        WHERE key IN (SELECT document FROM suggestions) ORDER BY key"""
    for key, sha256 in list(store.rows(sql)):
        try:
            suggestions.of(store, sha256)
        except IntegrityError as error:
            yield f"document {key}: {error.what}"


def _log(store: Store) -> Iterator[str]:
    for operation, hash in log.each(store):
        if operation.hash() != hash:
            yield f"operation {operation.id}: its content is not what its hash says"
    sql = """SELECT w.name, w.n, w.lamport, count(o.n), coalesce(min(o.n), 1),
        coalesce(max(o.n), 0), coalesce(max(o.lamport), 0) FROM writers w
        LEFT JOIN operations o ON o.writer = w.key GROUP BY w.key"""
    for writer, n, lamport, count, first, last, latest in store.rows(sql):
        if first != 1 or not n == count == last:
            yield f"writer {writer}: {count} operations, numbered from {first} to {last}, of {n}"
        if lamport < latest:
            yield f"writer {writer}: its clock stands at {lamport}, before its last operation"


def _pairs(store: Store) -> list[tuple[int, int, str]]:
    """Every document and layer that has operations, or state; what refers to none is told of."""
    sql = """SELECT p.document, p.layer, l.name FROM (SELECT document, layer FROM operations
        UNION SELECT document, layer FROM progress UNION SELECT document, layer FROM gestures) p
        JOIN layers l ON l.key = p.layer JOIN documents d ON d.key = p.document
        ORDER BY p.document, p.layer"""
    return list(store.rows(sql))


def _state(store: Store) -> Iterator[str]:
    for key, layer, name in _pairs(store):
        yield from (f"document {key}, {name}: {p}" for p in _state_of(store, key, layer, name))


def _state_of(store: Store, key: int, layer: int, name: str) -> Iterator[str]:
    rows = log.of(store, key, name)
    operations = [o for _, o in rows]
    content, found = fold_live(operations).annotation_set(), gestures(operations)
    paragraphs = _paragraphs(store, key)
    try:
        if state.read(store, key, layer) != content:
            yield "spans, relations or status are not what the log adds up to"
    except IntegrityError as error:
        yield error.what
    if state.read_progress(store, key, layer) != state.progress_row(
        key, layer, content, paragraphs
    ):
        yield "the progress is not what the log adds up to"
    if state.read_gestures(store, key, layer) != set(state.gesture_rows(key, layer, found)):
        yield "the gestures are not those of the log"
    if rows and not digests.is_sound(store, key, layer, rows[-1][0], content):
        yield "the digest is not that of what the log adds up to"


def _paragraphs(store: Store, key: int) -> int:
    number: int = store.value("SELECT paragraphs FROM documents WHERE key = ?", key)
    return number


def rebuild(store: Store) -> int:
    """Make all that follows from the log anew; how many layers of documents there are."""
    with store.transaction():
        search.forget(store)
        counts.forget(store)
        decisions.forget(store)
        contested.forget(store)
        digests.forget(store)
        state.clear(store)
        tallies.clear(store)
        pairs = _pairs(store)
        for key, layer, name in pairs:
            operations = [o for _, o in log.of(store, key, name)]
            content, found = fold_live(operations).annotation_set(), gestures(operations)
            paragraphs = _paragraphs(store, key)
            state.write(store, state.all_rows(key, layer, paragraphs, content, found))
    return len(pairs)
