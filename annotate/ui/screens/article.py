"""A screen that shows the session's article, and keeps what is shown true."""

from collections.abc import Callable

from textual import work
from textual.app import ComposeResult
from textual.message import Message

from annotate.core.display import display
from annotate.core.document import Range
from annotate.core.errors import AnnotateError
from annotate.core.suggestion import Suggestions
from annotate.services.annotating.article import Article
from annotate.services.annotating.session import Session
from annotate.services.copies import alike
from annotate.storage import documents
from annotate.ui import header, hints, layout
from annotate.ui.palette import Palette, Tone
from annotate.ui.screens.keyed import KeyedScreen, Keys
from annotate.ui.widgets.article_view import ArticleView
from annotate.ui.widgets.bars import EDGES, Bar
from annotate.ui.widgets.side_panel import SidePanel

WIDE = 110
"""Columns from which the side panel is shown."""
AT_ONCE = 60_000
"""Characters up to which an article's suggestions are made while it opens."""
PULSE = 1.0
"""Seconds after which the place is remembered and what others wrote is looked for."""
READING = 12
"""Seconds for which a message is shown that takes more than a line."""
Task = Callable[[], Suggestions]


class ArticleScreen(KeyedScreen):
    """An article with a line above and below and a panel beside it; subclasses have the keys."""

    class Turned(Message):
        """Another article was opened."""

    class Suggested(Message):
        """What is suggested of an article, or why it is not, when that took a while."""

        def __init__(self, article: Article, task: Task, found: Suggestions | str) -> None:
            super().__init__()
            self.article, self.task, self.found = article, task, found

    CSS_PATH = "article.tcss"

    def __init__(
        self, session: Session, article: Article, palette: Palette, keys: Keys, sought: str = ""
    ) -> None:
        super().__init__()
        self._session, self._article, self._palette, self._keys = session, article, palette, keys
        self._header, self._footer = Bar(id="header"), Bar(id="footer")
        self._view, self._panel = ArticleView(), SidePanel()
        self._panel_wanted: bool | None = None
        self._counted, self._team = article.content, session.team()
        self._said, self._failed = "", False
        self._sought, self._matches = sought, tuple[Range, ...]()
        self._asked: Task | None = None

    def compose(self) -> ComposeResult:
        """A line above, the article and its panel, a line below."""
        yield from (self._header, self._footer, self._view, self._panel)

    def on_mount(self) -> None:
        """Show the article, and from time to time what happened elsewhere."""
        self.show_panel()
        self._tell_team()
        self._open()
        self.set_interval(PULSE, self._pulse)

    def on_resize(self) -> None:
        """The panel folds away where it is narrow; the bars are laid out anew."""
        self.show_panel()
        self.call_after_refresh(self._update, whole=True)

    def show_panel(self) -> None:
        """Show the side panel where it is wanted, or where there is room for it."""
        wide = self.app.size.width >= WIDE
        wanted = wide if self._panel_wanted is None else self._panel_wanted
        self._panel.display = wanted

    def repaint(self, palette: Palette) -> None:
        """Draw everything in another theme."""
        self._palette = palette
        self._open()

    def say(self, message: str, *, failed: bool = False) -> None:
        """Show a message in the line below; what went wrong in full, if there is no room there."""
        shown = display(message)
        if failed and message != self._said and layout.cells(shown) > self.app.size.width - EDGES:
            self.notify(shown, markup=False, severity="warning", timeout=READING)
        self._said, self._failed = message, failed

    def tell(self, message: str) -> None:
        """The same of what no key has done, at once."""
        self.say(message)
        self._lay_footer()

    # --- keeping what is shown true ------------------------------------------------------------

    def _open(self) -> None:
        """Show the session's article from scratch, with what is suggested of it."""
        self.suggest(at_once=len(self._article.document.text) <= AT_ONCE)
        self.post_message(self.Turned())
        self._view.open(self._article, self._palette, self._matches)
        self._update(whole=True)

    def suggest(self, *, at_once: bool = False) -> None:
        """Let the article have the suggestions that there are now: in a moment, or `at_once`.

        Better ones, which take longer, come after those that are there at once.
        """
        document = self._article.document
        task, better = self._session.suggest(document), self._session.improve(document)
        self._asked = better or task
        if at_once:
            self._article.offer(task())
        if better or not at_once:
            self._suggest(self._article, self._asked)

    @work(thread=True, exclusive=True)
    def _suggest(self, article: Article, task: Task) -> None:
        """In a thread: the labels can be worked on meanwhile."""
        try:
            found: Suggestions | str = task()
        except AnnotateError as error:
            found = str(error)
        self.post_message(self.Suggested(article, task, found))

    def on_article_screen_suggested(self, message: Suggested) -> None:
        """Show what was suggested, unless something else was asked for meanwhile."""
        if message.task is not self._asked:
            return
        if isinstance(message.found, str):
            self.say(message.found, failed=True)
            self.suggest()  # what there is without
        elif message.found != message.article.offers.found:
            message.article.offer(message.found)
        self._update(whole=True)

    def _update(self, *, whole: bool = False, follow: bool = True) -> None:
        """Show the present state; `whole` also what only changes with the article or the size.

        With `follow` the cursor is brought into sight.
        """
        if self._session.article is not None and self._session.article is not self._article:
            self._article, self._sought, self._matches = self._session.article, "", ()
            self._open()
            return
        self._view.update(follow=follow)
        if self._panel.display:
            self._panel.update(self._article, self._palette, self._session.today.number)
        if whole:
            self._lay_header()
        self._lay_footer()

    def _lay_header(self) -> None:
        place = header.place(*self._session.place(), self._session.listed)
        document, annotator = self._article.document, self._session.annotator
        if silence := self._session.silence(document):
            place = f"{silence.short} · {place}"
        annotator = header.among(annotator, self._team)
        about = place, annotator, self.size.width, self._near_copy()
        title, details = header.header(document, *about)
        self._header.lay(self._palette, [(title, "text")], (details, "dim"))

    def _near_copy(self) -> str:
        """What the article is a near-copy of, "" where none is known."""
        store = self._session.store
        for key, share in alike(store, self._article.key)[:1]:
            return header.near_copy(documents.title(store, key), share)
        return ""

    def on_article_view_scrolled(self) -> None:
        """What makes sense now may be another key: the paragraph at hand may be out of sight."""
        self._lay_footer()

    def _lay_footer(self) -> None:
        named = [(*self._keys(id), here) for id, here in self._hints()]
        keys = [(key, hints.short(here or always)) for key, always, here in named]
        tone: Tone = "warn" if self._failed else "ok"
        self._footer.lay_keys(self._palette, keys, (self._said, tone))

    def _hints(self) -> list[hints.Hint]:
        """The keys that make sense here."""
        searching = bool(self._sought), bool(self._matches)
        return hints.hints(self._article, self._view.unseen, *searching)

    def _pulse(self) -> None:
        """Off the path of the keys: remember the place, count, see what others wrote."""
        try:
            self._session.remember()
            changed = self._article.refresh()
            if self._counted is not self._article.content:
                self._counted, changed = self._article.content, True
                self._session.today.recount()
            changed |= self._look_at_team()
        except AnnotateError as error:
            self.say(str(error), failed=True)
            changed = True
        if changed:
            self._update(follow=False)  # somebody may have turned the wheel meanwhile

    def _look_at_team(self) -> bool:
        """Show how the exchange with others goes, where that has changed; whether it has."""
        team = self._session.team()
        if team == self._team:
            return False
        self._team = team
        self._tell_team()
        self._lay_header()
        return True

    def _tell_team(self) -> None:
        """Say why the exchange does not go as it should; it may have begun before the screen."""
        if header.told(self._team):
            self.say(self._team, failed=True)

    @property
    def _holds(self) -> bool:
        """Whether something is selected, or was reached: what Esc lets go of first."""
        cursor = self._article.cursor
        return not cursor.selection.is_empty or bool(cursor.span or cursor.offer)

    def _do(self, gesture: Callable[[], object]) -> None:
        """Run what a key means, say what happened, and show it."""
        try:
            said = gesture()
            self.say(said if isinstance(said, str) else "")
        except AnnotateError as error:
            self.say(hints.said(error, self._keys), failed=True)
        self._update()
