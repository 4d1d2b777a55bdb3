"""The application at adjudication: the same, over a reviewer's gold layer."""

from collections.abc import Callable
from contextlib import suppress
from functools import partial

from annotate.core.errors import AnnotateError
from annotate.services.adjudicating.adjudication import Adjudication
from annotate.services.adjudicating.reviewing import Reviewing
from annotate.services.project import Project
from annotate.ui.app import AnnotateApp
from annotate.ui.keymap import ADJUDICATING
from annotate.ui.screens.adjudicate import AdjudicateScreen
from annotate.ui.screens.queue import QueueScreen


class AdjudicateApp(AnnotateApp):
    """Opens articles as adjudications, without suggestions."""

    SCREENS_SHOWN = ADJUDICATING

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

    def _show_article(self, words: str = "") -> None:
        session = self._session
        if isinstance(session, Reviewing) and isinstance(session.article, Adjudication):
            case = session.article
            self._show(AdjudicateScreen(session, case, self._palette, self.key_of, words))

    def action_show_documents(self) -> None:
        """From the article to the list of what is to be settled."""
        session = self._session
        if isinstance(session, Reviewing):
            with suppress(AnnotateError):
                session.remember()
            session.look_again()
            self._show(QueueScreen(session, self._palette, self.key_of))

    def action_show_agreement(self) -> None:
        """The figures of agreement, over what is shown."""
        from annotate.ui.screens.agreement import AgreementScreen  # with numpy

        screen = AgreementScreen(self._project, self._palette, self.key_of)
        screen.take_keys(self._screens)
        self.push_screen(screen)

    def action_open_disagreement(self, key: int, start: int) -> None:
        """From a disagreement to its article, there to be settled; the figures are left."""
        session = self._session
        if isinstance(session, Reviewing) and self._tried(partial(session.open, key)):
            self.pop_screen()
            if session.article:
                session.article.cursor.to(start)
            self._show_article()


def run(project: Project, reviewer: str | None) -> int:
    """Open the UI at adjudication; the exit status. Raises what the UI does."""
    app = AdjudicateApp(project, reviewer)
    app.run()
    app.leave()
    if app.failure:
        raise app.failure
    return app.return_code or 0
