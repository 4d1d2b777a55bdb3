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
from annotate.ui.widgets.columns import LAST, UNSURE, Columns, columns
from annotate.ui.widgets.lines import Lines, line

SIGNS: dict[str, tuple[str, Tone]] = {
    "done": ("✓", "ok"),
    "skipped": ("–", "dim"),
    "open": ("·", "faint"),
}
COPY = "≈"
"""Stands at near-copies."""


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
        width = self.size.width
        room = columns(width, order, entries)
        lines = []
        for n, entry in enumerate(entries):
            segments = _entry(palette, entry, n == chosen, entry.key in copied, room)
            lines.append(line(segments, width, palette.panel if n == chosen else palette.ground))
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
    palette: Palette, entry: Entry, chosen: bool, copied: bool, room: Columns
) -> list[Segment]:
    main = palette.tone("text" if chosen else "dim", bold=chosen, panel=chosen)
    dim = palette.tone("dim", panel=chosen)
    return [
        Segment("▸ " if chosen else "  ", palette.tone("accent", panel=chosen)),
        *_sign(palette, entry, chosen),
        *_progress(palette, entry, chosen, room),
        Segment(" ⚑" if entry.flags else "  ", palette.tone("warn", panel=chosen)),
        Segment(COPY if copied else " ", dim),
        Segment(f"{_uncertain(entry):<{UNSURE}}" if room.unsure and not room.last else "", dim),
        *_cut(entry.title or entry.id, room.title, main),
        *_cut(entry.source, room.source, dim),
        Segment(_last(entry, room.unsure) if room.last else "", dim),
    ]


def _uncertain(entry: Entry) -> str:
    return "   –" if entry.uncertain is None else f"{entry.uncertain:>4.0%}"


def _last(entry: Entry, unsure: bool) -> str:
    shown = f"{_uncertain(entry)} unsure" if unsure else display(entry.published[:10])
    return f" {shown:<{LAST - 1}}"


def _sign(palette: Palette, entry: Entry, chosen: bool) -> list[Segment]:
    sign, tone = SIGNS[entry.state]
    return [Segment(f"{sign} ", palette.tone(tone, panel=chosen))]


def _progress(palette: Palette, entry: Entry, chosen: bool, room: Columns) -> list[Segment]:
    """As a bar where there is room for one, and in figures."""
    passed, faint = entry.done + entry.skipped, palette.tone("faint", panel=chosen)
    bar, digits = max(0, room.bar - 1), room.digits
    filled = bar * passed // max(1, entry.paragraphs)
    figures = f"{passed:>{digits}}/{entry.paragraphs:<{digits}}"
    return [
        Segment("━" * filled, palette.tone("ok", panel=chosen)),
        Segment("━" * (bar - filled) + " " * (room.bar - bar), faint),
        Segment(figures, palette.tone("dim", panel=chosen)),
    ]


def _cut(text: str, width: int, style: Style) -> list[Segment]:
    """A text in exactly so many cells."""
    shown = cut(display(" ".join(text.split())), width - 1)
    return list(line([Segment(shown, style)], width, style))
