"""The least that Textual can do: one widget of lines, of which each key draws one anew.

`python -m benchmarks.minimal [DATABASE STATEMENTS]`: with a database each key first commits the
next of the lists of statements in the file, as raw as it can be done.
"""

import sys
from collections.abc import Callable
from pathlib import Path

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.app import App, ComposeResult
from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget

SHOWN = "a paragraph of the minimal app"
STYLES = Style(color="#e3e7ee"), Style(color="#7d8694", bold=True)


class Page(Widget):
    """As many lines as there is room for; the one that was drawn last has another number."""

    def __init__(self) -> None:
        super().__init__()
        self._keys = 0

    def next(self) -> None:
        """Draw the next line anew."""
        self._keys += 1
        self.refresh(Region(0, self._keys % self.size.height, self.size.width, 1))

    def render_line(self, y: int) -> Strip:
        """A line of text with two styles."""
        parts = [Segment(f"{y:>4} {self._keys:>6} ", STYLES[1]), Segment(SHOWN * 3, STYLES[0])]
        return Strip(parts).adjust_cell_length(self.size.width)


class Minimal(App[None]):
    """Every key is the same."""

    def __init__(self, commit: Callable[[], None] | None = None) -> None:
        super().__init__()
        self._commit = commit

    def compose(self) -> ComposeResult:
        """The one widget."""
        yield Page()

    def on_key(self, _: events.Key) -> None:
        """Commit if there is something, then draw."""
        if self._commit:
            self._commit()
        self.query_one(Page).next()


def committing(database: Path, file: Path) -> Callable[[], None]:
    """What commits the next statements of a file each time it is called."""
    import pickle

    from annotate.storage.store import Store
    from benchmarks.raw_gesture import commit

    store = Store.open(database)
    statements = iter(pickle.loads(file.read_bytes()))
    return lambda: commit(store, next(statements))


if __name__ == "__main__":
    Minimal(committing(*map(Path, sys.argv[1:])) if sys.argv[1:] else None).run()
