"""Label Studio's JSON: an array of tasks, each an article with what every annotator says of it."""

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple
from xml.sax.saxutils import quoteattr

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType
from msgspec.structs import replace

from annotate.core.errors import InputError
from annotate.core.json_input import decode_json
from annotate.core.normalisation import OffsetUnit
from annotate.core.record import Record, RecordNote, RecordRelation, RecordSpan, RecordStatus
from annotate.core.scheme import Scheme
from annotate.formats.base import Format, Incoming, Loss, Problem, Source, Writing
from annotate.formats.json_array import Make, elements, read_array, write_array
from annotate.formats.lines import Counted
from annotate.formats.offsets import recounted
from annotate.formats.rest import article_of, joined, rest_of

FILE_NAME, CONFIGURATION = "tasks.json", "label_config.xml"
BUFFER = 1 << 20
UNIT: OffsetUnit = "utf16"
"""What the front end counts."""
CSS_COLOURS = {"amber": "#ffbf00"}
"""Colours of schemes that no browser knows by name."""


class Value(Struct, frozen=True):
    """Where a region is, and its labels."""

    start: int
    end: int
    labels: tuple[str, ...] = ()
    text: str | None = None


class Meta(Struct, frozen=True, omit_defaults=True):
    """What may be said of a region: remarks, and where a suggestion came from."""

    text: tuple[str, ...] | str = ()
    origin: str | None = None


class Result(Struct, frozen=True, omit_defaults=True):
    """A region, or a relation of two."""

    type: str
    id: str | UnsetType = UNSET
    from_name: str | UnsetType = UNSET
    to_name: str | UnsetType = UNSET
    value: Raw = Raw()
    origin: str | UnsetType = UNSET
    score: float | None = None
    meta: Meta | None = None
    from_id: str | UnsetType = UNSET
    to_id: str | UnsetType = UNSET
    direction: str | UnsetType = UNSET
    labels: tuple[str, ...] | None = None


class Annotation(Struct, frozen=True, kw_only=True):
    """What one annotator says of a task, or, as a prediction, a model."""

    result: tuple[Result, ...] = ()
    was_cancelled: bool = False
    ground_truth: bool = False
    completed_by: int | dict[str, Any] | UnsetType | None = UNSET
    model_version: str | UnsetType | None = UNSET


class Data(Struct, frozen=True, omit_defaults=True):
    """An article; of what else a task may show nothing is kept."""

    text: str
    annotate: tuple[Record, ...] = ()
    offset_unit: OffsetUnit | None = None


class Task(Struct, frozen=True, kw_only=True):
    """An article with its annotations."""

    id: int | str | UnsetType = UNSET
    data: Data
    annotations: tuple[Annotation, ...] = ()
    predictions: tuple[Annotation, ...] = ()


_decode = msgspec.json.Decoder(Task).decode
_decode_value = msgspec.json.Decoder(Value).decode
_encode = msgspec.json.Encoder().encode


def read(source: Source, stream: BinaryIO, encoding: str | None) -> Iterator[Incoming | Problem]:
    """The records of every task: one an annotation, one a prediction."""
    return read_array(source, stream, encoding, _records)


def _records(element: bytes) -> Iterator[Make]:
    task = decode_json(element, _decode)
    text, rests, unit = task.data.text, task.data.annotate, task.data.offset_unit
    about = article_of(rests[0]) if rests else None
    if not task.annotations:
        yield lambda: (joined(about, text), unit)
    same = len(rests) == len(task.annotations) and all(rest.layer for rest in rests)
    for n, annotation in enumerate(task.annotations):
        rest = rests[n] if same else about
        yield partial(_record, annotation, task.data, rest, f"$.annotations[{n}]")
    for n, prediction in enumerate(task.predictions):
        yield partial(_prediction, prediction, task.data, about, f"$.predictions[{n}]")


def _record(annotation: Annotation, data: Data, rest: Record | None, where: str) -> Counted:
    """What an annotator says; whose it is and how far it is the rest knows, if there is any."""
    regions = _regions(annotation, where)
    named = None if rest and rest.layer else _annotator(annotation)
    record = joined(rest, data.text, regions.spans, regions.relations, named)
    if not rest or not rest.layer:
        status: RecordStatus = "skipped" if annotation.was_cancelled else "done"
        record = replace(record, status=status, notes=regions.notes)
    return record, data.offset_unit


def _annotator(annotation: Annotation) -> str | None:
    """Whose it is: an address or a number; ground truth is gold."""
    who = annotation.completed_by
    if isinstance(who, dict):
        who = who.get("email") or who.get("username") or who.get("id")
    name = "" if who in (None, UNSET) else str(who)
    return f"gold/{name or 'truth'}" if annotation.ground_truth else name or None


def _prediction(prediction: Annotation, data: Data, about: Record | None, where: str) -> Counted:
    regions = _regions(prediction, where)
    name = prediction.model_version
    record = joined(about, data.text, regions.spans, regions.relations)
    return replace(record, suggester=str(name) if name else "label studio"), data.offset_unit


class _Regions(NamedTuple):
    """What a result holds, in our words."""

    spans: tuple[RecordSpan, ...]
    relations: tuple[RecordRelation, ...]
    notes: tuple[RecordNote, ...]


