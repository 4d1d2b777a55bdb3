"""A few words of a text, on one line."""

import pytest

from annotate.core.excerpt import both_ends, excerpt, with_edges


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


def test_of_what_is_too_long_both_ends_are_shown() -> None:
    assert both_ends("said  Ana\nRuiz", 20) == "said Ana Ruiz"
    assert both_ends("according to Ana Ruiz, a nurse", 16) == "accordin…a nurse"
    long = "a" * 10 + "b" * 10_000_000 + "c" * 10
    assert both_ends(long, 20) == f"{'a' * 10}…{'c' * 10}"


def test_two_that_differ_by_blanks_at_their_ends_do_not_look_alike() -> None:
    assert both_ends("“No,” ", 20) == "“No,”␣"
    assert both_ends("\n “No,”", 20) == "␣␣“No,”"
    assert both_ends("“No,”" + " " * 5, 20) == "“No,”␣×5"
    assert both_ends("  ", 20) == "␣␣"
    long = "a" * 10 + "b" * 10_000 + "c" * 10
    assert both_ends(f"{long} ", 20) == f"{'a' * 10}…{'c' * 9}␣"


def test_what_just_fits_is_whole() -> None:
    assert both_ends("a" * 16, 16) == "a" * 16
    assert both_ends("a" * 17, 16) == "a" * 8 + "…" + "a" * 8


def test_no_blank_stands_beside_what_is_left_out() -> None:
    assert both_ends("one two " + "x" * 20, 16) == "one two…xxxxxxxx"
    assert excerpt("one two three four five six", 0, 27, 8) == "one two…"


def test_blanks_are_counted_where_they_are_more_than_three() -> None:
    assert with_edges("   a    ") == "␣␣␣a␣×4"
