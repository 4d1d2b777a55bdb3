"""The application at adjudication: the same, over a reviewer's gold layer."""

from collections.abc import Callable

from annotate.core.errors import AnnotateError
from annotate.services.adjudicating.adjudication import Adjudication
from annotate.services.adjudicating.reviewing import Reviewing
from annotate.services.project import Project
from annotate.ui.app import AnnotateApp
from annotate.ui.keymap import ADJUDICATING
from annotate.ui.screens.adjudicate import AdjudicateScreen
from annotate.ui.screens.keyed import KeyedScreen
from annotate.ui.screens.reading import Reading, help_page


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

    def action_show_help(self) -> None:
        """Every key of the screen that is shown."""
        keys = self.screen.KEYS if isinstance(self.screen, KeyedScreen) else "adjudicate"
        self.push_screen(Reading(help_page(self._rows(keys))))


def run(project: Project, reviewer: str | None) -> int:
    """Open the UI at adjudication; the exit status. Raises what the UI does."""
    app = AdjudicateApp(project, reviewer)
    app.run()
    app.leave()
    if app.failure:
        raise app.failure
    return app.return_code or 0
