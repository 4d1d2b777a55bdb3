"""CoNLL's columns: a token a line with its tag in IOB2, and a side file with the texts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, NamedTuple

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from annotate.core.document import Range
from annotate.core.errors import InputError
from annotate.core.json_input import decode_json
from annotate.core.record import Record, RecordSpan
from annotate.formats.base import Format, Incoming, Loss, Problem, Source, Writing
from annotate.formats.encodings import standard_name
from annotate.formats.flat import Placed, Words, drop_what_speaks_of, flatten, words_of
from annotate.formats.lines import refuse_undecoded, text_lines
from annotate.formats.losses import Losses
from annotate.formats.offsets import counting
from annotate.formats.rest import Along, along_of, joined, marked

FILE_NAME, OFFSETS = "records.conll", ".offsets"
DOCUMENT = "-DOCSTART-"
TAG = re.compile(r"O|[BIESLU]-[^ \t]+")
COLUMNS, SPACES = re.compile(r"[ \t]+"), re.compile(r"\s+")
BUFFER = 1 << 20
RELATION = "tags cannot say what is linked"


class Side(Struct, frozen=True):
    """A line of the side file, for each document in order: its text and where its tokens are."""

    text: str
    tokens: Raw
    annotate: Along


class Token(NamedTuple):
    """A token with its tag, and whether a sentence begins with it."""

    text: str
    tag: str
    first: bool


class Chunk(NamedTuple):
    """What the tags label: the first and the last (inclusive) of some tokens."""

    first: int
    last: int
    label: str


Numbered = tuple[int, str]
"""A line and its number."""
_decode = msgspec.json.Decoder(Side).decode
_encode = msgspec.json.Encoder().encode


def read(source: Source, stream: BinaryIO, encoding: str | None) -> Iterator[Incoming | Problem]:
    """The records of the documents; without a side file a text is its tokens with spaces."""
    name = standard_name(encoding or "utf-8")
    with ExitStack() as stack:
        lines = stack.enter_context(text_lines(stream, encoding))
        sides = _sides(source, stack)
        try:
            for number, document in enumerate(_documents(lines), 1):
                line = document[0][0]
                try:
                    side = next(sides, b"") if sides else None
                    refuse_undecoded("".join(text for _, text in document), encoding)
                    record = _record(source, number, list(_tokens(document)), side)
                    yield Incoming(record, line, name, "codepoint")
                except InputError as error:
                    yield Problem(source.name, line, str(error))
        except UnicodeError:
            yield Problem(source.name, 0, f"not {encoding}, name its encoding with --encoding")


def _sides(source: Source, stack: ExitStack) -> Iterator[bytes] | None:
    """The lines of the side file, None where there is none."""
    path = source.path and source.path.with_suffix(OFFSETS)
    return iter(stack.enter_context(path.open("rb"))) if path and path.is_file() else None


def _documents(lines: Iterable[str]) -> Iterator[list[Numbered]]:
    """The lines of each document; nothing where there is no token."""
    document: list[Numbered] = []
    for number, line in enumerate(lines, 1):
        if line.startswith(DOCUMENT):
            if document:
                yield document
            document = []
        if document or line.strip():
            document.append((number, line.strip(" \t\r\n")))
    if document:
        yield document


def _tokens(document: Iterable[Numbered]) -> Iterator[Token]:
    """The tokens of a document. Raises InputError that names the line."""
    first = True
    for number, line in document:
        fields = COLUMNS.split(line)
        tagged = len(fields) > 1 and TAG.fullmatch(fields[-1])
        if not line or fields[0] == DOCUMENT or (line.startswith("#") and not tagged):
            first = True
        elif tagged:
            yield Token(fields[0], fields[-1], first)
            first = False
        else:
            what = f"not a token and its tag ({line[:40]!r})"
            raise InputError(what, f"line {number}", "tags are O, B-LABEL and I-LABEL")


def _record(source: Source, number: int, tokens: Sequence[Token], side: bytes | None) -> Record:
    """A document's record. Raises InputError where its tokens are not those of the side file."""
    chunks = _chunks(tokens)
    if side is None:
        text = "".join(("\n" if t.first else " ") + t.text for t in tokens)[1:]
        record = joined(None, text, _spans(text, _aligned(text, tokens), chunks, {}))
        return replace(record, id=f"{source.id}/{number}" if source.id else None)
    if not side:
        hint = "it has a line a document"
        raise InputError(f"the side file ends before document {number}", f"{OFFSETS}", hint)
    beside = decode_json(side, _decode)
    text, along = beside.text, beside.annotate
    spans = _spans(text, _aligned(text, tokens), chunks, along.names)
    return joined(along.record, text, marked(along, spans))


