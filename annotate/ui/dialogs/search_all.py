"""Searching every article: words in, articles out, one of them to be opened."""

from pathlib import Path

from msgspec import Struct
from rich.text import Text
from textual import events, work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, Label, OptionList

from annotate.core.display import display
from annotate.core.errors import AnnotateError
from annotate.core.plural import plural
from annotate.storage import search
from annotate.storage.search import Found
from annotate.storage.store import Store
from annotate.ui.dialogs.dialog import Dialog
from annotate.ui.keyboard import typed

HINT = "⏎ searches, ↓ goes into the list · Esc leaves"
IN_LIST = "⏎ opens it, Tab goes back to the words · Esc leaves"


class Hit(Struct, frozen=True):
    """An article that was chosen, and the words that found it."""

    key: int
    words: str


class SearchAll(Dialog[Hit | None]):
    """Returns the article that was chosen, or None if it was left with Esc.

    The words that are looked for already are proposed: what is typed takes their place.
    """

    class Answered(Message):
        """The search is over: what it found, or why it could not."""

        def __init__(self, found: list[Found], problem: str = "") -> None:
            super().__init__()
            self.found, self.problem = found, problem

    BINDINGS = [
        Binding("escape", "leave", "leave"),
        Binding("down", "into_list", "into the list", show=False),
    ]

    def __init__(self, database: Path, words: str = "") -> None:
        super().__init__()
        self._database, self._words = database, words
        self._found: list[Found] = []

    def compose(self) -> ComposeResult:
        """A line to type in, and what was found."""
        with Vertical(classes="dialog"):
            yield Label("Search in every article", classes="title", markup=False)
            yield Input(display(self._words))
            yield Label(HINT, classes="hint", markup=False)
            yield OptionList(markup=False)

    def on_mount(self) -> None:
        """Choose what is only a proposal."""
        self.query_one(Input).action_select_all()

    async def take(self, event: events.Event) -> None:
        """Text goes into the line, as long as one is there; Enter ends it."""
        line = self.query_one(Input)
        if line.has_focus and isinstance(event, events.Key) and event.key == "enter":
            self._begin(line.value)
        elif not (line.has_focus and typed(line, event)):
            await super().take(event)

    def _begin(self, words: str) -> None:
        """Search; the first time an index is built, which takes a moment."""
        self._words = words
        self._hint("searching …")
        self._search(words)

    @work(thread=True, exclusive=True)
    def _search(self, words: str) -> None:
        """In a thread, on a connection of its own: nothing waits for the index."""
        try:
            with Store.open(self._database, create=False) as store:
                self.post_message(self.Answered(search.search(store, words)))
        except AnnotateError as error:
            self.post_message(self.Answered([], str(error)))

    def on_search_all_answered(self, message: Answered) -> None:
        """List what was found, and be in the list."""
        self._found = message.found
        listed = self.query_one(OptionList)
        listed.clear_options()
        listed.add_options([_option(found) for found in message.found])
        if message.found:
            self._hint(f"{plural(len(message.found), 'article')} · {IN_LIST}")
            self.action_into_list()
        else:
            self._hint(f"{message.problem or 'nowhere'} · {HINT}")

    def _hint(self, text: str) -> None:
        self.query_one(".hint", Label).update(display(text))

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Return the article."""
        self.dismiss(Hit(self._found[event.option_index].key, self._words))

    def action_into_list(self) -> None:
        """From the line to the list."""
        listed = self.query_one(OptionList)
        if self._found:
            listed.highlighted = 0
            listed.focus()

    def action_leave(self) -> None:
        """Return nothing."""
        self.dismiss(None)


def _option(found: Found) -> Text:
    """An article's title and source, with the words that match in their context."""
    text = Text(display(found.title or found.id), style="bold", no_wrap=True)
    text.append(f"  {display(found.source)}\n", style="dim")
    return text.append(display(f"  {found.snippet}"), style="none")
