"""Asking for one line of text: a note, a word to search for, a number, a name."""

from collections.abc import Callable

from textual import events
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Label

from annotate.core.display import display
from annotate.core.errors import AnnotateError
from annotate.ui.dialogs.dialog import Dialog
from annotate.ui.keyboard import typed

Check = Callable[[str], object]
"""Raises AnnotateError for an answer that will not do."""


class Ask(Dialog[None]):
    """Calls `then` with what was typed, or `left` if it was left with Esc.

    With `afresh`, what is typed takes the place of the value that is there.
    """

    BINDINGS = [Binding("escape", "leave", "leave")]

    def __init__(
        self,
        title: str,
        then: Callable[[str], object],
        value: str = "",
        *,
        afresh: bool = False,
        hint: str = "⏎ takes it · Esc leaves",
        check: Check = str,
        left: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__()
        self._title, self._value, self._hint, self._check = title, value, hint, check
        self._then, self._left, self._afresh = then, left, afresh

    def compose(self) -> ComposeResult:
        """A title, a line to type in, a hint."""
        with Vertical(classes="dialog"):
            yield Label(display(self._title), classes="title", markup=False)
            yield Input(display(self._value), select_on_focus=False)
            yield Label(self._hint, classes="hint", markup=False)

    def on_mount(self) -> None:
        """Choose the whole value where it is only a proposal."""
        if self._afresh:
            self.query_one(Input).action_select_all()

    async def take(self, event: events.Event) -> None:
        """Text goes into the line, Enter ends it."""
        line = self.query_one(Input)
        if isinstance(event, events.Key) and event.key == "enter":
            self._answer(line.value)
        elif not typed(line, event):
            await super().take(event)

    def _answer(self, shown: str) -> None:
        """Hand the answer on, or say what is wrong with it and ask again."""
        answer = self._value if shown == display(self._value) else shown
        try:
            self._check(answer)
        except AnnotateError as error:
            self.query_one(".hint", Label).update(display(str(error)))
        else:
            self.dismiss()
            self._then(answer)

    def action_leave(self) -> None:
        """Hand nothing on."""
        self.dismiss()
        self._left()
