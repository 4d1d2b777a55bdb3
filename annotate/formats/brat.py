"""brat's stand-off: a text, and beside it a file of annotations; one folder an annotator."""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import BinaryIO, get_args

import msgspec
from msgspec.structs import replace

from annotate.core.document import Range
from annotate.core.errors import InputError
from annotate.core.json_input import decode_json
from annotate.core.normalisation import OffsetUnit, normalise
from annotate.core.offset_units import Units
from annotate.core.record import Record, RecordNote, RecordRelation, RecordSpan
from annotate.formats.base import Format, Incoming, Loss, Problem, Source, Writing
from annotate.formats.beside import file_beside
from annotate.formats.brat_events import META, Attributions, Event, Pieces, event_of
from annotate.formats.brat_lines import Lines, Remark, TextBound, parse
from annotate.formats.brat_writing import CONFIGURATION, REST, annotations, configuration
from annotate.formats.encodings import decode
from annotate.formats.expanding import stem_of
from annotate.formats.file_names import FileNames
from annotate.formats.lines import refuse_undecoded
from annotate.formats.losses import Losses
from annotate.formats.places import opened
from annotate.formats.record_files import RecordFiles, write_file
from annotate.formats.rest import KEY, Along, joined, marked
from annotate.formats.text import article

TEXT = ".txt"
WHOLE_GAP = re.compile(r"\s*\n\s*")
"""What lies between two pieces of a span that was only cut where a line ends."""
SHOWN = 40
"""Characters of a text that an error quotes."""
_decode_along = msgspec.json.Decoder(Along).decode


def read(source: Source, stream: BinaryIO, encoding: str | None) -> Iterator[Incoming | Problem]:
    """The record of an annotation file and the text beside it; it goes in whole or not at all."""
    try:
        content, _ = decode(stream.read(), encoding)
        refuse_undecoded(content, encoding)
        lines = parse(content.removeprefix("\ufeff"))
        raw, found = decode(_text_beside(source), encoding)
        yield Incoming(_located(source, raw, lines), 0, found, "codepoint")
    except InputError as error:
        yield Problem(source.name, 0, str(error))


def _text_beside(source: Source) -> bytes:
    if source.place is None:
        raise InputError("brat has two files an article", hint="name the .ann file or its folder")
    place = source.place.with_name(stem_of(source.place.name) + TEXT)
    try:
        place = file_beside(source.place, TEXT) or place
        with opened(place) as stream:
            return stream.read()
    except OSError as error:
        what = f"no text beside it that can be read ({error.strerror})"
        raise InputError(what, place.name) from error


def _located(source: Source, raw: str, lines: Lines) -> Record:
    """The record by the text as it came, else as it was before something changed its line ends."""
    try:
        return _record(source, raw, lines)
    except InputError:
        text, _ = normalise(raw)
        if text != raw:
            with suppress(InputError):
                return _record(source, text, lines)
        raise


def _record(source: Source, raw: str, lines: Lines) -> Record:
    text, offset = normalise(raw)
    along = _along(lines.remarks)
    names = along.names if along else {}
    pieces = {
        id: _whole(text, [(offset(a), offset(b)) for a, b in places])
        for id, places in _places(raw, list(lines.spans.values()), along).items()
    }
    events = [event for line in lines.events if (event := event_of(line))]
    owners, spans = _spans(text, lines, pieces, _parts(lines, events), names)
    said = Attributions(text, pieces, _told_apart(marked(along, spans)), owners)
    said.take(events)
    relations = [*_relations(lines, said, names), *said.relations]
    rest = along.record if along else _article(article(source, text), lines, said)
    return _with_notes(joined(rest, text, said.spans, relations), lines, said)


def _article(found: Record, lines: Lines, said: Attributions) -> Record:
    """The article, with what of its file is no label kept in `meta`."""
    kept = {META: said.meta, "brat": lines.others}
    return replace(found, meta={key: value for key, value in kept.items() if value})


def _places(raw: str, spans: Sequence[TextBound], along: Along | None) -> dict[str, list[Range]]:
    """Where the spans are in the text as it came; what their offsets count their texts tell.

    Raises InputError for the first that does not fit.
    """
    told = along.offset_unit if along else None
    for unit in (told,) if told else get_args(OffsetUnit):
        try:
            read = Units(raw, unit).codepoint
            found = {s.id: [(read(a), read(b)) for a, b in s.places] for s in spans}
        except ValueError:
            continue
        if all(_fits(raw, found[span.id], span.text) for span in spans):
            return found
    span = next(s for s in spans if not _fits(raw, s.places, s.text))
    expected, where = (span.text or "")[:SHOWN], f"line {span.line}"
    there = " ".join(raw[a:b] for a, b in span.places)[:SHOWN]
    if not there:
        raise InputError(f"{span.id} is nowhere in the text", where, "is it the text of this file?")
    raise InputError(f"the text of {span.id} is {there!r}, not {expected!r}", where)


