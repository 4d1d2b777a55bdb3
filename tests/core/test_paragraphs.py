"""Paragraphs: lines, or blocks of them where the text is hard-wrapped."""

import textwrap

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.graphemes import splits_grapheme
from annotate.core.paragraphs import find_paragraphs
from tests.campaign import campaign
from tests.core.articles import articles, paragraph_counts
from tests.core.texts import HOSTILE

PROSE = (
    "the harbour office said that the ferry would not sail before the middle of next week and that "
    "every ticket sold for it would be refunded without any question by the company which owns it"
)


def found(text: str) -> list[str]:
    return [text[start:end] for start, end in find_paragraphs(text)]


def wrapped(sentences: int, width: int = 72) -> str:
    """A paragraph of that many sentences, hard-wrapped."""
    return textwrap.fill(" ".join([f"{PROSE.capitalize()}."] * sentences), width)


def test_a_line_is_a_paragraph() -> None:
    assert found("One.\nTwo.\n\nThree.\n\n\n\nFour.") == ["One.", "Two.", "Three.", "Four."]


def test_blank_lines_and_the_whitespace_around_lines_belong_to_none() -> None:
    assert found("\n \u00a0\n\tOne. \u00a0\n\u2003\nTwo.\u3000\n") == ["One.", "Two."]


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u00a0\n\u2028"])
def test_a_text_of_whitespace_has_none(text: str) -> None:
    assert find_paragraphs(text) == ()


