"""Who is to label which document: places are taken, kept, finished, left and freed."""

import pytest

from annotate.storage import assignments, documents, queue
from annotate.storage.queue import Filter
from annotate.storage.store import Store
from tests.storage.giving import DAY, OWN, Clock, finish, give, own
from tests.storage.making import numbered


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


def test_without_batches_nobody_has_a_place(store: Store) -> None:
    numbered(store, 3)
    assert not assignments.exist(store)
    assert assignments.hold(store, "ana") == 0
    assert not assignments.any_for(store, "ana")
    assert assignments.standing(store) == []


def test_who_comes_takes_the_first_that_are_free(store: Store) -> None:
    keys = numbered(store, 5)
    give(store, [keys[3], keys[0], keys[4]], 1)
    assert assignments.hold(store, "ana", 2) == 2
    assert assignments.hold(store, "ana", 2) == 0
    assert assignments.hold(store, "ben", 2) == 1
    assert own(store, "ana") == [keys[3], keys[0]]
    assert own(store, "ben") == [keys[4]]
    assert own(store, "eva") == []


def test_more_come_as_those_before_are_finished_or_set_aside(store: Store) -> None:
    keys = numbered(store, 6)
    give(store, keys, 1)
    assignments.hold(store, "ana", 2)
    finish(store, keys[0], "ana")
    assert assignments.hold(store, "ana", 2) == 1
    finish(store, keys[1], "ana", "skipped")
    assert assignments.hold(store, "ana", 2) == 1
    assert own(store, "ana") == keys[:4]
    assert queue.next_unfinished(store, "ana", 0, OWN) == keys[2]


def test_nobody_has_two_places_on_one_document_or_one_they_have_finished(store: Store) -> None:
    keys = numbered(store, 3)
    finish(store, keys[1], "ana")
    give(store, keys, 2)
    assert assignments.hold(store, "ana", 9) == 2
    assert own(store, "ana") == [keys[0], keys[2]]


def test_a_batch_for_some_is_for_nobody_else(store: Store) -> None:
    keys = numbered(store, 3)
    give(store, keys, 1, people=["ana", "bén"])
    assert assignments.hold(store, "eva", 9) == 0
    assert assignments.hold(store, "bén", 9) == 3


def test_what_somebody_left_goes_to_the_others_first(store: Store, clock: Clock) -> None:
    keys = numbered(store, 4)
    give(store, keys, 1)
    assignments.hold(store, "ana", 2)
    finish(store, keys[1], "ana")
    clock.time += DAY
    assert assignments.hold(store, "ben", 1) == 1  # to the day it is hers
    assert own(store, "ben") == [keys[2]]
    clock.time += 1
    assert assignments.hold(store, "ben", 9) == 2
    assert own(store, "ben") == [keys[0], keys[2], keys[3]]
    assert own(store, "ana") == [keys[1]]


def test_who_is_here_keeps_what_they_hold(store: Store, clock: Clock) -> None:
    keys = numbered(store, 1)
    give(store, keys, 1)
    for _ in range(5):
        assignments.hold(store, "ana")
        clock.time += DAY - 1
    assert assignments.hold(store, "ben") == 0
    clock.time += 2
    assert assignments.hold(store, "ben") == 1


def test_what_is_set_aside_does_not_stay_with_who_comes_back(store: Store, clock: Clock) -> None:
    keys = numbered(store, 1)
    give(store, keys, 1)
    assignments.hold(store, "ana")
    finish(store, keys[0], "ana", "skipped")
    clock.time += DAY - 1
    assignments.hold(store, "ana")
    clock.time += 2
    assert assignments.hold(store, "ben") == 1


def test_what_is_finished_is_theirs_for_good_even_if_they_stay_away(
    store: Store, clock: Clock
) -> None:
    keys = numbered(store, 2)
    give(store, keys, 1)
    assignments.hold(store, "ana")
    finish(store, keys[0], "ana")
    clock.time += 100 * DAY
    assert assignments.hold(store, "ben") == 1
    assert own(store, "ana") == [keys[0]]


