"""The list of articles: only the entries in sight are read and drawn."""

from collections.abc import Sequence

from rich.segment import Segment
from rich.style import Style
from textual import events
from textual.message import Message
from textual.strip import Strip

from annotate.core.display import display
from annotate.storage.queue import Entry
from annotate.ui import layout
from annotate.ui.palette import Palette, Tone
from annotate.ui.widgets.lines import Lines

SIGNS: dict[str, tuple[str, Tone]] = {
    "done": ("✓", "ok"),
    "skipped": ("–", "dim"),
    "open": ("·", "faint"),
}
BAR = 10
"""Cells of an entry's progress bar."""
FIXED = 2 + 2 + BAR + 1 + 8 + 2 + 12 + 4
"""Cells of an entry that are not for its title and source."""


class DocumentList(Lines):
    """Shows entries of the queue, the chosen one at full contrast."""

    class Picked(Message):
        """Somebody clicked on a line of the list."""

        def __init__(self, line: int) -> None:
            super().__init__()
            self.line = line

    def lay(self, palette: Palette, entries: Sequence[Entry], chosen: int) -> None:
        """Show entries; `chosen` is the line of the one that keys act on."""
        width = self.size.width
        lines = [_entry(palette, entry, n == chosen, width) for n, entry in enumerate(entries)]
        blank = Strip.blank(width, palette.ground)
        self.show(lines + [blank] * (self.size.height - len(lines)))

    def say(self, palette: Palette, lines: Sequence[str]) -> None:
        """Show a few lines of text where there are no entries."""
        width = self.size.width
        blank = Strip.blank(width, palette.ground)
        style = palette.tone("dim")
        text = [
            Strip([Segment(f"   {line}", style)]).adjust_cell_length(width, palette.ground)
            for line in lines
        ]
        self.show([blank, blank, *text, *[blank] * max(0, self.size.height - len(text) - 2)])

    def on_click(self, event: events.Click) -> None:
        """Say which line it was."""
        self.post_message(self.Picked(event.y))


def _entry(palette: Palette, entry: Entry, chosen: bool, width: int) -> Strip:
    flexible = max(10, width - FIXED)
    source_room = min(24, flexible // 4)
    ground = palette.panel if chosen else palette.ground
    main = palette.tone("text" if chosen else "dim", bold=chosen, panel=chosen)
    dim = palette.tone("dim", panel=chosen)
    segments = [
        Segment("▸ " if chosen else "  ", palette.tone("accent", panel=chosen)),
        *_sign(palette, entry, chosen),
        *_progress(palette, entry, chosen),
        Segment(f"{entry.done + entry.skipped:>4}/{entry.paragraphs:<4}", dim),
        Segment(" ⚑" if entry.flags else "  ", palette.tone("warn", panel=chosen)),
        Segment(" ", ground),
        *_cut(entry.title or "(no title)", flexible - source_room, main),
        *_cut(entry.source, source_room, dim),
        Segment(f" {display(entry.published[:10]):<11}", dim),
    ]
    return Strip(segments).adjust_cell_length(width, ground)


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
    shown = display(" ".join(text.split()))
    if layout.cells(shown) > width - 1:
        shown = shown[: max(0, layout.offset_at(shown, (0, len(shown)), width - 2))] + "…"
    return list(Strip([Segment(shown, style)]).adjust_cell_length(width, style))
