"""The screen on which articles are labelled."""

from collections.abc import Callable
from functools import partial

from textual import work
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.message import Message
from textual.screen import Screen

from annotate.core.document import Range
from annotate.core.errors import AnnotateError, GestureError, InputError
from annotate.core.selection import Direction
from annotate.services.annotating import labelling, linking, marking
from annotate.services.annotating.article import Article, Edge
from annotate.services.annotating.finding import find
from annotate.services.annotating.session import Session
from annotate.ui import hints
from annotate.ui.bindings import SCREENS
from annotate.ui.dialogs.ask import Ask
from annotate.ui.palette import Palette, Tone
from annotate.ui.widgets.article_view import ArticleView
from annotate.ui.widgets.bars import Bar, Piece
from annotate.ui.widgets.side_panel import SidePanel

WIDE = 110
"""Columns from which the side panel is shown."""
PULSE = 1.0
"""Seconds after which the place is remembered and what others wrote is looked for."""
Keys = Callable[[str], tuple[str, str]]
"""From a binding's id to its key as it is shown, and what it does."""


class AnnotateScreen(Screen[None]):
    """Shows the session's article; every key is one action, every action one short method."""

    class Left(Message):
        """Somebody wants to see the list of articles."""

    CSS_PATH = "annotate.tcss"
    BINDINGS = [*SCREENS["annotate"]]

    def __init__(self, session: Session, article: Article, palette: Palette, keys: Keys) -> None:
        super().__init__()
        self._session, self._article, self._palette, self._keys = session, article, palette, keys
        self._panel_wanted: bool | None = None
        self._today, self._counted = session.today(), article.content
        self._said, self._failed = "", False
        self._sought, self._matches = "", tuple[Range, ...]()

    def compose(self) -> ComposeResult:
        """A line above, the article and its panel, a line below."""
        yield Bar(id="header")
        with Horizontal(id="page"):
            yield ArticleView()
            yield SidePanel()
        yield Bar(id="footer")

    def on_mount(self) -> None:
        """Show the article, and from time to time what happened elsewhere."""
        self.show_panel()
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
        self.query_one(SidePanel).display = wanted

    def repaint(self, palette: Palette) -> None:
        """Draw everything in another theme."""
        self._palette = palette
        self._open()

    def say(self, message: str, *, failed: bool = False) -> None:
        """Show a message in the line below."""
        self._said, self._failed = message, failed

    # --- keeping what is shown true ------------------------------------------------------------

    def _open(self) -> None:
        """Show the session's article from scratch."""
        self.query_one(ArticleView).open(self._article, self._palette, self._matches)
        self._update(whole=True)

    def _update(self, *, whole: bool = False) -> None:
        """Show the present state; `whole` also what only changes with the article or the size."""
        if self._session.article is not None and self._session.article is not self._article:
            self._article, self._sought, self._matches = self._session.article, "", ()
            self._open()
            return
        self.query_one(ArticleView).update()
        panel = self.query_one(SidePanel)
        if panel.display:
            panel.update(self._article, self._palette, self._today)
        if whole:
            self._lay_header()
        self._lay_footer()

    def _lay_header(self) -> None:
        document = self._article.document
        number, total = self._session.place()
        about = [document.source, document.published, f"article {number} of {total}"]
        about.append(self._session.annotator)
        details = " · ".join(part for part in about if part)
        title = document.title or document.id
        room = max(12, self.size.width - len(details) - 6)
        short = title if len(title) <= room else f"{title[: room - 1]}…"
        self.query_one("#header", Bar).lay(self._palette, [(short, "text")], (details, "dim"))

    def _lay_footer(self) -> None:
        pieces: list[Piece] = []
        for id in hints.ids(self._article):
            key, what = self._keys(id)
            pieces += [(key, "accent"), (f" {what}  ", "dim")]
        tone: Tone = "warn" if self._failed else "ok"
        self.query_one("#footer", Bar).lay(self._palette, pieces, (self._said, tone))

    def _pulse(self) -> None:
        """Off the path of the keys: remember the place, count, see what others wrote."""
        try:
            self._session.remember()
            changed = self._article.refresh()
            if self._counted is not self._article.content:
                self._counted, changed = self._article.content, True
                self._today = self._session.today()
        except AnnotateError as error:
            self.say(str(error), failed=True)
            changed = True
        if changed:
            self._update()

    def _do(self, gesture: Callable[[], object]) -> None:
        """Run what a key means, say what happened, and show it."""
        try:
            said = gesture()
            self.say(said if isinstance(said, str) else "")
        except AnnotateError as error:
            self.say(str(error), failed=True)
        self._update()

    # --- moving --------------------------------------------------------------------------------

    def action_paragraph(self, step: int) -> None:
        """So many paragraphs down or up."""
        self._do(partial(self._article.cursor.step, step))

    def action_page(self, step: int) -> None:
        """A page of paragraphs down or up."""
        pages = self.query_one(ArticleView).paragraphs_in_sight
        self._do(partial(self._article.cursor.step, step * pages))

    def action_first(self) -> None:
        """To the first paragraph."""
        self._do(partial(self._article.cursor.go, 0))

    def action_last(self) -> None:
        """To the last paragraph."""
        self._do(partial(self._article.cursor.go, len(self._article.document.paragraphs)))

    def action_word(self, direction: Direction) -> None:
        """To the next or previous word."""
        self._do(partial(self._article.cursor.word, direction))

    def action_tab(self, step: int) -> None:
        """To the next or previous span."""
        self._do(partial(self._article.cursor.tab, self._article.content, step))

    def action_remark(self, step: int) -> None:
        """To the next or previous note or flag."""
        self._do(partial(marking.next_remark, self._article, step))

    def action_article(self, step: int) -> None:
        """To the next or previous article."""
        self._do(partial(self._session.step, step))

    def action_unfinished(self) -> None:
        """To the next article that is not finished; while searching, to the match before."""
        self._do(partial(self._match, -1) if self._matches else self._session.next_unfinished)

    @work
    async def action_goto(self) -> None:
        """To a paragraph by its number."""
        number = await self.app.push_screen_wait(Ask("Go to paragraph", check=_number))
        if number:
            self._do(lambda: self._article.cursor.go(_number(number) - 1))

    # --- selecting and labelling ---------------------------------------------------------------

    def action_extend(self, direction: Direction) -> None:
        """Extend the selection or the active span by a word."""
        self._do(partial(self._article.extend, direction))

    def action_edge(self, edge: Edge, direction: Direction) -> None:
        """Move its start or end by a character."""
        self._do(partial(self._article.move_edge, edge, direction))

    def action_grow(self) -> None:
        """Grow it to the next unit."""
        self._do(self._article.grow)

    def action_shrink(self) -> None:
        """Shrink it again."""
        self._do(self._article.shrink)

    def action_label(self, number: int) -> None:
        """Label what is meant here with the scheme's label of that place."""
        self._do(partial(labelling.label, self._article, number))

    def action_link(self, number: int) -> None:
        """Link the span here, or move its link on."""
        self._do(partial(linking.link, self._article, number))

    def action_remove(self) -> None:
        """Remove the span here."""
        self._do(partial(labelling.remove, self._article))

    def action_clear(self) -> None:
        """Remove every span of the paragraph."""
        self._do(partial(labelling.clear, self._article))

    def action_undo(self) -> None:
        """Take back the latest gesture."""
        self._do(self._session.undo)

    def action_redo(self) -> None:
        """Take the last undo back."""
        self._do(self._session.redo)

    # --- status, notes, flags ------------------------------------------------------------------

    def action_done(self) -> None:
        """The paragraph is done; after the last one of a finished article, the next article."""
        self._do(self._done)

    def _done(self) -> object:
        last = self._article.cursor.paragraph == len(self._article.document.paragraphs) - 1
        if last and not self._article.open_paragraphs:
            return self._session.next_unfinished()
        return marking.done(self._article)

    def action_skip(self) -> None:
        """Set the paragraph aside."""
        self._do(partial(marking.skip, self._article))

    def action_skip_article(self) -> None:
        """Set the article aside."""
        self._do(partial(marking.skip_article, self._article))

    def action_flag(self, whole: bool) -> None:
        """Flag the span or paragraph, or the whole article."""
        self._do(partial(marking.flag, self._article, whole=whole))

    def action_note(self, whole: bool) -> None:
        """Write a note; while searching, go to the next match."""
        if self._matches and not whole:
            self._do(partial(self._match, 1))
        else:
            self._ask_note(whole)

    @work
    async def _ask_note(self, whole: bool) -> None:
        known = marking.note_here(self._article, whole=whole)
        on = "the article" if whole else "the span" if self._article.active else "the paragraph"
        text = await self.app.push_screen_wait(Ask(f"Note on {on}", known))
        if text is not None:
            self._do(partial(marking.note, self._article, text.strip(), whole=whole))

    # --- searching -----------------------------------------------------------------------------

    @work
    async def action_search(self) -> None:
        """Look for words in this article."""
        words = await self.app.push_screen_wait(Ask("Search in this article", self._sought))
        if words is not None:
            self._do(partial(self.seek, words))

    def seek(self, words: str) -> str:
        """Show where words stand, and go to the first place from here on."""
        self._sought, self._matches = words, find(self._article.document.text, words)
        self.query_one(ArticleView).open(self._article, self._palette, self._matches)
        if words and not self._matches:
            raise GestureError("not in this article", hint="Ctrl+F looks in all")
        return self._match(0) if self._matches else ""

    def _match(self, step: int) -> str:
        """Go to the next match, the one before, or with 0 the first from here on; going round."""
        here = self._article.cursor.selection.start
        number = sum(start < here for start, _ in self._matches)
        at_one = number < len(self._matches) and self._matches[number][0] == here
        number += step if step < 0 or at_one else 0
        number %= len(self._matches)
        self._article.cursor.to(self._matches[number][0])
        return f"match {number + 1} of {len(self._matches)}"

    # --- the rest ------------------------------------------------------------------------------

    def action_panel(self) -> None:
        """Show or hide the side panel."""
        self._panel_wanted = not self.query_one(SidePanel).display
        self.show_panel()
        self.call_after_refresh(self._update, whole=True)

    def action_back(self) -> None:
        """Out of the selection, out of the search, out of the article: one at a time."""
        cursor = self._article.cursor
        if not cursor.selection.is_empty or cursor.span:
            self._do(partial(cursor.put_near, cursor.selection.start))
        elif self._matches:
            self._do(partial(self.seek, ""))
        else:
            self.post_message(self.Left())

    def on_article_view_clicked(self, message: ArticleView.Clicked) -> None:
        """Be where somebody clicked."""
        self._do(partial(self._article.cursor.to, message.offset))

    def on_article_view_dragged(self, message: ArticleView.Dragged) -> None:
        """Select what somebody dragged over."""
        self._do(partial(self._article.cursor.select, message.start, message.end))


def _number(answer: str) -> int:
    """A paragraph's number. Raises InputError where the answer is none."""
    if not answer.strip().isdecimal():
        raise InputError("not a number", hint="type the paragraph's number")
    return int(answer)
