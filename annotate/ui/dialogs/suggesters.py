"""Which suggesters speak, how often they were right, and how sure a suggestion must be."""

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace
from rich.text import Text
from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.geometry import Region
from textual.message import Message
from textual.widgets import Label, Static

from annotate.core.display import display
from annotate.core.errors import AnnotateError
from annotate.core.scheme_file import SuggestionSettings
from annotate.storage.acceptance import acceptance, by_suggester
from annotate.storage.store import Store
from annotate.ui.dialogs.dialog import Dialog

STEP = 0.05
"""How far one key moves the threshold."""
AROUND = 8
"""Lines of the dialog that are not for the list, which scrolls where there is no room for it."""
LONGEST = 20
"""Characters of a suggester's name, at most."""
Shares = dict[str, tuple[int, int]]
"""(accepted, answered) by suggester."""


class Suggesters(Dialog[SuggestionSettings]):
    """Returns the settings as they are to be for this session."""

    class Counted(Message):
        """How often each was right so far."""

        def __init__(self, shares: Shares) -> None:
            super().__init__()
            self.shares = shares

    BINDINGS = [
        Binding("down,j", "move(1)", "down", show=False),
        Binding("up,k", "move(-1)", "up", show=False),
        Binding("space,enter", "switch", "on or off"),
        Binding("right,l", "threshold(1)", "surer", show=False),
        Binding("left,h", "threshold(-1)", "less sure", show=False),
        Binding("escape,q", "leave", "leave"),
    ]

    def __init__(
        self,
        names: Sequence[str],
        settings: SuggestionSettings,
        database: Path,
        layer: str,
        *,
        withheld: bool,
    ) -> None:
        super().__init__()
        self._names, self._settings, self._withheld = names, settings, withheld
        self._database, self._layer = database, layer
        self._chosen = 0
        self._shares: Shares = {}

    def compose(self) -> ComposeResult:
        """What there is, and how it is kept."""
        with Vertical(classes="dialog"):
            yield Label("Suggestions", classes="title", markup=False)
            yield Static(self._sure(), id="sure", markup=False)
            with VerticalScroll(id="rows", can_focus=False):
                yield Static(self._page(), id="page", markup=False)
            hint = "Space on or off · ← → how sure it must be · Esc leaves"
            yield Label(hint, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Count how often each was right."""
        self._count()

    def on_resize(self) -> None:
        """Leave room for what is above and below the list."""
        room = self.size.height * 9 // 10 - AROUND
        self.query_one("#rows").styles.max_height = max(1, room)
        self.call_after_refresh(self._show)

    @work(thread=True, exclusive=True)
    def _count(self) -> None:
        """In a thread, on a connection of its own: the log may be long."""
        try:
            with Store.open(self._database, create=False) as store:
                found = acceptance(store, self._layer)
        except AnnotateError:
            return  # only the shares are missing then
        self.post_message(self.Counted(by_suggester(found)))

    def on_suggesters_counted(self, message: Counted) -> None:
        """Show it."""
        self._shares = message.shares
        self._show()

    def _show(self) -> None:
        """Show how it is, and the chosen row in any case."""
        self.query_one("#sure", Static).update(self._sure())
        self.query_one("#page", Static).update(self._page())
        chosen = Region(0, self._chosen, 1, 1)
        self.query_one("#rows").scroll_to_region(chosen, animate=False)

    def _sure(self) -> str:
        """What holds for all of them."""
        withheld = "\nThis article is shown without any, to see what they change."
        return f"At least {self._settings.threshold:.0%} sure.{withheld * self._withheld}\n"

    def _page(self) -> Text:
        page = Text()
        for n, name in enumerate(self._names):
            self._row(page, name, chosen=n == self._chosen)
        page.append("\nFor this session. To keep it, in annotate.toml:\n", style="dim")
        for line in as_toml(self._settings):
            page.append(display(line) + "\n", style="dim")
        return page

    def _row(self, page: Text, name: str, *, chosen: bool) -> None:
        accepted, answered = self._shares.get(name, (0, 0))
        share = f"{accepted / answered:>4.0%} of {answered:,} accepted" if answered else "   –"
        off = name in self._settings.off
        page.append("▸ " if chosen else "  ", style="bold")
        page.append("·  off  " if off else "✓  on   ")
        width = min(LONGEST, max(map(len, self._names)))
        page.append(
            display(f"{name:<{width}.{width}}  "), style="bold" if chosen else "dim" if off else ""
        )
        page.append(f"{share}\n", style="dim")

    # --- keys ----------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """To the next or previous suggester."""
        self._chosen = max(0, min(self._chosen + step, len(self._names) - 1))
        self._show()

    def action_switch(self) -> None:
        """Switch it on or off."""
        off, name = self._settings.off, self._names[self._chosen]
        off = tuple(n for n in off if n != name) if name in off else (*off, name)
        self._settings = replace(self._settings, off=off)
        self._show()

    def action_threshold(self, step: int) -> None:
        """Ask for surer suggestions, or less sure ones."""
        threshold = round(self._settings.threshold / STEP + step) * STEP
        self._settings = replace(self._settings, threshold=round(max(0.0, min(threshold, 1.0)), 2))
        self._show()

    def action_leave(self) -> None:
        """Hand on how it is to be."""
        self.dismiss(self._settings)


def as_toml(settings: SuggestionSettings) -> list[str]:
    """The lines of `annotate.toml` that keep who is off, and the threshold."""
    off = ", ".join(f'"{name}"' for name in settings.off)
    return ["[suggestions]", f"off = [{off}]", f"threshold = {settings.threshold:g}"]
