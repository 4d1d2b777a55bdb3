"""The list of articles: only the entries in sight are read and drawn."""

from collections.abc import Collection, Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from annotate.core.display import display
from annotate.storage.queue import Entry, Order
from annotate.ui.header import cut
from annotate.ui.palette import Palette, Tone
from annotate.ui.widgets.lines import Lines, line

SIGNS: dict[str, tuple[str, Tone]] = {
    "done": ("✓", "ok"),
    "skipped": ("–", "dim"),
    "open": ("·", "faint"),
}
COPY = "≈"
"""Stands at near-copies."""
BAR = 10
"""Cells of an entry's progress bar."""
FIXED = 2 + 2 + BAR + 1 + 9 + 3 + 12 + 2
"""Cells of an entry that are not for its title and source."""
NARROW = 2 + 2 + 9 + 3 + 1
"""The same where it has no bar, source and date."""
ROOMY = 64
"""Cells from which an entry has those."""


class DocumentList(Lines):
    """Shows entries of the queue, the chosen one at full contrast."""

    class Picked(Message):
        """Somebody clicked on a line of the list."""

        def __init__(self, line: int) -> None:
            super().__init__()
            self.line = line

    def lay(
        self,
        palette: Palette,
        entries: Sequence[Entry],
        chosen: int,
        copied: Collection[int],
        order: Order = "import",
    ) -> None:
        """Show entries; `chosen` is the line of the one that keys act on.

        Of those whose keys are in `copied` it is told that they are near-copies of others.

        In the `order` of uncertainty each says how uncertain it is, where there is room else when.
        """
        width, unsure = self.size.width, order == "uncertain"
        lines = [
            _entry(palette, entry, n == chosen, width, entry.key in copied, unsure=unsure)
            for n, entry in enumerate(entries)
        ]
        blank = Strip.blank(width, palette.ground)
        self.show(lines + [blank] * (self.size.height - len(lines)))

    def say(self, palette: Palette, lines: Sequence[str]) -> None:
        """Show a few lines of text where there are no entries."""
        width = self.size.width
        blank = Strip.blank(width, palette.ground)
        style = palette.tone("dim")
        text = [
            Strip([Segment(f"   {words}", style)]).adjust_cell_length(width, palette.ground)
            for words in lines
        ]
        self.show([blank, blank, *text, *[blank] * max(0, self.size.height - len(text) - 2)])

    def on_click(self, event: events.Click) -> None:
        """Say which line it was."""
        self.post_message(self.Picked(event.y))


def _entry(
    palette: Palette, entry: Entry, chosen: bool, width: int, copied: bool, *, unsure: bool
) -> Strip:
    main = palette.tone("text" if chosen else "dim", bold=chosen, panel=chosen)
    dim = palette.tone("dim", panel=chosen)
    narrow, title = width < ROOMY, entry.title or entry.id
    segments = [
        Segment("▸ " if chosen else "  ", palette.tone("accent", panel=chosen)),
        *_sign(palette, entry, chosen),
        *([] if narrow else _progress(palette, entry, chosen)),
        Segment(f"{entry.done + entry.skipped:>4}/{entry.paragraphs:<4}", dim),
        Segment(" ⚑" if entry.flags else "  ", palette.tone("warn", panel=chosen)),
        Segment(COPY if copied else " ", dim),
    ]
    if narrow:
        figure = f"{_uncertain(entry):<5}" if unsure else ""
        segments.append(Segment(figure, dim))
        segments += _cut(title, max(2, width - NARROW - len(figure)), main)
    else:
        source_room = min(24, (width - FIXED) // 4)
        segments += _cut(title, width - FIXED - source_room, main)
        segments += _cut(entry.source, source_room, dim)
        last = f"{_uncertain(entry)} unsure" if unsure else display(entry.published[:10])
        segments.append(Segment(f" {last:<11}", dim))
    return line(segments, width, palette.panel if chosen else palette.ground)


def _uncertain(entry: Entry) -> str:
    return "   –" if entry.uncertain is None else f"{entry.uncertain:>4.0%}"


def _sign(palette: Palette, entry: Entry, chosen: bool) -> list[Segment]:
    sign, tone = SIGNS[entry.state]
    return [Segment(f"{sign} ", palette.tone(tone, panel=chosen))]


def _progress(palette: Palette, entry: Entry, chosen: bool) -> list[Segment]:
    filled = BAR * (entry.done + entry.skipped) // max(1, entry.paragraphs)
    return [
        Segment("━" * filled, palette.tone("ok", panel=chosen)),
        Segment("━" * (BAR - filled), palette.tone("faint", panel=chosen)),
        Segment(" ", palette.tone("faint", panel=chosen)),
    ]


def _cut(text: str, width: int, style: Style) -> list[Segment]:
    """A text in exactly so many cells."""
    shown = cut(display(" ".join(text.split())), width - 1)
    return list(line([Segment(shown, style)], width, style))
