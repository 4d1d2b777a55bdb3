"""The guidelines' Markdown as a page: its shape is seen without colour, and nothing is obeyed."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console
from rich.segment import Segment

from annotate.core.display import display
from annotate.ui.markdown import markdown_page
from tests.core.texts import HOSTILE
from tests.ui.payloads import PAYLOADS

WIDTH = 40


def segments(source: str) -> list[list[Segment]]:
    console = Console(width=WIDTH)
    return console.render_lines(markdown_page(source), pad=False)


def lines(source: str) -> list[str]:
    return ["".join(s.text for s in line).rstrip() for line in segments(source)]


@pytest.mark.parametrize(
    ("source", "page"),
    [
        ("# Quotes\nWith *their* marks.", ["Quotes", "", "With their marks."]),
        ("one\ntwo  \nthree", ["one two", "three"]),
        ("- a\n- b\n  - c", ["•  a", "•  b", "   •  c"]),
        ("3. a\n4. b", ["3.  a", "4.  b"]),
        ("- a\n\n- b", ["•  a", "", "•  b"]),
        ("> all of " + "it " * 14, ["│ all of " + "it " * 9 + "it", "│ it it it it"]),
        ("```\n# no\n  *heading*\n```", ["    # no", "      *heading*"]),
        ("a\n\n---", ["a", "", "─" * 12]),
        ("| a | b |\n|---|---|\n| cc | d |", ["a   b", "cc  d"]),
        ("[here](https://a.b) ![map](c.png)", ["here (https://a.b) map (c.png)"]),
        ("<b>not</b> [b]markup[/b]", ["<b>not</b> [b]markup[/b]"]),
        ("", []),
    ],
)
def test_the_shape_of_a_text_is_seen(source: str, page: list[str]) -> None:
    assert lines(source) == page


def test_attributes_tell_what_stands_out() -> None:
    [line] = segments("**strong** *soft* `q` plain")
    looks = {s.text.strip(): str(s.style) for s in line if s.text.strip()}
    assert looks == {"strong": "bold", "soft": "italic", "q": "reverse", "plain": "none"}
    [heading] = segments("## A heading")
    assert {str(s.style) for s in heading} == {"bold"}


@given(HOSTILE | st.text())
def test_nothing_that_a_terminal_obeys_is_left(text: str) -> None:
    for wrapped in (text, f"`{text}`", f"- {text}", f"> {text}", f"```\n{text}\n```"):
        shown = "".join(lines(wrapped))
        assert display(shown) == shown


@pytest.mark.parametrize(
    "source", [*PAYLOADS, "&#27;]0;x&#7;", "&#x9b;2J &#x202e;", "[a](b 'c' &#27;)"]
)
def test_neither_payloads_nor_entities_get_through(source: str) -> None:
    shown = "".join(lines(source))
    assert display(shown) == shown


@pytest.mark.parametrize("source", [">" * 5000 + "a", "*" * 5000, "[" * 5000])
def test_however_deep_it_is_nested_the_page_is_there(source: str) -> None:
    assert lines(f"{source}\n\nThe end.")[-1] == "The end."
