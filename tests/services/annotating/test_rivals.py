"""Of several that say the same of one place the surest speaks, and has the links of the others."""

from annotate.core.suggestion import Place, SuggestedLink, Suggestion, Suggestions
from annotate.services.annotating.rivals import surest

WHOLE = {"body", "ad"}
BODY: Place = (0, 40, "body")
SHORT: Place = (0, 10, "attribution")
LONG: Place = (0, 20, "attribution")


def said(place: Place, score: float, suggester: str = "rules") -> Suggestion:
    return Suggestion(*place, "a rule", score, suggester)


def tied(head: Place, child: Place = BODY) -> SuggestedLink:
    return SuggestedLink("attributes", head, child, "a rule", 0.8)


def test_links_of_two_that_are_one_are_one() -> None:
    spans = said(BODY, 0.9), said(LONG, 0.7), said(SHORT, 0.8)

    found = surest(Suggestions(spans, (tied(SHORT), tied(LONG))), WHOLE)

    assert [s.place for s in found.spans] == [BODY, SHORT]
    assert found.links == (tied(SHORT),)


def test_links_go_on_to_the_last_of_a_line_of_heirs() -> None:
    longest = (0, 30, "attribution")
    spans = said(BODY, 0.9), said(longest, 0.6), said(LONG, 0.7), said(SHORT, 0.8)

    found = surest(Suggestions(spans, (tied(longest),)), WHOLE)

    assert found.links == (tied(SHORT),)


def test_what_was_linked_to_a_paragraph_s_label_is_not_linked_to_another() -> None:
    spans = said(BODY, 0.7), said((0, 40, "ad"), 0.9, "others"), said(SHORT, 0.8)

    found = surest(Suggestions(spans, (tied(SHORT),)), WHOLE)

    assert [s.place for s in found.spans] == [(0, 40, "ad"), SHORT]
    assert found.links == ()
