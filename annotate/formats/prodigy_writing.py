"""Writing Prodigy's tasks: one a record, in tokens that every span begins and ends with."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path

import msgspec
from msgspec.structs import replace

from annotate.core.document import Range
from annotate.core.offset_units import counting
from annotate.core.record import Record, RecordSpan
from annotate.formats.base import Loss, Writing
from annotate.formats.offsets import recounted
from annotate.formats.prodigy_model import ANSWERS, Link, Place, Task
from annotate.formats.prodigy_tokens import Tokenised
from annotate.formats.rest import rest_of
from annotate.formats.tokens import token_span

FILE_NAME = "prodigy.jsonl"
BUFFER = 1 << 20
_encode = msgspec.json.Encoder().encode


def write(records: Iterable[Record], folder: Path, how: Writing) -> Loss:
    """A task a record; everything is carried. Tokens are cut where a span's edge is inside one."""
    tokenised = Tokenised("", how.unit)
    view = "relations" if how.scheme.relations else "spans_manual"
    with (folder / FILE_NAME).open("wb", buffering=BUFFER) as file:
        for record in records:
            if record.text != tokenised.text:
                tokenised = Tokenised(record.text or "", how.unit)
            file.write(_encode(_task(record, tokenised, view, how)) + b"\n")
    return Loss()


def _place(span: RecordSpan, touched: Range, count: Callable[[int], int]) -> Place:
    first, last = touched
    return Place(
        start=count(span.start),
        end=count(span.end),
        label=span.label,
        token_start=first,
        token_end=last,
        text=span.text,
        id=span.id,
        origin=span.origin,
        score=span.score,
    )


def _link(label: str, head: Place, child: Place) -> Link:
    return Link(head.token_end or 0, child.token_end or 0, label, _bare(head), _bare(child))


def _bare(place: Place) -> Place:
    """A place as relations repeat it."""
    return replace(place, text=None, id=None, origin=None, score=None)


def _task(record: Record, tokenised: Tokenised, view: str, how: Writing) -> Task:
    spans = record.spans or ()
    tokenised = tokenised.fitting((s.start, s.end) for s in spans)
    count = counting(tokenised.text, how.unit) or int
    places: dict[str | int | None, Place] = {
        s.id: _place(s, token_span(tokenised.bounds, (s.start, s.end)), count) for s in spans
    }
    links = tuple(_link(r.label, places[r.head], places[r.child]) for r in record.relations or ())
    labelled = tuple(places.values())
    return Task(
        text=tokenised.text,
        meta={"id": record.id, "source": record.source},
        input_hash=_hash(record.sha256 or ""),
        task_hash=_hash(record.sha256, labelled, links),
        tokens=tokenised.json,
        spans=labelled,
        relations=links,
        view_id=view,
        answer=ANSWERS.get(record.status) if record.layer else None,
        session_id=record.layer,
        annotator_id=record.layer,
        annotate=rest_of(recounted(record, how.unit)),
        offset_unit=how.unit or "codepoint",
    )


def _hash(*parts: object) -> int:
    """A number as Prodigy wants one: 32 bits with a sign, the same for the same task."""
    return int.from_bytes(sha256(_encode(parts)).digest()[:4], "big", signed=True)
