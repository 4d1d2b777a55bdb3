"""Going about an article, and from one to the next: by key, by number, by letter, by mouse."""

from collections.abc import Callable
from functools import partial

from textual.events import Event, Key

from annotate.core.errors import InputError
from annotate.core.selection import Direction
from annotate.services.annotating import jumping, marking
from annotate.services.annotating.article import Article
from annotate.ui.dialogs.ask import Ask
from annotate.ui.screens.searching import SearchingScreen
from annotate.ui.widgets.article_view import ArticleView

MOST_DIGITS = 9
"""Digits of a paragraph's number that are looked at: there is no such paragraph anyway."""


class MovingScreen(SearchingScreen):
    """The keys that move; every key is one action, every action one short method."""

    _jump: Callable[[Article, str], str] | None = None

    def action_paragraph(self, step: int) -> None:
        """So many paragraphs down or up."""
        self._do(partial(self._article.cursor.step, step))

    def action_page(self, step: int) -> None:
        """A page down or up, within a paragraph that is taller."""
        if place := self._view.turned(step):
            self._do(partial(self._turn, *place))

    def _turn(self, paragraph: int, offset: int) -> None:
        self._article.cursor.go(paragraph)
        self._article.cursor.put_near(offset)

    def action_first(self) -> None:
        """To the first paragraph."""
        self._do(partial(self._article.cursor.go, 0))

    def action_last(self) -> None:
        """To the last paragraph."""
        self._do(partial(self._article.cursor.go, len(self._article.document.paragraphs)))

    def action_word(self, direction: Direction) -> None:
        """To the next or previous word."""
        self._do(partial(self._article.cursor.word, direction))

    def action_sentence(self, direction: Direction) -> None:
        """To the start of the next or previous sentence."""
        self._do(partial(self._article.cursor.sentence, direction))

    def action_open_paragraph(self) -> None:
        """To the next paragraph that is open."""
        self._do(partial(marking.next_open, self._article))

    def action_tab(self, step: int) -> None:
        """To the next or previous span."""
        self._do(partial(self._article.tab, step))

    def action_remark(self, step: int) -> None:
        """To the next or previous note or flag."""
        self._do(partial(marking.next_remark, self._article, step))

    def action_article(self, step: int) -> None:
        """To the next or previous article."""
        self._do(partial(self._session.step, step))

    def action_unfinished(self) -> None:
        """To the next article that is not finished; while searching, to the match before."""
        self._do(partial(self._match, -1) if self._sought else self._session.next_unfinished)

    def action_goto(self) -> None:
        """To a paragraph by its number."""
        self.app.push_screen(Ask("Go to paragraph", self._go_to, check=_number))

    def _go_to(self, number: str) -> None:
        wanted, last = _number(number), len(self._article.document.paragraphs)

        def go() -> str:
            self._article.cursor.go(wanted - 1)
            return f"{last} is the last" if wanted > last else ""

        self._do(go)

    async def action_back(self) -> None:
        """Out of the selection, out of the search, out of the article: one at a time."""
        if self._holds:
            cursor = self._article.cursor
            self._do(partial(cursor.put_near, cursor.selection.start))
        elif self._sought:
            self._do(partial(self.seek, ""))
        else:
            await self.run_action("app.show_documents")

    def on_article_view_clicked(self, message: ArticleView.Clicked) -> None:
        """Be where somebody clicked."""
        self._do(partial(self._article.cursor.to, message.offset))

    def on_article_view_dragged(self, message: ArticleView.Dragged) -> None:
        """Select what somebody dragged over."""
        self._do(partial(self._article.cursor.select, message.start, message.end))

    # --- by a word's first letter ---------------------------------------------------------------

    def action_to_word(self) -> None:
        """To the next word that begins with the letter that follows."""
        self._await(jumping.to_word)

    def action_reach_word(self) -> None:
        """Select up to the next word that begins with the letter that follows."""
        self._await(jumping.reach_word)

    def _await(self, jump: Callable[[Article, str], str]) -> None:
        self._jump = jump
        self._do(lambda: "a word's first letter?")

    async def take(self, event: Event) -> None:
        """Act on a key; after those that ask for a letter it is one."""
        jump, self._jump = self._jump, None
        if jump and isinstance(event, Key) and event.character and event.is_printable:
            self._do(partial(jump, self._article, event.character))
        elif jump:
            self._do(lambda: None)
        else:
            await super().take(event)


def _number(answer: str) -> int:
    """A paragraph's number. Raises InputError where the answer is none."""
    if not answer.strip().isdecimal():
        raise InputError("not a number", hint="type the paragraph's number")
    return int(answer.strip()[:MOST_DIGITS])
