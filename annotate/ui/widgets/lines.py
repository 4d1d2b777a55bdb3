"""A widget made of lines that were drawn beforehand; only those that changed are drawn again."""

from collections.abc import Sequence

from textual.geometry import Region
from textual.strip import Strip
from textual.widget import Widget


class Lines(Widget):
    """Shows strips, one a line. Subclasses make them; `show` finds out what changed."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._strips: Sequence[Strip] = ()

    def show(self, strips: Sequence[Strip]) -> None:
        """Show these lines from the top. A line that is the same object, or equal, stays."""
        old, self._strips = self._strips, strips
        if len(old) != len(strips):
            self.refresh()
            return
        changed = [
            Region(0, y, self.size.width, 1)
            for y, (before, after) in enumerate(zip(old, strips, strict=True))
            if before is not after and before != after
        ]
        if changed:
            self.refresh(*changed)

    def render_line(self, y: int) -> Strip:
        """The line at `y`; below the last there is nothing."""
        if y < len(self._strips):
            return self._strips[y]
        return Strip.blank(self.size.width, self.rich_style)
