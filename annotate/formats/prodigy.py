"""Prodigy's JSONL: a task a line, with tokens, spans that may overlap, and relations of tokens."""

from collections.abc import Iterator
from typing import BinaryIO

import msgspec
from msgspec import UNSET
from msgspec.structs import replace

from annotate.core.errors import InputError
from annotate.core.json_input import decode_json
from annotate.core.record import Record, RecordRelation, RecordSpan, RecordStatus
from annotate.formats.base import Format, Incoming, Joined, Problem, Source, Tables
from annotate.formats.lines import Counted, first_object, read_lines
from annotate.formats.prodigy_model import ANSWERS, Answer, Place, Task, Token
from annotate.formats.prodigy_writing import FILE_NAME, write
from annotate.formats.rest import joined

OWN_KEYS = frozenset(("_input_hash", "_task_hash", "_view_id", "_annotator_id", "_session_id"))
STATUSES: dict[Answer, RecordStatus] = {"accept": "done", "ignore": "skipped", "reject": "open"}

_decode = msgspec.json.Decoder(Task).decode


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
    joined=Joined(),
    tables=Tables(FILE_NAME, f"{{}}/{FILE_NAME}", COLUMNS),
)
