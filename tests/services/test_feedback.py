"""Feedback: every place against gold, what the reviewer said; and never before it is due."""

import pytest
from hypothesis import given, settings

from annotate.core.annotation_set import AnnotationSet, Span
from annotate.core.errors import InputError
from annotate.core.operations import SetFlag, SetNote, Status
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.core.suggestion import Place
from annotate.services import feedback as service
from annotate.services.controls.comparing import Two, against
from annotate.services.controls.repeating import repeat
from annotate.services.feedback import Feedback, available, by_label, feedback, why_not
from annotate.storage import controls, queue
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.services.adjudicating.making import BODY, LONG, NEVER, NO, SHORT, reviewing, version
from tests.services.controls.making import GOLD, said, settle, text
from tests.services.controls.test_comparing import contents
from tests.services.controls.test_figures import controlled
from tests.storage.making import commit, document, put


def told(store: Store, key: int) -> Feedback:
    return feedback(store, DEFAULT_SCHEME, "ana", key)


def test_every_place_is_there_once_in_the_order_of_the_text(store: Store) -> None:
    key = settle(store, 1, NO, SHORT, NEVER)
    put(store, key, said(1, NO, LONG, ("attribution", "“Never.”"), BODY), "ana")
    found = told(store, key)
    assert [(p.kind, p.own_text, p.gold_text) for p in found.places] == [
        ("same", "“No,”", "“No,”"),
        ("boundary", "said Ana Ruiz, a nurse", "said Ana Ruiz"),
        ("label", "“Never.”", "“Never.”"),
        ("mine", "The captain left on Monday.", ""),
    ]
    assert [p.paragraph for p in found.places] == [0, 0, 0, 1]
    put(store, key, said(1), "ana", replace=True)
    assert [p.kind for p in told(store, key).places] == ["gold"] * 3


def test_links_are_compared_by_their_ends(store: Store) -> None:
    key = settle(store, 1, NO, SHORT, NEVER)
    linked = version(NO, SHORT, NEVER, links=((1, 0), (1, 2)), text=text(1))
    put(store, key, linked, "gold/eva", replace=True)
    put(store, key, version(NO, SHORT, links=((1, 0),), text=text(1)), "ana")
    assert told(store, key).links == service.Links(1, 0, 1)
    put(store, key, said(1, NO, SHORT), "ana", replace=True)
    assert told(store, key).links == service.Links(0, 0, 2)


def test_what_the_reviewer_said_stands_by_the_places_of_that_paragraph(store: Store) -> None:
    key = settle(store, 1, NO, SHORT, NEVER)
    why = SetNote("Titles belong to it?", paragraph=0), SetFlag(paragraph=0)
    commit(store, key, *why, name="gold/eva")
    put(store, key, said(1, NO, BODY), "ana")
    found = told(store, key)
    here = {(p.paragraph, p.reason, p.unclear) for p in found.places}
    assert here == {(0, "Titles belong to it?", True), (1, "", False)}


def test_nothing_of_it_names_anybody(store: Store) -> None:
    key = settle(store, 1, *GOLD)
    put(store, key, said(1, NO), "ana")
    for name in ("ben", "cem", "eva"):
        assert name not in repr(told(store, key))
        assert name not in repr(by_label(store, DEFAULT_SCHEME, "ana", [key]))


@settings(max_examples=campaign(60, 1000), deadline=None)
@given(contents(), contents())
def test_each_span_is_there_once_and_as_many_of_each_kind_as_the_figures_say(
    one: AnnotationSet, other: AnnotationSet
) -> None:
    two = Two(document("“No,” said X.\n\nMore of it.\n\nThe end."), one, other)
    places = service._places(DEFAULT_SCHEME, two)
    assert sorted(p.own for p in places if p.own) == _places(one)
    assert sorted(p.gold for p in places if p.gold) == _places(other)
    d = against(DEFAULT_SCHEME, ("you", "gold"), [two]).differences
    kinds = [place.kind for place in places]
    assert [kinds.count(k) for k in ("same", "label", "boundary", "both", "mine", "gold")] == [
        *(d.same, d.other_label, d.other_boundary, d.both, d.only_first, d.only_second)
    ]


def _places(content: AnnotationSet) -> list[Place]:
    return sorted({(s.start, s.end, s.label) for s in content.spans if s.start < s.end})


def test_of_as_many_pairs_those_with_the_most_that_are_the_same_are_taken() -> None:
    one = AnnotationSet((Span(0, 5, "quote", "a"), Span(0, 6, "quote", "b")))
    other = AnnotationSet((Span(0, 6, "quote", "c"), Span(0, 7, "quote", "d")))
    places = service._places(DEFAULT_SCHEME, Two(document("“No,” said X."), one, other))
    assert [p.kind for p in places] == ["same", "boundary"]


def test_there_is_none_before_the_article_is_done_and_gold_settled(store: Store) -> None:
    key = settle(store, 1, *GOLD)
    assert why_not(store, "ana", key) == "feedback comes when the article is done"
    put(store, key, said(1, NO), "ana")
    assert available(store, "ana") == [key]
    commit(store, key, Status((2,), "unseen"), name="ana")
    assert available(store, "ana") == []
    with pytest.raises(InputError, match="when the article is done"):
        told(store, key)
    commit(store, key, Status((2,), "done"), name="ana")
    reviewing(store).undo()
    reviewing(store).undo()
    assert why_not(store, "ana", key) == "no gold to compare with yet"


def test_of_a_control_it_comes_with_the_end_of_the_batch_and_sounds_like_nothing_settled(
    store: Store,
) -> None:
    first, second = controlled(store, 2)
    put(store, first, said(0, NO), "ana")
    assert why_not(store, "ana", first) == "no gold to compare with yet"
    put(store, second, said(1, NO), "ana")
    assert available(store, "ana") == []
    while held := _held(store):
        put(store, held, AnnotationSet(status="d"), "ana")
    assert available(store, "ana") == [first, second]


def _held(store: Store) -> int | None:
    """The next article of the batch that ana takes and has not done."""
    controls.take(store, "ana")
    return queue.next_unfinished(store, "ana", 0, queue.Filter(own=True))


def test_of_an_article_to_be_labelled_again_it_comes_after_that(store: Store) -> None:
    key = settle(store, 1, *GOLD)
    put(store, key, said(1, NO), "ana")
    repeat(store, ["ana"], 1)
    assert available(store, "ana") == []
    put(store, key, said(1, NO, SHORT), "again/ana")
    assert available(store, "ana") == [key]
    assert "first time" in why_not(store, "again/ana", key)


def test_a_look_at_gold_is_kept_and_the_article_drawn_for_no_second_pass(store: Store) -> None:
    key, other = settle(store, 1, *GOLD), settle(store, 2, *GOLD)
    for n, each in ((1, key), (2, other)):
        put(store, each, said(n, NO), "ana")
    told(store, key)
    assert repeat(store, ["ana"], 1).places == 1
