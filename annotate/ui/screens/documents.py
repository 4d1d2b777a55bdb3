"""The list of articles: progress, filter, order, search; opens at once however many there are."""

from collections.abc import Callable
from typing import get_args

from msgspec.structs import replace
from textual.app import ComposeResult
from textual.message import Message

from annotate.core.errors import AnnotateError
from annotate.services import copies
from annotate.services.annotating.session import Session
from annotate.storage import assignments, progress, queue, repeats
from annotate.storage.queue import Entry, Filter, Order, State
from annotate.ui import around_list, hints
from annotate.ui.dialogs.ask import Ask
from annotate.ui.palette import Palette
from annotate.ui.screens.article import ArticleScreen
from annotate.ui.screens.keyed import KeyedScreen, Keys
from annotate.ui.widgets.bars import Bar, Piece
from annotate.ui.widgets.document_list import DocumentList

EMPTY = (
    "No articles yet.",
    "",
    "Leave with {quit} and import some:   annotate import FILES-OR-FOLDERS",
    "or look at the sample project:   annotate demo",
    "",
    "New to it?   {tutorial} teaches the keys in two minutes.",
)
HINTS = ["open", "filter", "order", "find", "find-text", "documents-unfinished", "help"]
NONE_HERE = ["filter", "find", "documents-back", "help"]
NO_ARTICLES = ["quit", "annotator", "tutorial", "help"]


