"""The queue of a reviewer: what is in it, in which order, what leaves it and what comes back."""

import pytest

from annotate.core.annotation_set import AnnotationSet
from annotate.core.conflicts import Conflict
from annotate.core.errors import GestureError
from annotate.core.operations import Add, SetNote
from annotate.services.adjudicating import finishing, taking
from annotate.services.adjudicating.versions import versions
from annotate.storage import documents
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
    reviewing,
    version,
)
from tests.storage.making import add, commit, put

OTHER = f"{TEXT}\n\nMore."


def test_only_what_two_have_finished_is_in_it_and_gold_counts_for_nobody(store: Store) -> None:
    both, alone, half, judged, gone = add(store, *(f"{TEXT}\n\n{n}" for n in range(5)))
    done = AnnotationSet(status="dddd")
    for key in (both, half, judged, gone):
        put(store, key, done, "ana")
    put(store, both, done, "ben")
    put(store, alone, done, "ana")
    put(store, half, AnnotationSet(status="dd"), "ben")
    put(store, judged, done, "gold/max")
    put(store, gone, done, "ben")
    documents.remove(store, gone)
    assert [shared.key for shared in reviewing(store).queue] == [both]


def test_what_differs_most_comes_first(store: Store) -> None:
    little = opened(store, version(NO, SHORT), version(NO, LONG)).key
    much = opened(store, version(NO, text=OTHER), version(NEVER, text=OTHER), text=OTHER).key
    nothing = opened(store, *[version(NO, text=TEXT + "!")] * 2, text=TEXT + "!").key
    found = reviewing(store).queue
    assert [(s.key, s.contested) for s in found] == [(little, 2), (much, 2), (nothing, 0)]
    put(store, little, version(NO, NEVER, LONG), "v9")
    assert [(s.key, s.contested) for s in reviewing(store).queue][:2] == [(little, 3), (much, 2)]


def test_one_goes_through_it_from_what_is_not_settled_to_what_is_not(store: Store) -> None:
    first = opened(store, version(NO), version(SHORT)).key
    second = opened(store, *[version(NO, text=OTHER)] * 2, text=OTHER).key
    session = reviewing(store)
    assert session.resume()
    assert session.article
    assert session.article.key == first
    assert session.place() == (1, 2)
    taking.take_agreed(case(session, second))
    assert session.next_unfinished() == "from the first article again"
    assert session.place() == (1, 2)
    with pytest.raises(GestureError, match="every other article is settled"):
        session.next_unfinished()
    assert session.step(1).key == second
    with pytest.raises(GestureError, match="this is the last"):
        session.step(1)


def test_one_resumes_where_one_was(store: Store) -> None:
    opened(store, version(NO), version(SHORT))
    second = opened(store, version(NO, text=OTHER), version(text=OTHER), text=OTHER).key
    session = reviewing(store)
    here = case(session, second)
    here.cursor.go(2)
    session.leave()
    again = reviewing(store).resume()
    assert again
    assert (again.key, again.cursor.paragraph) == (second, 2)


def test_what_an_annotator_changes_comes_back_and_asks_only_what_is_new(store: Store) -> None:
    here = opened(store, version(NO, BODY), version(NO, SHORT, BODY))
    session = reviewing(store)
    here = case(session, here.key)
    taking.take_agreed(here)
    taking.take(here, 0)
    finishing.onward(here)
    assert session.is_settled(here.key)
    start = TEXT.index("“Never.”")
    commit(store, here.key, Add(start, start + 8, "quote"), name="v0")
    assert not session.is_settled(here.key)
    assert here.refresh()
    assert not here.is_settled
    [new] = here.standing.open
    assert isinstance(new, Conflict)
    assert new.options[0].places == ((start, start + 8, "quote"),)
    finishing.to_first(here)
    taking.take(here, 1)
    assert finishing.onward(here) == finishing.SETTLED
    assert session.is_settled(here.key)
    assert gold(here) == [NO, NEVER, BODY]


def test_a_note_of_an_annotator_comes_back_too_and_is_settled_by_one_key(store: Store) -> None:
    session = reviewing(store)
    here = case(session, opened(store, version(NO), version(NO)).key)
    taking.take_agreed(here)
    commit(store, here.key, SetNote("Sure?"), name="v1")
    assert not session.is_settled(here.key)
    here.refresh()
    assert finishing.onward(here) == finishing.SETTLED
    assert session.is_settled(here.key)


def test_a_third_who_finishes_later_brings_it_back(store: Store) -> None:
    session = reviewing(store)
    here = case(session, opened(store, version(NO), version(NO)).key)
    taking.take_agreed(here)
    put(store, here.key, version(NO, NEVER), "v2")
    assert not session.is_settled(here.key)


def test_what_all_changed_to_is_a_question_where_gold_has_the_old(store: Store) -> None:
    session = reviewing(store)
    here = case(session, opened(store, version(SHORT), version(SHORT)).key)
    taking.take_agreed(here)
    for name in ("v0", "v1"):
        put(store, here.key, version(LONG), name, replace=True)
    here.refresh()
    assert len(here.standing.open) == 1
    finishing.to_first(here)
    taking.take(here, 1)
    assert gold(here) == [LONG]


def test_two_reviewers_settle_apart(store: Store) -> None:
    key = opened(store, version(NO), version()).key
    eva, max_ = case(reviewing(store), key), case(reviewing(store, "max"), key)
    taking.take(eva, 1)
    taking.take(max_, 0)
    assert (gold(eva), gold(max_)) == ([NO], [])
    eva.refresh()
    assert gold(eva) == [NO]


def test_who_is_a_differs_between_documents_and_is_the_same_for_all(store: Store) -> None:
    keys = add(store, *(f"{TEXT}\n\n{n}" for n in range(20)))
    for key in keys:
        for name in ("ana", "ben"):
            put(store, key, AnnotationSet(status="dddd"), name)
    orders = [
        [v.layer for v in versions(store, key, documents.get(store, key), reviewing(store).scheme)]
        for key in keys
    ]
    assert {tuple(order) for order in orders} == {("ana", "ben"), ("ben", "ana")}
    again = [[v.layer for v in case(reviewing(store, "max"), key).versions] for key in keys]
    assert again == orders
