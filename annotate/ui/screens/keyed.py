"""Screens whose keys are those in force: remapped, and with the letters of the scheme's labels."""

from collections.abc import Mapping
from dataclasses import replace

from textual.binding import BindingsMap

from annotate.ui.bindings import SCREENS
from annotate.ui.keyboard import TypedScreen


class KeyedScreen(TypedScreen[None]):
    """A screen with one of the lists of bindings in SCREENS, named by `KEYS`."""

    KEYS: str

    def take_keys(self, keys: Mapping[str, str]) -> None:
        """Let these be the keys, by the id of the binding, comma-separated.

        Textual's own keymap would be gone through anew at every key, which takes milliseconds.
        """
        own = BindingsMap(replace(b, key=keys[b.id]) for b in SCREENS[self.KEYS] if b.id)
        self._bindings = BindingsMap.merge([own, self._bindings])
