"""Figures: counted by hand, with intervals from leaving articles out."""

from math import isclose, sqrt

from annotate.core.suggestion import Place, SuggestedLink, Suggestion, Suggestions
from annotate.services.training.figures import ALL, Answers, Comparison, compare
from annotate.suggesters.learning.fitting import Example
from annotate.suggesters.learning.tags import Units
from tests.suggesters.documents import document

ROWS = range(25)
UNITS: Units = {"q": "quotation", "a": "attribution"}


def said(*places: Place, links: tuple[tuple[Place, Place], ...] = ()) -> Suggestions:
    spans = tuple(Suggestion(*place, "", 0.9, "") for place in places)
    return Suggestions(spans, tuple(SuggestedLink("of", *ends, "", 0.9) for ends in links))


def answer(
    text: str,
    gold: tuple[Place, ...],
    learned: Suggestions,
    rules: Suggestions,
    links: tuple[tuple[Place, Place], ...] = (),
) -> Answers:
    tied = tuple(("of", *ends) for ends in links)
    return Answers(Example(document(text), gold, tied), learned, rules)


def figures(*answers: Answers) -> dict[str, Comparison]:
    return {c.label: c for c in compare(answers, UNITS, ["of"])}


ONE = answer("one", ((0, 9, "q"), (10, 20, "a")), said((0, 9, "q")), said((0, 9, "q")))
TWO = answer(
    "two",
    ((0, 9, "q"), (10, 20, "a")),
    said((0, 8, "q"), (12, 20, "a")),
    said((0, 9, "q"), (30, 40, "a")),
)


def test_quotations_must_agree_to_the_letter_and_attributions_by_half() -> None:
    found = figures(ONE, TWO)

    assert (found["q"].learned.precision, found["q"].learned.recall) == (0.5, 0.5)
    assert (found["a"].learned.precision, found["a"].learned.recall) == (1.0, 0.5)
    assert found["a"].rules.f1 == 0
    assert isclose(found[ALL].learned.f1, 2 * 2 / (3 + 4))


def test_what_is_proposed_of_a_label_that_nobody_gave_is_no_false_alarm() -> None:
    quotes = answer("x", ((0, 9, "q"),), said((0, 9, "q"), (0, 5, "a")), said((3, 8, "a")))

    found = figures(quotes)

    assert list(found) == ["q", ALL]
    assert (found[ALL].learned, found[ALL].rules) == (found["q"].learned, found["q"].rules)


def test_one_proposal_pairs_off_with_one_span() -> None:
    both = said((0, 10, "a"), (1, 10, "a"))

    found = figures(answer("x", ((0, 10, "a"),), both, both))

    assert (found["a"].learned.precision, found["a"].learned.recall) == (0.5, 1.0)


def test_a_link_is_right_where_both_its_ends_are() -> None:
    quote, other, who = (0, 9, "q"), (20, 30, "q"), (10, 20, "a")
    right, wrong = said(links=((who, quote),)), said(links=((who, other),))

    found = figures(answer("x", (), right, wrong, links=((who, quote),)))

    assert (found["of"].learned.f1, found["of"].rules.f1) == (1, 0)
    assert set(found) == {"of"}


def test_the_interval_is_the_jackknifes() -> None:
    """Without the first article F1 of q is 0, without the second 1: the mean is a half."""
    q = figures(ONE, TWO)["q"]

    assert (q.learned.f1, q.rules.f1, q.difference) == (0.5, 1.0, -0.5)
    assert (q.learned.low, q.learned.high) == (0.0, 1.0)  # 0.5 -+ 6.4, in what is possible
    assert (q.low, q.high) == (-1.0, 1.0)
    assert (q.rules.low, q.rules.high) == (1.0, 1.0)


def test_of_more_articles_it_is_narrower() -> None:
    """Of 25 of each kind Student's t of 49 degrees is 2.0096."""
    one = [answer(f"one {n}", ((0, 9, "q"),), said((0, 9, "q")), said((0, 9, "q"))) for n in ROWS]
    two = [answer(f"two {n}", ((0, 9, "q"),), said((0, 8, "q")), said((0, 9, "q"))) for n in ROWS]

    q = figures(*one, *two)["q"]

    half = 2.0096 * sqrt(49 / 50 * 50 * (0.5 / 49) ** 2)
    assert (q.articles, q.difference) == (50, -0.5)
    assert isclose(q.high - q.low, 2 * half, rel_tol=1e-4)


def test_readings_of_one_article_are_left_out_together() -> None:
    other = answer("one", ((0, 9, "q"),), said((0, 9, "q")), said((0, 9, "q")))

    q = figures(ONE, other)["q"]

    assert (q.articles, q.learned.f1, q.learned.gold) == (1, 1.0, 2)
    assert (q.low, q.high) == (-1.0, 1.0), "one article says nothing of others"
