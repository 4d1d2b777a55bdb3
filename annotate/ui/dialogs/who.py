"""Asking who annotates: a name that the project knows is chosen, a new one is meant twice."""

from collections.abc import Callable, Sequence

from rich.text import Text
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.widgets import Input, Label, OptionList

from annotate.core.display import display
from annotate.core.errors import AnnotateError
from annotate.services import person
from annotate.ui.dialogs.ask import Ask


class Who(Ask):
    """Calls `then` with a name, or `left` if it was left with Esc.

    A name that is not among those `known` is asked for once more, unless there are none.
    """

    BINDINGS = [
        Binding("down,tab", "choose(1)", "next name", show=False),
        Binding("up,shift+tab", "choose(-1)", "previous name", show=False),
    ]

    def __init__(
        self,
        title: str,
        then: Callable[[str], object],
        known: Sequence[str],
        *,
        hint: str,
        left: Callable[[], object] = lambda: None,
    ) -> None:
        super().__init__(title, then, hint=hint, left=left)
        self._known = known
        self._begun = self._chosen = self._doubted = ""

    def compose(self) -> ComposeResult:
        """A title, a line to type in, a hint, the names that there are."""
        names = OptionList(markup=False)
        names.can_focus = False
        with Vertical(classes="dialog"):
            yield Label(display(self._title), classes="title", markup=False)
            yield Input(select_on_focus=False)
            yield Label(self._hint, classes="hint", markup=False)
            yield names

    def on_mount(self) -> None:
        """Show the names."""
        self._show()

    def on_input_changed(self) -> None:
        """Show the names that have what was typed; what was new before is no more the question."""
        if self._doubted not in ("", self.query_one(Input).value):
            self._doubted = ""
            self._say(self._hint)
        self._show()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the name that was clicked."""
        self._answer(self._offered()[event.option_index])

    def action_choose(self, step: int) -> None:
        """Put the next or previous of the names that have what was typed into the line."""
        offered = self._offered()
        if offered:
            at = offered.index(self._chosen) + step if self._chosen else min(step, 0)
            self._chosen = offered[at % len(offered)]
            line = self.query_one(Input)
            line.value, line.cursor_position = self._chosen, len(self._chosen)
            self._show()

    def _offered(self) -> list[str]:
        """The names that have what was typed, whichever of them stands in the line now."""
        line = self.query_one(Input).value
        if line != self._chosen:
            self._begun, self._chosen = line, ""
        return [name for name in self._known if self._begun.casefold() in name.casefold()]

    def _show(self) -> None:
        names, offered = self.query_one(OptionList), self._offered()
        names.clear_options()
        names.add_options([Text(display(name), no_wrap=True) for name in offered])
        names.display = bool(offered)
        names.highlighted = offered.index(self._chosen) if self._chosen else None

    def _answer(self, shown: str) -> None:
        """Hand the name on, or say what is wrong with it or that it is new, and ask again."""
        try:
            name = person.checked(shown)
        except AnnotateError as error:
            self._say(str(error))
            return
        if self._known and name not in self._known and shown != self._doubted:
            self._doubted = shown
            self._say(f"new annotator {name}? ⏎ again")
        else:
            self.dismiss()
            self._then(name)

    def _say(self, hint: str) -> None:
        self.query_one(".hint", Label).update(display(hint))
