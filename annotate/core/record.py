"""The native record: a document and what one layer says of it, as one JSON object."""

from collections import Counter
from contextlib import suppress
from typing import Any, Literal

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType
from msgspec.structs import replace

from annotate.core.annotation_set import DONE, EMPTY, SKIPPED, UNSEEN, AnnotationSet, Settlement
from annotate.core.document import Document, Range
from annotate.core.json_input import decode_json
from annotate.core.usual_keys import USUAL, take_usual

RecordStatus = Literal["done", "skipped", "open"]


class Appearance(Struct, frozen=True):
    """One more place where the same text was found."""

    id: str
    title: str = ""
    url: str = ""


class RecordSpan(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """A span with the text it covers; `text`, where it is given, is checked on import."""

    id: str | None = None
    start: int
    end: int
    label: str
    text: str | None = None
    origin: str | None = None
    score: float | None = None


class RecordRelation(Struct, frozen=True, forbid_unknown_fields=True):
    """A link; each end is a span's id or its 0-based index in `spans`."""

    label: str
    head: str | int
    child: str | int


class RecordNote(Struct, frozen=True, omit_defaults=True):
    """A remark on a span (id or index), a paragraph (index), or, with neither, the article."""

    text: str
    span: str | int | None = None
    paragraph: int | None = None


class RecordFlag(Struct, frozen=True, omit_defaults=True):
    """A flag on a span (id or index), a paragraph (index), or, with neither, the article."""

    span: str | int | None = None
    paragraph: int | None = None


class Record(Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True):
    """One line of native JSONL; `docs/formats.md` says what each key means.

    The order of the fields is that of the keys. Whatever a line leaves out, or gives as null, is
    None; an export leaves out only what is None here.
    """

    id: str | int | None = None
    sha256: str | None = None
    title: str | None = None
    source: str | None = None
    url: str | None = None
    published: str | None = None
    language: str | None = None
    text: str | None = None
    paragraphs: tuple[Range, ...] | None = None
    hints: tuple[str | None, ...] | None = None
    appearances: tuple[Appearance, ...] | None = None
    # an export writes null for "nobody", so only a key that is not there may be left out
    annotator: str | UnsetType | None = UNSET
    # null names nobody, though somebody is to be named: whoever takes in labels asks who
    suggester: str | UnsetType | None = UNSET
    status: RecordStatus | None = None
    paragraph_status: str | None = None
    spans: tuple[RecordSpan, ...] | None = None
    relations: tuple[RecordRelation, ...] | None = None
    notes: tuple[RecordNote, ...] | None = None
    flags: tuple[RecordFlag, ...] | None = None
    rejections: tuple[tuple[int, int, str], ...] | None = None
    settlement: Settlement | None = None
    guidelines: str | None = None
    meta: dict[str, Any] | None = None

    @property
    def layer(self) -> str | None:
        """Whose labels it holds, if it names anybody."""
        return None if self.annotator is UNSET else self.annotator or None

    @property
    def says_something(self) -> bool:
        """Whether it holds more than a document: labels, remarks, a status."""
        marks = self.spans or self.relations or self.notes or self.flags
        rare = self.rejections or self.settlement
        status = (self.paragraph_status or "").strip(UNSEEN)
        return bool(marks or rare or status or self.status not in (None, "open"))


_decode = msgspec.json.Decoder(Record).decode
_decode_keys = msgspec.json.Decoder(dict[str, Raw]).decode
_decode_parts = msgspec.json.Decoder(tuple[dict[str, Raw], ...]).decode
_KNOWN = frozenset(Record.__struct_fields__)
_PARTS = {
    "spans": frozenset(RecordSpan.__struct_fields__),
    "relations": frozenset(RecordRelation.__struct_fields__),
}
"""What there are many of in a record, and the keys of each that are kept."""
UnknownKeys = Counter[tuple[str, str]]
"""How many parts of records, by the key of these, have a key that is not kept."""
encode_record = msgspec.json.Encoder().encode
"""A record as one line of JSON, in bytes, without the line end."""


def decode_record(line: str | bytes, not_kept: UnknownKeys | None = None) -> Record:
    """The record that a line of JSON holds; unknown keys go under `meta`, or are usual ones.

    Those of spans and links have no place, and are added to `not_kept`. Raises InputError that
    names the field, UnicodeError where the line is not UTF-8.
    """
    found: UnknownKeys = Counter() if not_kept is None else not_kept
    return decode_json(line, lambda data: _decode_any(data, found))


def _decode_any(line: bytes, not_kept: UnknownKeys) -> Record:
    """The record of a line; most have no key that is unknown, and are read but once."""
    try:
        return _decode(line)
    except msgspec.ValidationError:
        values = _decode_keys(line)
        unknown = _unknown_of_parts(values)
        if values.keys() <= _KNOWN and not unknown:
            raise
        parts = {name: _known_of(values, name) for name in {name for name, _ in unknown}}
        record = _with_unknown(values | parts)
        not_kept.update(unknown)
        return record


def _unknown_of_parts(values: dict[str, Raw]) -> UnknownKeys:
    """The keys of spans and links that have no place, by how many have them."""
    found: UnknownKeys = Counter()
    for name, known in _PARTS.items():
        with suppress(msgspec.ValidationError):  # what is wrong there is told by the field
            for part in _decode_parts(values.get(name, b"[]")):
                found.update((name, key) for key in part.keys() - known)
    return found


def _known_of(values: dict[str, Raw], name: str) -> Raw:
    """Spans or links with those keys alone that have a place."""
    parts = _decode_parts(values[name])
    kept = [{key: raw for key, raw in part.items() if key in _PARTS[name]} for part in parts]
    return Raw(encode_record(kept))


def _with_unknown(values: dict[str, Raw]) -> Record:
    """What is unknown by its key goes under `meta`, where the record's own of that name stands."""
    unknown = {k: msgspec.json.decode(raw) for k, raw in values.items() if k not in _KNOWN}
    record = _decode(encode_record({k: raw for k, raw in values.items() if k in _KNOWN}))
    return with_unknown(record, unknown) if unknown else record


def with_unknown(record: Record, unknown: dict[str, Any]) -> Record:
    """The record with what came under keys that it does not have."""
    said = take_usual(unknown, {name for name in USUAL if getattr(record, name)})
    meta = unknown | (record.meta or {})
    return replace(record, **said, meta=meta or record.meta)


def to_record(
    document: Document,
    layer: str | None = None,
    content: AnnotationSet = EMPTY,
    appearances: tuple[Appearance, ...] = (),
) -> Record:
    """What `layer` says of a document, or, with None, the document that nobody labelled."""
    d, text, paragraphs = document, document.text, len(document.paragraphs)
    return Record(
        id=d.id,
        sha256=d.sha256,
        title=d.title,
        source=d.source,
        url=d.url,
        published=d.published,
        language=d.language,
        text=text,
        paragraphs=d.paragraphs,
        hints=d.hints,
        appearances=appearances or None,
        annotator=layer,
        status=record_status(content, paragraphs),
        paragraph_status=content.status[:paragraphs].ljust(paragraphs, UNSEEN),
        spans=_record_spans(text, content),
        relations=tuple([RecordRelation(r.label, r.head, r.child) for r in content.relations]),
        notes=tuple([RecordNote(n.text, n.span, n.paragraph) for n in content.notes]),
        flags=tuple([RecordFlag(f.span, f.paragraph) for f in content.flags]),
        rejections=tuple([r.place for r in content.rejections]) or None,
        settlement=content.settlement,
        meta=d.meta,
    )


def _record_spans(text: str, content: AnnotationSet) -> tuple[RecordSpan, ...]:
    return tuple(
        [
            RecordSpan(
                id=s.id,
                start=s.start,
                end=s.end,
                label=s.label,
                text=text[s.start : s.end],
                origin=s.origin,
                score=s.score,
            )
            for s in content.spans
        ]
    )


def record_status(content: AnnotationSet, paragraphs: int) -> RecordStatus:
    """How far a document of so many paragraphs is: done, skipped (set aside) or open."""
    status = content.status[:paragraphs]
    done, skipped = status.count(DONE), status.count(SKIPPED)
    if done + skipped < paragraphs or not paragraphs:
        return "open"
    return "skipped" if skipped else "done"


def is_blank(content: AnnotationSet) -> bool:
    """Whether a layer says nothing: never touched, or everything taken back."""
    return replace(content, status=content.status.strip(UNSEEN)) == EMPTY
