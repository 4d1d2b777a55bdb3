"""Writing Prodigy's tasks: one a record, in tokens that every span begins and ends with."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any
from zlib import crc32

import msgspec
from msgspec import Raw, Struct

from annotate.core.document import Range
from annotate.core.normalisation import OffsetUnit
from annotate.core.offset_units import counting
from annotate.core.record import Record, RecordSpan
from annotate.formats.base import Loss, Writing
from annotate.formats.offsets import recounted
from annotate.formats.prodigy_model import ANSWERS, Answer, Link, Place
from annotate.formats.prodigy_tokens import Tokenised
from annotate.formats.rest import rest_of

FILE_NAME = "prodigy.jsonl"
BUFFER = 1 << 14
"""Bytes: longer lines are written as they are, and not copied first."""
_encode, _encode_into = msgspec.json.Encoder().encode, msgspec.json.Encoder().encode_into


def write(records: Iterable[Record], folder: Path, how: Writing) -> Loss:
    """A task a record; everything is carried. Tokens are cut where a span's edge is inside one."""
    text, line = None, bytearray()
    view = "relations" if how.scheme.relations else "spans_manual"
    with (folder / FILE_NAME).open("wb", buffering=BUFFER) as file:
        for record in records:
            if text is None or record.text != text.tokens.text:
                text = _Text(record, how.unit)
            _encode_into(_task(record, text, view, how.unit), line)
            line += b"\n"
            file.write(line)
    return Loss()


class _Text:
    """What all tasks of one text have in common."""

    def __init__(self, record: Record, unit: OffsetUnit | None) -> None:
        text = record.text or ""
        self.sha256 = (record.sha256 or "").encode()
        self.tokens, self.count = Tokenised(text, unit), counting(text, unit) or int


class _Task(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A Task as it is written, its parts in JSON."""

    text: Raw
    meta: dict[str, Any]
    input_hash: int = msgspec.field(name="_input_hash")
    task_hash: int = msgspec.field(name="_task_hash")
    tokens: Raw
    spans: Raw
    relations: Raw
    view_id: str = msgspec.field(name="_view_id")
    answer: Answer | None = None
    session_id: str | None = msgspec.field(default=None, name="_session_id")
    annotator_id: str | None = msgspec.field(default=None, name="_annotator_id")
    annotate: Record
    offset_unit: OffsetUnit


def _task(record: Record, text: _Text, view: str, unit: OffsetUnit | None) -> _Task:
    spans = record.spans or ()
    tokens, touched = text.tokens.placed(spans)
    places = _places(spans, touched, text.count)
    links = [_link(r.label, places[r.head], places[r.child]) for r in record.relations or ()]
    labelled, linked = Raw(_encode(list(places.values()))), Raw(_encode(links))
    return _Task(
        text=text.tokens.text_json,
        meta={"id": record.id, "source": record.source},
        input_hash=_hash(text.sha256),
        task_hash=_hash(text.sha256, labelled, linked),
        tokens=tokens,
        spans=labelled,
        relations=linked,
        view_id=view,
        answer=ANSWERS.get(record.status) if record.layer else None,
        session_id=record.layer,
        annotator_id=record.layer,
        annotate=rest_of(recounted(record, unit)),
        offset_unit=unit or "codepoint",
    )


def _places(
    spans: Sequence[RecordSpan], touched: Sequence[Range], count: Callable[[int], int]
) -> dict[str | int | None, Place]:
    """The spans by their ids, with the tokens that they are of."""
    return {
        s.id: Place(
            count(s.start), count(s.end), s.label, first, last, s.text, s.id, s.origin, s.score
        )
        for s, (first, last) in zip(spans, touched, strict=True)
    }


def _link(label: str, head: Place, child: Place) -> Link:
    return Link(head.token_end or 0, child.token_end or 0, label, _bare(head), _bare(child))


def _bare(place: Place) -> Place:
    """A place as relations repeat it."""
    return Place(place.start, place.end, place.label, place.token_start, place.token_end)


def _hash(*parts: bytes) -> int:
    """A number as Prodigy wants one: 32 bits with a sign, the same for the same task."""
    return crc32(b"\n".join(parts)) - (1 << 31)
