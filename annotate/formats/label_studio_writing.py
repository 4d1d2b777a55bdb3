"""Writing Label Studio's tasks, and the labelling configuration whose names they use."""

from collections.abc import Iterable
from itertools import groupby
from pathlib import Path

import msgspec
from msgspec import UNSET, Raw

from annotate.core.normalisation import OffsetUnit
from annotate.core.record import Record, RecordRelation, RecordSpan
from annotate.core.scheme import Scheme
from annotate.formats.base import Loss, Writing
from annotate.formats.json_array import write_array
from annotate.formats.label_studio_model import (
    CONFIGURATION,
    Annotation,
    Data,
    Meta,
    Result,
    Task,
    Value,
)
from annotate.formats.offsets import recounted
from annotate.formats.rest import rest_of

FILE_NAME = "tasks.json"
BUFFER = 1 << 20
UNIT: OffsetUnit = "utf16"
"""What the front end counts."""
CSS_COLOURS = {"amber": "#ffbf00"}
"""Colours of schemes that no browser knows by name."""
_encode = msgspec.json.Encoder().encode


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
    from xml.sax.saxutils import quoteattr  # and with it what fetches from the web

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
