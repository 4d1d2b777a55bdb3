"""What a record says that a format has no place for: written along in one piece, joined again."""

from collections.abc import Iterable

from msgspec import UNSET, Struct
from msgspec.structs import replace

from annotate.core.normalisation import OffsetUnit
from annotate.core.record import Record, RecordFlag, RecordNote, RecordRelation, RecordSpan

KEY = "annotate"
"""Where it stands, in formats that are JSON."""


class Mark(Struct, frozen=True, omit_defaults=True):
    """What a format cannot say of a span, but for where it is and what label it has."""

    id: str | None = None
    origin: str | None = None
    score: float | None = None


class Along(Struct, frozen=True, omit_defaults=True):
    """The rest of a record, with the marks of its spans by `place_key`.

    `names` leads from names of labels and relations that had to be written otherwise to what
    they are.
    """

    record: Record
    spans: dict[str, Mark] = {}
    offset_unit: OffsetUnit | None = None
    names: dict[str, str] = {}


def along_of(record: Record, unit: OffsetUnit | None) -> Along:
    """The record but for its text, its links, and where its spans are; its offsets in `unit`."""
    marks = {place_key(span): mark_of(span) for span in record.spans or ()}
    return Along(rest_of(record), marks, unit or "codepoint")


def marked(along: Along | None, spans: Iterable[RecordSpan]) -> list[RecordSpan]:
    """The spans with the marks that were written along; a new one keeps the id it has."""
    marks = along.spans if along else {}
    return [_marked(span, marks.get(place_key(span))) for span in spans]


def _marked(span: RecordSpan, mark: Mark | None) -> RecordSpan:
    return replace(span, id=mark.id, origin=mark.origin, score=mark.score) if mark else span


def place_key(span: RecordSpan) -> str:
    """Where a span is and what label it has, which no other of its layer has."""
    return f"{span.start} {span.end} {span.label}"


def rest_of(record: Record) -> Record:
    """The record but for its text, spans and links."""
    return replace(record, text=None, spans=None, relations=None)


def mark_of(span: RecordSpan) -> Mark:
    """What is known of a span beside place and label."""
    return Mark(span.id, span.origin, span.score)


def joined(
    rest: Record | None,
    text: str | None,
    spans: Iterable[RecordSpan] = (),
    relations: Iterable[RecordRelation] = (),
    annotator: str | None = None,
) -> Record:
    """A record of what a format says and the rest that was written along, if any was.

    What the format says counts more: where it has labels of somebody else than the rest, the
    rest only speaks of the article; remarks on spans that are gone have gone with them.
    """
    rest, spans = rest or Record(), tuple(spans)
    if annotator and annotator != rest.layer:
        rest = replace(article_of(rest), annotator=annotator)
    elif spans and not rest.layer and not rest.suggester:
        rest = article_of(rest)
    ids = {span.id for span in spans}
    return replace(
        rest,
        text=text,
        spans=spans,
        relations=tuple(relations),
        notes=tuple(note for note in rest.notes or () if _still(note, ids)),
        flags=tuple(flag for flag in rest.flags or () if _still(flag, ids)),
    )


def article_of(rest: Record) -> Record:
    """What it says of the article, and nothing that anybody says of it."""
    return Record(
        id=rest.id,
        sha256=rest.sha256,
        title=rest.title,
        source=rest.source,
        url=rest.url,
        published=rest.published,
        language=rest.language,
        paragraphs=rest.paragraphs,
        hints=rest.hints,
        appearances=rest.appearances,
        annotator=UNSET,
        meta=rest.meta,
    )


def _still(remark: RecordNote | RecordFlag, ids: set[str | None]) -> bool:
    return not isinstance(remark.span, str) or remark.span in ids
