"""The application: who annotates, in which theme, and which screen is shown."""

import os
from collections.abc import Iterable, Iterator
from contextlib import suppress

from textual.binding import Binding

from annotate.core.display import display
from annotate.core.errors import AnnotateError
from annotate.core.layers import owner
from annotate.core.scheme_file import SuggestionSettings
from annotate.services import person, suggesting
from annotate.services.annotating.session import Session, Team
from annotate.services.models import ProjectModel
from annotate.services.project import Project
from annotate.services.retraining import Retraining
from annotate.services.suggesting import Suggesting
from annotate.ui import heap
from annotate.ui.commands import Commands, Offered
from annotate.ui.dialogs.search_all import Hit, SearchAll
from annotate.ui.dialogs.suggesters import Suggesters
from annotate.ui.dialogs.who import Who
from annotate.ui.ending import EndingApp
from annotate.ui.keyboard import KeyboardApp
from annotate.ui.keymap import LABELLING, in_force
from annotate.ui.learning import LearningApp
from annotate.ui.measuring import MeasuringApp
from annotate.ui.palette import PLAIN, THEMES, Palette, textual_theme
from annotate.ui.screens.annotate import AnnotateScreen
from annotate.ui.screens.article import ArticleScreen
from annotate.ui.screens.documents import DocumentsScreen
from annotate.ui.screens.keyed import KeyedScreen
from annotate.ui.screens.reading import Reading, guidelines_page, help_page
from annotate.ui.second_look import SecondLookApp
from annotate.ui.teaching import Teach, TeachingApp

CHANGES = "⏎ changes over · ↓ goes through the names · Esc stays"


