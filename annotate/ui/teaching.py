"""The keys are taught: offered to whoever is new in a project, and to be found again by a key."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from annotate.core.errors import AnnotateError, SchemeError
from annotate.core.scheme import DEFAULT_SCHEME, Scheme
from annotate.services import person
from annotate.services.annotating.session import Session
from annotate.ui.keymap import Screens, in_force
from annotate.ui.project_app import ProjectApp
from annotate.ui.screens.annotate import AnnotateScreen
from annotate.ui.screens.keyed import Keys

if TYPE_CHECKING:  # imported where somebody learns: whoever has learned starts without
    from annotate.ui.screens.coached import PracticeScreen

Teach = Literal["not", "offer", "begin"]
"""Whether the tutorial is offered to whoever is new, or comes first, for whoever it is."""


class TeachingApp(ProjectApp):
    """An app in which that is done."""

    _teach: Teach = "not"

    def _meets(self, session: Session) -> bool:
        """Whether somebody begins who is to be offered the tutorial."""
        return self._teach == "offer" and person.is_new(session.store, session.annotator)

    def _offering(self, session: Session, keys: Keys) -> AnnotateScreen:
        """The session's article, and beside it the offer."""
        from annotate.services.tutorial.practice import offer
        from annotate.ui.screens.coached import CoachedScreen

        person.was_taught(session.annotator)
        return CoachedScreen(session, offer(session), self._palette, keys)

    def action_show_tutorial(self) -> None:
        """To the article that is there to practise on; from there, back."""
        from annotate.ui.screens.coached import CoachedScreen, PracticeScreen

        if isinstance(self.screen, PracticeScreen):
            self.screen.leave_course()
        elif self._session:
            if isinstance(self.screen, CoachedScreen):  # the offer is taken
                self.screen.leave_course()
            try:
                self.push_screen(self._practising(self._session.annotator))
            except AnnotateError as error:
                self._refuse(error)
            else:
                person.was_taught(self._session.annotator)

    def _practising(self, name: str) -> "PracticeScreen":
        from annotate.services.tutorial.practice import Practice, fits
        from annotate.ui.screens.coached import PracticeScreen

        scheme = self._project.scheme if fits(self._project.scheme) else DEFAULT_SCHEME
        screens = _keys_of(scheme, self._project.file.keys)
        screen = PracticeScreen(Practice(scheme, name), self._palette, self.keys_in(screens))
        screen.take_keys(screens)
        return screen


def _keys_of(scheme: Scheme, remapped: Mapping[str, str]) -> Screens:
    """The project's keys, but where they do not go with the labels that are practised with."""
    try:
        return in_force(scheme, remapped)
    except SchemeError:
        return in_force(scheme, {})