@pytest.mark.parametrize("separator", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85", "\x1c"])
def test_only_lf_ends_a_line(separator: str) -> None:
    assert found(f"One.{separator}Two.\nThree.") == [f"One.{separator}Two.", "Three."]


def test_a_space_that_carries_an_accent_is_no_space() -> None:
    assert found(" \u0301One. \u0301 \nTwo.") == [" \u0301One. \u0301", "Two."]
    assert found("One.\n \u0301\nTwo.") == ["One.", " \u0301", "Two."]


# --- hard-wrapped ------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [52, 65, 72, 80, 98])
def test_a_hard_wrapped_block_is_one_paragraph(width: int) -> None:
    blocks = [wrapped(sentences, width) for sentences in (2, 1, 3)]
    assert found("\n\n".join(blocks)) == blocks


def test_short_lines_that_were_ended_on_purpose_stay_apart() -> None:
    text = f"4 November 2025\nBy our reporter\n{wrapped(2)}\n\n{wrapped(2)}"
    assert found(text) == ["4 November 2025", "By our reporter", wrapped(2), wrapped(2)]


def test_the_last_line_of_a_block_may_be_short_and_a_url_may_be_long() -> None:
    url = "https://ads.example/safeframe/1-0-40/html/container.html?" + "x" * 90
    text = f"{wrapped(2)}\n\n{url}\n\n{wrapped(3)}"
    assert found(text) == [wrapped(2), url, wrapped(3)]


def test_a_url_within_a_block_hides_no_width() -> None:
    lines = wrapped(4).split("\n")
    block = "\n".join([*lines[:4], "https://news.example/" + "x" * 90, *lines[4:]])
    assert found(f"{block}\n\n{wrapped(2)}") == [block, wrapped(2)]


def test_a_line_that_is_not_quite_full_is_wrapped_too() -> None:
    lines = wrapped(4).split("\n")
    first, _, last = lines[3].rpartition(" ")
    ragged = "\n".join([*lines[:3], first, f"{last} {lines[4]}", *lines[5:]])
    assert found(f"{ragged}\n\n{wrapped(2)}") == [ragged, wrapped(2)]


def test_an_indented_block_is_as_wide_as_its_indentation_and_its_text() -> None:
    hanging = textwrap.indent(wrapped(2, 40), " " * 32)
    assert found(f"{wrapped(4)}\n\n{hanging}") == [wrapped(4), hanging.strip()]


def test_lines_of_verse_are_paragraphs() -> None:
    lines = ["the lamp is lit", "and nobody comes", f"{PROSE[:60]}", "but the tide"] * 3
    assert found("\n".join(lines)) == lines


@pytest.mark.parametrize("width", [30, 120])
def test_lines_narrower_or_wider_than_anybody_wraps_are_paragraphs(width: int) -> None:
    lines = wrapped(3, width).split("\n")
    assert found("\n".join(lines)) == lines


@pytest.mark.parametrize(("width", "joined"), [(49, False), (50, True), (100, True), (101, False)])
def test_from_50_to_100_characters_are_a_line(width: int, joined: bool) -> None:
    line = ("so it is " * 12)[: width - 2].strip()
    lines = [line + " " + "x" * (width - 1 - len(line))] * 5
    assert found("\n".join(lines)) == (["\n".join(lines)] if joined else lines)


@pytest.mark.parametrize(("going_on", "joined"), [(2, False), (3, True)])
def test_after_three_of_ten_lines_a_sentence_must_go_on(going_on: int, joined: bool) -> None:
    lines = ["So " * 19 + "then"] * (11 - going_on) + ["so " * 19 + "then"] * going_on
    assert found("\n".join(lines)) == (["\n".join(lines)] if joined else lines)


def test_a_list_of_headlines_is_not_hard_wrapped() -> None:
    lines = [f"Headline number {n} which tells of something that is sixty wide" for n in range(9)]
    assert found("\n".join(lines)) == lines


def test_lines_in_a_script_without_capitals_or_spaces_are_paragraphs() -> None:
    lines = ["海港办公室星期二表示渡轮在下周中之前不会开航公司将退还所有船票" * 2] * 5
    assert found("\n".join(lines)) == lines


def test_one_line_end_proves_nothing() -> None:
    lines = wrapped(1, 100).split("\n")
    assert len(lines) == 2
    assert found("\n".join(lines)) == lines


def test_two_line_ends_may_prove_it() -> None:
    block = wrapped(1, 80)
    assert block.count("\n") == 2
    assert found(block) == [block]


def test_it_is_enough_if_seven_of_ten_line_ends_look_wrapped() -> None:
    block = "\n".join(wrapped(8, 90).split("\n")[:8])
    assert found(f"{block}\n\nOne\nTwo\nThree\nFour") == [block, "One", "Two", "Three", "Four"]
    assert found(f"{block}\n\nOne\nTwo\nThree\nFour\nFive")[:8] == block.split("\n")


# --- the sample articles -----------------------------------------------------------------------


def test_the_readme_knows_every_article() -> None:
    assert set(paragraph_counts()) == set(articles())


@pytest.mark.parametrize("article", articles())
def test_each_article_has_the_paragraphs_that_the_readme_says(article: str) -> None:
    assert len(find_paragraphs(articles()[article])) == paragraph_counts()[article]


def test_a_date_a_provenance_line_and_a_caption_are_three_paragraphs() -> None:
    text = articles()["harbour-gazette/2025-11-04-ferry-strikes-breakwater.txt"]
    date, provenance, caption = found(text)[2:5]
    assert date == "04 November 2025"
    assert provenance == "This content originally appeared on Corvane Broadcasting."
    assert caption.startswith("The ferry Lady Merrin's bow")
    assert f"{date}\n{provenance}\n{caption}" in text


def test_in_the_hard_wrapped_article_paragraphs_hold_line_ends() -> None:
    text = articles()["northline-news/2025-12-02-hallbeck-bridge-inquiry.txt"]
    assert sum("\n" in paragraph for paragraph in found(text)) > 10
    assert all(not paragraph.endswith((" ", "\n")) for paragraph in found(text))


# --- whatever comes ----------------------------------------------------------------------------

LINES = st.lists(
    st.one_of(HOSTILE, st.text("ab \u00a0\u0301", max_size=70), st.just(PROSE[:70])), max_size=12
).map("\n".join)


@settings(max_examples=campaign(200, 5_000))
@given(LINES)
def test_paragraphs_ascend_and_leave_out_nothing_but_whitespace(text: str) -> None:
    edges = [0, *(edge for paragraph in find_paragraphs(text) for edge in paragraph), len(text)]
    assert edges == sorted(edges)
    gaps = [text[a:b] for a, b in zip(edges[::2], edges[1::2], strict=True)]
    assert not "".join(gaps).strip()
    for start, end in find_paragraphs(text):
        assert text[start:end].strip()
        assert not splits_grapheme(text, start)
        assert not splits_grapheme(text, end)
        assert "\n\n" not in text[start:end]
