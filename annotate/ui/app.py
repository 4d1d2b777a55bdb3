"""The application: who annotates, and which screen is shown."""

from contextlib import suppress

from annotate.core.errors import AnnotateError
from annotate.core.layers import owner
from annotate.services import person
from annotate.services.annotating.session import Session, Team
from annotate.services.project import Project
from annotate.ui import heap
from annotate.ui.dialogs.who import Who
from annotate.ui.ending import EndingApp
from annotate.ui.everywhere import EverywhereApp
from annotate.ui.keyboard import KeyboardApp
from annotate.ui.keymap import in_force
from annotate.ui.screens.annotate import AnnotateScreen
from annotate.ui.screens.documents import DocumentsScreen
from annotate.ui.screens.keyed import KeyedScreen
from annotate.ui.second_look import SecondLookApp
from annotate.ui.suggesting import SuggestingApp
from annotate.ui.teaching import Teach, TeachingApp

ROOMY = 10
"""Lines of a terminal from which there is air around what a dialog says."""
CHANGES = "⏎ changes over · ↓ goes through the names · Esc stays"


class AnnotateApp(KeyboardApp, EverywhereApp, SuggestingApp, SecondLookApp, TeachingApp, EndingApp):
    """One project, one annotator at a time."""

    TITLE = "annotate"
    VERTICAL_BREAKPOINTS = [(0, "-low"), (ROOMY, "-roomy")]

    def __init__(
        self,
        project: Project,
        annotator: str | None,
        team: Team = str,
        teach: Teach = "not",
    ) -> None:
        super().__init__(project)
        self._annotator, self._team, self._teach = annotator, team, teach
        self._screens = in_force(project.scheme, project.file.keys, self.SCREENS_SHOWN)
        self.key_of, self.leaving = self.keys_in(self._screens), self.keys_for("quit")

    def on_mount(self) -> None:
        """Open the article where the annotator stopped, once it is known who that is."""
        self._fit_terminal()
        if self._annotator:
            self._sit_down(self._annotator)
        else:
            self._ask_who()
        self.call_after_refresh(heap.keep)

    # --- who -----------------------------------------------------------------------------------

    def _ask_who(self) -> None:
        """The first run on this machine: ask for a name, once."""

        def take(name: str) -> None:
            person.remember(name)
            self._sit_down(name)

        known = person.known(self._project.store)
        hint = "Your labels are kept under it." + (" ↓ goes through those here." if known else "")
        self.push_screen(Who("What is your name?", take, known, hint=hint, left=self.exit))

    def action_switch_annotator(self) -> None:
        """Somebody else sits down."""
        here = owner(self._session.annotator) if self._session else ""
        known = person.known(self._project.store, here)
        self.push_screen(Who("Who annotates now?", self._sit_down, known, hint=CHANGES))

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a browser one is whose link was opened, and nobody else."""
        if action == "switch_annotator" and self.is_web:
            return False
        return super().check_action(action, parameters)

    def _sit_down(self, name: str) -> None:
        self.leave()
        project = self._project
        self._suggesting = suggesting = self._suggesting_for(name)
        whose, ways = (project.store, project.scheme, name), (suggesting, suggesting.learned)
        self._begin(Session(*whose, *ways, silence=suggesting.silence, team=self._team))

    def leave(self) -> None:
        """Remember the place; there is nothing else to save."""
        if self._session:
            with suppress(AnnotateError):
                self._session.leave()

    # --- where ---------------------------------------------------------------------------------

    def _begin(self, session: Session) -> None:
        self._session, opened = session, None
        new = self._meets(session)
        try:
            opened = session.resume()
        except AnnotateError as error:
            self._refuse(error)
        if opened and new:
            self._show(self._offering(session, self.key_of))
        elif opened:
            self._show_article()
        else:
            self.action_show_documents()
        if self._teach == "begin":
            self._teach = "not"
            self.action_show_tutorial()

    def _show(self, screen: KeyedScreen) -> None:
        """Put a screen in the place of the one that is shown."""
        screen.take_keys(self._screens)
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _show_article(self, words: str = "") -> None:
        """Show the session's article, and in it where words stand that were searched for."""
        session = self._session
        if session and (article := session.article):
            self._show(AnnotateScreen(session, article, self._palette, self.key_of, words))

    def action_show_documents(self) -> None:
        """From the article to the list."""
        if self._session:
            here = self._session.article.key if self._session.article else None
            with suppress(AnnotateError):
                self._session.remember()
            self._show(DocumentsScreen(self._session, self._palette, self.key_of, here))
            self.on_documents_screen_ordered()

    def action_open_document(self, key: int, words: str = "") -> None:
        """From the list to an article, and in it to where words stand that were searched for."""
        if self._session:
            try:
                self._session.open(key)
            except AnnotateError as error:
                self._refuse(error)
            else:
                self._show_article(words)

    def action_show_agreement(self) -> None:
        """Annotators do not see each other's labels: the figures are where one adjudicates."""
        self.notify("Reviewers have the figures: leave, and open it with annotate adjudicate.")


def run(project: Project, annotator: str | None, team: Team = str, teach: Teach = "not") -> int:
    """Open the UI; the exit status. Raises SchemeError where keys clash, and what ended it."""
    return AnnotateApp(project, annotator, team, teach).run_to_end()
