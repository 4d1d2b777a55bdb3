"""The lines of a brat annotation file, and the configuration that goes with a scheme."""

from collections.abc import Iterator, Mapping
from itertools import count

import msgspec
from msgspec.structs import replace

from annotate.core.document import Range
from annotate.core.offset_units import counting
from annotate.core.record import Record, RecordSpan
from annotate.core.scheme import Scheme
from annotate.formats.base import Writing
from annotate.formats.file_names import FileNames
from annotate.formats.losses import Losses
from annotate.formats.rest import KEY, along_of, place_key

CONFIGURATION = "annotation.conf"
REST = "record"
"""What the note is on that holds the rest of a record; brat shows no note on what is not there."""
TRIMMED = "the newlines at its edge are left off"
BLANK = "it holds nothing but newlines"
PIECES = "it runs over newlines, so it is in pieces"
SAME = "but for newlines it is the same as another"
ENDS = "its ends are not both there"
GONE = "the span is not there"
_encode = msgspec.json.Encoder().encode


def annotations(record: Record, how: Writing, types: FileNames, losses: Losses) -> str:
    """The annotation file of a record."""
    numbers: dict[str | int | None, str] = {}
    spans = list(_carried(record, numbers, losses))
    lines = [*_text_bounds(record, spans, how, types, losses)]
    lines += _relations(record, numbers, types, losses)
    lines += _notes(record, numbers, losses)
    names = {span.label for span in spans} | {link.label for link in record.relations or ()}
    along = replace(
        along_of(replace(record, spans=tuple(spans)), how.unit),
        names={types.of(name): name for name in sorted(names) if types.of(name) != name},
    )
    lines.append(f"#{len(lines) + 1}\t{KEY} {REST}\t{_encode(along).decode()}")
    return "\n".join([*lines, ""])


def _carried(
    record: Record, numbers: dict[str | int | None, str], losses: Losses
) -> Iterator[RecordSpan]:
    """The spans without newlines at their edges, none twice; `numbers` gets their ids in brat."""
    taken: set[str] = set()
    pairs = [(span, _trimmed(record.text or "", span)) for span in record.spans or ()]
    for span, cut in sorted(pairs, key=lambda pair: pair[0] is not pair[1]):
        if cut is None or place_key(cut) in taken:
            losses.drop(record, span.id, SAME if cut else BLANK)
            continue
        taken.add(place_key(cut))
        numbers[span.id] = f"T{len(taken)}"
        if cut is not span:
            losses.flatten(record, span.id, TRIMMED)
        yield cut


def _trimmed(text: str, span: RecordSpan) -> RecordSpan | None:
    start, end = span.start, span.end
    while start < end and text[start] == "\n":
        start += 1
    while start < end and text[end - 1] == "\n":
        end -= 1
    if (start, end) == (span.start, span.end):
        return span
    return replace(span, start=start, end=end, text=text[start:end]) if start < end else None


def _text_bounds(
    record: Record, spans: list[RecordSpan], how: Writing, types: FileNames, losses: Losses
) -> Iterator[str]:
    text = record.text or ""
    unit = counting(text, how.unit) or int
    for number, span in enumerate(spans, 1):
        places, covered = f"{unit(span.start)} {unit(span.end)}", text[span.start : span.end]
        if "\n" in covered:
            losses.split(record, span.id, PIECES)
            pieces = list(_pieces(text, span))
            places = ";".join(f"{unit(a)} {unit(b)}" for a, b in pieces)
            covered = " ".join(text[a:b] for a, b in pieces)
        yield f"T{number}\t{types.of(span.label)} {places}\t{covered}"


def _pieces(text: str, span: RecordSpan) -> Iterator[Range]:
    """What of a span is on each line."""
    start = span.start
    for line in text[span.start : span.end].split("\n"):
        if line:
            yield start, start + len(line)
        start += len(line) + 1


def _relations(
    record: Record, numbers: Mapping[str | int | None, str], types: FileNames, losses: Losses
) -> Iterator[str]:
    number = count(1)
    for r in record.relations or ():
        head, child = numbers.get(r.head), numbers.get(r.child)
        if head and child and head != child:
            yield f"R{next(number)}\t{types.of(r.label)} Arg1:{head} Arg2:{child}"
        else:
            losses.drop(record, f"{r.label} {r.head} {r.child}", ENDS)


def _notes(
    record: Record, numbers: Mapping[str | int | None, str], losses: Losses
) -> Iterator[str]:
    """The remarks on spans, as brat shows them; what is on a span that is gone is gone."""
    number = count(1)
    for note in record.notes or ():
        if note.span in numbers:
            text = " ".join(note.text.split())
            yield f"#{next(number)}\tAnnotatorNotes {numbers[note.span]}\t{text}"
    for what, remarks in (("note", record.notes), ("flag", record.flags)):
        for remark in remarks or ():
            if remark.span is not None and remark.span not in numbers:
                losses.drop(record, f"{what} on {remark.span}", GONE)


def configuration(scheme: Scheme, types: FileNames) -> str:
    """`annotation.conf` for a scheme; spans may overlap."""
    entities = [types.of(label.name) for label in scheme.labels]
    relations = [
        f"{types.of(r.label)}\tArg1:{'|'.join(map(types.of, r.head))},"
        f" Arg2:{'|'.join(map(types.of, r.child))}"
        for r in scheme.relations
    ]
    overlap = "<OVERLAP>\tArg1:<ENTITY>, Arg2:<ENTITY>, <OVL-TYPE>:<ANY>"
    sections = {
        "entities": entities,
        "relations": [overlap, *relations],
        "events": [],
        "attributes": [],
    }
    return "\n".join(f"[{name}]\n" + "".join(f"{x}\n" for x in of) for name, of in sections.items())
