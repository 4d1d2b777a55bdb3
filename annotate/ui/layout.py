"""Where the rows of a paragraph break on a screen so wide, in offsets of the text itself.

Offsets never come from what is shown: a row is a half-open range of the document's text, its
rows cover the paragraph without a gap, and no grapheme is split that a row can hold.
"""

import re
from collections.abc import Iterator
from itertools import pairwise

from rich.cells import split_graphemes

from annotate.core.display import display
from annotate.core.document import Range
from annotate.core.graphemes import graphemes as core_graphemes
from annotate.core.graphemes import splits_grapheme

WORDS = re.compile(r"[^ \t\n\u2028\u2029]*[ \t\n\u2028\u2029]*")
"""A word with the blanks after it; NBSP is no place to break."""
BLANKS = " \t\n\u2028\u2029"
JOINER = "\u200d"


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
    if text.isascii():
        return len(text)
    if JOINER in text:  # the library takes whatever follows one for a part of an emoji
        return sum(size for *_, size in graphemes(text))
    return split_graphemes(display(text))[1]


def offset_at(text: str, row: Range, x: int) -> int:
    """The offset of the grapheme at a cell of a row, counted from its start.

    Beyond its last one it is where the blanks at the row's end begin.
    """
    shown = text[slice(*row)].rstrip(BLANKS)
    for first, _, size in graphemes(shown):
        if x < size:
            return row[0] + first
        x -= size
    return row[0] + len(shown)


def graphemes(text: str) -> list[tuple[int, int, int]]:
    """(start, end, cells) of each grapheme of a text as it is shown."""
    if text.isascii():
        return [(i, i + 1, 1) for i in range(len(text))]
    shown = display(text)
    found = core_graphemes(text, 0, len(text))
    return [(start, end, split_graphemes(shown[start:end])[1]) for start, end in found]


def _words(text: str, start: int, end: int) -> Iterator[Range]:
    """Words with the blanks after them; a blank that a combining mark sits on parts none."""
    first = start
    for match in WORDS.finditer(text, start, end):
        last = match.end()
        if first < last and (last == end or not splits_grapheme(text, last, first)):
            yield first, last
            first = last


def _chopped(text: str, start: int, end: int, width: int) -> Iterator[int]:
    """Where a word that no row can hold breaks again: between graphemes, where a row is full."""
    used = 0
    for first, size in _pieces(text[start:end].rstrip(BLANKS), width):
        if used + size > width and used:
            yield start + first
            used = 0
        used += size


def _pieces(text: str, width: int) -> Iterator[tuple[int, int]]:
    """(start, cells) of each grapheme; of one that no row can hold, of each of its parts."""
    for start, end, size in graphemes(text):
        if size <= width:
            yield start, size
        else:
            parts = split_graphemes(display(text[start:end]))[0]
            yield from ((start + first, cells) for first, _, cells in parts)
