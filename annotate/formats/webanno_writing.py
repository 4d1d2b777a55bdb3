"""Writing Web Annotations: a page for each article and layer, with the text along."""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import msgspec
from msgspec.structs import replace

from annotate.core.normalisation import OffsetUnit
from annotate.core.record import Record, RecordRelation, RecordSpan
from annotate.formats.base import Loss, Writing
from annotate.formats.json_array import write_array
from annotate.formats.offsets import recounted
from annotate.formats.rest import along_of
from annotate.formats.webanno_model import (
    CONTEXT,
    HASH,
    Annotation,
    Body,
    Page,
    Selector,
    Target,
    Thing,
)

FILE_NAME = "annotations.jsonld"
BUFFER = 1 << 20
AROUND = 32
"""Characters before and after a span by which it can be found again."""
URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+")
_encode = msgspec.json.Encoder().encode


def write(records: Iterable[Record], folder: Path, how: Writing) -> Loss:
    """An array of pages, one a record, each with the text; everything is carried."""
    with (folder / FILE_NAME).open("wb", buffering=BUFFER) as file:
        write_array(file, (_encode(_page(record, how.unit)) for record in records))
    return Loss()


def _page(record: Record, unit: OffsetUnit | None) -> Page:
    counted = recounted(record, unit)
    layer = record.layer or ""
    base = f"urn:annotate:{(record.sha256 or '')[:16]}:{quote(layer, safe='')}:"
    source = record.url if record.url and URL.fullmatch(record.url) else f"{HASH}{record.sha256}"
    creator = Thing(f"urn:annotate:{quote(layer, safe='')}", "Person", layer)
    pairs = zip(record.spans or (), counted.spans or (), strict=True)
    along = along_of(counted, unit)
    return Page(
        context=CONTEXT,
        id=base.rstrip(":"),
        type="AnnotationPage",
        items=(
            *(_label(record, *p, base=base, source=source, creator=creator) for p in pairs),
            *(_link(n, r, base, creator) for n, r in enumerate(record.relations or ())),
        ),
        annotate=replace(along, record=replace(along.record, text=record.text)),
    )


def _label(
    record: Record, span: RecordSpan, counted: RecordSpan, *, base: str, source: str, creator: Thing
) -> Annotation:
    notes = (note.text for note in record.notes or () if note.span == span.id)
    return Annotation(
        id=base + quote(span.id or "", safe=""),
        type="Annotation",
        motivation="classifying",
        creator=creator,
        body=(
            Body("TextualBody", "tagging", span.label),
            *(Body("TextualBody", "commenting", note) for note in notes),
        ),
        target=Target(
            source,
            (
                Selector("TextPositionSelector", counted.start, counted.end),
                *_quote(record.text, span),
            ),
        ),
    )


def _quote(text: str | None, span: RecordSpan) -> Iterator[Selector]:
    """What a span quotes and what stands around it; nothing where the text does not go out."""
    if text is not None:
        yield Selector(
            "TextQuoteSelector",
            exact=text[span.start : span.end],
            prefix=text[max(span.start - AROUND, 0) : span.start],
            suffix=text[span.end :][:AROUND],
        )


def _link(number: int, relation: RecordRelation, base: str, creator: Thing) -> Annotation:
    return Annotation(
        id=f"{base}link:{number}",
        type="Annotation",
        motivation="linking",
        creator=creator,
        body=(
            Body("TextualBody", "tagging", relation.label),
            Body("SpecificResource", "linking", source=base + quote(str(relation.head), safe="")),
        ),
        target=base + quote(str(relation.child), safe=""),
    )
