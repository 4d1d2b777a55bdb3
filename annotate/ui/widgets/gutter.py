"""The cells before a row's text: a paragraph's number, status, flag and label, lanes of links."""

from typing import NamedTuple

from rich.segment import Segment

from annotate.ui.palette import Palette, Tone

LANES = 2
WIDTH = 11
"""Cells of number, status, flag, the paragraph's own label and lanes."""
MARKS: dict[str, tuple[str, Tone]] = {
    "done": ("✓", "ok"),
    "skipped": ("–", "dim"),
    "unseen": ("·", "faint"),
}


class Link(NamedTuple):
    """A link beside a paragraph: in which lane, in which label's colour, over which rows.

    A row of -1 is above the paragraph, one beyond its last row below it.
    """

    lane: int
    label: str
    first: int
    last: int

    def piece(self, row: int) -> str:
        """The piece of its line beside a row; "" where it is not."""
        if not self.first <= row <= self.last:
            return ""
        if self.first == self.last:
            return "╶"
        return "╭" if row == self.first else "╰" if row == self.last else "│"


class Head(NamedTuple):
    """What stands beside a paragraph's first row."""

    number: int
    status: str
    flagged: bool
    noted: bool
    whole: tuple[str, ...]
    offered: tuple[str, ...]


class Gutter(NamedTuple):
    """What stands beside one row: `lanes` has lane, label and piece of line of each link there."""

    focused: bool
    head: Head | None
    lanes: tuple[tuple[int, str, str], ...]


def draw(gutter: Gutter, palette: Palette) -> list[Segment]:
    """The gutter's cells."""
    focused, head, lanes = gutter
    blank = Segment(" ", palette.ground)
    cells = [blank] * LANES
    for lane, label, piece in lanes:
        cells[lane] = Segment(piece, palette.lane(label, focused=focused))
    if head is None:
        return [Segment(" " * (WIDTH - LANES), palette.ground), *cells]
    tone = palette.tone("text" if focused else "faint", bold=focused)
    return [
        Segment(_number(head.number + 1), tone),
        _status(head, palette, focused),
        Segment("⚑", palette.tone("warn", bold=focused)) if head.flagged else blank,
        *_whole(head, palette, focused),
        *cells,
    ]


def _number(number: int) -> str:
    """A number in five cells; of a longer one its end."""
    return f"{number:>4} " if number < 100_000 else f"…{number % 10_000:04}"


def _status(head: Head, palette: Palette, focused: bool) -> Segment:
    """One sign: here, or the status."""
    if focused and head.status == "unseen":
        return Segment("▸", palette.tone("text", bold=True))
    mark, tone = MARKS[head.status]
    return Segment(mark, palette.tone(tone, bold=focused))


def _whole(head: Head, palette: Palette, focused: bool) -> list[Segment]:
    """The letter of the label that the whole paragraph has, or may have; and if it has a note."""
    note = Segment("✎" if head.noted else " ", palette.tone("warn"))
    if head.whole:
        label = head.whole[-1]
        return [Segment(palette.key(label), palette.chip(label, focused=focused)), note]
    if head.offered:
        label = head.offered[-1]
        style = palette.offer(label, focused=focused, marked=False)
        return [Segment(palette.key(label), style), note]
    return [Segment(" ", palette.ground), note]
