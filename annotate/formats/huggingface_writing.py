"""Writing Hugging Face dataset folders: the rows of each split, and the README.md of them."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
from msgspec import Raw, Struct

from annotate.core.document import Range
from annotate.core.piece import piece_of
from annotate.core.record import Record, RecordSpan
from annotate.formats.base import Writing, Written, whole
from annotate.formats.flat import BLANK, EDGES
from annotate.formats.huggingface_card import FILE_NAME as README
from annotate.formats.huggingface_card import FLAT, Card, card, columns, languages_of
from annotate.formats.huggingface_tags import Flat, OfLabel, outside
from annotate.formats.losses import Losses
from annotate.formats.offsets import recounted
from annotate.formats.rest import Along, rest_of
from annotate.formats.tokens import Words

DATA, SPLIT = "data", "train"
BUFFER = 1 << 14
"""Bytes: longer lines are written as they are, and not copied first."""
COVERED = "another span of its label has some of its tokens"
UNKNOWN = "the scheme has no such label"
_encode, _encode_into = msgspec.json.Encoder().encode, msgspec.json.Encoder().encode_into


class Span(Struct, frozen=True):
    """A span with all its keys: columns of tables have each value in each row."""

    id: str | None
    start: int
    end: int
    label: str
    text: str | None
    origin: str | None
    score: float | None


class Facts(Struct, frozen=True):
    """What is known of some rows: how many, in which languages, whether anybody labelled them."""

    count: int
    languages: set[str]
    labelled: bool


def write_split(records: Iterable[Record], split: str, folder: Path, how: Writing) -> Written:
    """A file a split, a row a record.

    All comes back; a label that its column of tags cannot show as it is counts as flattened.
    """
    rows, losses = _Rows(how), Losses()
    (folder / DATA).mkdir(exist_ok=True)
    with (folder / DATA / f"{split}.jsonl").open("wb", buffering=BUFFER) as file:
        for record in records:
            file.write(rows.line(record, losses))
    return Written(losses.loss(), Facts(rows.count, rows.languages, rows.labelled))


def finish(facts: Mapping[str, Sequence[Facts]], folder: Path, how: Writing) -> None:
    """The README.md, which names the splits that have rows: others do not load."""
    counts = {split: sum(of.count for of in parts) for split, parts in facts.items()}
    known = [of for parts in facts.values() for of in parts]
    named = {split: count for split, count in counts.items() if count} or counts
    languages = languages_of(set().union(*(of.languages for of in known)))
    told = Card(named, languages, any(of.labelled for of in known))
    (folder / README).write_text(card(how.scheme, told), encoding="utf-8")


write = whole(write_split, SPLIT, finish)


class _Text(NamedTuple):
    """What all rows of one text have in common: `outside` are the tags of what has no label."""

    text: str
    words: Words
    json: Raw
    tokens: Raw
    offsets: Raw
    outside: bytes


class _Rows:
    """Makes rows, and keeps what the README.md says of them."""

    def __init__(self, how: Writing) -> None:
        self.count, self.labelled = 0, False
        self.languages: set[str] = set()
        self._unit, self._groups, self._columns = how.unit, how.groups, columns(how.scheme)
        self._order = {label.name: n for n, label in enumerate(how.scheme.labels)}
        self._text, self._line = self._read(""), bytearray()

    def _read(self, text: str) -> _Text:
        words = Words(text)
        tags = outside(len(words))
        return _Text(text, words, Raw(_encode(text)), words.words(), words.places(self._unit), tags)

    def line(self, record: Record, losses: Losses) -> bytearray:
        """The row of a record, until the next one is asked for."""
        self.count += 1
        self.languages.add(record.language or "")
        self.labelled = self.labelled or record.layer is not None
        if record.text != self._text.text:
            self._text = self._read(record.text or "")
        _encode_into(self._row(record, losses), self._line)
        self._line += b"\n"
        return self._line

    def _row(self, record: Record, losses: Losses) -> dict[str, Any]:
        piece, counted = piece_of(record), recounted(record, self._unit)
        article = piece.article if piece else str(record.id)
        rest = Along(rest_of(counted), {}, self._unit or "codepoint")
        return {
            "id": f"{record.id} {record.layer}" if record.layer else record.id,
            "article_id": article,
            "group_id": self._groups.get(article, article),
            "annotator": record.layer,
            "text": self._text.json,
            "tokens": self._text.tokens,
            **self._tagged(record, losses),
            "offsets": self._text.offsets,
            "spans": [_span(span) for span in counted.spans or ()],
            "relations": record.relations or (),
            "annotate": _encode(rest).decode(),
        }

    def _tagged(self, record: Record, losses: Losses) -> dict[str, Raw]:
        """The columns of tags: the flat one, and of each label its spans."""
        flat, found = Flat(self._text.outside), dict[str, OfLabel]()
        spans = sorted(record.spans or (), key=self._precedence)
        for span, place in zip(spans, self._text.words.touched(spans), strict=True):
            reason = self._tag(span, place, flat, found)
            if reason:
                losses.flatten(record, span.id, f"{reason}, only `spans` has it as it is")
        empty = dict.fromkeys(self._columns.values(), Raw(self._text.outside))
        labelled = {self._columns[label]: column.tags() for label, column in found.items()}
        return {FLAT: flat.tags(), **empty, **labelled}

    def _precedence(self, span: RecordSpan) -> tuple[int, int, int]:
        return self._order.get(span.label, 0), span.start - span.end, span.start

    def _tag(
        self, span: RecordSpan, place: Range, flat: Flat, found: dict[str, OfLabel]
    ) -> str | None:
        """Tag a span's tokens in its label's column, and in the flat one if none has a tag.

        Says why a column of tags does not show the span as it is.
        """
        number = self._order.get(span.label)
        if number is None:
            return UNKNOWN
        text, (first, last) = self._text, place
        if first > last:
            return BLANK
        if span.label not in found:
            found[span.label] = OfLabel(text.outside)
        if not found[span.label].tag(first, last):
            return COVERED
        flat.tag(first, last, number)
        whole = text.words.starts[first] == span.start and text.words.ends[last] == span.end
        return None if whole else EDGES


def _span(span: RecordSpan) -> Span:
    return Span(span.id, span.start, span.end, span.label, span.text, span.origin, span.score)
