"""Screens whose keys are those in force: remapped, and with the letters of the scheme's labels."""

from collections.abc import Callable, Sequence

from textual.binding import Binding, BindingsMap
from textual.geometry import Region
from textual.strip import Strip

from annotate.ui.keyboard import TypedScreen
from annotate.ui.keymap import Screens
from annotate.ui.palette import Palette

Keys = Callable[[str], tuple[str, str]]
"""From a binding's id to its key as it is shown, and what it does."""


class KeyedScreen(TypedScreen[None]):
    """A screen with one of the lists of bindings in SCREENS, named by `KEYS`."""

    KEYS: str
    in_force: Sequence[Binding] = ()
    """The bindings of that list, with the keys that they have here."""

    def take_keys(self, screens: Screens) -> None:
        """Let those of this screen be the keys.

        Textual's own keymap would be gone through anew at every key, which takes milliseconds.
        """
        self.in_force = screens[self.KEYS]
        self._bindings = BindingsMap.merge([BindingsMap(self.in_force), self._bindings])

    def repaint(self, palette: Palette) -> None:
        """Draw everything in another theme."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """Nothing: widgets cover it, and Textual asks for all of it at every key."""
        return [Strip.blank(crop.width)] * crop.height
