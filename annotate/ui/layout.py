"""Where the rows of a paragraph break on a screen so wide, in offsets of the text itself.

Offsets never come from what is shown: a row is a half-open range of the document's text, its
rows cover the paragraph without a gap, and no grapheme is split.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from rich.cells import split_graphemes

from annotate.core.display import display
from annotate.core.document import Range

WORDS = re.compile(r"[^ \t\n\u2028\u2029]*[ \t\n\u2028\u2029]*")
"""A word with the blanks after it; NBSP is no place to break."""
BLANKS = " \t\n\u2028\u2029"


def rows(text: str, start: int, end: int, width: int) -> list[Range]:
    """The rows of a paragraph, each at most `width` cells wide but for the blanks at its end."""
    breaks, used = [start], 0
    for first, last in _words(text, start, end):
        size = cells(text[first:last].rstrip(BLANKS))
        if used and used + size > width:
            breaks.append(first)
            used = 0
        if size > width:
            breaks += _chopped(text, first, last, width)
            used = cells(text[breaks[-1] : last])
        else:
            used += cells(text[first:last])
    return list(pairwise([*breaks, end]))


def cells(text: str) -> int:
    """How many cells a text is wide as it is shown."""
    return len(text) if text.isascii() else split_graphemes(display(text))[1]


def offset_at(text: str, row: Range, x: int) -> int:
    """The offset of the grapheme at a cell of a row, counted from its start; its end beyond."""
    start, end = row
    for first, _, size in graphemes(text[start:end]):
        if x < size:
            return start + first
        x -= size
    return end


def graphemes(text: str) -> list[tuple[int, int, int]]:
    """(start, end, cells) of each grapheme of a text as it is shown."""
    if text.isascii():
        return [(i, i + 1, 1) for i in range(len(text))]
    return list(split_graphemes(display(text))[0])


def _words(text: str, start: int, end: int) -> Iterator[Range]:
    for match in WORDS.finditer(text, start, end):
        if match.end() > match.start():
            yield match.span()


def _chopped(text: str, start: int, end: int, width: int) -> Iterator[int]:
    """Where a word that no row can hold breaks again: between graphemes, where a row is full."""
    used = 0
    for first, _, size in graphemes(text[start:end].rstrip(BLANKS)):
        if used + size > width and used:
            yield start + first
            used = 0
        used += size
