"""UIMA's XMI, as INCEpTION reads and writes it: a file an article, its types beside it."""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO

import msgspec
from msgspec.structs import replace

from annotate.core.errors import InputError
from annotate.core.json_input import decode_json
from annotate.core.normalisation import OffsetUnit
from annotate.core.offset_units import Units
from annotate.core.record import Record, RecordNote, RecordRelation, RecordSpan
from annotate.formats.base import Format, Incoming, Loss, Problem, Source, Writing
from annotate.formats.losses import Losses
from annotate.formats.record_files import RecordFiles, write_file
from annotate.formats.rest import Along, joined, marked
from annotate.formats.uima_types import RECORD, TYPES_FILE, type_system
from annotate.formats.uima_writing import CHILD, HEAD, elements
from annotate.formats.uima_xmi import UNWRITABLE, Analysis, Feature, document, is_writable, parse
from annotate.formats.uima_zip import BEGINS, looks, unpacked

UNIT: OffsetUnit = "utf16"
"""What UIMA counts, being written in Java."""
LABELS = ("label", "value", "Label", "Value")
"""Features that say what an annotation is; one with none of them is what its type is called."""
OTHERS = re.compile(
    r"uima\.|org\.apache\.|de\.tudarmstadt\.ukp\.(?!dkpro\.core\.api\.ner\.type\.NamedEntity$)"
)
"""Types that are no labels: sentences, tokens and what else INCEpTION needs for itself."""
DIGITS = 20
"""Of an offset; one with more is beyond any text."""
UNSAYABLE = "XML has no way to say some of its characters: U+FFFD stands for them"
_decode_along = msgspec.json.Decoder(Along).decode
_decode_text = msgspec.json.Decoder(str).decode


def read(source: Source, stream: BinaryIO, encoding: str | None) -> Iterator[Incoming | Problem]:
    """The record of a file, or of each in an archive; each goes in whole or not at all."""
    beginning = stream.read(len(BEGINS))
    if beginning != BEGINS:
        yield _item(source, beginning + stream.read(), encoding)
        return
    try:
        for file in unpacked(beginning, stream):
            inner = Source(f"{source.name}/{file.name}", id=file.id, folder=source.folder)
            yield _item(inner, file.content, encoding, file.annotator)
    except InputError as error:
        yield Problem(source.name, 0, str(error))


def _item(
    source: Source, content: bytes | InputError, encoding: str | None, annotator: str | None = None
) -> Incoming | Problem:
    try:
        if isinstance(content, InputError):
            raise content
        record = _record(source, parse(content, encoding))
    except InputError as error:
        return Problem(source.name, 0, str(error))
    if annotator and not record.layer:
        record = replace(record, annotator=annotator)
    return Incoming(record, unit="codepoint")


def _record(source: Source, found: Analysis) -> Record:
    here = [s for s in found.structures if s.features.get("sofa") in (None, found.sofa)]
    along, text = _along(here, found.text)
    said = [s for s in here if s.type != RECORD and _is_label(s.type)]
    named = {s.id: s for s in said if "begin" in s.features and HEAD not in s.features}
    names = along.names if along else {}
    units = Units(text, (along and along.offset_unit) or UNIT)
    spans = marked(along, [_span(s, units, names) for s in named.values()])
    indexes = {id: n for n, id in enumerate(named)}
    links = (s for s in said if HEAD in s.features and CHILD in s.features)
    relations = [_relation(link, indexes, names) for link in links]
    record = joined(along.record if along else None, text, spans, relations)
    if along is None:
        record = replace(record, id=source.id or None, source=source.folder)
    return _with_notes(record, spans, named.values())


@lru_cache(maxsize=1000)
def _is_label(type: str) -> bool:
    return not OTHERS.match(type)


def _along(here: Iterable[Feature], text: str) -> tuple[Along | None, str]:
    """What was written along, if the file is from here, and the text as it was."""
    rest = next((s.features for s in here if s.type == RECORD and "json" in s.features), None)
    if rest is None:
        return None, text
    whole = rest.get("text")
    return decode_json(rest["json"], _decode_along), (
        text if whole is None else decode_json(whole, _decode_text)
    )


def _span(structure: Feature, units: Units, names: Mapping[str, str]) -> RecordSpan:
    label, said = _label(structure), structure.features
    try:
        start = units.codepoint(int(said["begin"][:DIGITS]))
        end = units.codepoint(int(said["end"][:DIGITS]))
    except (KeyError, ValueError) as error:
        what = f"where it is cannot be told ({error})"
        raise InputError(what, f"xmi:id {structure.id}") from error
    return RecordSpan(start=start, end=end, label=names.get(label, label))


def _label(structure: Feature) -> str:
    for name in LABELS:
        if label := structure.features.get(name):
            return label
    return structure.type.rpartition(".")[2]


def _relation(
    link: Feature, indexes: Mapping[str, int], names: Mapping[str, str]
) -> RecordRelation:
    ends = [indexes.get(link.features[end]) for end in (HEAD, CHILD)]
    if ends[0] is None or ends[1] is None:
        raise InputError("it links what is no span", f"xmi:id {link.id}", "is the file cut off?")
    label = _label(link)
    return RecordRelation(names.get(label, label), ends[0], ends[1])


def _with_notes(record: Record, spans: list[RecordSpan], found: Iterable[Feature]) -> Record:
    """The record with the remarks on spans that it does not have yet."""
    known = {note.span for note in record.notes or ()}
    new = tuple(
        RecordNote(text, index)
        for index, (span, structure) in enumerate(zip(spans, found, strict=True))
        if (text := structure.features.get("note")) and (span.id is None or span.id not in known)
    )
    return replace(record, notes=(*(record.notes or ()), *new))


def write(records: Iterable[Record], folder: Path, how: Writing) -> Loss:
    """A file for each record, in a folder an annotator, with the types beside it."""
    files, losses = RecordFiles(folder, {TYPES_FILE: type_system()}), Losses()
    for record in records:
        _name_unsayable(record, losses)
        content = document(record.text or "", list(elements(record, how.unit or UNIT)))
        write_file(f"{files.new(record)}.xmi", content)
    return losses.loss()


def _name_unsayable(record: Record, losses: Losses) -> None:
    """Name what shows U+FFFD, though it comes back as it was."""
    if not is_writable(record.text or ""):
        losses.flatten(record, "text", UNSAYABLE)
    spans, links = record.spans or (), record.relations or ()
    notes = [note for note in record.notes or () if note.span]
    shown = {s.label for s in spans} | {s.origin or "" for s in spans} | {r.label for r in links}
    if UNWRITABLE.search("".join((*shown, *(note.text for note in notes)))):
        said = {f"note on {note.span}": note.text for note in notes}
        said |= {str(s.id): f"{s.label}{s.origin or ''}" for s in spans}
        said |= {f"{r.label} {r.head} {r.child}": r.label for r in links}
        for what in [what for what, text in said.items() if UNWRITABLE.search(text)]:
            losses.flatten(record, what, UNSAYABLE)


FORMAT = Format(
    "uima", (".xmi", ".zip"), read, write, looks, sure=(".xmi",), furniture=(TYPES_FILE,)
)
