"""Screens that are rows between two lines, and the keys that go through them."""

from textual.app import ComposeResult

from annotate.ui.palette import Palette
from annotate.ui.screens.keyed import KeyedScreen
from annotate.ui.widgets.bars import Bar
from annotate.ui.widgets.rows import Rows


class RowedScreen(KeyedScreen):
    """Subclasses say what the rows are and lay the two lines."""

    CSS_PATH = "rowed.tcss"

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self._palette = palette
        self._said = ""

    def compose(self) -> ComposeResult:
        """A line above, the rows, a line below."""
        yield Bar(id="header")
        yield Rows()
        yield Bar(id="footer")

    def on_resize(self) -> None:
        """Show as many rows as fit."""
        self.call_after_refresh(self._lay)

    def repaint(self, palette: Palette) -> None:
        """Draw everything in another theme."""
        self._palette = palette
        self._lay()

    @property
    def _rows(self) -> Rows:
        return self.query_one(Rows)

    @property
    def _is_left(self) -> bool:
        """Whether one has gone elsewhere: what was to be drawn later finds nothing there."""
        return not self.query(Rows)

    def _lay(self) -> None:
        """Draw what is in sight."""
        if self._is_left:
            return
        self._rows.lay(self._palette)
        self._lay_bars(self.query_one("#header", Bar), self.query_one("#footer", Bar))

    def _lay_bars(self, header: Bar, footer: Bar) -> None:
        raise NotImplementedError

    def action_move(self, step: int) -> None:
        """So many rows down or up."""
        self._rows.move(step)
        self._said = ""
        self._lay()

    def action_page(self, step: int) -> None:
        """A page down or up."""
        self.action_move(step * max(1, self._rows.size.height - 1))

    def action_edge(self, way: int) -> None:
        """To the first row (-1) or the last (1)."""
        self.action_move(way * 1_000_000)
