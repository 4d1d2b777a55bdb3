"""Controls: which articles become some, that no list tells them, what they leave alone."""

import pytest

from annotate.core.annotation_set import AnnotationSet
from annotate.core.operations import Settle, Status
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.assigning import Wish, give
from annotate.storage import adjudication, assignments, contested, controls, gold, progress, queue
from annotate.storage.positions import Position
from annotate.storage.positions import put as put_position
from annotate.storage.queue import Filter
from annotate.storage.store import Store
from tests.storage.making import add, commit, document, numbered, put

OWN = Filter(order="assigned", own=True)
DONE = Status((0, 1, 2, 3), "done")


def known(store: Store, number: int) -> list[int]:
    """So many documents that ben and cem finished and eva settled."""
    keys = add(store, *(document(f"A.\n\nB.\n\nC.\n\nKnown {n}.", f"k/{n}") for n in range(number)))
    for key in keys:
        for name in ("ben", "cem"):
            commit(store, key, DONE, name=name)
        versions = tuple(c.digest() for c in adjudication.finished(store, key).values())
        commit(store, key, DONE, Settle(versions), name="gold/eva")
    return keys


def given(store: Store, number: int, share: float = 1.0, seed: int = 0) -> list[int]:
    """So many new documents, given out to anybody in any order, with controls mixed in."""
    keys = numbered(store, number)
    give(store, DEFAULT_SCHEME, Wish(order="random", name="b", share=1.0))
    controls.set_share(store, "b", share, seed)
    return keys


def listed(store: Store, name: str = "ana") -> list[int]:
    return [entry.key for entry in queue.page(store, name, OWN, 0, 1000)]


def work_through(store: Store, name: str, most: int = 1000) -> list[int]:
    """Let somebody take articles and finish them in their order; the keys in that order."""
    done: list[int] = []
    while len(done) < most:
        controls.take(store, name)
        key = queue.next_unfinished(store, name, 0, OWN)
        if key is None:
            return done
        commit(store, key, DONE, name=name)
        done.append(key)
    return done


def mixed(store: Store, name: str) -> set[int]:
    return {c.document for c in controls.controls(store) if c.annotator == name}


def test_about_the_share_of_what_is_taken_is_known_gold(store: Store) -> None:
    gold, new = known(store, 40), given(store, 60, 0.2)
    done = work_through(store, "ana")
    assert {*done} == {*new} | mixed(store, "ana")
    assert mixed(store, "ana") < {*gold}
    assert 4 <= len(mixed(store, "ana")) <= 22


def test_the_lot_is_anothers_for_another_seed_and_annotator_and_else_the_same(
    store: Store,
) -> None:
    known(store, 12)
    given(store, 20, 0.3)
    work_through(store, "ana", 10)
    controls.set_share(store, "b", 0.3, 0)
    found = mixed(store, "ana")
    controls.take(store, "ana")
    assert mixed(store, "ana") == found
    work_through(store, "dan", 10)
    assert mixed(store, "dan") != found


def test_a_list_is_as_long_with_controls_as_without_and_grows_at_its_end(store: Store) -> None:
    known(store, 20)
    given(store, 20, 0.5)
    controls.take(store, "ana")
    while key := queue.next_unfinished(store, "ana", 0, OWN):
        before = listed(store)
        unfinished = queue.count(store, "ana", Filter(own=True, state="unfinished"))
        assert unfinished <= assignments.AHEAD
        commit(store, key, DONE, name="ana")
        controls.take(store, "ana")
        assert listed(store)[: len(before)] == before
    assert mixed(store, "ana")


def test_an_entry_of_a_control_is_like_any_other(store: Store) -> None:
    known(store, 5)
    given(store, 5)
    controls.take(store, "ana")
    [control] = mixed(store, "ana") & {*listed(store)}
    entries = {e.key: e for e in queue.page(store, "ana", OWN, 0, 10)}
    looks = {(e.state, e.done, e.skipped, e.spans, e.flags) for e in entries.values()}
    assert looks == {("open", 0, 0, 0, 0)}
    place = queue.place(store, "ana", control, OWN)
    assert queue.following(store, "ana", listed(store)[place - 1], OWN) == control


