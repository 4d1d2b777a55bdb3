"""Above the footer: what to press now, and why."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import repeat

from rich.segment import Segment
from rich.style import Style

from annotate.core.display import display
from annotate.ui.hints import KEY
from annotate.ui.layout import cells
from annotate.ui.palette import Palette
from annotate.ui.widgets.lines import Lines, line

EDGE = "▸ "
LEAST, SHARE = 2, 5
"""Lines of a coach at least, and of how many lines of the terminal it takes at most one."""
WORD = re.compile(r"\s*\S+\s*|\s+")
"""A word with the blanks around it."""
Named = Callable[[str], str]
"""From what stands in braces to the key that is meant."""


class Coach(Lines):
    """The step with its keys, and below it the reason: a line each, more where it is narrow."""

    def lay(self, palette: Palette, says: tuple[str, str], place: str, named: Named) -> None:
        """Show these words; `place` says which step of how many it is.

        Of a low terminal they take no more than a fifth: there the reason goes, before the step.
        """
        before = f"{EDGE}{place} " if place else EDGE
        bright, dim = (palette.tone(tone, panel=True) for tone in ("text", "dim"))
        key = palette.tone("accent", bold=True, panel=True)
        room = self.size.width - len(before)
        step, why = (
            _wrapped([*_pieces(text, style, key, named)], room)
            for text, style in zip(says, (bright, dim), strict=True)
        )
        rows = [*step, *why][: max(LEAST, self.app.size.height // SHARE)]
        starts = Segment(before, key), *repeat(Segment(" " * len(before), dim), len(rows) - 1)
        self.styles.height = max(LEAST, len(rows))
        self.show(
            [
                line([start, *row], self.size.width, palette.panel)
                for start, row in zip(starts, rows, strict=True)
            ]
        )


def _pieces(text: str, style: Style, key: Style, named: Named) -> Iterator[Segment]:
    """A text with its keys in their own style."""
    for number, piece in enumerate(KEY.split(text)):
        yield Segment(display(named(piece)), key) if number % 2 else Segment(piece, style)


def _wrapped(pieces: Sequence[Segment], room: int) -> list[list[Segment]]:
    """Some pieces in lines of so many cells, broken between words."""
    rows: list[list[Segment]] = []
    used = room
    for word in (Segment(word, p.style) for p in pieces for word in WORD.findall(p.text)):
        if not rows or used + cells(word.text.rstrip()) > room:
            rows, used = [*rows, []], 0
        rows[-1].append(word)
        used += cells(word.text)
    return rows
