"""The display boundary: one code point for one, and nothing that a terminal would obey."""

import unicodedata

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from annotate.core.display import display
from tests.campaign import campaign

OBEYED = {"Cc", "Cs", "Zl", "Zp"}
"""The categories of which nothing may be left: controls, surrogates, line ends."""
TURNING = set("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")

any_character = st.characters(exclude_categories=())
hostile = st.sampled_from("\x1b\x00\x07\x7f\x80\x9b\x9d\n\r\t\u2028\ud800\udfff\u202e\ufeff\u200b")
texts = st.text(any_character | hostile)


@settings(max_examples=campaign(500, 20_000))
@given(texts)
@example("\x1b]52;c;aGk=\x07")
@example("\x9b2J\x90q\x9c")
def test_any_text_keeps_its_length_and_loses_every_control_character(text: str) -> None:
    shown = display(text)
    assert len(shown) == len(text)
    assert not {unicodedata.category(c) for c in shown} & OBEYED
    assert not set(shown) & TURNING


def test_every_code_point_becomes_exactly_one_that_is_no_control_character() -> None:
    every = "".join(map(chr, range(0x110000)))
    shown = display(every)
    assert len(shown) == len(every)
    assert not {unicodedata.category(c) for c in shown} & OBEYED
    assert not set(shown) & TURNING


@settings(max_examples=campaign(100, 20_000))
@given(texts)
def test_what_is_shown_is_shown_again_unchanged(text: str) -> None:
    assert display(display(text)) == display(text)


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("\x00\x07\x1b\r\x1f\x7f", "␀␇␛␍␟␡"),
        ("a\tb\nc", "a b c"),
        ("\u2028\u2029", "⏎⏎"),
        ("\x85\x9b\ud83d\u202e\u2069\u061c", "\ufffd" * 6),
        ("\ufeff\u200b\u2060", "\ufffd" * 3),
        ("Wör\u00adter", "Wör‐ter"),
    ],
)
def test_each_kind_of_dangerous_character_has_its_stand_in(given_text: str, shown: str) -> None:
    assert display(given_text) == shown


@pytest.mark.parametrize(
    "text",
    [
        "“No,” said Ana\u00a0Ruiz — 3 × 4 € in the café",
        "e\u0301 👩\u200d🚒 🇦🇬 ❤\ufe0f می\u200cخواهم",
        "[/nope] [@click=app.bell]",
        "",
    ],
)
def test_text_that_a_terminal_only_prints_stays_as_it_is(text: str) -> None:
    assert display(text) == text
