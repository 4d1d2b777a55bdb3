"""Above the footer: what to press now, and why."""

from collections.abc import Callable, Iterator

from rich.segment import Segment
from rich.style import Style

from annotate.core.display import display
from annotate.ui.hints import KEY
from annotate.ui.palette import Palette
from annotate.ui.widgets.lines import Lines, line

EDGE = "▸ "
Named = Callable[[str], str]
"""From what stands in braces to the key that is meant."""


class Coach(Lines):
    """Two lines: the step with its keys, and below it the reason."""

    def lay(self, palette: Palette, says: tuple[str, str], place: str, named: Named) -> None:
        """Show these words; `place` says which step of how many it is."""
        before = f"{EDGE}{place} " if place else EDGE
        bright, dim = (palette.tone(tone, panel=True) for tone in ("text", "dim"))
        key = palette.tone("accent", bold=True, panel=True)
        starts = (Segment(before, key), Segment(" " * len(before), dim))
        lines = (
            line([start, *_pieces(text, style, key, named)], self.size.width, palette.panel)
            for start, text, style in zip(starts, says, (bright, dim), strict=True)
        )
        self.show([*lines])


def _pieces(text: str, style: Style, key: Style, named: Named) -> Iterator[Segment]:
    """A text with its keys in their own style."""
    for number, piece in enumerate(KEY.split(text)):
        yield Segment(display(named(piece)), key) if number % 2 else Segment(piece, style)
