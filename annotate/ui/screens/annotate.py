"""The screen on which articles are labelled."""

from contextlib import suppress
from functools import partial

from annotate.core.errors import AnnotateError
from annotate.core.selection import Direction
from annotate.services.annotating import (
    accepting,
    adjusting,
    carrying,
    labelling,
    linking,
    marking,
    stretches,
)
from annotate.services.annotating.adjusting import Edge
from annotate.ui.dialogs.ask import Ask
from annotate.ui.screens.moving import MovingScreen


class AnnotateScreen(MovingScreen):
    """The keys that select, label and mark, one short method each, beside those that move."""

    KEYS = "annotate"

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

    def on_article_view_rested(self) -> None:
        """Get ready for the next paragraph."""
        if self._panel.display:
            self._panel.get_ready(self._article, self._palette, self._session.today.number)