def _fits(raw: str, places: Sequence[Range], text: str | None) -> bool:
    """Whether places are in the text and hold these words; newlines may have become spaces."""
    if not all(0 <= a < b <= len(raw) for a, b in places):
        return False
    there = " ".join([raw[a:b] for a, b in places])
    return text is None or text == there or text.split() == there.split()


def _whole(text: str, places: Sequence[Range]) -> list[Range]:
    """The pieces of a span, joined again where only the end of a line parts them."""
    pieces = list(places[:1])
    for start, end in places[1:]:
        if WHOLE_GAP.fullmatch(text, pieces[-1][1], start):
            pieces[-1] = pieces[-1][0], end
        else:
            pieces.append((start, end))
    return pieces


def _parts(lines: Lines, events: Sequence[Event]) -> set[str]:
    """Spans that only play a part in an attribution. Raises InputError for those there are not."""
    known = {*lines.spans, *(line.id for line in lines.events)}
    for line in (*lines.events, *lines.relations):
        for _, id in line.roles:
            if id not in known:
                raise InputError(f"no span {id!r}", f"line {line.line}", "is the file cut off?")
    named = {id for relation in lines.relations for _, id in relation.roles}
    return {id for event in events for id in event.parts if id[:1] == "T"} - named


def _spans(
    text: str, lines: Lines, pieces: Pieces, parts: Collection[str], names: Mapping[str, str]
) -> tuple[list[str], list[RecordSpan]]:
    """The spans, a piece each, and whose piece each is."""
    owners = [id for id in lines.spans if id not in parts for _ in pieces[id]]
    places = [piece for id in lines.spans if id not in parts for piece in pieces[id]]
    labels = [names.get(lines.spans[id].type, lines.spans[id].type) for id in owners]
    return owners, [
        RecordSpan(id=id, start=a, end=b, label=label, text=text[a:b])
        for id, (a, b), label in zip(owners, places, labels, strict=True)
    ]


def _told_apart(spans: Iterable[RecordSpan]) -> list[RecordSpan]:
    """The spans with an id each: of several pieces the first keeps it."""
    seen: set[str | None] = set()
    found = []
    for span in spans:
        found.append(replace(span, id=None) if span.id in seen else span)
        seen.add(span.id)
    return found


def _relations(
    lines: Lines, said: Attributions, names: Mapping[str, str]
) -> Iterator[RecordRelation]:
    """The relations, of every piece with every piece."""
    for line in lines.relations:
        (_, first), (_, second) = line.roles
        for head in said.indexes(first):
            for child in said.indexes(second):
                yield RecordRelation(names.get(line.type, line.type), head, child)


def _along(remarks: Iterable[Remark]) -> Along | None:
    """What was written along, if the file is from here."""
    found = next((r.text for r in remarks if (r.type, r.target) == (KEY, REST)), None)
    return None if found is None else decode_json(found, _decode_along)


def _with_notes(record: Record, lines: Lines, said: Attributions) -> Record:
    """The record with the remarks of the file that it does not have yet."""
    known = {(note.span, _one_line(note.text)) for note in record.notes or ()}
    notes = list(record.notes or ())
    for remark in lines.remarks:
        if remark.type != KEY and remark.text:
            index = next(iter(said.indexes(remark.target)), None)
            id = said.spans[index].id if index is not None else None
            if (id, _one_line(remark.text)) not in known:
                notes.append(RecordNote(remark.text, index if id is None else id))
    return replace(record, notes=tuple(notes))


def _one_line(text: str) -> str:
    return " ".join(text.split())


def write(records: Iterable[Record], folder: Path, how: Writing) -> Loss:
    """A text and its annotations for each record, in a folder an annotator, and the configuration.

    A span over newlines is in pieces; one that begins or ends with newlines loses them.
    """
    types, files, losses = FileNames(), RecordFiles(folder), Losses()
    (folder / CONFIGURATION).write_text(configuration(how.scheme, types), encoding="utf-8")
    text, content = "", b""
    for record in records:
        if record.text != text:
            text = record.text or ""
            content = text.encode()
        path = files.new(record)
        write_file(f"{path}.txt", content)
        write_file(f"{path}.ann", annotations(record, how, types, losses).encode())
    return losses.loss()


FORMAT = Format("brat", (".ann",), read, write, beside=(TEXT,), furniture=(CONFIGURATION,))
