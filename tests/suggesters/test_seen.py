"""Paragraphs that were labelled before."""

from annotate.core.suggestion import NONE
from annotate.suggesters import seen
from tests.suggesters.pages import page


def test_outside_a_project_nothing_was_seen() -> None:
    assert seen.suggest(page(("Share this",)), NONE) == NONE


def test_what_was_decided_most_often_is_suggested() -> None:
    about = page(("Share this", "Buy now", "Quay closes"))

    found = seen.remembering([{"": 3}, {"ad": 2, "body": 1}, {}])(about, NONE)

    assert [(about.text[s.start : s.end], s.label) for s in found.spans] == [("Buy now", "ad")]


def test_what_was_left_without_a_label_is_surely_nothing_unless_it_is_disputed() -> None:
    about = page(("Share this", "Buy now", "Quay closes", "Read on"))

    found = seen.remembering([{"": 1}, {"": 1, "ad": 1}, {}, {"ad": 1}])(about, NONE)

    assert found.nothing == {about.paragraphs[0]: seen.LEFT}


def test_more_decisions_of_one_mind_are_surer_and_a_dispute_is_not() -> None:
    once, thrice, disputed = ({"ad": 1}, {"ad": 3}, {"ad": 1, "body": 1})

    scores = [seen.verdict(decisions)[1] for decisions in (disputed, once, thrice)]

    assert scores == sorted(scores)
    assert scores[0] < 0.8 < scores[1] < scores[2] < 1


def test_a_tie_is_decided_the_same_way_each_time() -> None:
    assert seen.verdict({"body": 1, "ad": 1}) == seen.verdict({"ad": 1, "body": 1})
