"""A widget made of lines that were drawn beforehand; only those that changed are drawn again."""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.color import TRANSPARENT
from textual.filter import ANSIToTruecolor
from textual.geometry import Region, Size, Spacing
from textual.strip import Strip
from textual.widget import Widget

from annotate.ui import layout
from annotate.ui.keyboard import TypedScreen

SELECTOR = "\ufe0f"
"""Makes what stands before it an emoji of two cells."""


class Lines(Widget):
    """Shows strips, one a line. Subclasses make them; `show` finds out what changed."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._strips: Sequence[Strip] = ()
        self._filtered: list[Strip] = []

    @property
    def gutter(self) -> Spacing:
        """No border, no padding, no scrollbar; to find that out each time would take a while."""
        return Spacing()

    @property
    def size(self) -> Size:
        """All of it, as it was laid out last: else the screen would be asked where it is."""
        return self._size

    def show(self, strips: Sequence[Strip]) -> None:
        """Show these lines from the top. A line that is the same object, or equal, stays."""
        old, self._strips = self._strips, strips
        if len(old) != len(strips):
            self._filtered = self._filter(strips)
            self._draw_anew()
            return
        changed = [
            y
            for y, (before, after) in enumerate(zip(old, strips, strict=True))
            if before is not after and before != after
        ]
        if changed:
            for y, line in zip(changed, self._filter([strips[y] for y in changed]), strict=True):
                self._filtered[y] = line
            width = strips[0].cell_length
            self._draw_anew(*[Region(0, y, width, lines) for y, lines in _runs(changed)])

    def _draw_anew(self, *regions: Region) -> None:
        """Have the screen draw these of its lines, or all.

        As `refresh` does, which tells the screen by messages: each key would wait for six of them.
        """
        screen = self.screen if self.is_mounted else None
        if not isinstance(screen, TypedScreen):
            self.refresh(*regions)
            return
        if regions:
            self._repaint_regions.update(regions)
        else:
            self._set_dirty()
        screen.draw(self)

    def prepare(self, strips: Sequence[Strip]) -> None:
        """Do beforehand what sending these lines will take, should they be shown."""
        for strip in self._filter(strips):
            strip.render(self.app.console)

    def _filter(self, strips: Sequence[Strip]) -> list[Strip]:
        """Lines as the terminal takes them: without colour, say."""
        lines = list(strips)
        for line_filter in self.get_line_filters():
            exact = isinstance(line_filter, ANSIToTruecolor)
            lines = [
                # every piece of a line has a ground of its own
                line if exact and _is_exact(line) else line.apply_filter(line_filter, TRANSPARENT)
                for line in lines
            ]
        return lines

    def render_lines(self, crop: Region) -> list[Strip]:
        """The lines as they are: there is no border or padding to be worked out.

        At each key Textual asks for all of them, whichever changed.
        """
        lines = self._filtered[crop.y : crop.bottom]
        if len(lines) < crop.height:
            lines += [Strip.blank(crop.right, self.rich_style)] * (crop.height - len(lines))
        if crop.column_span == (0, lines[0].cell_length):
            return lines
        return [line.crop(*crop.column_span) for line in lines]


def _is_exact(line: Strip) -> bool:
    """Whether every colour of a line is told in full, so that no filter need look them up."""
    return all(segment.style is None or _in_full(segment.style) for segment in line)


@lru_cache(maxsize=512)
def _in_full(style: Style) -> bool:
    colours = [colour for colour in (style.color, style.bgcolor) if colour]
    return not style.dim and all(colour.triplet for colour in colours)


def _runs(numbers: Iterable[int]) -> list[tuple[int, int]]:
    """(first, how many) of each run of ascending numbers without a gap."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        first, many = runs.pop() if runs and sum(runs[-1]) == number else (number, 0)
        runs.append((first, many + 1))
    return runs


def line(segments: Iterable[Segment], width: int, ground: Style, *, dots: bool = False) -> Strip:
    """A line of exactly so many cells; neighbours of one style are one segment, to send less.

    `dots` stand for what finds no room.
    """
    joined: list[Segment] = []
    for segment in segments:
        if joined and joined[-1].style is segment.style:
            joined[-1] = Segment(joined[-1].text + segment.text, segment.style)
        else:
            joined.append(segment)
    used = _cells([segment.text for segment in joined])
    if used > width:
        left = Segment("…" if dots and width else "", joined[-1].style)
        kept = Strip(joined, used).crop(0, width - len(left.text))
        return Strip([*kept, left]) if left.text else kept
    if used < width:
        joined.append(Segment(" " * (width - used), ground))
    return Strip(joined, width)


def _cells(texts: Sequence[str]) -> int:
    """As the library counts, which is quick; but it counts no cells for what follows a joiner.

    All at once, unless some of it counts otherwise with what stands before it.
    """
    whole = "".join(texts)
    if layout.JOINER in whole or SELECTOR in whole:
        return sum(layout.cells(t) if layout.JOINER in t else cell_len(t) for t in texts)
    return cell_len(whole)
