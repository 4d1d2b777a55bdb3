"""The keys are taught: offered to whoever is new in a project, and to be found again by a key."""

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Literal

from textual.app import App
from textual.binding import Binding

from annotate.core.display import display
from annotate.core.errors import AnnotateError, SchemeError
from annotate.core.scheme import DEFAULT_SCHEME, Scheme
from annotate.services import person
from annotate.services.annotating.session import Session
from annotate.services.project import Project
from annotate.ui.keymap import Screens, in_force
from annotate.ui.palette import Palette
from annotate.ui.screens.annotate import AnnotateScreen
from annotate.ui.screens.article import Keys

if TYPE_CHECKING:  # imported where somebody learns: whoever has learned starts without
    from annotate.ui.screens.coached import PracticeScreen

Teach = Literal["not", "offer", "begin"]
"""Whether the tutorial is offered to whoever is new, or comes first, for whoever it is."""


class TeachingApp(App[None]):
    """An app in which that is done."""

    _project: Project
    _session: Session | None
    _teach: Teach = "not"

    def _colours(self) -> Palette:
        """How things are drawn now."""
        raise NotImplementedError

    def keys_in(self, screens: Screens) -> Keys:
        """From a binding's id to its first key as it is shown there, and what it does."""
        known = {b.id: b for bindings in reversed(screens.values()) for b in bindings}

        @cache
        def key(id: str) -> tuple[str, str]:
            return self.shown(known[id])[0], known[id].description

        return key

    def shown(self, binding: Binding) -> list[str]:
        """A binding's keys as they are shown."""
        return [self.get_key_display(Binding(key, "")) for key in binding.key.split(",")]

    def _meets(self, session: Session) -> bool:
        """Whether somebody begins who is to be offered the tutorial."""
        return self._teach == "offer" and person.is_new(session.store, session.annotator)

    def _offering(self, session: Session, keys: Keys) -> AnnotateScreen:
        """The session's article, and beside it the offer."""
        from annotate.services.tutorial.practice import offer
        from annotate.ui.screens.coached import CoachedScreen

        return CoachedScreen(session, offer(session), self._colours(), keys)

    def action_show_tutorial(self) -> None:
        """To the article that is there to practise on; from there, back."""
        from annotate.ui.screens.coached import PracticeScreen

        if isinstance(self.screen, PracticeScreen):
            self.screen.leave_course()
        elif self._session:
            try:
                self.push_screen(self._practising(self._session.annotator))
            except AnnotateError as error:
                self.notify(display(str(error)), markup=False, severity="error")

    def _practising(self, name: str) -> "PracticeScreen":
        from annotate.services.tutorial.practice import Practice, fits
        from annotate.ui.screens.coached import PracticeScreen

        scheme = self._project.scheme if fits(self._project.scheme) else DEFAULT_SCHEME
        screens = _keys_of(scheme, self._project.file.keys)
        screen = PracticeScreen(Practice(scheme, name), self._colours(), self.keys_in(screens))
        screen.take_keys(screens)
        return screen


def _keys_of(scheme: Scheme, remapped: Mapping[str, str]) -> Screens:
    """The project's keys, but where they do not go with the labels that are practised with."""
    try:
        return in_force(scheme, remapped)
    except SchemeError:
        return in_force(scheme, {})
