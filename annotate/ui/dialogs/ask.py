"""Asking for one line of text: a note, a word to search for, a number, a name."""

from collections.abc import Callable

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input, Label

from annotate.core.display import display
from annotate.core.errors import AnnotateError

Check = Callable[[str], object]
"""Raises AnnotateError for an answer that will not do."""


class Ask(ModalScreen[str | None]):
    """Returns what was typed, or None if it was left with Esc."""

    CSS_PATH = "dialog.tcss"
    BINDINGS = [Binding("escape", "leave", "leave")]

    def __init__(
        self,
        title: str,
        value: str = "",
        *,
        hint: str = "⏎ takes it · Esc leaves",
        check: Check = str,
    ) -> None:
        super().__init__()
        self._title, self._value, self._hint, self._check = title, value, hint, check

    def compose(self) -> ComposeResult:
        """A title, a line to type in, a hint."""
        with Vertical(classes="dialog"):
            yield Label(display(self._title), classes="title", markup=False)
            yield Input(display(self._value), select_on_focus=False)
            yield Label(self._hint, classes="hint", markup=False)

    def on_input_submitted(self, event: Input.Submitted) -> None:
        """Return the answer, or say what is wrong with it and ask again."""
        try:
            self._check(event.value)
        except AnnotateError as error:
            self.query_one(".hint", Label).update(display(str(error)))
        else:
            self.dismiss(event.value)

    def action_leave(self) -> None:
        """Return nothing."""
        self.dismiss(None)
