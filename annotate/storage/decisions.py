"""What was decided of short paragraphs, by the hash of their text: site furniture repeats.

A cache beside the log, brought up to it in small transactions off the path of the keys; like the
search index it may be dropped at any time, and is no part of the state that equals the fold.
"""

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from hashlib import blake2b
from itertools import accumulate

import msgspec

from annotate.core.annotation_set import DONE
from annotate.core.document import Range
from annotate.core.errors import IntegrityError
from annotate.storage import log
from annotate.storage.failures import DAMAGED
from annotate.storage.store import Store

LONGEST = 300
"""Characters of a paragraph up to which it may be furniture that repeats."""
READ = "SELECT CAST(value AS INTEGER) FROM project WHERE name = ?"
CHANGED = "SELECT DISTINCT document FROM operations WHERE key > ? AND key <= ? AND layer = ?"
SAID = f"""SELECT p.document, p.status, t.text, t.paragraphs,
        (SELECT json_group_array(json_array(start, "end", label)) FROM spans s
            WHERE (s.document, s.layer) = (p.document, p.layer))
    FROM progress p JOIN texts t ON t.document = p.document
    WHERE p.layer = ? AND p.document IN (SELECT value FROM json_each(?))
        AND instr(p.status, '{DONE}')"""
# one that was purged since it was read has nothing here that tells of its text
PUT = """INSERT INTO decisions SELECT ?1, ?2, ?3, ?4, ?5
    WHERE EXISTS (SELECT 1 FROM texts WHERE document = ?1)"""
FOUND = """SELECT d.hash, d.label, count(*) FROM decisions d
    JOIN documents a ON a.key = d.document AND a.removed IS NULL
    WHERE d.layer = ? AND d.hash IN ({}) GROUP BY d.hash, d.label"""
STEP = 500
"""Operations that are looked at at once, and taken in by one transaction: no key waits for long."""
Labelled = tuple[int, int, str]
"""Start, end and label of a span."""
_paragraphs = msgspec.json.Decoder(tuple[Range, ...]).decode
_spans = msgspec.json.Decoder(tuple[Labelled, ...]).decode


def hash_of(paragraph: str) -> bytes:
    """By what a paragraph is known again: its text but for the white space."""
    return blake2b(" ".join(paragraph.split()).encode(), digest_size=16).digest()


def refresh(store: Store, layer: str, wanted: Callable[[], bool] = lambda: True) -> bool:
    """Take in what a layer has said since the last time, as long as it is `wanted`.

    Whether there was any. Raises IntegrityError where a document is damaged.
    """
    number, newest, any_new = store.layer(layer), log.newest(store), False
    kept = known = _upto(store, number)
    while number and known < newest and wanted():
        known, before = min(known + STEP, newest), known
        keys = [key for (key,) in store.rows(CHANGED, before, known, number)]
        if keys or known == newest:
            if not _take_in(store, number, keys, (kept, known)):
                return True  # somebody else has taken it in, or forgotten all: another time
            kept, any_new = known, any_new or bool(keys)
    return any_new


def _upto(store: Store, layer: int) -> int:
    """Up to which operation a layer was taken in."""
    return store.value(READ, f"decided {layer}") or 0


def _take_in(store: Store, layer: int, keys: Sequence[int], marks: tuple[int, int]) -> bool:
    """Take in some documents, if all was up to the first mark: now it is up to the second."""
    said = store.rows(SAID, layer, msgspec.json.encode(keys).decode())
    rows = [(key, layer, *decision) for key, *values in said for decision in _decided(key, *values)]
    with store.transaction() as connection:
        if _upto(store, layer) != marks[0]:
            return False
        sql = "DELETE FROM decisions WHERE (document, layer) = (?, ?)"
        connection.executemany(sql, ((key, layer) for key in keys))
        connection.executemany(PUT, rows)
        sql = "INSERT OR REPLACE INTO project VALUES (?, ?)"
        connection.execute(sql, (f"decided {layer}", str(marks[1])))
    return True


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
    store.connection.execute("DELETE FROM project WHERE name GLOB 'decided*'")


def _decided(key: int, status: str, text: str, *found: str) -> list[tuple[int, bytes, str]]:
    """Of a row of SAID what `decided` gives."""
    try:
        paragraphs, spans = _paragraphs(found[0]), _spans(found[1])
    except msgspec.DecodeError as error:
        what = f"the document is damaged ({error})"
        raise IntegrityError(what, f"document {key}", DAMAGED) from error
    return list(decided(text, paragraphs, status, spans))


def decided(
    text: str, paragraphs: Sequence[Range], status: str, spans: Sequence[Labelled]
) -> Iterator[tuple[int, bytes, str]]:
    """(index, hash, label) of each short paragraph that is done and has one label, or none.

    In one pass, as an article may have a hundred thousand of both.
    """
    spans = sorted(spans)
    starts = [start for start, *_ in spans]
    reached = [0, *accumulate((end for _, end, _ in spans), max)]
    for index, ((start, end), letter) in enumerate(zip(paragraphs, status, strict=False)):
        if letter == DONE and end - start <= LONGEST:
            first, after = bisect_left(starts, start), bisect_left(starts, end)
            if reached[first] > start:
                continue  # what begins before it reaches into it
            if first == after:
                yield index, hash_of(text[start:end]), ""
            elif after - first == 1 and spans[first][:2] == (start, end):
                yield index, hash_of(text[start:end]), spans[first][2]
