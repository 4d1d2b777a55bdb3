"""Taking what all agree on, a version, or none: what is in gold then, and whence it came."""

import pytest

from annotate.core.errors import GestureError
from annotate.services.adjudicating import finishing, taking
from annotate.services.annotating import adjusting, labelling, linking
from annotate.storage.store import Store
from tests.services.adjudicating.making import (
    BODY,
    LONG,
    NEVER,
    NO,
    SHORT,
    gold,
    links,
    opened,
    option,
    version,
)


def test_what_all_agree_on_is_taken_in_one_gesture_with_its_links(store: Store) -> None:
    both = version(NO, SHORT, links=((1, 0),))
    case = opened(store, both, both)
    assert taking.take_agreed(case) == "2 spans of all · nothing left"
    assert gold(case) == [NO, SHORT]
    assert links(case) == [(SHORT[1], NO[1])]
    assert {s.origin for s in case.content.spans} == {"unanimous"}
    assert case.is_settled
    assert case.content.status == "ddd"


def test_a_paragraph_in_which_something_differs_stays_open(store: Store) -> None:
    case = opened(store, version(NO, BODY), version(BODY))
    assert taking.take_agreed(case) == "1 span of all · 1 conflict"
    assert (gold(case), case.content.status) == ([BODY], "udd")
    assert not case.is_settled


def test_a_version_is_taken_and_the_log_says_whose_it_is(store: Store) -> None:
    case = opened(store, version(NO, SHORT), version(NO, LONG), version(NO, LONG))
    assert case.at_hand
    assert [len(o.versions) for o in case.at_hand.options] == [2, 1, 0]
    taking.take(case, option(case, LONG))
    assert gold(case) == [LONG]
    [span] = case.content.spans
    assert span.origin == "of v1, v2"
    assert span.score == pytest.approx(2 / 3)
    taking.take(case, option(case, SHORT))
    assert gold(case) == [SHORT]
    assert case.standing.open == ()


def test_none_is_right(store: Store) -> None:
    case = opened(store, version(NO), version())
    assert taking.take(case, 0) == "none is right"
    assert (gold(case), case.standing.open) == ([], ())
    assert taking.take(case, 0) == "none already"
    taking.take(case, 1)
    assert gold(case) == [NO]
    assert taking.take(case, 1) == "taken already"


def test_a_digit_that_stands_for_nothing_is_refused(store: Store) -> None:
    case = opened(store, version(NO), version())
    with pytest.raises(GestureError, match="1 version here"):
        taking.take(case, 2)
    case.cursor.go(2)
    with pytest.raises(GestureError, match="nothing differs here"):
        taking.take(case, 1)
    assert gold(case) == []


def test_of_a_version_parts_are_taken_by_its_letters(store: Store) -> None:
    """One has a single quotation where the other has two: of those the first, not the second."""
    whole = ("quote", "“No,” said Ana Ruiz, a nurse. “Never.”")
    case = opened(store, version(NO, NEVER), version(whole))
    finishing.to_first(case)
    case.cursor.put(case.document.paragraphs[0][0])
    labelling.label(case, 0)
    assert gold(case) == [NO]
    assert [o.place[2] for o in case.open_offers(0)] == ["quote"]  # the other part is still open
    assert len(case.standing.open) == 1
    case.tab(1)
    labelling.remove(case)
    assert gold(case) == [NO]
    assert not case.standing.open


def test_a_span_by_hand_answers_its_rivals(store: Store) -> None:
    case = opened(store, version(SHORT), version(LONG))
    case.cursor.select(case.document.text.index("Ana"), case.document.text.index(", a nurse"))
    labelling.label(case, 1)
    assert gold(case) == [("attribution", "Ana Ruiz")]
    assert case.standing.open == ()


def test_a_span_that_was_taken_and_moved_does_not_come_back(store: Store) -> None:
    case = opened(store, version(SHORT), version())
    finishing.to_first(case)
    taking.take(case, 1)
    adjusting.move_edge(case, "end", "left")
    assert gold(case) == [("attribution", "said Ana Rui")]
    assert case.standing.open == ()
    taking.take(case, 1)
    assert gold(case) == [SHORT]


def test_what_all_have_does_not_come_back_once_it_was_removed_or_moved(store: Store) -> None:
    case = opened(store, version(NO, BODY), version(NO, BODY))
    taking.take_agreed(case)
    case.cursor.go(0)
    case.tab(1)
    labelling.remove(case)
    case.tab(1)
    adjusting.move_edge(case, "end", "left")
    moved = ("body", BODY[1][:-1])
    assert gold(case) == [moved]
    assert taking.take_agreed(case) == "all that all agree on is there"
    assert gold(case) == [moved]


def test_labelling_over_what_all_have_makes_it_a_question(store: Store) -> None:
    case = opened(store, version(BODY), version(BODY))
    case.cursor.go(1)
    labelling.label(case, 2)
    assert gold(case) == [("caption", BODY[1])]
    taking.take_agreed(case)
    assert gold(case) == [("caption", BODY[1])]
    assert case.at_hand is not None
    assert case.at_hand in case.standing.open
    taking.take(case, 1)
    assert (gold(case), case.standing.open) == ([BODY], ())


def test_links_follow_the_span_that_was_taken_and_are_asked_where_they_differ(store: Store) -> None:
    one = version(NO, SHORT, NEVER, links=((1, 0), (1, 2)))
    two = version(NO, LONG, NEVER, links=((1, 0),))
    case = opened(store, one, two)
    taking.take_agreed(case)
    assert links(case) == []
    taking.take(case, option(case, LONG))
    assert links(case) == [(LONG[1], NO[1])]
    finishing.onward(case)
    assert case.at_hand is not None
    taking.take(case, 1)
    assert links(case) == [(LONG[1], NO[1]), (LONG[1], NEVER[1])]
    taking.take(case, 0)
    assert links(case) == [(LONG[1], NO[1])]
    assert case.standing.open == ()


def test_a_link_made_by_hand_answers_for_its_head(store: Store) -> None:
    one = version(NO, SHORT, NEVER, links=((1, 0),))
    two = version(NO, SHORT, NEVER, links=((1, 2),))
    case = opened(store, one, two)
    taking.take_agreed(case)
    finishing.to_first(case)
    linking.link(case)
    assert links(case) == [(SHORT[1], NO[1])]
    assert case.standing.open == ()
