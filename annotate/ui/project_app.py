"""What all parts of the application stand on: one project, who annotates, and the theme."""

import os
from functools import cache
from typing import Any

from textual.app import App
from textual.binding import Binding
from textual.screen import Screen

from annotate.core.display import display
from annotate.core.errors import AnnotateError
from annotate.services import preferences
from annotate.services.annotating.session import Session
from annotate.services.project import Project
from annotate.services.suggesting import Suggesting
from annotate.ui.keymap import LABELLING, Screens
from annotate.ui.palette import Palette
from annotate.ui.screens.keyed import KeyedScreen, Keys
from annotate.ui.themes import PLAIN, THEMES, textual_theme

THEME = "theme"
"""As what the theme is kept that was chosen."""
FEW = "No other theme can be read in 16 colours; if there are more, set COLORTERM=truecolor."


class ProjectApp(App[None]):
    """An app of one project, with one annotator at a time; its parts know each other by this."""

    _project: Project
    _session: Session | None = None
    _suggesting: Suggesting | None = None
    _screens: Screens
    SCREENS_SHOWN: tuple[str, ...] = LABELLING

    def __init__(self, project: Project) -> None:
        super().__init__()
        self._project = project
        for colours in THEMES.values():
            self.register_theme(textual_theme(colours))
        self.theme = PLAIN.name if os.environ.get("NO_COLOR") else next(iter(THEMES))

    # --- the themes ----------------------------------------------------------------------------

    @property
    def _palette(self) -> Palette:
        return Palette(THEMES[self.theme], self._project.scheme)

    @property
    def _has_few_colours(self) -> bool:
        """Whether the terminal has 16: labels would differ in little but their letters."""
        return self.console.color_system == "standard" and not self.is_headless

    @property
    def _is_own_terminal(self) -> bool:
        """Whether a theme is chosen for good: those served in browsers have no place of their own.

        Nor where the terminal itself is told to be without colours.
        """
        return not (self.is_web or os.environ.get("NO_COLOR"))

    def _fit_terminal(self) -> None:
        """Leave colours out where there are but few; else have the theme that was chosen last."""
        if self._has_few_colours:
            self.theme = PLAIN.name
        elif self._is_own_terminal and (chosen := preferences.kept(THEME)) in THEMES:
            self.theme = chosen

    def action_next_theme(self) -> None:
        """The next theme; where there are few colours no other could be read."""
        if self._has_few_colours:
            self.notify(FEW)
            return
        names = list(THEMES)
        self.theme = names[(names.index(self.theme) + 1) % len(names)]
        if self._is_own_terminal:
            preferences.keep(THEME, self.theme)
        for screen in self.screen_stack:
            if isinstance(screen, KeyedScreen):
                screen.repaint(self._palette)

    def _load_screen_css(self, screen: Screen[Any]) -> None:
        """Add the sheets that come with a screen: Textual would read all others anew, too."""
        new = [path for path in screen.css_path if not self.stylesheet.has_source(str(path))]
        for path in new:
            self.stylesheet.read(path)
        if new:
            self.stylesheet.parse()
            self.stylesheet.update(self)
        super()._load_screen_css(screen)

    # --- the keys ------------------------------------------------------------------------------

    def keys_in(self, screens: Screens) -> Keys:
        """From a binding's id to its first key as it is shown there, and what it does."""
        known = {b.id: b for bindings in reversed(screens.values()) for b in bindings}

        @cache
        def key(id: str) -> tuple[str, str]:
            return self.shown(known[id])[0], known[id].description

        return key

    def keys_for(self, id: str) -> list[str]:
        """The keys by which a binding is in force on the first of the screens."""
        bindings = self._screens[self.SCREENS_SHOWN[0]]
        return [key for binding in bindings if binding.id == id for key in binding.key.split(",")]

    def shown(self, binding: Binding) -> list[str]:
        """A binding's keys as they are shown."""
        return [self.get_key_display(Binding(key, "")) for key in binding.key.split(",")]

    # --- what one part asks of another ---------------------------------------------------------

    def _sit_down(self, name: str) -> None:
        """Let somebody annotate: open the article where they stopped, or the list."""
        raise NotImplementedError

    def _begin(self, session: Session) -> None:
        """Let a session be the one at hand: open the article where it stopped, or the list."""
        raise NotImplementedError

    def action_open_document(self, key: int, words: str = "") -> None:
        """From a list to an article, and in it to where words stand that were searched for."""
        raise NotImplementedError

    def leave(self) -> None:
        """Remember the place; there is nothing else to save."""
        raise NotImplementedError

    def _refuse(self, error: AnnotateError) -> None:
        """Say why something cannot be opened; others can."""
        self.notify(display(str(error)), markup=False, severity="error")
