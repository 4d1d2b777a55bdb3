"""A figure as a row: its name, value, a plot of characters, and its interval or why it has none."""

from typing import Any, NamedTuple

from annotate.agreement.base import Figure
from annotate.agreement.intervals import NOTHING_DIFFERS, WHOLE
from annotate.core.display import display
from annotate.services.measuring.wording import RELIABLE, TENTATIVE, interval_text, value_text
from annotate.ui import layout
from annotate.ui.header import cut
from annotate.ui.palette import Tone
from annotate.ui.widgets.bars import Piece
from annotate.ui.widgets.rows import Row, padded

NAME, BAR = 27, 31
"""Cells of a name, and of a bar from 0 to 1, where there is room."""
SHORT, NARROW = 23, 100
"""Cells of a name in fewer columns than that."""
FIXED, BESIDE = 11, 31
"""Cells of both edges and a value; of an interval on few documents."""
LEAST = 7
"""Cells below which a bar tells nothing."""
SHORTER = {NOTHING_DIFFERS: "nothing differs but in one at most", WHOLE: "whole documents"}
"""How what takes a whole line is said where there is no room for it."""


class Plots(NamedTuple):
    """Rows in so many cells: the plot gives way to what is said beside it."""

    width: int

    @property
    def is_narrow(self) -> bool:
        """Whether names and plots are shorter, and what matters less is left out."""
        return self.width < NARROW

    @property
    def name(self) -> int:
        """Cells of a name."""
        return SHORT if self.is_narrow else NAME

    def figure(
        self,
        said: str,
        figure: Figure,
        behind: Any = None,
        *,
        judged: bool = True,
        after: str = "",
    ) -> Row:
        """A figure's row, `judged` by alpha's bands; at its end what is to stand `after` it."""
        beside = self._fitting(self._beside(figure), after)
        cells = self._cells(beside, after)
        bar = _bar(figure, cells, bands=judged) if cells >= LEAST else ""
        value: Piece = (f"{value_text(figure):>7} ", _tone(figure) if judged else "text")
        name: Piece = (padded(cut(display(said), self.name - 1), self.name), "text")
        gap = "  " if bar else " "
        told: list[Piece] = [(f"{gap}{beside}", "faint"), (after, "dim")]
        return Row([name, value, (bar, "dim"), *told], behind)

    def _beside(self, figure: Figure) -> str:
        """The interval and what one should know; where it is narrow the reason goes before."""
        interval, why = interval_text(figure)
        parts = interval, figure.note, why
        if self.is_narrow:
            parts = interval.rstrip("–") if why else interval, why, figure.note
        return "; ".join(filter(None, parts))

    def _fitting(self, beside: str, after: str) -> str:
        """In shorter words, if it would be cut off."""
        if layout.cells(beside) > self.width - self.name - FIXED - layout.cells(after):
            for said, shorter in SHORTER.items():
                beside = beside.replace(said, shorter)
        return beside

    def _cells(self, beside: str, after: str) -> int:
        """Cells of the bar: as many in all rows of a kind, but none where the words need them."""
        room = self.width - self.name - FIXED - layout.cells(after)
        cells = min(BAR, room - BESIDE)
        return cells if layout.cells(beside) + 2 + cells <= max(room, BESIDE) else 0


def _tone(figure: Figure) -> Tone:
    """As Krippendorff judges, by the lower end."""
    low = figure.lower_end
    if low is None:
        return "text"
    return "ok" if low >= RELIABLE else "text" if low >= TENTATIVE else "warn"


def _bar(figure: Figure, cells: int, *, bands: bool) -> str:
    """From 0 to 1: a dot for the value, a line over its interval, ticks at the bands."""
    bar = ["·" if n in (0, cells - 1) else " " for n in range(cells)]
    for band in (TENTATIVE, RELIABLE) if bands else ():
        bar[_cell(band, cells)] = "┊"
    if figure.value is None:
        return "".join(bar)
    low, high = figure.lower_end, figure.upper_end
    if low is not None and high is not None:
        for n in range(_cell(low, cells), _cell(high, cells) + 1):
            bar[n] = "━"
    bar[_cell(figure.value, cells)] = "●" if figure.value >= 0 else "◂"
    return "".join(bar)


def _cell(value: float, cells: int) -> int:
    return round(max(0.0, min(1.0, value)) * (cells - 1))
