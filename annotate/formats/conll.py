"""CoNLL's columns: a token a line with its tag in IOB2, and a side file with the texts."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from io import TextIOBase
from itertools import pairwise
from typing import BinaryIO, cast

import msgspec
from msgspec.structs import replace

from annotate.core.document import Range
from annotate.core.errors import InputError
from annotate.core.json_input import decode_json
from annotate.core.record import Record, RecordSpan
from annotate.formats.base import Format, Incoming, Joined, Problem, Source
from annotate.formats.beside import file_beside
from annotate.formats.conll_own import Cut
from annotate.formats.conll_writing import DOCUMENT, OFFSETS, Side, write
from annotate.formats.encodings import marked_encoding, standard_name
from annotate.formats.flat import Chunk, chunks
from annotate.formats.lines import refuse_undecoded, text_lines
from annotate.formats.places import Place, opened
from annotate.formats.rest import joined, marked

TAG = r"O|[BIESLU]-[^ \t\r\n]+"
LINE = re.compile(
    rf"^(?!{DOCUMENT})[ \t]*([^ \t\r\n]+)[ \t](?:.*[ \t])?({TAG})[ \t\r]*$", re.MULTILINE
)
"""A line of a token: the first column, and the tag in the last."""
OTHER = re.compile(rf"^(?:[ \t\r]*|{DOCUMENT}.*|#(?!.*[ \t](?:{TAG})[ \t\r]*$).*)$", re.MULTILINE)
"""A line of none: empty, a document's first, or a comment."""
START = f"\n{DOCUMENT}"
BETWEEN = re.compile(r"\n[ \t\r]*\n")
BUFFER = 1 << 20


Tagged = Sequence[tuple[str, str]]
"""The tokens of a document with their tags."""
_decode = msgspec.json.Decoder(Side).decode


def read(source: Source, stream: BinaryIO, encoding: str | None) -> Iterator[Incoming | Problem]:
    """The records of the documents; without a side file a text is its tokens with spaces."""
    encoding = encoding or marked_encoding(stream)
    name = standard_name(encoding or "utf-8")
    with text_lines(stream, encoding) as lines:
        sides = _sides(source)
        beside: _Beside | None = None
        try:
            for number, (line, document) in enumerate(_documents(lines), 1):
                try:
                    content = refuse_undecoded(document, encoding)
                    if sides:
                        before, beside = beside, None  # what cannot be read is before none
                        beside = _Beside(next(sides, b""), before)
                        record = _record(line, document, content, beside)
                    else:
                        id = f"{source.id}/{number}" if source.id else None
                        record = _spaced_record(id, line, document)
                    yield Incoming(record, line, name, "codepoint")
                except InputError as error:
                    yield Problem(source.name, line, str(error))
        except UnicodeError:
            yield Problem(source.name, 0, f"not {encoding}, name its encoding with --encoding")


def _sides(source: Source) -> Iterator[bytes] | None:
    """The lines of the side file, None where there is none."""
    place = source.place and file_beside(source.place, OFFSETS)
    return _lines_beside(place) if place else None


def _lines_beside(place: Place) -> Iterator[bytes]:
    """The lines of a file. Raises OSError that names it, since another one is being read."""
    try:
        with opened(place) as stream:
            yield from stream
    except OSError as error:
        raise OSError(error.errno, f"{place.name}: {error.strerror}") from error


def _documents(lines: TextIOBase) -> Iterator[tuple[int, str]]:
    """What stands on the lines of each document, and the number of the first of them."""
    first, parts = 1, [""]
    for piece in _pieces(lines):
        begun, *others = piece.split(START)
        parts.append(begun)
        for other in others:
            yield from _document(first, parts)
            first += sum(part.count("\n") for part in parts)
            parts = [START, other]
    yield from _document(first, parts)


