"""The names of keys, however a person writes them."""

import pytest
from textual.app import App
from textual.binding import Binding

from annotate.ui.bindings import SCREENS
from annotate.ui.keynames import key_name, spoken


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("q", "q"),
        ("Q", "Q"),
        ("shift+q", "Q"),
        ("?", "question_mark"),
        ("question_mark", "question_mark"),
        ("/", "slash"),
        ("slash", "slash"),
        ("solidus", "slash"),
        ("+", "plus"),
        ("-", "minus"),
        ("@", "at"),
        (",", "comma"),
        ("<", "less_than_sign"),
        ("less_than_sign", "less_than_sign"),
        ("é", "é"),
        ("ctrl+ä", "ctrl+ä"),
        ("°", "degree_sign"),
        ("€", "euro_sign"),
        ("ф", "ф"),
        ("latin_small_letter_z", "z"),
        ("space", "space"),
        ("shift+f5", "shift+f5"),
        ("ctrl+K", "ctrl+k"),
        ("shift+ctrl+right", "ctrl+shift+right"),
        ("alt+shift+q", "alt+shift+q"),
        ("esc", "escape"),
        ("return", "enter"),
        ("pgdn", "pagedown"),
        ("↓", "down"),
        ("shift+→", "shift+right"),
        ("^z", "ctrl+z"),
        ("^↓", "ctrl+down"),
        ("^", "circumflex_accent"),
    ],
)
def test_a_key_may_be_written_in_several_ways(written: str, name: str) -> None:
    assert key_name(written) == name


@pytest.mark.parametrize(
    "written",
    [
        "",
        "hyper",
        "ctrl+",
        "+ctrl",
        "ctrl+nothing",
        "Ctrl+k",
        "f99",
        "\u202e",
        "\x07",
        "bel",
        "banana",
        "ctrl+banana",
        "ctrl+snowman",
        "alt+emoji_modifier_fitzpatrick_type_3",
        "🍌",
        "^☃",
        "^^^",
    ],
)
def test_what_is_no_key_has_no_name(written: str) -> None:
    assert key_name(written) is None


def test_every_key_that_can_be_typed_has_a_name_by_which_it_can_be_given() -> None:
    for code in range(0x21, 0x7F):
        name = key_name(chr(code))
        assert name
        assert key_name(name) == name


BOUND = [
    key
    for screen in SCREENS.values()
    for binding in screen
    if binding.action[:5] != "label"
    for key in binding.key.split(",")
]


def test_so_has_every_key_of_the_bindings() -> None:
    for key in BOUND:
        assert key_name(key) == key


def test_a_key_may_be_written_as_the_program_shows_it() -> None:
    for key in BOUND:
        assert key_name(App[None]().get_key_display(Binding(key, ""))) == key


@pytest.mark.parametrize(
    ("shown", "written"),
    [("⏎", "Enter ⏎"), ("^p", "Ctrl+P"), ("^", "^"), ("tab", "Tab"), ("f2", "F2"), ("q", "q")],
)
def test_in_a_sentence_keys_are_called_as_one_writes_them(shown: str, written: str) -> None:
    assert spoken(shown) == written
