"""Hugging Face dataset folders: a row an article and layer, a column of tags for each label."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple, TypeVar

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from annotate.core.document import Range
from annotate.core.errors import InputError
from annotate.core.json_input import decode_json
from annotate.core.offset_units import counting
from annotate.core.piece import piece_of
from annotate.core.record import Record, RecordRelation, RecordSpan
from annotate.formats.base import Format, Incoming, Loss, Problem, Source, Tables, Writing
from annotate.formats.flat import BLANK, EDGES, Words, chunks, touched
from annotate.formats.huggingface_card import FILE_NAME as README
from annotate.formats.huggingface_card import (
    FLAT,
    TEXTS,
    Card,
    card,
    classes_in,
    columns,
    languages_of,
)
from annotate.formats.huggingface_tags import Column
from annotate.formats.lines import Counted, first_object, read_lines
from annotate.formats.losses import Losses
from annotate.formats.offsets import recounted
from annotate.formats.rest import Along, joined, rest_of
from annotate.formats.tokens import cut, places

T = TypeVar("T")
DATA, SPLIT = "data", "train"
BUFFER = 1 << 20
COVERED = "another span of its label has some of its tokens"
UNKNOWN = "the scheme has no such label"
WIDEST = 1000
"""Characters between two tokens of a row that has no text."""


class Span(Struct, frozen=True):
    """A span with all its keys: columns of tables have each value in each row."""

    id: str | None
    start: int
    end: int
    label: str
    text: str | None
    origin: str | None
    score: float | None


class Row(Struct, frozen=True, kw_only=True):
    """What is read of a row; of others' rows it is only tokens and tags."""

    id: str | int | None = None
    article_id: str | int | None = None
    annotator: str | None = None
    text: str | None = None
    tokens: Raw = Raw()
    ner_tags: Raw = Raw()
    offsets: Raw = Raw()
    spans: Raw = Raw()
    relations: Raw = Raw()
    annotate: str | None = None


_decode = msgspec.json.Decoder(Row).decode
_decode_along = msgspec.json.Decoder(Along).decode
_decode_tokens = msgspec.json.Decoder(tuple[str, ...]).decode
_decode_tags = msgspec.json.Decoder(tuple[int | str, ...]).decode
_decode_spans = msgspec.json.Decoder(tuple[RecordSpan, ...] | None).decode
_decode_links = msgspec.json.Decoder(tuple[RecordRelation, ...] | None).decode
_decode_offsets = msgspec.json.Decoder(tuple[Range, ...]).decode
_encode = msgspec.json.Encoder().encode


def read(source: Source, stream: BinaryIO, encoding: str | None) -> Iterator[Incoming | Problem]:
    """The records of the rows; of rows of others the labels are those of `ner_tags`."""
    names = _Names(source.path)
    return read_lines(source, stream, encoding, partial(_records, names), any_unit=True)


class _Names:
    """The classes that the numbers of tags stand for, by the README.md in the folder or above."""

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._names: list[str] | None = None

    def __call__(self, tag: int | str) -> str:
        if isinstance(tag, str):
            return tag
        if self._names is None:
            folders = list(self._path.parents)[:2] if self._path else []
            found = (classes_in(folder / README, FLAT) for folder in folders)
            self._names = next((names for names in found if names), [])
        if not 0 <= tag < len(self._names):
            hint = "README.md names the classes of its tags"
            raise InputError(f"no class has the number {tag}", f"$.{FLAT}", hint)
        return self._names[tag]


def _records(names: _Names, line: bytes) -> list[Counted]:
    row = decode_json(line, _decode)
    spans = None if row.annotate is None else _part(row.spans, _decode_spans, "spans")
    if row.annotate is None or spans is None:
        return [(_foreign(row, names), None)]
    along = decode_json(row.annotate, _decode_along)
    links = _part(row.relations, _decode_links, "relations") or ()
    record = joined(along.record, row.text, spans, links, row.annotator)
    return [(record, along.offset_unit)]


def _foreign(row: Row, names: _Names) -> Record:
    """The record of a row of others: its text, if it has none, is made of the tokens."""
    tokens = _part(row.tokens, _decode_tokens, "tokens")
    tags = [names(tag) for tag in _part(row.ner_tags, _decode_tags, FLAT)]
    if len(tags) != len(tokens):
        raise InputError(f"{len(tags)} tags for {len(tokens)} tokens", f"$.{FLAT}")
    text, places = _placed(row, tokens)
    spans = [
        RecordSpan(start=a, end=b, label=label, text=text[a:b])
        for first, last, label in chunks(tags)
        for a, b in [(places[first][0], places[last][1])]
    ]
    id = row.id if row.article_id is None else row.article_id
    return replace(joined(None, text, spans, annotator=row.annotator), id=id)


def _part(content: Raw, decode: Callable[[bytes], T], name: str) -> T:
    """One value of a row. Raises InputError that names it."""
    try:
        return decode_json(bytes(content) or b"null", decode)
    except InputError as error:
        raise InputError(error.what, f"$.{name}{error.where.removeprefix('$')}") from error


def _placed(row: Row, tokens: Sequence[str]) -> tuple[str, Sequence[Range]]:
    """The text, and where its tokens are; without offsets a space is between them."""
    if row.offsets:
        places: Sequence[Range] = _part(row.offsets, _decode_offsets, "offsets")
    else:
        starts = accumulate((len(token) + 1 for token in tokens), initial=0)
        places = [(a, a + len(token)) for token, a in zip(tokens, starts, strict=False)]
    text = _spaced(tokens, places) if row.text is None else row.text
    if [text[a:b] for a, b in places] != list(tokens):
        raise InputError("other tokens than there are in the text", "$.offsets")
    return text, places