@pytest.mark.parametrize("who", ["ana", "gold/ana"])
def test_what_somebody_labelled_opened_or_adjudicated_is_no_control_of_theirs(
    store: Store, who: str
) -> None:
    one, two, three = known(store, 3)
    put(store, one, AnnotationSet(status="d"), who)
    put_position(store, who, Position(two, 0, 0))
    given(store, 6)
    work_through(store, "ana")
    assert mixed(store, "ana") == {three}


@pytest.mark.parametrize("way", [1, -1])
def test_a_copy_of_what_somebody_labelled_is_no_control_of_theirs(store: Store, way: int) -> None:
    copy, other = known(store, 2)
    [own] = add(store, "A.\n\nB.\n\nC.\n\nKnown 0!")
    commit(store, own, DONE, name="ana")
    with store.transaction() as connection:
        connection.execute("INSERT INTO copies VALUES (?, ?, 90)", (own, copy)[::way])
    given(store, 6)
    work_through(store, "ana")
    assert mixed(store, "ana") == {other}


def test_only_what_is_settled_is_known(store: Store) -> None:
    [key] = known(store, 1)
    [other] = add(store, "A.\n\nNobody settled it.")
    commit(store, other, Status((0, 1), "done"), name="gold/eva")
    given(store, 6)
    work_through(store, "ana")
    assert mixed(store, "ana") == {key}


def test_a_control_is_no_version_and_brings_nothing_back(store: Store) -> None:
    [key] = known(store, 1)
    before = adjudication.finished(store, key)
    given(store, 3)
    assert key in work_through(store, "ana")
    assert adjudication.finished(store, key) == before
    assert [s.versions for s in contested.shared(store) if s.key == key] == [2]
    assert gold.settled(store, key) == "gold/eva"


def test_tables_of_assignments_do_not_count_controls(store: Store) -> None:
    known(store, 3)
    given(store, 3)
    work_through(store, "ana")
    assert [(s.annotator, s.documents, s.done) for s in assignments.standing(store)] == [
        ("", 3, 3),
        ("ana", 3, 3),
    ]


def test_gold_of_a_control_is_kept_back_until_ones_part_of_the_batch_is_done(store: Store) -> None:
    known(store, 2)
    given(store, 4)
    work_through(store, "ana", 5)
    [first, *_] = mixed(store, "ana")
    assert controls.is_withheld(store, "ana", first)
    work_through(store, "ana")
    assert not controls.is_withheld(store, "ana", first)


def test_what_was_first_shown_when_is_kept(store: Store) -> None:
    keys = known(store, 2)
    given(store, 4)
    work_through(store, "ana")
    controls.show(store, "ana", keys)
    first = [c.shown for c in controls.controls(store)]
    commit(store, keys[0], Status((0,), "unseen"), name="ana")
    controls.show(store, "ana", keys)
    assert [c.shown for c in controls.controls(store)] == first
    assert all(first)


def test_a_batch_says_whether_it_is_in_the_order_of_import(store: Store) -> None:
    numbered(store, 6)
    give(store, DEFAULT_SCHEME, Wish(count=3, name="as it came"))
    give(store, DEFAULT_SCHEME, Wish(order="random", name="by lot", seed=1))
    assert controls.is_in_order_of_import(store, "as it came")
    assert not controls.is_in_order_of_import(store, "by lot")
    assert controls.free(store) == ["as it came", "by lot"]


def test_who_did_what_of_an_unfinished_article_is_told_to_nobody_but_reviewers(
    store: Store,
) -> None:
    [key] = known(store, 1)
    everybody = ["ben", "cem", "gold/eva"]
    assert [p.layer for p in progress.on_document(store, key, "ana")] == everybody
    given(store, 3)
    assert progress.on_document(store, key, "ana") == []
    commit(store, key, Status((0,), "done"), name="ana")
    assert [p.layer for p in progress.on_document(store, key, "ana")] == ["ana"]
    assert [p.layer for p in progress.on_document(store, key, "gold/max")] == ["ana", *everybody]
    commit(store, key, DONE, name="ana")
    assert [p.layer for p in progress.on_document(store, key, "ana")] == ["ana", *everybody]
