"""The limit of an export: every table read once, in order, and orjson writing the records."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

DOCUMENTS = """SELECT d.key, d.id, d.sha256, d.title, d.source, d.url, d.published, d.language,
    t.text, t.paragraphs, t.hints, t.meta
    FROM documents d JOIN texts t ON t.document = d.key WHERE d.removed IS NULL ORDER BY d.key"""
PROGRESS = """SELECT p.document, p.layer, l.name, p.state, p.status
    FROM progress p JOIN layers l ON l.key = p.layer ORDER BY p.document, p.layer"""
SPANS = """SELECT document, layer, start, "end", label, id FROM spans
    ORDER BY document, layer, start, -"end", label"""
RELATIONS = """SELECT document, layer, label, head, child FROM relations
    ORDER BY document, layer, label, head, child"""
NAMES = ("id", "sha256", "title", "source", "url", "published", "language", "text")
Row = tuple[Any, ...]


def export_raw(connection: sqlite3.Connection, file: Path) -> None:
    """Write every record, with no notes, flags or appearances: there are none."""
    progress, spans, relations = (
        _Groups(connection.execute(sql)) for sql in (PROGRESS, SPANS, RELATIONS)
    )
    with file.open("wb", buffering=1 << 20) as out:
        for key, *document in connection.execute(DOCUMENTS):
            for _, layer, *said in progress.of((key,)):
                place = key, layer
                record = _record(document, said, spans.of(place), relations.of(place))
                out.write(orjson.dumps(record, option=orjson.OPT_APPEND_NEWLINE))


class _Groups:
    """The rows of a query that is ordered by its first columns, one value of these at a time."""

    def __init__(self, rows: Iterator[Row]) -> None:
        self._rows = rows
        self._next = next(rows, None)

    def of(self, place: Row) -> Iterator[Row]:
        """The rows that begin with `place`; places are asked for in order."""
        while self._next is not None and self._next[: len(place)] == place:
            yield self._next
            self._next = next(self._rows, None)


def _record(
    document: list[Any], said: list[Any], spans: Iterator[Row], relations: Iterator[Row]
) -> dict[str, Any]:
    *values, paragraphs, hints, meta = document
    text, (annotator, state, status) = values[-1], said
    return {
        **dict(zip(NAMES, values, strict=True)),
        "paragraphs": orjson.Fragment(paragraphs),
        "hints": orjson.Fragment(hints),
        "annotator": annotator,
        "status": state,
        "paragraph_status": status,
        "spans": [
            {"id": id, "start": start, "end": end, "label": label, "text": text[start:end]}
            for _, _, start, end, label, id in spans
        ],
        "relations": [{"label": r[2], "head": r[3], "child": r[4]} for r in relations],
        "notes": [],
        "flags": [],
        "meta": orjson.Fragment(meta),
    }
