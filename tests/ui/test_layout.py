"""Where rows break: nothing is lost, nothing is split, nothing is wider than the page."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core.graphemes import grapheme_start, splits_grapheme
from annotate.ui import layout
from tests.core.texts import HOSTILE

widths = st.integers(1, 20)


def broken(text: str, width: int) -> list[str]:
    return [text[a:b] for a, b in layout.rows(text, 0, len(text), width)]


def test_rows_break_after_blanks() -> None:
    assert broken("One two three.", 7) == ["One two ", "three."]
    assert broken("One two three.", 8) == ["One two ", "three."]
    assert broken("One two three.", 6) == ["One ", "two ", "three."]


def test_blanks_at_a_rows_end_take_no_room() -> None:
    assert broken("One two.", 3) == ["One ", "two", "."]
    assert broken("One  \t two", 3) == ["One  \t ", "two"]


def test_a_no_break_space_is_no_place_to_break() -> None:
    assert broken("at 10\u00a0km off", 7) == ["at ", "10\u00a0km ", "off"]


def test_what_no_row_can_hold_is_broken_where_the_row_is_full() -> None:
    assert broken("see https://example.org/a", 10) == ["see ", "https://ex", "ample.org/", "a"]


def test_wide_characters_count_twice() -> None:
    assert broken("日本 日本", 4) == ["日本 ", "日本"]
    assert broken("日本", 3) == ["日", "本"]


def test_a_character_wider_than_the_page_has_a_row_of_its_own() -> None:
    assert broken("日本", 1) == ["日", "本"]


@pytest.mark.parametrize(
    "grapheme", ["🇩🇪", "👩\u200d👩\u200d👧", "e\u0301\u0301", "क्ष", " \u0301", "한"]
)
def test_no_row_ends_within_a_grapheme(grapheme: str) -> None:
    for width in range(2, 8):
        assert all(
            row.count(grapheme) * len(grapheme) == len(row) for row in broken(grapheme * 3, width)
        )


def test_one_that_no_row_can_hold_is_broken_all_the_same() -> None:
    assert broken("\u1100\u1100\u1100", 4) == ["\u1100\u1100", "\u1100"]


@given(HOSTILE, widths, st.data())
def test_rows_cover_a_paragraph_without_a_gap_and_keep_the_width(
    text: str, width: int, data: st.DataObject
) -> None:
    edges = [0, *(last for _, last, _ in layout.graphemes(text))]
    start, end = sorted((data.draw(st.sampled_from(edges)), data.draw(st.sampled_from(edges))))
    rows = layout.rows(text, start, end, width)
    assert [rows[0][0], rows[-1][1]] == [start, end]
    assert all(one[1] == two[0] for one, two in pairwise(rows))
    wide = {a for a, _, size in layout.graphemes(text) if size > width}
    for first, last in rows:
        assert not splits_grapheme(text, first) or grapheme_start(text, first) in wide
        shown = text[first:last].rstrip(layout.BLANKS)
        assert layout.cells(shown) <= max(width, 2)
        assert first < last or text[start:end] == ""


@given(HOSTILE)
def test_graphemes_are_those_of_the_core_and_as_wide_as_the_text(text: str) -> None:
    found = layout.graphemes(text)
    assert "".join(text[a:b] for a, b, _ in found) == text
    assert not any(splits_grapheme(text, a) for a, _, _ in found)
    assert sum(size for *_, size in found) == layout.cells(text)


@given(HOSTILE, st.integers(0, 60))
def test_the_mouse_finds_the_grapheme_that_covers_a_cell(text: str, x: int) -> None:
    offset = layout.offset_at(text, (0, len(text)), x)
    shown = text.rstrip(layout.BLANKS)
    before = sum(size for a, _, size in layout.graphemes(shown) if a < offset)
    here = sum(size for a, _, size in layout.graphemes(shown) if a == offset)
    assert not splits_grapheme(shown, offset)
    assert before <= x < before + here or (offset == len(shown) and before <= x)


def test_beyond_a_rows_end_the_mouse_is_at_the_end_of_what_is_seen() -> None:
    assert layout.offset_at("One two  three", (0, 9), 40) == 7


def test_a_letter_before_a_joiner_and_one_after_it_are_two() -> None:
    assert layout.cells("a\u200db") == 2
    assert layout.cells("👩\u200d👧") == 2
