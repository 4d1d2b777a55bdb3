"""A record as the feature structures of UIMA: what INCEpTION shows, and the rest in one piece."""

from collections.abc import Iterator

import msgspec
from msgspec.structs import replace

from annotate.core.normalisation import OffsetUnit
from annotate.core.offset_units import counting
from annotate.core.record import Record, RecordSpan
from annotate.formats.rest import along_of
from annotate.formats.uima_types import RECORD, RELATION, SPAN
from annotate.formats.uima_xmi import UNWRITABLE, Element, is_plain, is_writable, quoted, writable

HEAD, CHILD = "Governor", "Dependent"
FIRST = 3
"""The number of the first span: the text is 1, its language 2."""
_encode = msgspec.json.Encoder().encode


def elements(record: Record, unit: OffsetUnit) -> Iterator[Element]:
    """The language, the spans, the links, and the rest; offsets count in that unit."""
    text, spans, links = record.text or "", record.spans or (), record.relations or ()
    count = counting(text, unit) or int

    def place(start: int, end: int) -> str:
        return f' sofa="1" begin="{count(start)}" end="{count(end)}"'

    language = quoted(record.language or "x-unspecified")
    yield Element("uima.tcas.DocumentAnnotation", 2, f"{place(0, len(text))} language={language}")
    numbers = {span.id: (n, span) for n, span in enumerate(spans, FIRST)}
    notes: dict[object, str] = {note.span: note.text for note in record.notes or ()}
    for n, span in numbers.values():
        said = _said(span, notes.get(span.id))
        yield Element(SPAN, n, f"{place(span.start, span.end)}{said}")
    for n, link in enumerate(links, FIRST + len(spans)):
        head, (child, there) = numbers[str(link.head)][0], numbers[str(link.child)]
        # a relation lies where what it leads to does: INCEpTION checks that
        said = f' {HEAD}="{head}" {CHILD}="{child}" label={quoted(link.label)}'
        yield Element(RELATION, n, f"{place(there.start, there.end)}{said}")
    yield Element(RECORD, FIRST + len(spans) + len(links), _rest(record, unit))


def _said(span: RecordSpan, note: str | None) -> str:
    """What there is to say of a span; what is not known is left out."""
    said = f" label={quoted(span.label)}"
    if span.origin is not None:
        said += f" origin={quoted(span.origin)}"
    if span.score is not None:
        said += f' score="{span.score}"'
    return said if note is None else f"{said} note={quoted(note)}"


def _rest(record: Record, unit: OffsetUnit) -> str:
    """What UIMA has no place for, as JSON; and the text, if XML has no way to say it."""
    labels = {s.label for s in record.spans or ()} | {r.label for r in record.relations or ()}
    names = {writable(name): name for name in sorted(labels) if writable(name) != name}
    rest = f" json={quoted(_json(replace(along_of(record, unit), names=names)))}"
    whole = record.text or ""
    return rest if is_writable(whole) else f"{rest} text={quoted(_json(whole))}"


def _json(value: object) -> str:
    """JSON in characters that XML has."""
    json = _encode(value).decode()
    return json if is_plain(json) else UNWRITABLE.sub(lambda c: f"\\u{ord(c[0]):04x}", json)