class AnnotateApp(KeyboardApp, LearningApp, MeasuringApp, SecondLookApp, TeachingApp, EndingApp):
    """One project, one annotator at a time."""

    TITLE = "annotate"
    COMMANDS = {Commands}
    SCREENS_SHOWN: tuple[str, ...] = LABELLING
    BINDINGS = [
        # in the place of Textual's own, which no remapping could take these keys from
        Binding("ctrl+q", "quit", "quit", show=False),
        Binding("ctrl+p", "command_palette", "commands", show=False),
    ]

    def __init__(
        self,
        project: Project,
        annotator: str | None,
        team: Team = str,
        teach: Teach = "not",
    ) -> None:
        super().__init__()
        self._project, self._annotator, self._team = project, annotator, team
        self._teach = teach
        self._session: Session | None = None
        self._suggesting: Suggesting | None = None
        self._model = ProjectModel(project.folder, project.scheme)
        self._retraining = Retraining(project.folder, project.file.suggestions.retrain)
        self._screens = in_force(project.scheme, project.file.keys, self.SCREENS_SHOWN)
        suggesting.check(project.store, project.file.suggestions)
        self.key_of = self.keys_in(self._screens)
        for colours in THEMES.values():
            self.register_theme(textual_theme(colours))
        self.theme = PLAIN.name if os.environ.get("NO_COLOR") else next(iter(THEMES))

    def on_mount(self) -> None:
        """Open the article where the annotator stopped, once it is known who that is."""
        if self.console.color_system == "standard" and not self.is_headless:
            self.theme = PLAIN.name  # 16 colours: labels would differ in little but their letters
        if self._annotator:
            self._sit_down(self._annotator)
        else:
            self._ask_who()
        self.call_after_refresh(heap.keep)

    @property
    def _palette(self) -> Palette:
        return Palette(THEMES[self.theme], self._project.scheme)

    def _colours(self) -> Palette:
        return self._palette

    # --- who, and where ------------------------------------------------------------------------

    def _ask_who(self) -> None:
        """The first run on this machine: ask for a name, once."""

        def take(name: str) -> None:
            person.remember(name)
            self._sit_down(name)

        known = person.known(self._project.store)
        hint = "Your labels are kept under it." + (" ↓ goes through those here." if known else "")
        self.push_screen(Who("What is your name?", take, known, hint=hint, left=self.exit))

    def _sit_down(self, name: str) -> None:
        """Let somebody annotate: open the article where they stopped, or the list."""
        self.leave()
        project = self._project
        settings = self._suggesting.settings if self._suggesting else project.file.suggestions
        self._suggesting = suggesting = Suggesting(
            project.store, project.scheme, settings, name, self._model
        )
        whose, ways = (project.store, project.scheme, name), (suggesting, suggesting.learned)
        self._begin(Session(*whose, *ways, silence=suggesting.silence, team=self._team))

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

    def _refuse(self, error: AnnotateError) -> None:
        """Say why an article cannot be opened; the others can."""
        self.notify(display(str(error)), markup=False, severity="error")

    def leave(self) -> None:
        """Remember the place; there is nothing else to save."""
        if self._session:
            with suppress(AnnotateError):
                self._session.leave()

    def _show_article(self, words: str = "") -> None:
        """Show the session's article, and in it where words stand that were searched for."""
        session = self._session
        if session and (article := session.article):
            self._show(AnnotateScreen(session, article, self._palette, self.key_of, words))

    def on_learning_app_learned(self) -> None:
        """What was decided in the last article is suggested in this one."""
        self._suggest()

    def on_learning_app_told(self, message: LearningApp.Told) -> None:
        """Beside the article: no key waits for it."""
        if isinstance(self.screen, ArticleScreen):
            self.screen.tell(message.words)

    def _show(self, screen: KeyedScreen) -> None:
        """Put a screen in the place of the one that is shown."""
        screen.take_keys(self._screens)
        if len(self.screen_stack) > 1:
            self.switch_screen(screen)
        else:
            self.push_screen(screen)

    def _suggest(self) -> None:
        """Let the article that is open have the suggestions that there are now."""
        for screen in self.screen_stack:
            if isinstance(screen, AnnotateScreen):
                screen.suggest()

    def action_hide_suggestions(self) -> None:
        """Hide all suggestions, or show them again."""
        if self._suggesting and isinstance(self.screen, AnnotateScreen):
            hidden = self._suggesting.hidden = not self._suggesting.hidden
            self.screen.say("suggestions hidden" if hidden else "suggestions shown")
            self._suggest()

    def action_show_suggesters(self) -> None:
        """Which suggesters speak; what is changed holds for this session."""
        suggesting, session = self._suggesting, self._session
        if suggesting is None or session is None:
            return

        def take(settings: SuggestionSettings | None) -> None:
            if settings is not None and settings != suggesting.settings:
                suggesting.settings = settings
                self._suggest()

        database, article = self._project.store.path, session.article
        dialog = Suggesters(
            suggesting.names(),
            suggesting.settings,
            database,
            session.annotator,
            withheld=article is not None and suggesting.withholds(article.document),
        )
        self.push_screen(dialog, take)

    def on_article_screen_turned(self) -> None:
        """Another article was opened: those before it may have decided something."""
        self.learn(self._project, self._retraining)

    def on_documents_screen_ordered(self) -> None:
        """The list may go by what is to be measured first."""
        session, suggesting = self._session, self._suggesting
        if session and suggesting and session.listed.order == "uncertain":
            self.measure(self._project, suggesting.settings, session.annotator)

    def on_measuring_app_measured(self) -> None:
        """Show the list with what is known by now."""
        if isinstance(self.screen, DocumentsScreen):
            self.screen.look_again()

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

    # --- actions that every screen has ---------------------------------------------------------

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """In a browser one is whose link was opened, and nobody else."""
        if action == "switch_annotator" and self.is_web:
            return False
        return super().check_action(action, parameters)

    def action_next_theme(self) -> None:
        """The next theme."""
        names = list(THEMES)
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        for screen in self.screen_stack:
            if isinstance(screen, KeyedScreen):
                screen.repaint(self._palette)

    def action_command_palette(self) -> None:
        """Everything that can be done on the screen that is shown."""
        if not isinstance(self.screen, Offered):
            self.push_screen(Offered())

    def action_show_help(self) -> None:
        """Every key of the screen that is shown."""
        here = self.screen.in_force if isinstance(self.screen, KeyedScreen) else ()
        self.push_screen(
            Reading(help_page(self._rows(here or self._screens[self.SCREENS_SHOWN[0]])))
        )

    def _rows(self, bindings: Iterable[Binding]) -> Iterator[tuple[str, str, str]]:
        """(keys, what they do, more about it) for each of some bindings."""
        for binding in bindings:
            yield "  ".join(self.shown(binding)), binding.description, binding.tooltip

    def action_show_agreement(self) -> None:
        """Annotators do not see each other's labels: the figures are where one adjudicates."""
        self.notify("Reviewers have the figures: leave, and open it with annotate adjudicate.")

    def action_show_guidelines(self) -> None:
        """What the labels are for."""
        project = self._project
        page = guidelines_page(project.scheme, project.guidelines(), project.no_guidelines())
        self.push_screen(Reading(page))

    def action_search_project(self) -> None:
        """Look for words in every article, and open one that has them."""

        def take(hit: Hit | None) -> None:
            if hit:
                self.action_open_document(hit.key, hit.words)

        self.push_screen(SearchAll(self._project.store.path), take)

    def action_switch_annotator(self) -> None:
        """Somebody else sits down."""
        here = owner(self._session.annotator) if self._session else ""
        known = person.known(self._project.store, here)
        self.push_screen(Who("Who annotates now?", self._sit_down, known, hint=CHANGES))


def run(project: Project, annotator: str | None, team: Team = str, teach: Teach = "not") -> int:
    """Open the UI; the exit status. Raises SchemeError where keys clash, and what ended it."""
    app = AnnotateApp(project, annotator, team, teach)
    app.run()
    app.leave()
    if app.failure:
        raise app.failure
    return app.return_code or 0
