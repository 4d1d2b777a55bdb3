"""Suggestions of several suggesters as one answer."""

from annotate.core.suggestion import (
    NONE,
    SuggestedLink,
    Suggestion,
    Suggestions,
    merged,
    suggestion_order,
)


def suggestion(start: int, end: int, label: str = "quote", score: float = 0.5) -> Suggestion:
    return Suggestion(start, end, label, "a rule", score, "quotations")


def link(score: float) -> SuggestedLink:
    return SuggestedLink("attributes", (6, 9, "attribution"), (0, 5, "quote"), "a rule", score)


def test_of_two_for_one_place_the_surer_stays() -> None:
    unsure, sure = suggestion(0, 5, score=0.4), suggestion(0, 5, score=0.6)
    for parts in ((unsure, sure), (sure, unsure)):
        assert merged(*(Suggestions((part,)) for part in parts)).spans == (sure,)


def test_of_two_as_sure_the_first_stays_and_so_with_links() -> None:
    first, second = Suggestions((), (link(0.1),)), Suggestions((), (link(0.9),))
    assert merged(first, second).links == (link(0.1),)


def test_they_are_in_the_order_of_spans() -> None:
    parts = [suggestion(3, 4), suggestion(0, 2), suggestion(0, 5), suggestion(0, 5, "ad")]
    expected = [suggestion(0, 5, "ad"), suggestion(0, 5), suggestion(0, 2), suggestion(3, 4)]
    assert list(merged(Suggestions(tuple(parts))).spans) == expected
    assert sorted(parts, key=suggestion_order) == expected


def test_a_suggestion_knows_its_range_and_place() -> None:
    assert suggestion(0, 5).range == (0, 5)
    assert suggestion(0, 5).place == (0, 5, "quote")


def test_of_nothing_comes_nothing() -> None:
    assert merged() == merged(NONE, NONE) == NONE


def test_one_that_makes_way_for_a_surer_one_leaves_the_others_in_order() -> None:
    rest = Suggestions((suggestion(0, 2), suggestion(3, 4)))
    assert merged(rest, Suggestions((suggestion(0, 2, score=0.9),))).spans == (
        suggestion(0, 2, score=0.9),
        suggestion(3, 4),
    )


def test_what_surely_has_no_label_is_known_from_all() -> None:
    parts = Suggestions(nothing={(0, 3): "a date"}), Suggestions(nothing={(5, 9): "a menu"})
    assert merged(*parts).nothing == {(0, 3): "a date", (5, 9): "a menu"}
