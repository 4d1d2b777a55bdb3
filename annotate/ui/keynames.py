"""The names of keys: from how a person writes one to how Textual reports it."""

import unicodedata
from functools import cache

from textual.binding import Binding
from textual.keys import KEY_DISPLAY_ALIASES, Keys

MODIFIERS = frozenset(("ctrl", "shift", "alt", "super", "meta", "hyper"))
SHOWN = {shown: key for key, shown in KEY_DISPLAY_ALIASES.items()} | {"return": "enter"}
"""How keys stand in the footer and on the keyboard, where that is not their name."""
LATIN_1 = 0xFF
"""The last of the characters that are on keyboards all over Europe, the signs among them."""
PICTURES = frozenset(("So", "Sk"))
_NAMED = {key.value for key in Keys}


def key_name(written: str) -> str | None:
    """The name of a key that is written as itself, or as it is shown, or as Unicode calls it.

    "?", "question_mark", "esc", "shift+q" for Q, "^q", modifiers in any order; None where there is
    no such key.
    """
    if len(written) == 1:
        return _base_name(written)
    if written.startswith("^"):
        return key_name(f"ctrl+{written[1:]}")
    *modifiers, base = written.split("+")
    name = _base_name(base)
    if name is None or not MODIFIERS.issuperset(modifiers):
        return None
    return _modified(modifiers, name)


def spoken(shown: str) -> str:
    """A key, from how it is shown in the footer to how one writes of it in a sentence."""
    if shown == "⏎":
        return "Enter ⏎"
    if len(shown) > 1 and shown.startswith("^"):
        return f"Ctrl+{shown[1:].upper()}"
    return shown[:1].upper() + shown[1:] if len(shown) > 1 else shown


@cache
def of_character(character: str) -> str:
    """The name of the key that types a character."""
    if character == ",":  # it parts the keys of a binding
        return "comma"
    return next(iter(Binding.make_bindings([Binding(character, "")]))).key


def _modified(modifiers: list[str], name: str) -> str:
    """A terminal reports Shift and a letter as the capital, Ctrl and a letter as a small one."""
    if modifiers == ["shift"] and len(name) == 1:
        return name.upper()
    if "ctrl" in modifiers and len(name) == 1:
        name = name.lower()
    return "+".join([*sorted(set(modifiers)), name])


def _base_name(base: str) -> str | None:
    if base in SHOWN:
        return SHOWN[base]
    if len(base) > 1 and (base in _NAMED or base in _typed()):
        return base
    try:
        character = base if len(base) == 1 else unicodedata.lookup(base.replace("_", " "))
    except (KeyError, ValueError):
        return None
    return of_character(character) if _is_typed(character) else None


def _is_typed(character: str) -> bool:
    """Whether some keyboard has it: Unicode has names for pictures too."""
    if len(character) != 1 or not character.isprintable():
        return False
    return ord(character) <= LATIN_1 or unicodedata.category(character) not in PICTURES


@cache
def _typed() -> frozenset[str]:
    """The names of what a keyboard types; Unicode's have hyphens and other words in some."""
    return frozenset(of_character(chr(code)) for code in range(0x21, 0x7F))