def _spaced(tokens: Sequence[str], places: Sequence[Range]) -> str:
    """A text with tokens where they belong: a space between two, or, where there is more, lines."""
    parts, at = [], 0
    for token, (start, _) in zip(tokens, places, strict=False):
        if not 0 <= start - at <= WIDEST:
            raise InputError(f"a token at {start} after one that ends at {at}", "$.offsets")
        parts += [" " if start - at == 1 else "\n" * (start - at), token]
        at = start + len(token)
    return "".join(parts)


def looks(stream: BinaryIO) -> bool:
    """Whether the file's first line has tokens and their tags."""
    return first_object(stream).keys() >= {"tokens", FLAT}


def write(records: Iterable[Record], folder: Path, how: Writing) -> Loss:
    """A row a record, and the README.md that says what its columns are.

    All comes back; a label that its column of tags cannot show as it is counts as flattened.
    """
    return write_splits({SPLIT: records}, folder, how)


def write_splits(parts: Mapping[str, Iterable[Record]], folder: Path, how: Writing) -> Loss:
    """A file a split, and one README.md, which names those that have rows: others do not load."""
    rows, losses = _Rows(how), Losses()
    (folder / DATA).mkdir()
    counts = {}
    for split, records in parts.items():
        before = rows.count
        with (folder / DATA / f"{split}.jsonl").open("wb", buffering=BUFFER) as file:
            file.writelines(rows.line(record, losses) for record in records)
        counts[split] = rows.count - before
    named = {split: count for split, count in counts.items() if count} or counts
    facts = Card(named, languages_of(rows.languages), rows.labelled)
    (folder / README).write_text(card(how.scheme, facts), encoding="utf-8")
    return losses.loss()


class _Text(NamedTuple):
    """What all rows of one text have in common: `outside` are the tags of what has no label."""

    words: Words
    tokens: Raw
    offsets: Raw
    outside: Raw


class _Rows:
    """Makes rows, and keeps what the README.md says of them."""

    def __init__(self, how: Writing) -> None:
        self.count, self.labelled = 0, False
        self.languages: set[str] = set()
        self._unit, self._groups, self._columns = how.unit, how.groups, columns(how.scheme)
        self._order = {label.name: n for n, label in enumerate(how.scheme.labels)}
        self._text = self._read("")

    def _read(self, text: str) -> _Text:
        starts, cuts = cut(text)
        found = Words(text, places(starts, cuts), starts, [], cuts)
        count = counting(text, self._unit)
        counted = [(count(a), count(b)) for a, b in found.places] if count else found.places
        outside = Column(len(cuts)).tags()
        return _Text(found, Raw(_encode(cuts)), Raw(_encode(counted)), outside)

    def line(self, record: Record, losses: Losses) -> bytes:
        """The row of a record."""
        self.count += 1
        self.languages.add(record.language or "")
        self.labelled = self.labelled or record.layer is not None
        if record.text != self._text.words.text:
            self._text = self._read(record.text or "")
        return _encode(self._row(record, losses)) + b"\n"

    def _row(self, record: Record, losses: Losses) -> dict[str, Any]:
        piece, counted = piece_of(record), recounted(record, self._unit)
        article = piece.article if piece else str(record.id)
        rest = Along(rest_of(counted), {}, self._unit or "codepoint")
        return {
            "id": f"{record.id} {record.layer}" if record.layer else record.id,
            "article_id": article,
            "group_id": self._groups.get(article, article),
            "annotator": record.layer,
            "text": record.text,
            "tokens": self._text.tokens,
            **self._tagged(record, losses),
            "offsets": self._text.offsets,
            "spans": [_span(span) for span in counted.spans or ()],
            "relations": record.relations or (),
            "annotate": _encode(rest).decode(),
        }

    def _tagged(self, record: Record, losses: Losses) -> dict[str, Raw]:
        """The columns of tags: of each label its spans, and the flat one."""
        found: dict[str, Column] = {}
        for span in sorted(record.spans or (), key=self._precedence):
            reason = self._tag(span, found)
            if reason:
                losses.flatten(record, span.id, f"{reason}, only `spans` has it as it is")
        outside = dict.fromkeys((FLAT, *self._columns.values()), self._text.outside)
        return outside | {name: column.tags() for name, column in found.items()}

    def _precedence(self, span: RecordSpan) -> tuple[int, int, int]:
        return self._order.get(span.label, 0), span.start - span.end, span.start

    def _tag(self, span: RecordSpan, found: dict[str, Column]) -> str | None:
        """Tag a span's tokens in its label's column, and in the flat one if none has a tag.

        Says why a column of tags does not show the span as it is.
        """
        column = self._columns.get(span.label)
        if column is None:
            return UNKNOWN
        places = self._text.words.places
        first, last = touched(self._text.words, span)
        if first > last:
            return BLANK
        for name, number in ((column, 0), (FLAT, self._order[span.label])):
            tagged = found.setdefault(name, Column(len(places))).tag(first, last, number)
            if not tagged and name == column:
                return COVERED
        return None if (places[first][0], places[last][1]) == (span.start, span.end) else EDGES


def _span(span: RecordSpan) -> Span:
    return Span(span.id, span.start, span.end, span.label, span.text, span.origin, span.score)


FORMAT = Format(
    "huggingface",
    (".jsonl", ".ndjson"),
    read,
    write,
    looks,
    write_splits=write_splits,
    tables=Tables(f"{DATA}/{SPLIT}.jsonl", f"{DATA}/{{}}.jsonl", texts=TEXTS),
)
