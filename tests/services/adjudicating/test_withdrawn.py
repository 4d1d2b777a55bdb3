"""What gold has of versions that have it no longer: a question, never settled unasked."""

import pytest

from annotate.core.errors import GestureError
from annotate.core.operations import SetFlag, SetNote
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.adjudicating import finishing, taking, unanimous
from annotate.services.adjudicating.adjudication import Adjudication
from annotate.services.annotating import adjusting, labelling
from annotate.storage import check
from annotate.storage.store import Store
from tests.services.adjudicating.making import (
    LONG,
    NO,
    SHORT,
    Said,
    case,
    gold,
    links,
    opened,
    reviewing,
    version,
)
from tests.storage.making import commit, put

LINKED = version(NO, SHORT, links=((1, 0),))


def settled(store: Store) -> Adjudication:
    """What both had, settled without being looked at."""
    here = case(reviewing(store), opened(store, LINKED, LINKED).key)
    taking.take_agreed(here)
    assert here.is_settled
    return here


def now(store: Store, here: Adjudication, **said: tuple[Said, ...]) -> None:
    """Let annotators have other versions."""
    for name, spans in said.items():
        put(store, here.key, version(*spans), name, replace=True)
    here.refresh()


def whence(here: Adjudication) -> list[tuple[str | None, float | None]]:
    return [(span.origin, span.score) for span in here.content.spans]


def test_what_one_of_all_took_back_is_open_and_is_not_settled_by_what_all_have(
    store: Store,
) -> None:
    here = settled(store)
    now(store, here, v0=(NO,))
    [conflict] = here.standing.span_conflicts
    assert conflict.places == ((6, 19, "attribution"),)
    assert here.standing.open == (conflict,)
    assert taking.take_agreed(here) == "all that all agree on is there"
    assert not here.is_settled
    assert not reviewing(store).is_settled(here.key)


def test_taking_it_again_says_whose_it_is_now_and_keeps_what_was_said_of_it(store: Store) -> None:
    here = settled(store)
    span = here.content.spans[1]
    commit(store, here.key, SetNote("Sure?", span=span.id), name="gold/eva")
    commit(store, here.key, SetFlag(True, span=span.id), name="gold/eva")
    now(store, here, v0=(NO,))
    finishing.to_first(here)
    assert taking.take(here, 1) == f"{'AB'[here.versions[1].layer == 'v1']} taken"
    assert gold(here) == [NO, SHORT]
    assert whence(here) == [("unanimous", 1.0), ("of v1", 0.5)]
    assert links(here) == [(SHORT[1], NO[1])]
    [note], [flag] = here.content.notes, here.content.flags
    assert (note.text, note.span, flag.span) == ("Sure?", *[here.content.spans[1].id] * 2)
    assert here.standing.open == ()
    assert finishing.onward(here) == finishing.SETTLED
    assert list(check.check(store)) == []


def test_what_nobody_has_any_more_is_a_question_of_its_own(store: Store) -> None:
    here = settled(store)
    now(store, here, v0=(NO,), v1=(NO,))
    taking.take_agreed(here)
    assert not here.is_settled
    [conflict] = here.standing.open
    assert finishing.to_first(here) == "conflict 1 of 1"
    with pytest.raises(GestureError, match="still open here"):
        finishing.onward(here)
    assert taking.take(here, 0) == "none is right"
    assert gold(here) == [NO]
    assert here.at_hand == conflict  # another digit takes another instead
    assert taking.take(here, 1) == "kept"
    assert (gold(here), whence(here)[1]) == ([NO, SHORT], (None, None))
    assert links(here) == []
    assert finishing.onward(here) == finishing.SETTLED
    again = case(reviewing(store), here.key)
    assert (again.standing.conflicts, again.is_settled) == ((), True)


def test_keeping_what_nobody_has_keeps_its_links(store: Store) -> None:
    here = settled(store)
    now(store, here, v0=(NO,), v1=(NO,))
    finishing.to_first(here)
    taking.take(here, 1)
    assert links(here) == [(SHORT[1], NO[1])]
    assert list(check.check(store)) == []


def test_it_is_one_more_answer_where_all_have_another_now(store: Store) -> None:
    here = settled(store)
    now(store, here, v0=(NO, LONG), v1=(NO, LONG))
    [conflict] = here.standing.span_conflicts
    assert [(len(o.places), len(o.versions)) for o in conflict.options] == [(1, 2), (1, 0), (0, 0)]
    finishing.to_first(here)
    taking.take(here, 2)
    assert gold(here) == [NO, SHORT]
    assert list(here.standing.open) == here.standing.open_links  # whose link both took back, too
    taking.take(here, 1)
    assert (gold(here), whence(here)[1]) == ([NO, LONG], ("unanimous", 1.0))
    assert here.standing.open == ()


