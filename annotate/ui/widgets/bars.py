"""The line above the page, and the one below it."""

from collections.abc import Iterable
from functools import lru_cache

from rich.segment import Segment
from textual.strip import Strip

from annotate.core.display import display
from annotate.ui import layout
from annotate.ui.palette import Palette, Tone
from annotate.ui.widgets.lines import Lines

Piece = tuple[str, Tone]
Key = tuple[str, str]
"""A key as it is shown, and what it does."""
EDGES = 3
"""Cells that are always left empty: at both edges, and between left and right."""


class Bar(Lines):
    """One line: pieces of text from the left, and one at the right edge."""

    def lay(self, palette: Palette, pieces: Iterable[Piece], right: Piece | None = None) -> None:
        """Show these; dots stand for what does not fit, of the right piece last."""
        self.show([_strip(palette, tuple(pieces), right, self.size.width)])

    def lay_keys(self, palette: Palette, keys: Iterable[Key], right: Piece) -> None:
        """Show keys with what they do, as many as fit whole; and a message at the right edge."""
        self.show([_keys(palette, tuple(keys), right, self.size.width)])


@lru_cache(maxsize=256)  # the same few keys and messages come again and again
def _cells(text: str) -> int:
    return layout.cells(display(text))


@lru_cache(maxsize=64)  # mostly a key leaves the bars as they are
def _keys(palette: Palette, keys: tuple[Key, ...], right: Piece, width: int) -> Strip:
    """As many keys as fit whole, and the message."""
    room = width - _cells(right[0]) - EDGES
    pieces: list[Piece] = []
    for key, what in keys:
        room -= _cells(f"{key} {what}  ")
        if room < 0:
            break
        pieces += [(key, "accent"), (f" {what}  ", "dim")]
    return _strip(palette, tuple(pieces), right, width)


@lru_cache(maxsize=64)
def _strip(palette: Palette, pieces: tuple[Piece, ...], right: Piece | None, width: int) -> Strip:
    segments = [Segment(" ", palette.tone("dim", panel=True))]
    segments += [_segment(palette, piece) for piece in pieces]
    end = _cut(Strip([_segment(palette, right)] if right else []), width - 2)
    room = max(0, width - end.cell_length - 1)
    left = _cut(Strip(segments), room - 1).extend_cell_length(room, palette.panel)
    return Strip.join([left, end]).adjust_cell_length(width, palette.panel)


def _cut(strip: Strip, width: int) -> Strip:
    """The same in so many cells; dots, as the last of it looks, stand for what is left out."""
    width, blanks = max(0, width), len(strip.text) - len(strip.text.rstrip())
    if strip.cell_length - blanks <= width:
        return strip.crop(0, width)
    kept = strip.crop(0, max(0, width - 1))
    dots = [Segment("…", segment.style) for segment in [*kept][-1:]]
    return Strip.join([kept, Strip(dots)])


def _segment(palette: Palette, piece: Piece) -> Segment:
    text, tone = piece
    return Segment(display(text), palette.tone(tone, bold=tone in ("accent", "text"), panel=True))