def _regions(annotation: Annotation, where: str) -> _Regions:
    spans: list[RecordSpan] = []
    notes: list[RecordNote] = []
    for n, result in enumerate(annotation.result):
        if result.type == "labels":
            notes += _notes(result, len(spans))
            spans += _spans(result, f"{where}.result[{n}]")
        elif result.type != "relation":
            what = f"a result of type {result.type!r}, which is no label of a text"
            raise InputError(what, f"{where}.result[{n}]", "remove it")
    indexes = {span.id: index for index, span in reversed(list(enumerate(spans))) if span.id}
    links = tuple(
        _relation(result, indexes, f"{where}.result[{n}]")
        for n, result in enumerate(annotation.result)
        if result.type == "relation"
    )
    return _Regions(tuple(spans), links, tuple(notes))


def _spans(result: Result, where: str) -> Iterator[RecordSpan]:
    """A span for each label of a region; the first has its id."""
    value = decode_json(bytes(result.value), _decode_value)
    for n, label in enumerate(value.labels):
        yield RecordSpan(
            id=result.id if n == 0 and result.id is not UNSET else None,
            start=value.start,
            end=value.end,
            label=label,
            text=value.text,
            origin=result.meta.origin if result.meta else None,
            score=result.score,
        )
    if not value.labels:
        raise InputError("a region without a label", where, "see docs/formats.md")


def _notes(result: Result, index: int) -> Iterator[RecordNote]:
    texts = result.meta.text if result.meta else ()
    for text in (texts,) if isinstance(texts, str) else texts:
        yield RecordNote(text, index)


def _relation(result: Result, indexes: Mapping[str, int], where: str) -> RecordRelation:
    """A relation; without a label it is called ""."""
    ends = []
    for name, id in (("from_id", result.from_id), ("to_id", result.to_id)):
        if id is UNSET or id not in indexes:
            raise InputError("no such region", f"{where}.{name}", "name a region by its id")
        ends.append(indexes[id])
    head, child = reversed(ends) if result.direction == "left" else ends
    return RecordRelation(result.labels[0] if result.labels else "", head, child)


def looks(stream: BinaryIO) -> bool:
    """Whether the file begins with a task: an object that has data."""
    try:
        _, first = next(elements(stream))
        return "data" in msgspec.json.decode(first, type=dict[str, Raw])
    except (StopIteration, InputError, msgspec.DecodeError, UnicodeError, RecursionError):
        return False


def write(records: Iterable[Record], folder: Path, how: Writing) -> Loss:
    """A task a document, and the labelling configuration that goes with it; all is carried."""
    (folder / CONFIGURATION).write_text(configuration(how.scheme), encoding="utf-8")
    tasks = groupby(records, key=lambda record: record.sha256)
    with (folder / FILE_NAME).open("wb", buffering=BUFFER) as file:
        write_array(
            file, (_encode(_task(n, layers, how)) for n, (_, layers) in enumerate(tasks, 1))
        )
    return Loss()


def _task(number: int, layers: Iterable[Record], how: Writing) -> Task:
    unit = how.unit or UNIT
    found = [recounted(record, unit) for record in layers]
    return Task(
        id=number,
        data=Data(found[0].text or "", tuple(map(rest_of, found)), unit),
        annotations=tuple(_annotation(record) for record in found if record.layer),
    )


def _annotation(record: Record) -> Annotation:
    """What a layer says. Whose it is stands in the data: an import takes only known accounts."""
    notes: dict[object, tuple[str, ...]] = {}
    for note in record.notes or ():
        notes[note.span] = (*notes.get(note.span, ()), note.text)
    return Annotation(
        result=(
            *(_region(span, notes.get(span.id, ())) for span in record.spans or ()),
            *map(_link, record.relations or ()),
        ),
        was_cancelled=record.status == "skipped",
        ground_truth=(record.layer or "").startswith("gold/"),
    )


def _region(span: RecordSpan, notes: tuple[str, ...]) -> Result:
    value = Value(span.start, span.end, (span.label,), span.text)
    return Result(
        id=span.id or UNSET,
        from_name="label",
        to_name="text",
        type="labels",
        origin="manual",
        value=Raw(_encode(value)),
        score=span.score,
        meta=Meta(notes, span.origin) if notes or span.origin else None,
    )


def _link(relation: RecordRelation) -> Result:
    return Result(
        type="relation",
        from_id=str(relation.head),
        to_id=str(relation.child),
        direction="right",
        labels=(relation.label,),
    )


def configuration(scheme: Scheme) -> str:
    """The labelling configuration of a scheme, whose names the results use."""
    labels = [
        f"    <Label value={quoteattr(label.name)}"
        f"{f' hotkey={quoteattr(label.key)}' if label.key else ''}"
        f" background={quoteattr(CSS_COLOURS.get(label.colour, label.colour))}/>"
        for label in scheme.labels
    ]
    links = [f"    <Relation value={quoteattr(r.label)}/>" for r in scheme.relations]
    return "\n".join(
        (
            "<View>",
            *(("  <Relations>", *links, "  </Relations>") if links else ()),
            '  <Labels name="label" toName="text">',
            *labels,
            "  </Labels>",
            '  <Text name="text" value="$text"/>',
            "</View>\n",
        )
    )


FORMAT = Format("label_studio", (".json",), read, write, looks, furniture=(CONFIGURATION,))
