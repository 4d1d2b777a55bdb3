"""Regions: which paragraphs a page's article is, by scores alone."""

from hypothesis import given
from hypothesis import strategies as st

from annotate.suggesters.page.regions import article

SCORES = st.lists(st.floats(-9, 9), max_size=40)


def chosen(*scores: float) -> str:
    """The article's paragraphs as x among dots, all being of one length."""
    return "".join("x" if inside else "." for inside in article(scores, [100] * len(scores)))


def test_prose_is_the_article_and_the_rest_is_not() -> None:
    assert chosen(-3, -3, 4, 4, 4, -3, -3) == "..xxx.."


def test_one_line_amid_prose_stays_if_it_speaks_against_it_less_than_two_changes_cost() -> None:
    assert chosen(4, 4, -4.3, 4, 4) == "xxxxx"
    assert chosen(4, 4, -4.5, 4, 4) == "xx.xx"


def test_lines_of_the_site_between_paragraphs_do_not_part_them() -> None:
    assert chosen(-3, 4, -9, 4, -9, 4, -9, 4, -3) == ".x.x.x.x."


def test_a_lone_line_that_looks_a_bit_like_prose_is_no_article() -> None:
    assert chosen(-3, -3, 2, -3, -3) == "....."


def test_a_far_and_small_run_is_left_out_but_a_near_one_is_not() -> None:
    prose, gap = [5.0] * 8, [-3.0]

    assert chosen(*prose, *gap * 9, 5, *gap * 9).endswith("." * 19)
    assert chosen(*prose, *gap * 3, 5, *gap * 9).endswith("...x" + "." * 9)


def test_an_article_neither_begins_nor_ends_with_what_speaks_against_it() -> None:
    assert chosen(-1, 5, 5, -1) == ".xx."


@given(SCORES)
def test_there_is_an_answer_for_each_paragraph_and_it_lies_between_good_ones(
    scores: list[float],
) -> None:
    inside = article(scores, [1] * len(scores))

    assert len(inside) == len(scores)
    if any(inside):
        first, last = inside.index(True), len(inside) - 1 - inside[::-1].index(True)
        assert scores[first] >= 0 <= scores[last]


@given(st.integers(0, 40))
def test_nothing_but_prose_is_all_article(number: int) -> None:
    assert article([4.0] * number, [100] * number) == [True] * number