def _pieces(lines: TextIOBase) -> Iterator[str]:
    """Whole lines, many at once, each with the line end before it and none behind it."""
    while piece := lines.read(BUFFER):
        yield "\n" + (piece + lines.readline()).removesuffix("\n")


def _document(first: int, parts: Sequence[str]) -> Iterator[tuple[int, str]]:
    document = "".join(parts)
    if document.strip():
        yield first, document[1:]


def _spaced_record(id: str | None, line: int, document: str) -> Record:
    """The record of a document whose text is its tokens with spaces."""
    _tokens(line, document)
    sentences = [found for part in BETWEEN.split(document) if (found := LINE.findall(part))]
    text = "\n".join(" ".join(token for token, _ in sentence) for sentence in sentences)
    places = [match.span() for match in re.finditer(r"[^ \n]+", text)]
    found = chunks(_in_sentences(sentences))
    return replace(joined(None, text, _spans(text, places, found, {})), id=id)


def _in_sentences(sentences: Sequence[Tagged]) -> list[str]:
    """The tags; in IOB1, where labels begin by an I, each ends with its sentence."""
    tags = [tag for sentence in sentences for _, tag in sentence]
    if not any(tag[0] == "I" and _begins(tag, before) for before, tag in pairwise(["O", *tags])):
        return tags
    placed = ((n, tag) for sentence in sentences for n, (_, tag) in enumerate(sentence))
    return [f"B{tag[1:]}" if n == 0 and tag[0] == "I" else tag for n, tag in placed]


def _begins(tag: str, before: str) -> bool:
    return before[0] not in "BI" or before[2:] != tag[2:]


def _record(line: int, document: str, content: bytes, beside: "_Beside") -> Record:
    """A document's record; `content` is the document in UTF-8.

    Raises InputError where its tokens are not those of the side file.
    """
    cut, along = beside.cut, beside.along
    found = cut.chunks(content)
    if found is None:
        tokens = _tokens(line, document)
        cut.check([token for token, _ in tokens])
        found = chunks(tag for _, tag in tokens)
    spans = _spans(cut.text, cut.places, found, along.names)
    return joined(along.record, cut.text, marked(along, spans))


def _tokens(line: int, document: str) -> Tagged:
    """The tokens of a document. Raises InputError for a line that is none."""
    tokens = LINE.findall(document)
    if len(tokens) + len(OTHER.findall(document)) != document.count("\n") + 1:
        raise _bad_line(line, document)
    return cast(Tagged, tokens)


def _bad_line(first: int, document: str) -> InputError:
    """Which line is neither a token with its tag nor anything else that may stand there."""
    lines = enumerate(document.split("\n"), first)
    bad = ((n, line) for n, line in lines if not LINE.match(line) and not OTHER.match(line))
    number, line = next(bad, (first, ""))
    what, hint = f"not a token and its tag ({line[:40]!r})", "tags are O, B-LABEL and I-LABEL"
    return InputError(what, f"line {number}", hint)


class _Beside:
    """A document's line of the side file; a text that the one before has too is read but once."""

    cut: Cut

    def __init__(self, line: bytes, before: "_Beside | None" = None) -> None:
        """Raises InputError where it is none."""
        if not line:
            raise InputError("the side file ends before", OFFSETS, "it has a line a document")
        try:
            side = decode_json(line, _decode)
            self.along = side.annotate
            known = before and before.cut.is_of(side)
            self.cut = before.cut if before and known else Cut(side)
        except (ValueError, InputError) as error:
            raise InputError(str(error), OFFSETS) from error


def _spans(
    text: str, places: Sequence[Range], found: Iterable[Chunk], names: Mapping[str, str]
) -> list[RecordSpan]:
    return [
        RecordSpan(start=a, end=b, label=names.get(label, label), text=text[a:b])
        for first, last, label in found
        for a, b in [(places[first][0], places[last][1])]
    ]


FORMAT = Format(
    "conll", (".conll", ".iob", ".iob2"), read, write, beside=(OFFSETS,), joined=Joined()
)
