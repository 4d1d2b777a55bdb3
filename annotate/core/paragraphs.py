"""Where the paragraphs of a text are: lines, or blocks of them where it is hard-wrapped."""

from collections.abc import Iterator
from itertools import pairwise

from annotate.core.document import Range
from annotate.core.graphemes import whole_graphemes

NARROWEST, WIDEST = 50, 100
"""Characters a line of hard-wrapped text may hold."""
TYPICAL = 0.9
"""The share of wrapped lines that are no longer than the width (the rest hold a URL, say)."""
MOST = 0.7
"""The share of line ends that must look wrapped before a text counts as hard-wrapped."""
GOING_ON = 0.3
"""The share after which a sentence must go on in lower case; a list of headlines has none."""
FAR_SHORTER = 0.75
"""A line that fills less, though the next word had fitted, was ended on purpose."""

Line = Range
"""Where a line's text is, without the whitespace around it."""


def find_paragraphs(text: str) -> tuple[Range, ...]:
    """The paragraphs of `text`, ascending and disjoint; outside of them is only whitespace.

    Only LF ends a line; blank lines are no paragraphs, and always part two.
    """
    blocks = list(_blocks(text))
    width = _wrap_width(text, blocks)
    if not width:
        return tuple(line for block in blocks for line in block)
    return tuple(paragraph for block in blocks for paragraph in _unwrapped(text, block, width))


def _blocks(text: str) -> Iterator[list[Line]]:
    """Runs of lines with no blank line between them."""
    block: list[Line] = []
    for start, end in _lines(text):
        if start < end:
            block.append((start, end))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _lines(text: str) -> Iterator[Line]:
    """Every line trimmed of whitespace, NBSP included; a blank one is an empty range."""
    at = 0
    for line in text.split("\n"):
        kept = line.strip()
        start = at + (len(line) - len(line.lstrip()) if kept else 0)
        end = start + len(kept)
        yield whole_graphemes(text, start, end) if 0 < len(kept) < len(line) else (start, end)
        at += len(line) + 1


def _wrap_width(text: str, blocks: list[list[Line]]) -> int:
    """The width that the text is hard-wrapped to, or 0 if it is not."""
    ends = [two_lines for block in blocks for two_lines in pairwise(block)]
    if len(ends) < 2:
        return 0
    width = sorted(_length(text, line[1]) for line, _ in ends)[int(TYPICAL * (len(ends) - 1))]
    full = sum(_is_full(text, line[1], after, width) for line, after in ends)
    going_on = sum(_goes_on(text, after) for _, after in ends)
    wrapped = full >= MOST * len(ends) and going_on >= GOING_ON * len(ends)
    return width if wrapped and NARROWEST <= width <= WIDEST else 0


def _unwrapped(text: str, block: list[Line], width: int) -> Iterator[Range]:
    """The paragraphs of one block: lines joined where they were wrapped."""
    start, end = block[0]
    for after in block[1:]:
        if not _is_full(text, end, after, round(FAR_SHORTER * width)):
            yield start, end
            start = after[0]
        end = after[1]
    yield start, end


def _is_full(text: str, end: int, after: Line, width: int) -> bool:
    """Whether the first word of `after` would not have fitted on the line that ends at `end`."""
    return _length(text, end) + 1 + _first_word(text, after) > width


def _length(text: str, end: int) -> int:
    """Characters in a line up to `end`, its indentation included."""
    return end - (text.rfind("\n", 0, end) + 1)


def _first_word(text: str, line: Line) -> int:
    """Characters in the first word of a line."""
    start, end = line
    space = text.find(" ", start, end)
    return (end if space < 0 else space) - start


def _goes_on(text: str, line: Line) -> bool:
    """Whether a line starts within a sentence; a script without lower case does not tell."""
    return text[line[0]].islower()
