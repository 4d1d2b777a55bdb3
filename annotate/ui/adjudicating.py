"""The application at adjudication: the same, over a reviewer's gold layer."""

from collections.abc import Callable, Collection
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING

from annotate.core.errors import AnnotateError
from annotate.core.suggestion import Place
from annotate.services import person
from annotate.services.adjudicating.adjudication import Adjudication
from annotate.services.adjudicating.reviewing import Reviewing
from annotate.services.project import Project
from annotate.ui.app import CHANGES, AnnotateApp
from annotate.ui.dialogs.who import Who
from annotate.ui.keymap import ADJUDICATING
from annotate.ui.screens.adjudicate import AdjudicateScreen
from annotate.ui.screens.queue import QueueScreen

if TYPE_CHECKING:
    from annotate.ui.screens.agreement import AgreementScreen, Sight


class AdjudicateApp(AnnotateApp):
    """Opens articles as adjudications, without suggestions."""

    SCREENS_SHOWN = ADJUDICATING
    _left: "tuple[int, Sight] | None" = None
    """The article that was gone to from a disagreement, and what was shown there."""

    def _sit_down(self, name: str) -> None:
        """Let somebody review: open what they were at, else what is to be settled next."""
        self.leave()
        self._session = session = Reviewing(self._project.store, self._project.scheme, name)
        opened = self._tried(session.resume)
        if opened:
            self._show_article()
        else:
            self.action_show_documents()

    def _tried(self, open: Callable[[], object]) -> object:
        try:
            return open()
        except AnnotateError as error:
            self._refuse(error)
            return None

    def _show_article(self, words: str = "", at: Collection[Place] = ()) -> None:
        """Show the session's article, where words stand in it, or where something is settled."""
        session = self._session
        if isinstance(session, Reviewing) and isinstance(session.article, Adjudication):
            case = session.article
            self._show(AdjudicateScreen(session, case, self._palette, self.key_of, words, at=at))

    def action_show_documents(self) -> None:
        """From the article to the list of what is to be settled, or back to the disagreements."""
        session = self._session
        if isinstance(session, Reviewing):
            with suppress(AnnotateError):
                session.remember()
            session.look_again()
            self._show(QueueScreen(session, self._palette, self.key_of))
            self._back_to_disagreements(session)

    def _back_to_disagreements(self, session: Reviewing) -> None:
        """Over the list, if the article is the one that was gone to from there."""
        left, self._left = self._left, None
        if left and session.article and session.article.key == left[0]:
            self._show_figures(left[1])

    def action_switch_annotator(self) -> None:
        """Another reviewer sits down."""
        here = self._session.reviewer if isinstance(self._session, Reviewing) else ""
        known = person.reviewers(self._project.store, here)
        self.push_screen(Who("Who reviews now?", self._sit_down, known, hint=CHANGES))

    def action_show_agreement(self) -> None:
        """The figures of agreement, over what is shown."""
        self._left = None
        self._show_figures()

    def _show_figures(self, sight: "Sight | None" = None) -> None:
        from annotate.ui.screens.agreement import AgreementScreen  # with numpy

        layer = self._session.annotator if self._session else ""
        screen = AgreementScreen(self._project, layer, self._palette, self.key_of, sight)
        screen.take_keys(self._screens)
        self.push_screen(screen)

    def on_agreement_screen_chosen(self, message: "AgreementScreen.Chosen") -> None:
        """From a disagreement to its article, there to be settled; Esc leads back."""
        session, found = self._session, message.found
        if isinstance(session, Reviewing) and self._tried(partial(session.open, found.key)):
            self.pop_screen()
            self._left = found.key, message.sight
            self._show_article(at=found.places)


def run(project: Project, reviewer: str | None) -> int:
    """Open the UI at adjudication; the exit status. Raises what the UI does."""
    return AdjudicateApp(project, reviewer).run_to_end()
