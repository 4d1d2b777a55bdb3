"""Text for panels: in so many cells, and always as it may be shown."""

from collections.abc import Iterable
from functools import lru_cache

from rich.segment import Segment
from textual.strip import Strip

from annotate.core.display import display
from annotate.core.excerpt import with_edges
from annotate.ui import layout
from annotate.ui.header import cut
from annotate.ui.palette import Palette, Tone
from annotate.ui.widgets.lines import line

MOST = 400
"""Characters of either end of a text that are looked at."""


@lru_cache(maxsize=512)
def segment(text: str, palette: Palette, tone: Tone = "dim") -> Segment:
    """A piece of text in a tone of the panel."""
    return Segment(display(text), palette.tone(tone, bold=tone in ("text", "accent"), panel=True))


def panel_line(segments: Iterable[Segment], palette: Palette, width: int) -> Strip:
    """A line of a panel in so many cells; … stands for what finds no room."""
    ground = palette.panel
    return line((Segment("  ", ground), *segments), width, ground, dots=True)


def both_ends(text: str, start: int, end: int, width: int) -> str:
    """A stretch of a text in so many cells: where it is longer, its beginning and its end.

    What tells two versions apart is mostly where they end.
    """
    if end - start <= 2 * MOST:
        whole = with_edges(text[start:end])
        if layout.cells(display(whole)) <= width:
            return whole
    first = with_edges(text[start : start + MOST])
    last = with_edges(text[max(start, end - MOST) : end])
    half = max(1, (width - 1) // 2)
    return f"{cut(first, half)} {_tail(last, half)}"


def _tail(text: str, width: int) -> str:
    """The end of a text, in so many cells at most."""
    room = width
    for first, _, size in reversed(layout.graphemes(text)):
        room -= size
        if room < 0:
            return text[first + 1 :].lstrip()
    return text