def test_what_a_reviewer_chose_stands_while_one_has_it_and_not_beyond(store: Store) -> None:
    here = opened(store, version(NO), version(NO), version())
    here = case(reviewing(store), here.key)
    taking.take(here, 1)
    assert whence(here) == [("of v0, v1", 2 / 3)]
    now(store, here, v0=())
    assert here.standing.open == ()
    taking.take_agreed(here)
    assert whence(here) == [("of v1", 1 / 3)]
    now(store, here, v1=())
    assert len(here.standing.open) == 1


def test_what_is_taken_under_another_label_is_the_reviewers_own(store: Store) -> None:
    here = case(reviewing(store), opened(store, version(NO), version()).key)
    finishing.to_first(here)
    labelling.label(here, 2)
    assert gold(here) == [("caption", NO[1])]
    assert whence(here) == [(None, None)]
    assert here.standing.open == ()


def test_what_was_moved_by_hand_rests_on_no_version(store: Store) -> None:
    here = settled(store)
    here.hold((6, 19), "attribution", reached=True)
    adjusting.move_edge(here, "end", "left")
    assert here.standing.open == ()
    now(store, here, v0=(NO,), v1=(NO,))
    assert here.standing.open == ()


# links


def unlinked(store: Store, here: Adjudication, *names: str) -> None:
    """Let annotators take their link back, and keep both its ends."""
    now(store, here, **dict.fromkeys(names, (NO, SHORT)))


def test_a_link_that_one_of_all_took_back_is_a_question_and_never_settled_unasked(
    store: Store,
) -> None:
    here = settled(store)
    unlinked(store, here, "v0")
    [conflict] = here.standing.open
    assert here.standing.open_links == [conflict]
    assert here.standing.doubts(conflict)
    assert taking.take_agreed(here) == "all that all agree on is there"
    finishing.to_first(here)
    with pytest.raises(GestureError, match="still open here"):
        finishing.onward(here)
    found = unanimous.take_all_agreed(store, DEFAULT_SCHEME, "eva")
    assert (found.settled, found.conflicts) == (0, 1)
    assert not reviewing(store).is_settled(here.key)


@pytest.mark.parametrize("names", [("v0",), ("v0", "v1")])
def test_a_link_that_was_kept_or_declined_stands_and_another_digit_takes_another(
    store: Store, names: tuple[str, ...]
) -> None:
    here = settled(store)
    unlinked(store, here, *names)
    finishing.to_first(here)
    for digit, there in ((1, [(SHORT[1], NO[1])]), (0, []), (1, [(SHORT[1], NO[1])])):
        taking.take(here, digit)
        assert (links(here), here.standing.open) == (there, ())
        assert len(here.standing.conflicts) == 1
    assert finishing.onward(here) == finishing.SETTLED
    again = case(reviewing(store), here.key)
    assert (again.standing.open, again.is_settled) == ((), True)
    assert list(check.check(store)) == []


def test_keeping_a_link_is_undone_to_the_question(store: Store) -> None:
    key = settled(store).key
    session = reviewing(store)
    here = case(session, key)
    unlinked(store, here, "v0")
    finishing.to_first(here)
    taking.take(here, 1)
    assert here.standing.open == ()
    session.undo()
    assert len(here.standing.open_links) == 1


def test_a_chosen_link_stands_though_it_is_taken_back(store: Store) -> None:
    here = opened(store, LINKED, LINKED, version(NO, SHORT))
    here = case(reviewing(store), here.key)
    taking.take_agreed(here)
    finishing.to_first(here)
    taking.take(here, 1)
    assert links(here) == [(SHORT[1], NO[1])]
    unlinked(store, here, "v0")
    assert here.standing.open == ()


def test_a_link_of_all_stays_one_where_its_end_is_said_anew(store: Store) -> None:
    here = settled(store)
    now(store, here, v0=(NO,))
    finishing.to_first(here)
    taking.take(here, 1)
    assert here.standing.open == ()
    unlinked(store, here, "v1")
    assert len(here.standing.open_links) == 1


def test_the_doubt_about_a_link_ends_once_all_have_it_again(store: Store) -> None:
    here = settled(store)
    unlinked(store, here, "v0")
    assert len(here.standing.open_links) == 1
    put(store, here.key, LINKED, "v0", replace=True)
    here.refresh()
    assert here.standing.open_links == []
