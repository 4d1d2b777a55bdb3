"""Writing CoNLL's columns, sentence by sentence, and the side file with the texts."""

import re
from collections.abc import Iterable, Sequence
from contextlib import ExitStack
from pathlib import Path

import msgspec
from msgspec import Raw, Struct
from msgspec.structs import replace

from annotate.core.document import Range
from annotate.core.offset_units import counting
from annotate.core.record import Record
from annotate.formats.base import Loss, Writing
from annotate.formats.flat import Placed, drop_what_speaks_of, flatten, words_of
from annotate.formats.losses import Losses
from annotate.formats.rest import Along, along_of

FILE_NAME, OFFSETS = "records.conll", ".offsets"
DOCUMENT = "-DOCSTART-"
COLUMN, BEGINNING = " -X- _ ", f"{DOCUMENT} -X- -X- O\n\n"
"""What is written between a token and its tag, and before a document."""
SPACES = re.compile(r"\s+")
BUFFER = 1 << 20
RELATION = "tags cannot say what is linked"
_encode = msgspec.json.Encoder().encode


class Side(Struct, frozen=True):
    """A line of the side file, for each document in order: its text and where its tokens are.

    `tokens` are pairs of offsets; all that label a text have the same.
    """

    text: str
    tokens: Raw
    annotate: Along


def write(records: Iterable[Record], folder: Path, how: Writing) -> Loss:
    """A document a record, sentence by sentence, and the side file.

    Where labels overlap one has the tokens, what is linked is dropped, and the sentences of one
    label stay together. The tag of a label has no spaces.
    """
    document, losses = _Document("", (), how), Losses()
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
            conll.write(document.lines(placed).encode())
            side.write(_encode(document.side(record, placed)) + b"\n")
    return losses.loss()


class _Document:
    """A text as it is written for all that label it: its tokens, and where they are, are cut once.

    Of `_lines` those that begin a sentence have an empty line before them.
    """

    def __init__(self, text: str, paragraphs: Sequence[Range] | None, how: Writing) -> None:
        self.words, self._unit = words_of(text, paragraphs), how.unit
        self._lines = self.words.tokens.copy()
        for n in self.words.sentences:
            self._lines[n] = f"\n{self._lines[n]}"
        count = counting(text, how.unit)
        places = self.words.places
        self._tokens = Raw(_encode([(count(a), count(b)) for a, b in places] if count else places))

    def lines(self, placed: Iterable[Placed]) -> str:
        """The lines of the document with the tags of some spans, which come in order."""
        lines, beyond = [BEGINNING], 0
        for span, first, last in placed:
            tag = tag_of(span.label)
            lines.append(_tagged(self._lines[beyond:first], "O"))
            lines.append(_tagged(self._lines[first : first + 1], f"B-{tag}"))
            lines.append(_tagged(self.words.tokens[first + 1 : last + 1], f"I-{tag}"))
            beyond = last + 1
        lines += (_tagged(self._lines[beyond:], "O"), "\n")
        return "".join(lines)

    def side(self, record: Record, placed: Sequence[Placed]) -> Side:
        """The line of the side file."""
        moved = tuple(p.span for p in placed)
        labels = sorted({span.label for span in moved})
        names = {tag_of(label): label for label in labels if tag_of(label) != label}
        along = replace(along_of(replace(record, spans=moved), self._unit), names=names)
        return Side(self.words.text, self._tokens, along)


def _tagged(tokens: Sequence[str], tag: str) -> str:
    """The lines of some tokens that have the same tag."""
    end = f"{COLUMN}{tag}\n"
    return end.join(tokens) + end if tokens else ""


def tag_of(label: str) -> str:
    """A label as a tag spells it: without spaces."""
    return SPACES.sub("_", label)
