"""Above the footer: what to press now, and why."""

import re
from collections.abc import Callable, Iterator, Sequence

from rich.segment import Segment
from rich.style import Style

from annotate.core.display import display
from annotate.ui.hints import KEY
from annotate.ui.layout import cells
from annotate.ui.palette import Palette
from annotate.ui.widgets.lines import Lines, line

EDGE = "▸ "
WORD = re.compile(r"\s*\S+\s*|\s+")
"""A word with the blanks around it."""
Named = Callable[[str], str]
"""From what stands in braces to the key that is meant."""


class Coach(Lines):
    """Two lines: the step with its keys, and below it the reason, unless the step takes both."""

    def lay(self, palette: Palette, says: tuple[str, str], place: str, named: Named) -> None:
        """Show these words; `place` says which step of how many it is."""
        before = f"{EDGE}{place} " if place else EDGE
        bright, dim = (palette.tone(tone, panel=True) for tone in ("text", "dim"))
        key = palette.tone("accent", bold=True, panel=True)
        starts = (Segment(before, key), Segment(" " * len(before), dim))
        step, why = (
            [*_pieces(text, style, key, named)]
            for text, style in zip(says, (bright, dim), strict=True)
        )
        step, more = _broken(step, self.size.width - len(before))
        lines = (
            line([start, *pieces], self.size.width, palette.panel)
            for start, pieces in zip(starts, (step, more or why), strict=True)
        )
        self.show([*lines])


def _pieces(text: str, style: Style, key: Style, named: Named) -> Iterator[Segment]:
    """A text with its keys in their own style."""
    for number, piece in enumerate(KEY.split(text)):
        yield Segment(display(named(piece)), key) if number % 2 else Segment(piece, style)


def _broken(pieces: Sequence[Segment], room: int) -> tuple[list[Segment], list[Segment]]:
    """What of some pieces a line of so many cells has room for, word by word, and the rest."""
    words = [Segment(word, p.style) for p in pieces for word in WORD.findall(p.text)]
    fits, used = 0, 0
    for word in words:
        if used + cells(word.text.rstrip()) > room:
            break
        fits, used = fits + 1, used + cells(word.text)
    return words[:fits], words[fits:]