class DocumentsScreen(KeyedScreen):
    """Shows the queue around the chosen entry, a page at a time."""

    class Ordered(Message):
        """Another order was chosen."""

    CSS_PATH = "documents.tcss"
    KEYS = "documents"

    def __init__(self, session: Session, palette: Palette, keys: Keys, here: int | None) -> None:
        super().__init__()
        self._session, self._palette, self._keys, self._here = session, palette, keys, here
        self._stay = here or 0
        self._chosen = self._top = 0
        self._number = self._every = self._finished = self._again = 0
        self._entries: list[Entry] = []

    def compose(self) -> ComposeResult:
        """A line above, the list, who did what of the chosen article, a line below."""
        yield Bar(id="header")
        yield DocumentList()
        yield Bar(id="layers")
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Count, and find the article that one came from."""
        self._count()
        self._seek()

    def on_resize(self) -> None:
        """Show as many as fit."""
        self.call_after_refresh(self._update)

    def repaint(self, palette: Palette) -> None:
        """Draw everything in another theme."""
        self._palette = palette
        self._update()

    def look_again(self) -> None:
        """More is known of what the order goes by."""
        self._seek()
        self._update()

    def _count(self) -> None:
        store, layer, own = self._session.store, self._session.annotator, self._filter.own
        self._number = queue.count(store, layer, self._filter)
        self._every = self._number
        if self._is_filtered:
            self._every = queue.count(store, layer, Filter(own=own))
        self._finished = queue.count(store, layer, Filter(state="done", own=own))
        self._again = repeats.waiting(store, layer)

    def _seek(self) -> None:
        """Choose the article that was last gone to, or where that is not listed the next one."""
        store, layer = self._session.store, self._session.annotator
        self._chosen = queue.place(store, layer, self._stay, self._filter)

    @property
    def _filter(self) -> Filter:
        return self._session.listed

    # --- showing -------------------------------------------------------------------------------

    def _update(self, refusal: str = "") -> None:
        """Read the entries in sight, and show them; and why the last key could do nothing."""
        listed = self.query_one(DocumentList)
        height = max(1, listed.size.height)
        self._chosen = max(0, min(self._chosen, self._number - 1))
        self._top = max(min(self._top, self._chosen), self._chosen - height + 1)
        store, layer = self._session.store, self._session.annotator
        self._entries = queue.page(store, layer, self._filter, self._top, height)
        if self._entries:
            self._stay = self._stay or self._entries[0].key
            here = self._chosen - self._top
            copied = copies.copied(store, [entry.key for entry in self._entries])
            listed.lay(self._palette, self._entries, here, copied, self._filter.order)
        else:
            listed.say(self._palette, ("None here.",) if self._is_filtered else self._empty())
        self._lay_bars(refusal)

    def _empty(self) -> list[str]:
        keys = {id: self._keys(id)[0] for id in ("quit", "tutorial")}
        return [line.format(**keys) for line in EMPTY]

    @property
    def _is_filtered(self) -> bool:
        return bool(self._filter.text or self._filter.state)

    def _lay_bars(self, refusal: str) -> None:
        key, _ = self._keys("second-pass")
        counts = self._number, self._every
        above = around_list.shown(*counts, self._filter, self._again, key)
        right = f"{self._finished} done · {self._session.annotator}"
        self.query_one("#header", Bar).lay(self._palette, above, (right, "dim"))
        self.query_one("#layers", Bar).lay(self._palette, *self._about_chosen())
        none = NONE_HERE if self._is_filtered else NO_ARTICLES
        keys = map(self._keys, HINTS if self._entries else none)
        self.query_one("#footer", Bar).lay_keys(self._palette, keys, (refusal, "warn"))

    def _about_chosen(self) -> tuple[list[Piece], Piece]:
        """Who did what of the chosen article, and where it is from."""
        entry = self._entry
        if entry is None:
            return [], ("", "dim")
        found = progress.on_document(self._session.store, entry.key, self._session.annotator)
        layers = around_list.layers(entry, found)
        return layers, (around_list.whence(entry, layers, self.size.width), "dim")

    @property
    def _entry(self) -> Entry | None:
        line = self._chosen - self._top
        return self._entries[line] if 0 <= line < len(self._entries) else None

    def _show(self, chosen: Filter) -> None:
        """Show other articles, or in another order, and stay on the one that was gone to."""
        self._session.listed = chosen
        self._count()
        self._seek()
        self._update()

    # --- keys ----------------------------------------------------------------------------------

    def action_move(self, step: int) -> None:
        """So many articles down or up."""
        self._go_to(self._chosen + step)

    def _go_to(self, place: int) -> None:
        self._chosen = place
        self._update()
        if self._entry:
            self._stay = self._entry.key

    def action_page(self, step: int) -> None:
        """A page down or up."""
        self.action_move(step * max(1, self.query_one(DocumentList).size.height - 1))

    def action_first(self) -> None:
        """To the first article."""
        self.action_move(-self._number)

    def action_last(self) -> None:
        """To the last article."""
        self.action_move(self._number)

    async def action_open(self) -> None:
        """Label the chosen article."""
        if self._entry:
            await self._open(self._entry.key)

    async def _open(self, key: int) -> None:
        await self.run_action(f"app.open_document({key})")

    async def action_unfinished(self) -> None:
        """Label the next article that is not finished."""
        await self._go(self._session.next_unfinished)

    async def action_undo(self) -> None:
        """Take back the latest gesture, and go to where it was."""
        await self._go(self._session.undo)

    async def action_redo(self) -> None:
        """Take the last undo back, and go to where it was."""
        await self._go(self._session.redo)

    async def _go(self, move: Callable[[], str]) -> None:
        """Do what opens an article in the session, show that, and say there what was done."""
        try:
            said = move()
        except AnnotateError as error:
            self._update(hints.said(error, self._keys))
            return
        if self._session.article:
            await self._open(self._session.article.key)
            if said and isinstance(self.app.screen, ArticleScreen):
                self.app.screen.say(said)

    def action_filter(self) -> None:
        """The next kind of article to show."""
        states = get_args(State)
        following = states[(states.index(self._filter.state) + 1) % len(states)]
        self._show(replace(self._filter, state=following))

    def action_order(self) -> None:
        """The next order to show them in."""
        orders = [o for o in get_args(Order) if o != "assigned" or self._filter.own]
        following = orders[(orders.index(self._filter.order) + 1) % len(orders)]
        self._show(replace(self._filter, order=following))
        self.post_message(self.Ordered())

    def action_mine(self) -> None:
        """What was given to this annotator, or everything."""
        if self._filter.own:
            self._show(Filter())
        elif assignments.any_for(self._session.store, self._session.annotator):
            self._show(Filter(order="assigned", own=True))
        else:
            self._update("nothing is given to you: all articles are everybody's")

    def action_find(self) -> None:
        """Show those with words in their title or source."""

        def take(words: str) -> None:
            self._show(replace(self._filter, text=words.strip()))
            self.action_first()

        text = self._filter.text
        self.app.push_screen(Ask("Find in titles and sources", take, text, afresh=True))

    async def action_feedback(self) -> None:
        """One's own labels of the chosen article beside gold."""
        if self._entry:
            await self.run_action(f"app.show_feedback({self._entry.key})")

    async def action_back(self) -> None:
        """Out of the filter, then back to the article."""
        if self._is_filtered:
            self._show(replace(self._filter, text="", state=""))
        elif self._here is not None:
            await self._open(self._here)

    async def on_document_list_picked(self, message: DocumentList.Picked) -> None:
        """Choose the line that was clicked; a click on the chosen one opens it."""
        line = self._top + message.line
        if line == self._chosen:
            await self.action_open()
        elif line < self._number:
            self._go_to(line)
