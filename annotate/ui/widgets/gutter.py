"""The cells before a row's text: a paragraph's number, status, flag, label, note; links' lanes."""

from typing import NamedTuple

from rich.segment import Segment
from rich.style import Style

from annotate.ui.palette import Palette, Tone

LANES = 2
WIDTH = 11
"""Cells of number, "here", status, flag, the paragraph's own label, note and lanes."""
HERE, BRACKETS, UNDERLINE = "▸", ("[", "]"), Style(underline=True)
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
    """What stands beside one row: `lanes` has lane, label and piece of line of each link there.

    `here` tells that the cursor is in the paragraph, `active` which label of the whole of it is
    the one that keys act on; "" for none.
    """

    focused: bool
    head: Head | None
    lanes: tuple[tuple[int, str, str], ...]
    here: bool = False
    active: str = ""


def draw(gutter: Gutter, palette: Palette) -> list[Segment]:
    """The gutter's cells."""
    focused, head, lanes, here, _ = gutter
    blank = Segment(" ", palette.ground)
    cells = [blank] * LANES
    for lane, label, piece in lanes:
        cells[lane] = Segment(piece, palette.lane(label, focused=focused))
    if head is None:
        return [Segment(" " * (WIDTH - LANES), palette.ground), *cells]
    tone = palette.tone("text" if focused else "faint", bold=focused)
    return [
        Segment(_number(head.number + 1) + (HERE if here else " "), tone),
        _status(head, palette, focused),
        *_whole(gutter, head, palette),
        *cells,
    ]


def _number(number: int) -> str:
    """A number in four cells; of a longer one its end."""
    return f"{number:>4}" if number < 10_000 else f"…{number % 1_000:03}"


def _status(head: Head, palette: Palette, focused: bool) -> Segment:
    mark, tone = MARKS[head.status]
    return Segment(mark, palette.tone(tone, bold=focused))


def _whole(gutter: Gutter, head: Head, palette: Palette) -> list[Segment]:
    """Flag, letter of the label that the whole paragraph has or may have, and note.

    A label that is active stands in brackets where flag and note leave room for them.
    """
    before, after = BRACKETS if gutter.active else ("", "")
    flag = _sign("⚑" if head.flagged else "", before, palette, gutter.focused)
    note = _sign("✎" if head.noted else "", after, palette, gutter.focused)
    return [flag, _letter(gutter, head, palette), note]


def _sign(mark: str, bracket: str, palette: Palette, focused: bool) -> Segment:
    tone: Tone = "warn" if mark else "text"
    return Segment(mark or bracket or " ", palette.tone(tone, bold=focused))


def _letter(gutter: Gutter, head: Head, palette: Palette) -> Segment:
    """The letter of the active label, else of the last that there is."""
    focused, active = gutter.focused, gutter.active
    if head.whole and (active in head.whole or active not in head.offered):
        label = active if active in head.whole else head.whole[-1]
        style = palette.chip(label, focused=focused)
        return Segment(palette.key(label), style + UNDERLINE if label == active else style)
    if head.offered:
        label = active or head.offered[-1]
        style = palette.offer(label, focused=focused, marked=label == active)
        return Segment(palette.key(label), style)
    return Segment(" ", palette.ground)
