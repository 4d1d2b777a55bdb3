"""Learned paragraphs: where the word of a rule stays, and where the model must be sure."""

import pytest
from msgspec.structs import replace

from annotate.core.document import Document
from annotate.core.suggestion import Suggestion
from annotate.suggesters import learned
from annotate.suggesters.body import TABLE

BODY = Suggestion(0, 10, "body", "prose of the article", 0.9, "body")


@pytest.mark.parametrize(
    ("tag", "certainty", "hints", "stays"),
    [
        ("O", 0.05, (), False),
        ("O", 0.05, (None,), False),
        ("O", 0.05, ("p",), True),
        ("O", 0.005, ("p",), True),
        ("O", 0.001, ("p",), False),
        ("O", 0.3, (), True),
        ("W body", 0.6, (), False),
        ("W ad", 0.6, (), True),
        ("W ad", 0.95, (), False),
    ],
)
def test_the_rule_of_a_paragraph_stays_where_the_model_is_in_two_minds(
    tag: str, certainty: float, hints: tuple[str | None, ...], stays: bool
) -> None:
    doubt = learned._doubt(
        Document(sha256="", text="It rained.", paragraphs=((0, 10),), hints=hints)
    )
    assert learned._in_two_minds(BODY, tag, certainty, doubt) == stays


def test_the_rule_of_a_table_stays_unless_it_is_surely_of_another_label() -> None:
    table = replace(BODY, origin=TABLE)

    assert learned._in_two_minds(table, "O", 0.0, 0.1)
    assert not learned._in_two_minds(table, "W ad", 0.95, 0.1)


@pytest.mark.parametrize(
    ("tag", "certainty", "unseen"),
    [("W body", 0.7, True), ("W body", 0.9, False), ("W headline", 0.7, False), ("O", 0.7, False)],
)
def test_a_label_that_the_rules_give_to_others_needs_the_model_to_be_sure(
    tag: str, certainty: float, unseen: bool
) -> None:
    assert learned._is_unseen(frozenset({"body", "ad"}), tag, certainty) == unseen
