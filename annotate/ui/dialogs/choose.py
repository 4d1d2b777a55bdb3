"""Choosing one of several."""

from collections.abc import Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Label, OptionList

from annotate.core.display import display


class Choose(ModalScreen[int | None]):
    """Returns the place of what was chosen, or None if it was left with Esc."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = [Binding("escape", "leave", "leave")]

    def __init__(self, title: str, options: Sequence[str]) -> None:
        super().__init__()
        self._title, self._options = title, options

    def compose(self) -> ComposeResult:
        """A title and the list."""
        with Vertical(classes="dialog"):
            yield Label(display(self._title), classes="title", markup=False)
            yield OptionList(*(Text(display(option)) for option in self._options), markup=False)
            yield Label("⏎ takes it · Esc leaves", classes="hint", markup=False)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return its place."""
        self.dismiss(event.option_index)

    def action_leave(self) -> None:
        """Return nothing."""
        self.dismiss(None)
