"""Looking a second time: one's labels beside gold, and the articles to be labelled again."""

from annotate.core.layers import again, is_own
from annotate.services.controls.second_pass import SecondPass
from annotate.services.suggesting import Suggesting
from annotate.storage import repeats
from annotate.ui.project_app import ProjectApp

ACTIONS = ("show_feedback", "second_pass")


class SecondLookApp(ProjectApp):
    """An app in which annotators do so; reviewers do not."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Neither is for who adjudicates."""
        session = self._session
        if action in ACTIONS and session and not isinstance(session, SecondPass):
            return is_own(session.annotator)
        return super().check_action(action, parameters)

    def action_show_feedback(self, key: int = 0) -> None:
        """One's own labels of the open article beside gold.

        Of one of the list, by its key: where it has none, of all that do.
        """
        session = self._session
        if session is None:
            return
        # with numpy, for this alone
        from annotate.services.feedback import available, why_not
        from annotate.ui.screens.feedback import FeedbackScreen

        here = key or (session.article.key if session.article else 0)
        why = why_not(session.store, session.annotator, here)
        if why and key and available(session.store, session.annotator):
            here, why = 0, ""
        if why:
            self._say_no(why)
        else:
            self.push_screen(FeedbackScreen(session, self._palette, here))

    def action_second_pass(self) -> None:
        """To the articles that are to be labelled again, and back."""
        session, project = self._session, self._project
        if isinstance(session, SecondPass):
            self._sit_down(session.person)
        elif session and repeats.waiting(project.store, session.annotator):
            person = session.annotator
            self.leave()
            # what was learned of labels would know those of the first pass
            settings = project.file.suggestions
            own = Suggesting(project.store, project.scheme, settings, again(person))
            self._suggesting = own
            self._begin(SecondPass(project.store, project.scheme, person, own))
        else:
            self._say_no("nothing waits for a second pass")

    def _say_no(self, why: str) -> None:
        self.notify(why, markup=False)
