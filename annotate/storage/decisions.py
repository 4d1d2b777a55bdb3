"""What was decided of short paragraphs, by the hash of their text: site furniture repeats.

A cache beside the log, brought up to it in small transactions off the path of the keys; like the
search index it may be dropped at any time, and is no part of the state that equals the fold.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b

from annotate.core.annotation_set import AnnotationSet
from annotate.core.document import Document
from annotate.storage import documents, state
from annotate.storage.store import Store

LONGEST = 300
"""Characters of a paragraph up to which it may be furniture that repeats."""
AT_ONCE = 40
"""Documents and layers in one transaction, so that no key waits for long."""
READ = "SELECT CAST(value AS INTEGER) FROM project WHERE name = 'decided'"
CHANGED = """SELECT o.document, o.layer, max(o.key) FROM operations o
    JOIN texts t ON t.document = o.document WHERE o.key > ? AND o.key <= ?
    GROUP BY o.document, o.layer"""
FOUND = """SELECT d.hash, d.label, count(*) FROM decisions d
    JOIN documents a ON a.key = d.document AND a.removed IS NULL
    WHERE d.layer = ? AND d.hash IN ({}) GROUP BY d.hash, d.label"""
STEP = 2000
"""Operations that are looked at at once."""


def hash_of(paragraph: str) -> bytes:
    """By what a paragraph is known again: its text but for the white space."""
    return blake2b(" ".join(paragraph.split()).encode(), digest_size=16).digest()


def refresh(store: Store, wanted: Callable[[], bool] = lambda: True) -> bool:
    """Take in what the log has added since the last time, as long as it is `wanted`.

    Whether there was any.
    """
    before = known = store.value(READ) or 0
    newest = store.value("SELECT coalesce(max(key), 0) FROM operations")
    while known < newest and wanted():
        upto = min(known + STEP, newest)
        pairs = list(store.rows(CHANGED, known, upto))
        for first in range(0, len(pairs), AT_ONCE):
            with store.transaction():
                for key, layer, _ in pairs[first : first + AT_ONCE]:
                    _write(store, key, layer)
        with store.transaction() as connection:
            sql = "INSERT OR REPLACE INTO project VALUES ('decided', ?)"
            connection.execute(sql, (str(upto),))
        known = upto
    return bool(known > before)


def find(
    store: Store, layer: str, hashes: Sequence[bytes], former: Mapping[str, str] = {}
) -> dict[bytes, dict[str, int]]:
    """How often a layer gave paragraphs of these hashes each label; "" is none.

    `former` leads from names that labels had to those they have.
    """
    found: dict[bytes, dict[str, int]] = {}
    number = store.layer(layer)
    for first in range(0, len(hashes), 500):
        some = hashes[first : first + 500]
        sql = FOUND.format(",".join("?" * len(some)))
        for hash, label, times in store.rows(sql, number, *some):
            counts, name = found.setdefault(hash, {}), former.get(label, label)
            counts[name] = counts.get(name, 0) + times
    return found


def forget(store: Store) -> None:
    """Drop all of it, as what the log said before counts again; inside a transaction."""
    store.connection.execute("DELETE FROM decisions")
    store.connection.execute("DELETE FROM project WHERE name = 'decided'")


def _write(store: Store, key: int, layer: int) -> None:
    run = store.connection
    run.execute("DELETE FROM decisions WHERE document = ? AND layer = ?", (key, layer))
    document, content = documents.get(store, key), state.read(store, key, layer)
    rows = ((key, layer, *decision) for decision in decided(document, content))
    run.executemany("INSERT INTO decisions VALUES (?, ?, ?, ?, ?)", rows)


def decided(document: Document, content: AnnotationSet) -> Iterator[tuple[int, bytes, str]]:
    """(index, hash, label) of each short paragraph that is done and has one label, or none."""
    for index, (start, end) in enumerate(document.paragraphs):
        if end - start > LONGEST or content.status_of(index) != "done":
            continue
        spans = content.overlapping(start, end)
        if not spans:
            yield index, hash_of(document.text[start:end]), ""
        elif len(spans) == 1 and spans[0].range == (start, end):
            yield index, hash_of(document.text[start:end]), spans[0].label
