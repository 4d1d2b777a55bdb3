"""Suggestions beside the articles: shown or hidden, from whom, and brought up to what is known."""

from annotate.core.scheme_file import SuggestionSettings
from annotate.services import suggesting
from annotate.services.project import Project
from annotate.services.suggesting import Suggesting
from annotate.services.training.models import ProjectModel
from annotate.services.training.retraining import Retraining
from annotate.ui.dialogs.suggesters import Suggesters
from annotate.ui.learning import LearningApp
from annotate.ui.measuring import MeasuringApp
from annotate.ui.project_app import ProjectApp
from annotate.ui.screens.annotate import AnnotateScreen
from annotate.ui.screens.article import ArticleScreen
from annotate.ui.screens.documents import DocumentsScreen


class SuggestingApp(LearningApp, MeasuringApp, ProjectApp):
    """An app that has them."""

    def __init__(self, project: Project) -> None:
        super().__init__(project)
        settings = project.file.suggestions
        suggesting.check(project.store, settings)
        self._model = ProjectModel(project.folder, project.scheme)
        self._retraining = Retraining(project.folder, settings.retrain)

    def _suggesting_for(self, name: str) -> Suggesting:
        """The suggestions of who sits down, by the settings that were in force before."""
        project, before = self._project, self._suggesting
        settings = before.settings if before else project.file.suggestions
        return Suggesting(project.store, project.scheme, settings, name, self._model)

    def action_hide_suggestions(self) -> None:
        """Hide all suggestions, or show them again."""
        if self._suggesting and isinstance(self.screen, AnnotateScreen):
            hidden = self._suggesting.hidden = not self._suggesting.hidden
            there = "" if hidden or not self._is_withheld() else ", but none in this article"
            self.screen.say(f"suggestions {'hidden' if hidden else 'shown'}{there}")
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

        dialog = Suggesters(
            suggesting.names(),
            suggesting.settings,
            self._project.store.path,
            session.annotator,
            withheld=self._is_withheld(),
        )
        self.push_screen(dialog, take)

    def _is_withheld(self) -> bool:
        """Whether the article that is open is shown without suggestions, to be compared."""
        article = self._session and self._session.article
        return bool(article and self._suggesting and self._suggesting.withholds(article.document))

    def _suggest(self) -> None:
        """Let the article that is open have the suggestions that there are now."""
        for screen in self.screen_stack:
            if isinstance(screen, AnnotateScreen):
                screen.suggest()

    def on_article_screen_turned(self) -> None:
        """Another article was opened: those before it may have decided something."""
        if self._session:
            self.learn(self._project, self._retraining, self._session.annotator)

    def on_learning_app_learned(self) -> None:
        """What was decided in the last article is suggested in this one."""
        self._suggest()

    def on_learning_app_told(self, message: LearningApp.Told) -> None:
        """Beside the article: no key waits for it."""
        if isinstance(self.screen, ArticleScreen):
            self.screen.tell(message.words)

    def on_documents_screen_ordered(self) -> None:
        """The list may go by what is to be measured first."""
        session, suggesting = self._session, self._suggesting
        if session and suggesting and session.listed.order == "uncertain":
            self.measure(self._project, suggesting.settings, session.annotator)

    def on_measuring_app_measured(self) -> None:
        """Show the list with what is known by now."""
        if isinstance(self.screen, DocumentsScreen):
            self.screen.look_again()
