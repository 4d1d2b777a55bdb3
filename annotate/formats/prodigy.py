"""Prodigy's JSONL: a task a line, with tokens, spans that may overlap, and relations of tokens."""

from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256
from pathlib import Path
from typing import Any, BinaryIO, Literal

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType
from msgspec.structs import replace

from annotate.core.document import Range
from annotate.core.errors import InputError
from annotate.core.json_input import decode_json
from annotate.core.normalisation import OffsetUnit
from annotate.core.offset_units import counting
from annotate.core.record import Record, RecordRelation, RecordSpan, RecordStatus
from annotate.formats.base import Format, Incoming, Loss, Problem, Source, Tables, Writing
from annotate.formats.lines import Counted, first_object, read_lines
from annotate.formats.offsets import recounted
from annotate.formats.prodigy_tokens import Tokenised
from annotate.formats.rest import joined, rest_of
from annotate.formats.tokens import token_span

FILE_NAME = "prodigy.jsonl"
BUFFER = 1 << 20
OWN_KEYS = frozenset(("_input_hash", "_task_hash", "_view_id", "_annotator_id", "_session_id"))
Answer = Literal["accept", "reject", "ignore"]
ANSWERS: dict[RecordStatus | None, Answer] = {"done": "accept", "skipped": "ignore"}
STATUSES: dict[Answer, RecordStatus] = {"accept": "done", "ignore": "skipped", "reject": "open"}


class Token(Struct, frozen=True, gc=False):
    """A token; `ws` says whether a space follows."""

    text: str
    start: int
    end: int
    id: int
    ws: bool = False
    disabled: bool = False


class Place(Struct, frozen=True, omit_defaults=True):
    """A span: `end` is exclusive, `token_end` inclusive."""

    start: int
    end: int
    label: str | UnsetType = UNSET
    token_start: int | None = None
    token_end: int | None = None
    text: str | None = None
    id: str | int | None = None
    origin: str | None = None
    score: float | None = None


class Link(Struct, frozen=True, omit_defaults=True):
    """A relation; `head` and `child` are indexes of the last tokens of the spans."""

    head: int
    child: int
    label: str
    head_span: Place | None = None
    child_span: Place | None = None


