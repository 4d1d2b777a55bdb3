"""Hugging Face dataset folders: a row an article and layer, a column of tags for each label."""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from itertools import accumulate
from typing import BinaryIO, TypeVar

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from annotate.core.document import Range
from annotate.core.errors import InputError
from annotate.core.json_input import decode_json
from annotate.core.record import Record, RecordRelation, RecordSpan
from annotate.formats.base import Format, Incoming, Joined, Problem, Source, Tables
from annotate.formats.flat import chunks
from annotate.formats.huggingface_card import FILE_NAME as README
from annotate.formats.huggingface_card import FLAT, TEXTS, classes_in
from annotate.formats.huggingface_writing import DATA, SPLIT, finish, write, write_split
from annotate.formats.lines import Counted, first_object, read_lines
from annotate.formats.places import Place
from annotate.formats.rest import Along, joined

T = TypeVar("T")
WIDEST = 1000
"""Characters between two tokens of a row that has no text."""


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


def read(source: Source, stream: BinaryIO, encoding: str | None) -> Iterator[Incoming | Problem]:
    """The records of the rows; of rows of others the labels are those of `ner_tags`."""
    names = _Names(source.place)
    return read_lines(source, stream, encoding, partial(_records, names), any_unit=True)


class _Names:
    """The classes that the numbers of tags stand for, by the README.md in the folder or above."""

    def __init__(self, place: Place | None) -> None:
        self._place = place
        self._names: list[str] | None = None

    def __call__(self, tag: int | str) -> str:
        if isinstance(tag, str):
            return tag
        if self._names is None:
            folder = self._place and self._place.parent
            folders = (folder, folder.parent) if folder else ()
            found = (classes_in(each / README, FLAT) for each in folders)
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
    if not all(tags):
        raise InputError("an empty tag", f"$.{FLAT}", "tags are O, B-LABEL and I-LABEL")
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


FORMAT = Format(
    "huggingface",
    (".jsonl", ".ndjson"),
    read,
    write,
    looks,
    write_split=write_split,
    finish=finish,
    only_split=SPLIT,
    joined=Joined(),
    tables=Tables(f"{DATA}/{SPLIT}.jsonl", f"{DATA}/{{}}.jsonl", texts=TEXTS),
)
