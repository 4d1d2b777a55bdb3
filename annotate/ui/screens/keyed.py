"""Screens whose keys are those in force: remapped, and with the letters of the scheme's labels."""

from textual.binding import BindingsMap
from textual.geometry import Region
from textual.strip import Strip

from annotate.ui.keyboard import TypedScreen
from annotate.ui.keymap import Screens
from annotate.ui.palette import Palette


class KeyedScreen(TypedScreen[None]):
    """A screen with one of the lists of bindings in SCREENS, named by `KEYS`."""

    KEYS: str

    def take_keys(self, screens: Screens) -> None:
        """Let those of this screen be the keys.

        Textual's own keymap would be gone through anew at every key, which takes milliseconds.
        """
        self._bindings = BindingsMap.merge([BindingsMap(screens[self.KEYS]), self._bindings])

    def repaint(self, palette: Palette) -> None:
        """Draw everything in another theme."""
        raise NotImplementedError

    def render_lines(self, crop: Region) -> list[Strip]:
        """Nothing: widgets cover it, and Textual asks for all of it at every key."""
        return [Strip.blank(crop.width)] * crop.height
