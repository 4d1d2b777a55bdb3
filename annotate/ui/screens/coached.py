"""Screens on which a coach says what to press: beside somebody's first article, and to practise."""

from dataclasses import replace

from textual.app import ComposeResult

from annotate.core.errors import GestureError
from annotate.services.annotating.session import Session
from annotate.services.tutorial.lessons import Course
from annotate.services.tutorial.practice import Practice
from annotate.ui.keymap import Screens
from annotate.ui.keynames import spoken
from annotate.ui.palette import Palette
from annotate.ui.screens.annotate import AnnotateScreen
from annotate.ui.screens.keyed import Keys
from annotate.ui.widgets.coach import Coach

LEAST = 10
"""Lines of a terminal from which there is room for a coach beside the article."""
ELSEWHERE = frozenset(
    f"app.{action}"
    for action in (
        "hide_suggestions",
        "show_suggesters",
        "search_project",
        "show_feedback",
        "switch_annotator",
    )
)
"""Actions of the project that is left for a while."""


class CoachedScreen(AnnotateScreen):
    """An article with a coach above the footer. Every key does what it always does.

    Only Esc, where it would lead out of the article, first sends the coach away.
    """

    CSS_PATH = ["article.tcss", "coached.tcss"]  # type: ignore[assignment]  # several, too

    def __init__(self, session: Session, course: Course, palette: Palette, keys: Keys) -> None:
        assert session.article, "it is open"
        super().__init__(session, session.article, palette, keys)
        self._course, self._coach = course, Coach()

    def compose(self) -> ComposeResult:
        """The article, its bars, and the coach."""
        yield from super().compose()
        yield self._coach

    def _update(self, *, whole: bool = False, follow: bool = True) -> None:
        super()._update(whole=whole, follow=follow)
        self._teach()

    def _teach(self) -> None:
        """Say what comes now; nothing after the last step, or where there is no room."""
        says = self._course.says()
        self._coach.display = bool(says[0]) and self.app.size.height >= LEAST
        if self._coach.display:
            self._coach.lay(self._palette, says, self._course.place, self._named)
            if not self._coach.size:  # laid out a moment later, and then drawn
                self.call_after_refresh(self._teach)

    def _named(self, id: str) -> str:
        """The key of a binding by its id, or of a label by its name."""
        names = [label.name for label in self._session.scheme.labels]
        return spoken(self._keys(f"label-{names.index(id) + 1}" if id in names else id)[0])

    async def action_back(self) -> None:
        """Out of the selection, then away with the coach, then as ever."""
        if self._course.lesson is None or self._holds or self._sought:
            await super().action_back()
        else:
            self.leave_course()

    def leave_course(self) -> None:
        """Be without a coach from now on."""
        self._course.leave()
        self._update()


class PracticeScreen(CoachedScreen):
    """The article that is there to practise on."""

    def __init__(self, practice: Practice, palette: Palette, keys: Keys) -> None:
        self._practice, self._scheme = practice, practice.session.scheme
        super().__init__(practice.session, practice.course, self._own(palette), keys)

    def on_unmount(self) -> None:
        """Throw it away, however it was left."""
        self._practice.close()

    def take_keys(self, screens: Screens) -> None:
        """The same keys; what leads to the project's other articles is for later."""
        here = [
            replace(b, action=f"elsewhere('{b.id}')") if b.action in ELSEWHERE else b
            for b in screens[self.KEYS]
        ]
        super().take_keys({self.KEYS: here})

    def repaint(self, palette: Palette) -> None:
        """Draw everything in another theme."""
        super().repaint(self._own(palette))

    def _own(self, palette: Palette) -> Palette:
        """The colours and letters of the labels that are practised with."""
        return Palette(palette.colours, self._scheme)

    def action_elsewhere(self, _: str) -> None:
        """Say when such a key means something."""
        self._do(self._refuse)

    def _refuse(self) -> None:
        raise GestureError("that is for your own articles", hint="{tutorial} leads there")

    def leave_course(self) -> None:
        """Back to where one was."""
        self.app.pop_screen()
