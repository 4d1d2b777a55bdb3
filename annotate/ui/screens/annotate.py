"""The screen on which articles are labelled."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from textual.events import Event, Key

from annotate.core.errors import AnnotateError, InputError
from annotate.core.selection import Direction
from annotate.services.annotating import (
    accepting,
    adjusting,
    carrying,
    jumping,
    labelling,
    linking,
    marking,
    stretches,
)
from annotate.services.annotating.adjusting import Edge
from annotate.services.annotating.article import Article
from annotate.ui.dialogs.ask import Ask
from annotate.ui.screens.searching import SearchingScreen
from annotate.ui.widgets.article_view import ArticleView

MOST_DIGITS = 9
"""Digits of a paragraph's number that are looked at: there is no such paragraph anyway."""


class AnnotateScreen(SearchingScreen):
    """Every key is one action, every action one short method."""

    KEYS = "annotate"
    _jump: Callable[[Article, str], str] | None = None

    # --- moving --------------------------------------------------------------------------------

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

    # --- selecting and labelling ---------------------------------------------------------------

    def action_extend(self, direction: Direction) -> None:
        """Extend the selection or the active span by a word."""
        self._do(partial(adjusting.extend, self._article, direction))

    def action_extend_paragraphs(self, paragraphs: int) -> None:
        """Select whole paragraphs, so many more."""
        self._do(partial(stretches.extend, self._article, paragraphs))

    def action_extend_page(self) -> None:
        """Select what is in sight from here on, then a page more."""
        sight = self._view.last_in_sight, self._view.paragraphs_in_sight
        self._do(partial(stretches.extend_to, self._article, *sight))

    def action_extend_to_last(self) -> None:
        """Select all from here on."""
        last = len(self._article.document.paragraphs) - 1
        self._do(partial(stretches.extend_to, self._article, last))

    def action_start_word(self, direction: Direction) -> None:
        """Move its start by a word."""
        self._do(partial(adjusting.start_by_word, self._article, direction))

    def action_edge(self, edge: Edge, direction: Direction) -> None:
        """Move its start or end by a character."""
        self._do(partial(adjusting.move_edge, self._article, edge, direction))

    def action_grow(self) -> None:
        """Grow it to the next unit."""
        self._do(partial(adjusting.grow, self._article))

    def action_shrink(self) -> None:
        """Shrink it again."""
        self._do(partial(adjusting.shrink, self._article))

    def action_label(self, number: int) -> None:
        """Label what is meant here with the scheme's label of that place."""
        self._do(partial(labelling.label, self._article, number))

    def action_link(self, number: int) -> None:
        """Link the span here, or move its link on."""
        self._do(partial(linking.link, self._article, number))

    def action_remove(self) -> None:
        """Remove the span here, or reject what is suggested."""
        self._do(partial(labelling.remove, self._article))

    def action_clear(self) -> None:
        """Remove every span of the paragraph."""
        self._do(partial(labelling.clear, self._article))

    def action_carry(self) -> None:
        """Carry one's labels of a near-copy over."""
        self._do(partial(carrying.carry, self._session, self._article))

    def _open(self) -> None:
        """Show the article, and say if labels of a near-copy could be carried over to it."""
        can = not self._said and any(binding.id == "carry" for binding in self.in_force)
        with suppress(AnnotateError):  # of the other article; this one can be read
            if can and carrying.fitting(self._session, self._article):
                self.say(f"{self._keys('carry')[0]} carries your labels of the copy over")
        super()._open()

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
        if said := stretches.done(self._article):
            return said
        return marking.read_on(self._article, self._view.unseen) or marking.done(self._article)

    def action_done_run(self) -> None:
        """The paragraph is done, and so are those in sight after it that want no eyes."""
        self._do(self._done_run)

    def _done_run(self) -> object:
        last = self._article.cursor.paragraph == len(self._article.document.paragraphs) - 1
        if last:
            return self._done()
        article, before = self._article, self._article.content
        if said := stretches.done(article) or marking.read_on(article, self._view.unseen):
            return said
        said = accepting.accept_run(article, self._view.last_in_sight)
        paragraphs = range(len(article.document.paragraphs))
        self._view.light(
            p for p in paragraphs if before.status_of(p) != article.content.status_of(p)
        )
        return said

    def action_why(self) -> None:
        """Why something is suggested here, or nothing, or where a label came from."""
        silence = self._session.silence(self._article.document)
        self._do(partial(accepting.why, self._article, silence))

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
        if self._sought and not whole:
            self._do(partial(self._match, 1))
        else:
            self._ask_note(whole)

    def _ask_note(self, whole: bool) -> None:
        known = marking.note_here(self._article, whole=whole)
        on = "the article" if whole else "the span" if self._article.active else "the paragraph"

        def take(text: str) -> None:
            self._do(partial(marking.note, self._article, text.strip(), whole=whole))

        self.app.push_screen(Ask(f"Note on {on}", take, known))

    # --- the rest ------------------------------------------------------------------------------

    def action_panel(self) -> None:
        """Show or hide the side panel."""
        self._panel_wanted = not self._panel.display
        self.show_panel()
        self.call_after_refresh(self._update, whole=True)

    async def action_back(self) -> None:
        """Out of the selection, out of the search, out of the article: one at a time."""
        if self._holds:
            cursor = self._article.cursor
            self._do(partial(cursor.put_near, cursor.selection.start))
        elif self._sought:
            self._do(partial(self.seek, ""))
        else:
            await self.run_action("app.show_documents")

    def on_article_view_rested(self) -> None:
        """Get ready for the next paragraph."""
        if self._panel.display:
            self._panel.get_ready(self._article, self._palette, self._session.today.number)

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
    return int(answer.strip()[:MOST_DIGITS])
