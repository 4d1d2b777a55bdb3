"""Graphemes: found from any offset just as from the text's start, however far that is."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.graphemes import (
    grapheme_start,
    graphemes,
    next_grapheme,
    previous_grapheme,
    splits_grapheme,
    whole_graphemes,
)
from tests.campaign import campaign
from tests.core.texts import HOSTILE


def pieces(text: str) -> list[str]:
    return [text[start:end] for start, end in graphemes(text, 0, len(text))]


@pytest.mark.parametrize(
    "whole",
    [
        "e\u0301",
        "👩\u200d👩\u200d👧",
        "👍🏽",
        "🇩🇪",
        "한",
        "\u1112\u1161\u11ab",
        "\r\n",
        "❤\ufe0f",
        "נִ",
    ],
)
def test_what_a_reader_takes_for_one_character_is_one(whole: str) -> None:
    assert pieces(f"a{whole}b") == ["a", whole, "b"]
    assert next_grapheme(f"a{whole}b", 1) == 1 + len(whole)
    assert previous_grapheme(f"a{whole}b", 1 + len(whole)) == 1
    assert all(splits_grapheme(f"a{whole}b", 1 + i) for i in range(1, len(whole)))


@settings(max_examples=campaign(300, 20_000))
@given(HOSTILE)
def test_each_offset_knows_its_grapheme(text: str) -> None:
    edges = [0, *(end for _, end in graphemes(text, 0, len(text)))]
    for at in range(len(text)):
        start = max(edge for edge in edges if edge <= at)
        assert grapheme_start(text, at) == start
        assert splits_grapheme(text, at) == (at not in edges)
        assert next_grapheme(text, at) == min(edge for edge in edges if edge > at)
        assert previous_grapheme(text, at + 1) == start


@given(HOSTILE, st.data())
def test_any_earlier_start_is_enough_to_go_on_from(text: str, data: st.DataObject) -> None:
    edges = [0, *(end for _, end in graphemes(text, 0, len(text)))]
    since = data.draw(st.sampled_from(edges))
    at = data.draw(st.integers(since, len(text)))
    assert grapheme_start(text, at, since) == grapheme_start(text, at)


@pytest.mark.parametrize("flags", [1, 2, 3, 50, 51])
def test_flags_are_counted_in_pairs_from_where_they_begin(flags: int) -> None:
    text = "x" + "🇩🇪" * flags + "🇩"
    starts = [1 + at // 2 * 2 for at in range(2 * flags + 1)]
    assert [grapheme_start(text, 1 + at) for at in range(2 * flags + 1)] == starts


@pytest.mark.parametrize("flags", [1, 2, 3, 4])
def test_an_accent_on_a_flag_belongs_to_it(flags: int) -> None:
    text = "x" + "🇩🇪" * flags + "\u0301"
    assert grapheme_start(text, len(text) - 1) == len(text) - 3
    assert next_grapheme(text, len(text) - 3) == len(text)


@pytest.mark.parametrize("offset", [-5, 0, 3, 9])
def test_no_offset_leads_out_of_the_text(offset: int) -> None:
    assert 0 <= grapheme_start("abc", offset) <= 3
    assert 0 < next_grapheme("abc", max(0, offset)) <= 3
    assert 0 <= previous_grapheme("abc", offset) < 3
    assert next_grapheme("", 0) == previous_grapheme("", 0) == 0


@pytest.mark.parametrize(
    ("given", "whole"), [((1, 2), (0, 3)), ((0, 2), (0, 3)), ((1, 3), (0, 3)), ((3, 4), (3, 4))]
)
def test_a_range_gets_the_rest_of_what_it_would_split(
    given: tuple[int, int], whole: tuple[int, int]
) -> None:
    assert whole_graphemes("e\u0301\u0302xy", *given) == whole


def test_a_part_of_a_text_has_the_graphemes_of_that_part() -> None:
    assert graphemes("abcde", 1, 3) == [(1, 2), (2, 3)]


def test_before_the_start_and_after_the_end_there_is_nothing() -> None:
    assert previous_grapheme("ab", 0) == 0
    assert previous_grapheme("ab", 1) == 0
    assert previous_grapheme("ab", 9) == 1
    assert next_grapheme("ab", 2) == 2
