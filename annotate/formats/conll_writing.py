"""Writing CoNLL's columns, sentence by sentence, and the side file with the texts."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType
from msgspec.structs import replace

from annotate.core.document import Range
from annotate.core.paragraphs import find_paragraphs
from annotate.core.record import Record
from annotate.core.sentences import sentence_edges
from annotate.formats.base import Loss, Writing
from annotate.formats.flat import Placed, drop_what_speaks_of, flatten
from annotate.formats.losses import Losses
from annotate.formats.rest import Along, along_of
from annotate.formats.tokens import Words

FILE_NAME, OFFSETS = "records.conll", ".offsets"
DOCUMENT = "-DOCSTART-"
COLUMN, OUTSIDE, BEGINNING = " -X- _ ", " -X- _ O", f"{DOCUMENT} -X- -X- O\n\n"
"""What is written between a token and its tag, and before a document."""
SPACES = re.compile(r"\s+")
BUFFER = 1 << 14
"""Bytes: what is longer is written as it is, and not copied first."""
RELATION = "tags cannot say what is linked"
_encode, _encode_into = msgspec.json.Encoder().encode, msgspec.json.Encoder().encode_into


class Side(Struct, frozen=True, kw_only=True):
    """A line of the side file, for each document in order: its text and where its tokens are.

    `tokens` are pairs of offsets. Both are left out where they are those of the line before: all
    that label a text have the same.
    """

    text: Raw | UnsetType = UNSET
    tokens: Raw | UnsetType = UNSET
    annotate: Along


def write(records: Iterable[Record], folder: Path, how: Writing) -> Loss:
    """A document a record, sentence by sentence, and the side file.

    Where labels overlap one has the tokens, what is linked is dropped, and the sentences of one
    label stay together. The tag of a label has no spaces.
    """
    document, line, losses = _Document("", (), how), bytearray(), Losses()
    with ExitStack() as stack:
        conll, side = (
            stack.enter_context((folder / name).open("wb", buffering=BUFFER))
            for name in (FILE_NAME, Path(FILE_NAME).with_suffix(OFFSETS).name)
        )
        for record in records:
            if record.text != document.words.text:
                document = _Document(record.text or "", record.paragraphs, how)
            placed = flatten(record, document.words, how.scheme, losses)
            drop_what_speaks_of(record, placed, losses)
            for r in record.relations or ():
                losses.drop(record, f"{r.label} {r.head} {r.child}", RELATION)
            conll.write(document.content(placed))
            _encode_into(document.side(record, placed), line)
            line += b"\n"
            side.write(line)
    return losses.loss()


_Said = tuple[Raw | UnsetType, Raw | UnsetType]
"""A text, and where its tokens are."""


class _Document:
    """A text as it is written for all that label it: its tokens, and where they are, are cut once.

    `_spaced` are the tokens with a space after each, `_begun` where they begin in it; `_outside`
    are their lines with the tag of what has no label, and an empty one between sentences.
    """

    def __init__(self, text: str, paragraphs: Sequence[Range] | None, how: Writing) -> None:
        self.words, self._unit = Words(text), how.unit
        self._spaced, self._begun = self.words.spaced()
        self._firsts = firsts = _firsts_of_sentences(self.words, paragraphs)
        lines = self._spaced.replace(b" ", f"{OUTSIDE}\n".encode())
        edges = [0, *(self._begun[first] + first * len(OUTSIDE) for first in firsts), len(lines)]
        self._outside = b"\n".join([lines[start:end] for start, end in pairwise(edges)])
        self._unsaid: _Said = Raw(_encode(text)), self.words.places(how.unit)

    def content(self, placed: Iterable[Placed]) -> bytes:
        """The lines of the document with the tags of some spans, which come in order."""
        outside, begun, firsts, beyond = self._outside, self._begun, self._firsts, 0
        parts = [BEGINNING.encode()]
        for span, first, last in placed:
            # its line is after those of the tokens before it, and an empty one a sentence
            line = begun[first] + first * len(OUTSIDE) + bisect_right(firsts, first)
            parts += outside[beyond:line], self._labelled(first, last, _inside(span.label))
            after = last + 1
            beyond = begun[after] + after * len(OUTSIDE) + bisect_left(firsts, after)
        return b"".join((*parts, outside[beyond:], b"\n"))

    def _labelled(self, first: int, last: int, inside: bytes) -> bytes:
        """The lines of tokens with one label: what sentences they are of does not show."""
        words = self._spaced[self._begun[first] : self._begun[last + 1]]
        return words.replace(b" ", inside).replace(b" I-", b" B-", 1)

    def side(self, record: Record, placed: Sequence[Placed]) -> Side:
        """The line of the side file; that of the first record has the text."""
        moved = tuple([span for span, _, _ in placed])
        labels = sorted({span.label for span in moved})
        names = {tag_of(label): label for label in labels if tag_of(label) != label}
        along = replace(along_of(replace(record, spans=moved), self._unit), names=names)
        (text, tokens), self._unsaid = self._unsaid, (UNSET, UNSET)
        return Side(text=text, tokens=tokens, annotate=along)


def _firsts_of_sentences(words: Words, paragraphs: Sequence[Range] | None) -> list[int]:
    """The first tokens of all sentences but the first."""
    begun = sentence_edges(words.text, paragraphs or find_paragraphs(words.text))
    return sorted({*words.next_to(begun)} - {0, len(words)})


@lru_cache(maxsize=1000)
def _inside(label: str) -> bytes:
    """What ends the line of a token that goes on with a label."""
    return f"{COLUMN}I-{tag_of(label)}\n".encode()


@lru_cache(maxsize=1000)
def tag_of(label: str) -> str:
    """A label as a tag spells it: without spaces."""
    return SPACES.sub("_", label)