def _chunks(tokens: Iterable[Token]) -> list[Chunk]:
    """What is labelled: IOB2, but also IOB1 and tags that say where a label ends are understood."""
    found: list[Chunk] = []
    going_on = ""
    for n, token in enumerate(tokens):
        kind, _, label = token.tag.partition("-")
        if label and kind in "IEL" and label == going_on:
            found[-1] = found[-1]._replace(last=n)
        elif label:
            found.append(Chunk(n, n, label))
        going_on = label if kind in "BI" else ""
    return found


def _aligned(text: str, tokens: Sequence[Token]) -> list[Range]:
    """Where the tokens are in their text: one after the other, whitespace between them."""
    at, places = 0, []
    for token in tokens:
        start = text.find(token.text, at)
        if start < 0 or text[at:start].strip():
            where = f"after {text[max(at - 20, 0) : at]!r}"
            raise InputError(f"the text has no token {token.text!r}", where, "are they its own?")
        at = start + len(token.text)
        places.append((start, at))
    return places


def _spans(
    text: str, places: Sequence[Range], chunks: Iterable[Chunk], names: Mapping[str, str]
) -> list[RecordSpan]:
    return [
        RecordSpan(start=a, end=b, label=names.get(label, label), text=text[a:b])
        for first, last, label in chunks
        for a, b in [(places[first][0], places[last][1])]
    ]


def write(records: Iterable[Record], folder: Path, how: Writing) -> Loss:
    """A document a record, sentence by sentence, and the side file.

    Where labels overlap one has the tokens, what is linked is dropped, and the sentences of one
    label stay together. The tag of a label has no spaces.
    """
    words, losses = Words("", [], [], []), Losses()
    with ExitStack() as stack:
        conll, side = (
            stack.enter_context((folder / name).open("wb", buffering=BUFFER))
            for name in (FILE_NAME, Path(FILE_NAME).with_suffix(OFFSETS).name)
        )
        for record in records:
            if record.text != words.text:
                words = words_of(record.text or "", record.paragraphs)
            placed = flatten(record, words, how.scheme, losses)
            drop_what_speaks_of(record, placed, losses)
            for r in record.relations or ():
                losses.drop(record, f"{r.label} {r.head} {r.child}", RELATION)
            conll.write(_lines(words, placed).encode())
            side.write(_encode(_side(record, words, placed, how)) + b"\n")
    return losses.loss()


def _lines(words: Words, placed: Iterable[Placed]) -> str:
    tags = ["O"] * len(words.places)
    breaks = set(words.sentences)
    for span, first, last in placed:
        tag = tag_of(span.label)
        tags[first] = f"B-{tag}"
        tags[first + 1 : last + 1] = [f"I-{tag}"] * (last - first)
        breaks.difference_update(range(first + 1, last + 1))
    lines = [f"{DOCUMENT} -X- -X- O\n"]
    for n, (start, end) in enumerate(words.places):
        if n in breaks:
            lines.append("")
        lines.append(f"{words.text[start:end]} -X- _ {tags[n]}")
    return "\n".join(lines) + "\n\n"


def tag_of(label: str) -> str:
    """A label as a tag spells it: without spaces."""
    return SPACES.sub("_", label)


def _side(record: Record, words: Words, placed: Sequence[Placed], how: Writing) -> Side:
    moved = tuple(p.span for p in placed)
    count = counting(words.text, how.unit)
    places = [(count(a), count(b)) for a, b in words.places] if count else words.places
    labels = sorted({span.label for span in moved})
    names = {tag_of(label): label for label in labels if tag_of(label) != label}
    along = along_of(replace(record, spans=moved), how.unit)
    return Side(words.text, Raw(_encode(places)), replace(along, names=names))


FORMAT = Format("conll", (".conll", ".iob", ".iob2"), read, write, beside=(OFFSETS,))