@pytest.mark.parametrize("state", ["unseen", "skipped"])
def test_what_was_finished_and_is_not_any_more_waits_no_longer_than_the_rest(
    store: Store, clock: Clock, state: str
) -> None:
    keys = numbered(store, 1)
    give(store, keys, 1)
    assignments.hold(store, "ana")
    finish(store, keys[0], "ana")
    assignments.hold(store, "ana")
    finish(store, keys[0], "ana", state)
    assignments.hold(store, "ana")
    clock.time += DAY
    assert assignments.hold(store, "ben") == 0
    clock.time += 1
    assert assignments.hold(store, "ben") == 1


def test_without_a_lease_a_place_waits_for_ever(store: Store, clock: Clock) -> None:
    give(store, numbered(store, 1), 1, lease=None)
    assignments.hold(store, "ana")
    clock.time += 10_000 * DAY
    assert assignments.hold(store, "ben") == 0


def test_released_places_are_free_again_but_for_what_is_finished(store: Store) -> None:
    keys = numbered(store, 4)
    give(store, keys[:2], 1)
    give(store, keys[2:], 1, "two")
    assignments.hold(store, "ana", 9)
    finish(store, keys[0], "ana")
    assert assignments.release(store, "ana") == 3
    assert own(store, "ana") == keys[:1]
    assert assignments.hold(store, "ben", 9) == 3


def test_people_are_those_who_have_a_place_or_were_named(store: Store) -> None:
    give(store, numbered(store, 2), 1)
    assert assignments.people(store) == []
    assignments.hold(store, "cem")
    assignments.put(store, "theirs", ["ben", "ana"], None, [])
    assert assignments.people(store) == ["ana", "ben", "cem"]


def test_an_ended_batch_gives_out_no_more_and_keeps_what_was_taken(store: Store) -> None:
    keys = numbered(store, 3)
    give(store, keys, 2)
    assignments.hold(store, "ana", 2)
    assert assignments.end(store, "one") == 4
    assert assignments.hold(store, "ben") == 0
    assert own(store, "ana") == keys[:2]


def test_a_removed_document_is_given_to_nobody_and_counted_nowhere(store: Store) -> None:
    keys = numbered(store, 2)
    give(store, keys, 1)
    documents.remove(store, keys[0])
    assert assignments.hold(store, "ana") == 1
    assert own(store, "ana") == keys[1:]
    assert [s.documents for s in assignments.standing(store)] == [1, 1]


def test_a_batch_stands_as_its_places_do(store: Store, clock: Clock) -> None:
    keys = numbered(store, 5)
    give(store, keys, 2)
    assignments.hold(store, "ana", 2)
    clock.time += DAY + 1
    finish(store, keys[0], "ana")
    assignments.hold(store, "ben", 1)
    whole, ana, ben = assignments.standing(store)
    assert (whole.documents, whole.done, whole.taken, whole.late, whole.free) == (5, 1, 1, 0, 8)
    assert (ana.annotator, ana.done, ana.taken) == ("ana", 1, 0)
    assert (ben.annotator, ben.documents, ben.taken) == ("ben", 1, 1)
    clock.time += DAY + 1
    assert assignments.standing(store)[0].late == 1


def test_the_list_of_ones_own_agrees_with_itself(store: Store) -> None:
    keys = numbered(store, 9)
    given_out = [keys[5], keys[2], keys[7]]
    give(store, given_out, 1)
    assignments.hold(store, "ana")
    assert queue.count(store, "ana", OWN) == 3
    assert [queue.place(store, "ana", key, OWN) for key in given_out] == [0, 1, 2]
    assert queue.following(store, "ana", 0, OWN) == keys[5]
    assert queue.following(store, "ana", keys[5], OWN) == keys[2]
    assert queue.following(store, "ana", keys[7], OWN) is None
    assert queue.preceding(store, "ana", keys[7], OWN) == keys[2]
    finish(store, keys[2], "ana")
    assert queue.next_unfinished(store, "ana", keys[5], OWN) == keys[7]
    assert queue.count(store, "ana", Filter(state="done", own=True)) == 1
    assert queue.count(store, "ana", Filter()) == 9
