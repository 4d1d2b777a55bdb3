"""The tallies are what the progress of the articles adds up to, whatever becomes of these."""

from annotate.core.operations import SetFlag, Status, Undo
from annotate.storage import documents, tallies
from annotate.storage.store import Store
from tests.storage.making import QUOTED, add, commit, numbered, put


def told(store: Store, layer: str = "ana") -> tuple[int, int, int, int]:
    """How many are open, done, set aside, flagged; they are true."""
    assert tallies.are_true(store)
    states = (tallies.in_state(store, layer, state) for state in ("open", "done", "skipped"))
    begun, done, skipped = states
    return begun, done, skipped, tallies.flagged(store, layer)


def test_there_are_none_of_somebody_new(store: Store) -> None:
    numbered(store, 3)
    assert told(store) == (0, 0, 0, 0)
    assert tallies.finished(store) == 0


def test_they_follow_each_gesture(store: Store) -> None:
    (key,) = add(store, "One.")
    commit(store, key, SetFlag(paragraph=0))
    assert told(store) == (1, 0, 0, 1)
    commit(store, key, Status((0,), "done"))
    assert told(store) == (0, 1, 0, 1)
    commit(store, key, Status((0,), "skipped"), SetFlag(paragraph=0, on=False))
    assert told(store) == (0, 0, 1, 0)
    commit(store, key, Status((0,), "done"))
    assert told(store) == (0, 1, 0, 0)
    assert told(store, "ben") == (0, 0, 0, 0)


def test_they_follow_an_undo(store: Store) -> None:
    (key,) = add(store, "One.")
    (done,) = commit(store, key, Status((0,), "done"))
    commit(store, key, Undo(done.gesture_id))
    assert told(store) == (1, 0, 0, 0)


def test_they_follow_imports_of_many_layers(store: Store) -> None:
    keys = numbered(store, 4)
    for key in keys:
        put(store, key, QUOTED)
    put(store, keys[0], QUOTED, "ben")
    assert told(store) == (4, 0, 0, 0)
    assert told(store, "ben") == (1, 0, 0, 0)
    assert tallies.finished(store) == 0


def test_removed_articles_are_in_none_whatever_is_done_to_them(store: Store) -> None:
    one, two = add(store, "One.", "Two.")
    for key in (one, two):
        commit(store, key, Status((0,), "done"))
    documents.remove(store, one)
    assert told(store) == (0, 1, 0, 0)
    documents.remove(store, one)
    assert told(store) == (0, 1, 0, 0)
    commit(store, one, Status((0,), "skipped"))
    commit(store, one, Status((0,), "done"), name="ben")
    assert told(store) == (0, 1, 0, 0)
    assert told(store, "ben") == (0, 0, 0, 0)
    documents.restore(store, one)
    assert told(store) == (0, 1, 1, 0)
    assert told(store, "ben") == (0, 1, 0, 0)
    assert tallies.finished(store) == 2
    documents.purge(store, two)
    assert told(store) == (0, 0, 1, 0)
