"""doccano's JSONL: labels alone, or entities with relations; one file an annotator."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from annotate.core.errors import InputError
from annotate.core.json_input import decode_json
from annotate.core.normalisation import OffsetUnit
from annotate.core.record import Record, RecordNote, RecordRelation, RecordSpan
from annotate.formats.base import Format, Incoming, Loss, Problem, Source, Tables, Writing
from annotate.formats.file_names import FileNames
from annotate.formats.lines import Counted, first_object, read_lines
from annotate.formats.offsets import recounted
from annotate.formats.record_files import NOBODY
from annotate.formats.rest import Along, along_of, joined, marked


class Entity(Struct, frozen=True):
    """A span by its number; doccano passes over the text."""

    id: int | str
    label: str
    start_offset: int
    end_offset: int
    text: str | None = None


class Link(Struct, frozen=True):
    """A relation of two entities, by their numbers."""

    id: int | str
    from_id: int | str
    to_id: int | str
    type: str


class Example(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A line: `label` in a project for labels alone, else `entities` and `relations`."""

    text: str | None = None
    data: str | None = None  # what older versions call it
    label: tuple[tuple[int, int, str], ...] | None = None
    labels: tuple[tuple[int, int, str], ...] | None = None
    entities: tuple[Entity, ...] | None = None
    relations: tuple[Link, ...] | None = None
    comments: tuple[str, ...] | None = msgspec.field(default=None, name="Comments")
    annotate: Along | None = None


_decode = msgspec.json.Decoder(Example).decode
_encode = msgspec.json.Encoder().encode


def read(source: Source, stream: BinaryIO, encoding: str | None) -> Iterator[Incoming | Problem]:
    """The records of the lines; comments become remarks on the article."""
    return read_lines(source, stream, encoding, _records, any_unit=True)


def _records(line: bytes) -> tuple[Counted]:
    example = decode_json(line, _decode)
    text = example.data if example.text is None else example.text
    if text is None:
        raise InputError("no text in it", "$.text", "see docs/formats.md")
    spans = marked(example.annotate, _spans(example))
    rest = example.annotate.record if example.annotate else None
    record = joined(rest, text, spans, _relations(example))
    known = _comments(record)
    new = tuple(RecordNote(c) for c in example.comments or () if c not in known)
    unit = example.annotate.offset_unit if example.annotate else None
    return ((replace(record, notes=(record.notes or ()) + new), unit),)


def _spans(example: Example) -> Iterator[RecordSpan]:
    for e in example.entities or ():
        yield RecordSpan(
            id=str(e.id), start=e.start_offset, end=e.end_offset, label=e.label, text=e.text
        )
    for start, end, label in (*(example.label or ()), *(example.labels or ())):
        yield RecordSpan(start=start, end=end, label=label)


def _relations(example: Example) -> Iterator[RecordRelation]:
    """The relations, by where their entities come among the spans."""
    indexes = {entity.id: n for n, entity in enumerate(example.entities or ())}
    for n, link in enumerate(example.relations or ()):
        for end, name in ((link.from_id, "from_id"), (link.to_id, "to_id")):
            if end not in indexes:
                hint = "name an entity by its id"
                raise InputError(f"no entity {end!r}", f"$.relations[{n}].{name}", hint)
        yield RecordRelation(link.type, indexes[link.from_id], indexes[link.to_id])


def looks(stream: BinaryIO) -> bool:
    """Whether the first line has entities, comments or a list of labels."""
    found = first_object(stream)
    lists = (found.get(key) for key in ("entities", "label", "labels"))
    return "Comments" in found or any(value and bytes(value)[:1] == b"[" for value in lists)


def write(records: Iterable[Record], folder: Path, how: Writing) -> Loss:
    """A file an annotator, since a line cannot name one; everything is carried.

    Lines have entities and relations if the scheme has relations, else labels alone.
    """
    names = FileNames()
    names.of(NOBODY)
    example = _related if how.scheme.relations else _plain
    for record in records:
        path = folder / f"{names.of(record.layer or NOBODY)}.jsonl"
        with path.open("ab") as file:
            file.write(_encode(example(recounted(record, how.unit), how.unit)) + b"\n")
    return Loss()


def _plain(record: Record, unit: OffsetUnit | None) -> Example:
    return Example(
        text=record.text,
        label=tuple((s.start, s.end, s.label) for s in record.spans or ()),
        comments=_comments(record),
        annotate=along_of(record, unit),
    )


def _related(record: Record, unit: OffsetUnit | None) -> Example:
    numbers = {span.id: n for n, span in enumerate(record.spans or (), 1)}
    return Example(
        text=record.text,
        entities=tuple(
            Entity(numbers[s.id], s.label, s.start, s.end, s.text) for s in record.spans or ()
        ),
        relations=tuple(_links(record.relations or (), numbers)),
        comments=_comments(record),
        annotate=along_of(record, unit),
    )


def _links(relations: Sequence[RecordRelation], numbers: Mapping[Any, int]) -> Iterator[Link]:
    for n, relation in enumerate(relations, 1):
        yield Link(n, numbers[relation.head], numbers[relation.child], relation.label)


def _comments(record: Record) -> tuple[str, ...]:
    """The remarks on the article as a whole."""
    return tuple(n.text for n in record.notes or () if n.span is None and n.paragraph is None)


COLUMNS = {"text": "string"} | dict.fromkeys(
    ("label", "entities", "relations", "Comments", "annotate"), "json"
)
FORMAT = Format(
    "doccano",
    (".jsonl", ".ndjson"),
    read,
    write,
    looks,
    tables=Tables("*.jsonl", "{}/*.jsonl", COLUMNS),
)
