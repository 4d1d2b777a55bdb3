"""From conflict to conflict, paragraph to paragraph, to the settled article."""

import pytest

from annotate.core.errors import GestureError
from annotate.services.adjudicating import finishing, taking
from annotate.storage import annotations
from annotate.storage.store import Store
from tests.services.adjudicating.making import (
    BODY,
    LONG,
    NEVER,
    NO,
    SHORT,
    TEXT,
    case,
    gold,
    opened,
    option,
    reviewing,
    version,
)
from tests.storage.making import put


def test_a_paragraph_is_done_once_nothing_in_it_is_open(store: Store) -> None:
    here = opened(store, version(NO, SHORT, BODY), version(LONG, BODY))
    finishing.to_first(here)
    assert finishing.onward(here) == "conflict 2 of 2"
    taking.take(here, 1)
    assert finishing.onward(here) == "conflict 1 of 2"
    with pytest.raises(GestureError, match="still open here"):
        finishing.onward(here)
    assert here.content.status == ""
    taking.take(here, 0)
    assert finishing.onward(here) == ""
    assert (here.content.status, here.cursor.paragraph) == ("d", 1)


def test_with_the_last_paragraph_the_article_is_settled_and_undo_takes_both_back(
    store: Store,
) -> None:
    session = reviewing(store)
    key = opened(store, version(NO, BODY), version(NO, BODY)).key
    here = case(session, key)
    finishing.onward(here)
    finishing.onward(here)
    assert (gold(here), here.is_settled) == ([NO, BODY], False)
    assert finishing.onward(here) == finishing.SETTLED
    assert here.is_settled
    assert session.is_settled(key)
    assert here.content.settlement is not None
    assert here.content.settlement.versions == here.digests
    session.undo()
    assert here.content.status == "dd"
    assert not session.is_settled(key)


def test_a_link_between_what_all_have_is_asked_before_its_paragraph_is_done(store: Store) -> None:
    linked = version(NO, SHORT, links=((1, 0),))
    here = opened(store, linked, version(NO, SHORT))
    assert finishing.onward(here) == "conflict 1 of 1"
    assert (gold(here), here.content.status) == ([NO, SHORT], "")
    taking.take(here, 1)
    finishing.onward(here)
    assert (here.content.status, len(here.content.relations)) == ("d", 1)


def test_the_settlement_says_what_the_guideline_leaves_open(store: Store) -> None:
    here = opened(store, version(NO), version(NO))
    finishing.unclear(here, " Is a single word a quotation? ")
    assert finishing.reason_here(here) == "Is a single word a quotation?"
    taking.take_agreed(here)
    settlement = here.content.settlement
    assert settlement
    assert (settlement.reason, settlement.unclear) == (
        "Is a single word a quotation?",
        True,
    )
    finishing.unclear(here, "")
    settlement = here.content.settlement
    assert settlement
    assert (settlement.reason, settlement.unclear) == ("", False)
    with pytest.raises(GestureError, match="say what is unclear"):
        finishing.unclear(here, " ")


def test_what_was_said_is_in_the_file(store: Store) -> None:
    here = opened(store, version(NO, NEVER), version(NO))
    taking.take_agreed(here)
    taking.take(here, 1)
    finishing.onward(here)
    assert annotations.read(store, here.key, "gold/eva") == here.content
    assert here.is_settled


def test_a_quotation_over_paragraphs_ends_them_all_with_one_key(store: Store) -> None:
    long = ("quote", TEXT[TEXT.index("“Never.”") :].partition("\n\nThe end")[0])
    here = opened(store, version(long), version(NEVER))
    taking.take(here, option(here, long))
    finishing.onward(here)
    assert (here.content.status, here.cursor.paragraph) == ("dd", 2)


def test_a_conflict_stays_at_hand_where_its_answer_begins_in_a_later_paragraph(
    store: Store,
) -> None:
    """Another digit takes another; Enter, Tab and Shift+Tab go in one order from there."""
    long = ("body", TEXT[TEXT.index("a nurse") :].partition(" on Monday")[0])
    here = opened(store, version(long, BODY, NO), version(BODY), version(BODY))
    here = case(reviewing(store), here.key)
    put(store, here.key, version(long, ("body", "The end.")), "v2", replace=True)
    here.refresh()
    numbers = [here.standing.paragraph_of(c) for c in here.standing.conflicts]
    assert numbers == [0, 0, 2]
    here.go_to(here.standing.conflicts[1])
    conflict = here.at_hand
    for said in ((BODY,), (long,), (BODY,)):
        taking.take(here, option(here, *said))
        assert here.at_hand == conflict
    assert here.cursor.paragraph == 1
    assert here.step_conflict(-1) == "conflict 1 of 3"
    taking.take(here, 0)
    here.step_conflict(1)
    assert here.at_hand == conflict
    assert finishing.onward(here) == "conflict 3 of 3"
    assert here.content.status == "dd"


def test_to_a_place_is_to_the_question_there_an_open_one_first(store: Store) -> None:
    here = opened(store, version(NO, SHORT, BODY, links=((1, 0),)), version(NO, SHORT))
    taking.take_agreed(here)
    found = []
    for word in ("captain", "Ana", "end"):
        finishing.to_place(here, [(TEXT.index(word), len(TEXT), "other")])
        found.append(here.at_hand)
    assert found == [here.standing.span_conflicts[0], here.standing.open_links[0], None]
    assert here.cursor.selection.start == TEXT.index("end")
