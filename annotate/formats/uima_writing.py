"""A record as the feature structures of UIMA: what INCEpTION shows, and the rest in one piece."""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from annotate.core.normalisation import OffsetUnit
from annotate.core.offset_units import counting
from annotate.core.record import Record, RecordSpan
from annotate.formats.rest import along_of
from annotate.formats.uima_types import RECORD, RELATION, SPAN
from annotate.formats.uima_xmi import UNWRITABLE, Feature, is_plain, is_writable, writable

HEAD, CHILD = "Governor", "Dependent"
FIRST = 3
"""The number of the first span: the text is 1, its language 2."""
_encode = msgspec.json.Encoder().encode


def structures(record: Record, unit: OffsetUnit) -> Iterator[Feature]:
    """The language, the spans, the links, and the rest; offsets count in that unit."""
    text, spans, links = record.text or "", record.spans or (), record.relations or ()
    count = counting(text, unit) or int

    def place(start: int, end: int) -> dict[str, str]:
        return {"sofa": "1", "begin": str(count(start)), "end": str(count(end))}

    language = place(0, len(text)) | {"language": record.language or "x-unspecified"}
    yield Feature("uima.tcas.DocumentAnnotation", "2", language)
    numbers = {span.id: (n, span) for n, span in enumerate(spans, FIRST)}
    notes: dict[object, str] = {note.span: note.text for note in record.notes or ()}
    for n, span in numbers.values():
        said = place(span.start, span.end)
        _say(said, span, notes.get(span.id))
        yield Feature(SPAN, str(n), said)
    for n, link in enumerate(links, FIRST + len(spans)):
        head, (child, there) = numbers[str(link.head)][0], numbers[str(link.child)]
        # a relation lies where what it leads to does: INCEpTION checks that
        said = place(there.start, there.end)
        said |= {HEAD: str(head), CHILD: str(child), "label": link.label}
        yield Feature(RELATION, str(n), said)
    yield Feature(RECORD, str(FIRST + len(spans) + len(links)), _rest(record, unit))


def _say(said: dict[str, str], span: RecordSpan, note: str | None) -> None:
    """Add what there is to say of a span; what is not known is left out."""
    said["label"] = span.label
    if span.origin is not None:
        said["origin"] = span.origin
    if span.score is not None:
        said["score"] = str(span.score)
    if note is not None:
        said["note"] = note


def _rest(record: Record, unit: OffsetUnit) -> dict[str, str]:
    """What UIMA has no place for, as JSON; and the text, if XML has no way to say it."""
    labels = {s.label for s in record.spans or ()} | {r.label for r in record.relations or ()}
    names = {writable(name): name for name in sorted(labels) if writable(name) != name}
    rest = {"json": _json(replace(along_of(record, unit), names=names))}
    whole = record.text or ""
    return rest if is_writable(whole) else rest | {"text": _json(whole)}


def _json(value: object) -> str:
    """JSON in characters that XML has."""
    json = _encode(value).decode()
    return json if is_plain(json) else UNWRITABLE.sub(lambda c: f"\\u{ord(c[0]):04x}", json)
