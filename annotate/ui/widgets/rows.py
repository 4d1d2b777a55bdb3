"""A page of rows through which a cursor goes: those that lead somewhere can be chosen."""

from collections.abc import Sequence
from typing import Any, NamedTuple, overload

from rich.segment import Segment
from textual.strip import Strip

from annotate.core.display import display
from annotate.ui import layout
from annotate.ui.palette import Palette
from annotate.ui.widgets.bars import Piece
from annotate.ui.widgets.lines import Lines, line


class Row(NamedTuple):
    """One line: its pieces, and what lies behind it, None where nothing does."""

    pieces: Sequence[Piece]
    behind: Any = None


class LazyRows(Sequence[Row]):
    """Rows that are made when they are looked at, and then kept. Subclasses make them."""

    def __init__(self) -> None:
        self._made: dict[int, Row] = {}

    @overload
    def __getitem__(self, at: int) -> Row: ...

    @overload
    def __getitem__(self, at: slice) -> list[Row]: ...

    def __getitem__(self, at: int | slice) -> Row | list[Row]:
        if isinstance(at, slice):
            return [self[n] for n in range(*at.indices(len(self)))]
        if at not in self._made:
            self._made[at] = self._row(at)
        return self._made[at]

    def _row(self, at: int) -> Row:
        raise NotImplementedError


class Rows(Lines):
    """Shows as many rows as fit around the chosen one; words beside it are seen, too."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: Sequence[Row] = ()
        self._chosen = self._top = 0

    def put(self, rows: Sequence[Row], chosen: int = 0) -> None:
        """Show other rows, the cursor on that one or the next that leads somewhere."""
        self._rows, self._chosen = rows, chosen
        self._settle(1)

    @property
    def chosen(self) -> int:
        """The number of the row that the cursor is on."""
        return self._chosen

    @property
    def behind(self) -> Any:
        """What lies behind that row, None where there is no such row."""
        return self._rows[self._chosen].behind if self._rows else None

    def move(self, step: int) -> None:
        """So many rows down or up, and on to one that leads somewhere."""
        self._chosen += step
        self._settle(1 if step > 0 else -1)

    def _settle(self, way: int) -> None:
        """From where the cursor would be to a row that leads somewhere, that way first."""
        last = max(0, len(self._rows) - 1)
        at = max(0, min(self._chosen, last))
        ahead = range(at, last + 1) if way > 0 else range(at, -1, -1)
        behind = range(at, -1, -1) if way > 0 else range(at, last + 1)
        leading = (n for n in (*ahead, *behind) if self._rows and self._rows[n].behind is not None)
        self._chosen = next(leading, 0)

    def lay(self, palette: Palette) -> None:
        """Draw what is in sight."""
        height, width = max(1, self.size.height), self.size.width
        if self.size.height:  # nothing is known of it at first
            self._scroll(height)
        shown = self._rows[self._top : self._top + height]
        lines = [
            _line(palette, row, n == self._chosen and row.behind is not None, width)
            for n, row in enumerate(shown, self._top)
        ]
        blank = Strip.blank(width, palette.ground)
        self.show(lines + [blank] * (height - len(lines)))

    def _scroll(self, height: int) -> None:
        """Bring the chosen row into sight, with the words around it that lead nowhere."""
        chosen, last = self._chosen, len(self._rows) - 1
        first = chosen - self._words(range(chosen - 1, -1, -1))
        end = chosen + self._words(range(chosen + 1, last + 1))
        top = max(min(self._top, first, max(0, last - height + 1)), end - height + 1)
        self._top = max(min(top, chosen), chosen - height + 1)

    def _words(self, numbers: range) -> int:
        """How many of these rows come before one that leads somewhere."""
        leading = (n for n, at in enumerate(numbers) if self._rows[at].behind is not None)
        return next(leading, len(numbers))


def padded(text: str, width: int) -> str:
    """A text that is shown, with blanks up to so many cells."""
    return text + " " * max(0, width - layout.cells(text))


def _line(palette: Palette, row: Row, here: bool, width: int) -> Strip:
    mark = "▸ " if here else "  "
    segments = [Segment(mark, palette.tone("accent", bold=True))]
    segments += [Segment(display(text), palette.tone(tone, bold=here)) for text, tone in row.pieces]
    return line(segments, width, palette.ground)
