"""A few words of a text, on one line."""

import pytest

from annotate.core.excerpt import excerpt


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("“No,”", "“No,”"),
        ("one\n\n  two\tthree", "one two three"),
        ("a" * 24, "a" * 24),
        ("a" * 25, "a" * 24 + "…"),
        ("one" + " " * 500 + "two", "one…"),
    ],
)
def test_it_is_the_beginning_with_single_blanks(text: str, seen: str) -> None:
    assert excerpt(f"<{text}>", 1, len(text) + 1) == seen