class Task(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line. What Prodigy may write beside this is of no concern."""

    text: str
    meta: dict[str, Any] | None = None
    input_hash: int | None = msgspec.field(default=None, name="_input_hash")
    task_hash: int | None = msgspec.field(default=None, name="_task_hash")
    tokens: Raw = Raw()
    spans: tuple[Place, ...] | None = None
    relations: tuple[Link, ...] | None = None
    view_id: str | None = msgspec.field(default=None, name="_view_id")
    answer: Answer | None = None
    session_id: str | None = msgspec.field(default=None, name="_session_id")
    annotator_id: str | None = msgspec.field(default=None, name="_annotator_id")
    sessions: tuple[str, ...] = ()
    versions: tuple["Task", ...] = ()
    annotate: Record | None = None
    offset_unit: OffsetUnit | None = None

    @property
    def annotator(self) -> str | None:
        """Whose labels they are, if it says."""
        return self.annotator_id or self.session_id


_decode = msgspec.json.Decoder(Task).decode
_encode = msgspec.json.Encoder().encode


def read(source: Source, stream: BinaryIO, encoding: str | None) -> Iterator[Incoming | Problem]:
    """The records of the tasks; of a reviewed one those of its versions too."""
    return read_lines(source, stream, encoding, _records, any_unit=True)


def _records(line: bytes) -> list[Counted]:
    task = decode_json(line, _decode)
    if not task.versions:
        return [(_record(task, task.annotator), task.offset_unit)]
    said = [(version, name) for version in task.versions for name in _people(version)]
    said.append((task, f"gold/{task.annotator or 'review'}"))
    return [(_record(version, name), version.offset_unit) for version, name in said]


def _people(version: Task) -> tuple[str | None, ...]:
    return version.sessions or (version.annotator,)


def _record(task: Task, annotator: str | None) -> Record:
    """What one annotator says; spans that were rejected are rejections."""
    places = task.spans or ()
    spans = tuple(_span(place, f"$.spans[{n}]") for n, place in enumerate(places))
    rejected = task.answer == "reject"
    links = _relations(task, places) if not rejected else ()
    record = joined(task.annotate, task.text, () if rejected else spans, links, annotator)
    if not task.annotate:
        record = replace(record, meta=task.meta)
    if rejected:
        record = replace(record, rejections=tuple((s.start, s.end, s.label) for s in spans))
    return _answered(record, task.answer)


def _answered(record: Record, answer: Answer | None) -> Record:
    """With the status that the answer gives, unless the rest that came along agrees with it."""
    if answer is None or ANSWERS.get(record.status) == answer:
        return record
    return replace(record, status=STATUSES[answer], paragraph_status=None)


def _span(place: Place, where: str) -> RecordSpan:
    if place.label is UNSET:
        raise InputError("a span without a label", where, "see docs/formats.md")
    id = None if place.id is None else str(place.id)
    return RecordSpan(
        id=id,
        start=place.start,
        end=place.end,
        label=place.label,
        text=place.text,
        origin=place.origin,
        score=place.score,
    )


def _relations(task: Task, places: tuple[Place, ...]) -> tuple[RecordRelation, ...]:
    if not task.relations:
        return ()
    ends = _Ends(task, places)
    return tuple(
        RecordRelation(
            link.label,
            ends.find(link.head_span, link.head, f"$.relations[{n}].head"),
            ends.find(link.child_span, link.child, f"$.relations[{n}].child"),
        )
        for n, link in enumerate(task.relations)
    )


class _Ends:
    """The spans of a task, found by what its relations name them by."""

    def __init__(self, task: Task, places: tuple[Place, ...]) -> None:
        self._task, self._places = task, places
        self._exact = {(p.start, p.end, p.label): n for n, p in enumerate(places)}
        self._by_range = {(p.start, p.end): n for n, p in enumerate(places)}

    def find(self, span: Place | None, token: int, where: str) -> int:
        """The index of the span that is meant: the very one, else the shortest ending there."""
        if span:
            index = self._exact.get((span.start, span.end, span.label))
            index = self._by_range.get((span.start, span.end)) if index is None else index
            if index is not None:
                return index
        ending = [n for n, p in enumerate(self._places) if self._last_token(p) == token]
        if not ending:
            raise InputError(f"no span ends with token {token}", where, "label the span too")
        return min(ending, key=lambda n: self._places[n].end - self._places[n].start)

    def _last_token(self, place: Place) -> int | None:
        return self._token_ends.get(place.end) if place.token_end is None else place.token_end

    @property
    def _token_ends(self) -> dict[int, int]:
        raw = bytes(self._task.tokens)
        found = decode_json(raw, msgspec.json.Decoder(tuple[Token, ...]).decode) if raw else ()
        return {token.end: token.id for token in found}


def looks(stream: BinaryIO) -> bool:
    """Whether the first line has a key that only Prodigy writes."""
    keys = first_object(stream).keys()
    return bool(keys & OWN_KEYS) or keys >= {"text", "tokens"}


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
        s.id: _place(s, token_span(tokenised.pieces, (s.start, s.end)), count) for s in spans
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


COLUMNS = (
    {"text": "string", "meta": "json", "_input_hash": "int64", "_task_hash": "int64"}
    | dict.fromkeys(("tokens", "spans", "relations"), "json")
    | dict.fromkeys(("_view_id", "answer", "_session_id", "_annotator_id"), "string")
    | {"annotate": "json", "offset_unit": "string"}
)
FORMAT = Format(
    "prodigy",
    (".jsonl", ".ndjson"),
    read,
    write,
    looks,
    tables=Tables(FILE_NAME, f"{{}}/{FILE_NAME}", COLUMNS),
)
