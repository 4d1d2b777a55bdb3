"""Label Studio's JSON: an array of tasks, each an article with what every annotator says of it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import partial
from io import BufferedReader
from itertools import islice
from typing import BinaryIO, NamedTuple

import msgspec
from msgspec import UNSET, Raw
from msgspec.structs import replace

from annotate.core.errors import InputError
from annotate.core.json_input import decode_json
from annotate.core.record import Record, RecordNote, RecordRelation, RecordSpan, RecordStatus
from annotate.formats.base import Format, Incoming, Problem, Source
from annotate.formats.json_array import Make, elements, read_array
from annotate.formats.label_studio_model import CONFIGURATION, Annotation, Data, Result, Task, Value
from annotate.formats.label_studio_writing import write
from annotate.formats.lines import MOST_LOOKED_AT, Counted
from annotate.formats.rest import article_of, joined

BEGINNING = re.compile(rb'\s*\[\s*\{.*?"(?:data"\s*:\s*\{|annotations"\s*:\s*\[)', re.DOTALL)
"""How an array of tasks begins."""

_decode = msgspec.json.Decoder(Task).decode
_decode_value = msgspec.json.Decoder(Value).decode


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
    """Whether the first object of the file is a task: it has data.

    Damaged ones before it do not say what it is; where all are, how the array begins does.
    """
    beginning = stream.peek() if isinstance(stream, BufferedReader) else b""
    with suppress(InputError, UnicodeError):
        for _, element in islice(elements(stream), MOST_LOOKED_AT):
            with suppress(msgspec.DecodeError, UnicodeError, RecursionError):
                return "data" in msgspec.json.decode(element, type=dict[str, Raw])
    return bool(BEGINNING.match(beginning))


FORMAT = Format("label_studio", (".json",), read, write, looks, furniture=(CONFIGURATION,))
