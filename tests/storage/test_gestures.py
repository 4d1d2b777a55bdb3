"""What undo and redo take: the latest gesture of a layer, over documents, runs and devices."""

from functools import partial
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.operations import Operation, Redo, SetFlag, Undo
from annotate.storage import documents, gestures
from annotate.storage.check import check
from annotate.storage.gestures import Undoable
from annotate.storage.log import Writer
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.storage.making import QUOTED, add, commit, instructions, layer, numbered, put


def flag(store: Store, key: int, name: str = "ana") -> Undoable:
    return undoable(commit(store, key, SetFlag(), name=name)[0], key)


def undoable(first: Operation, key: int) -> Undoable:
    """The gesture that begins with an operation on a document."""
    return Undoable(first.gesture_id, key, first.at)


def undo(store: Store, name: str = "ana") -> None:
    taken = gestures.latest_live(store, name)
    assert taken
    commit(store, taken.document, Undo(taken.gesture), name=name)


def redo(store: Store, name: str = "ana") -> None:
    taken = gestures.latest_undone(store, name)
    assert taken
    commit(store, taken.document, Redo(taken.gesture), name=name)


def ends(store: Store, name: str = "ana") -> tuple[Undoable | None, Undoable | None]:
    """What undo and what redo would take."""
    return gestures.latest_live(store, name), gestures.latest_undone(store, name)


def test_a_layer_without_gestures_has_nothing_to_undo(store: Store) -> None:
    assert ends(store) == (None, None)


def test_undo_goes_back_over_documents_and_runs(store: Store) -> None:
    one, two = add(store, "One.", "Two.")
    made = [flag(store, key) for key in (one, two, one)]
    for expected in reversed(made):
        assert gestures.latest_live(store, "ana") == expected
        undo(store)
    assert gestures.latest_live(store, "ana") is None


def test_redo_takes_what_was_undone_last(store: Store) -> None:
    one, two = add(store, "One.", "Two.")
    made = [flag(store, key) for key in (one, two, one)]
    for _ in made:
        undo(store)
    for expected in made:
        assert gestures.latest_undone(store, "ana") == expected
        redo(store)
    assert ends(store) == (made[-1], None)


def test_a_new_gesture_clears_redo_in_every_document(store: Store) -> None:
    one, two = add(store, "One.", "Two.")
    first = flag(store, one)
    flag(store, two)
    undo(store)
    third = flag(store, one)
    assert ends(store) == (third, None)
    undo(store)
    assert ends(store) == (first, third)
    redo(store)
    assert ends(store) == (third, None), "what was cleared stays cleared"


def test_gestures_of_others_are_theirs(store: Store) -> None:
    (one,) = add(store, "One.")
    mine = flag(store, one)
    undo(store)
    theirs = flag(store, one, "ben")
    assert ends(store) == (None, mine)
    assert ends(store, "ben") == (theirs, None)


def test_a_gesture_of_many_operations_is_one(store: Store) -> None:
    (one,) = add(store, "One.")
    commit(store, one, SetFlag(), SetFlag(paragraph=0), SetFlag(on=False))
    undo(store)
    assert gestures.latest_live(store, "ana") is None
    redo(store)
    assert gestures.latest_undone(store, "ana") is None


def test_gestures_of_a_removed_document_are_passed_over(store: Store) -> None:
    one, two = add(store, "One.", "Two.")
    first, second = flag(store, one), flag(store, two)
    documents.remove(store, two)
    assert gestures.latest_live(store, "ana") == first
    documents.restore(store, two)
    assert gestures.latest_live(store, "ana") == second
    undo(store)
    documents.remove(store, two)
    assert gestures.latest_undone(store, "ana") is None


def test_they_are_found_after_a_restart(path: Path) -> None:
    with Store.open(path) as store:
        (one,) = add(store, "One.")
        first, second = flag(store, one), flag(store, one)
        undo(store)
    with Store.open(path) as store:
        assert ends(store) == (first, second)


def test_since_counts_what_still_stands(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    (one,) = add(store, "One.")
    for at in (10, 20, 20, 30):
        monkeypatch.setattr("annotate.storage.log.now", lambda at=at: at)
        flag(store, one)
    counts = [gestures.since(store, "ana", moment) for moment in (0, 10, 11, 20, 30, 31)]
    assert counts == [4, 4, 3, 3, 1, 0]
    undo(store)
    assert gestures.since(store, "ana", 11) == 2
    assert gestures.since(store, "ben", 0) == 0


def test_since_costs_the_same_however_much_was_imported_today(tmp_path: Path) -> None:
    with Store.open(tmp_path / "a.db") as few, Store.open(tmp_path / "b.db") as many:
        for store, imports in ((few, 3), (many, 30)):
            for key in (keys := numbered(store, imports)):
                put(store, key, QUOTED)
            flag(store, keys[0])
            assert gestures.since(store, "ana", 0) == 1
        ask = partial(gestures.since, layer="ana", moment=0)
        costs = [instructions(store, partial(ask, store)) for store in (few, many)]
        assert costs[0] == costs[1]


def test_the_queries_go_straight_to_the_end(store: Store) -> None:
    for sql in (gestures.LIVE, gestures.UNDONE):
        plan = [row[3] for row in store.rows(f"EXPLAIN QUERY PLAN {sql}", 1)]
        assert not any("SCAN" in step or "TEMP B-TREE" in step for step in plan), plan


class Model:
    """Undo and redo as every editor has them: two stacks."""

    def __init__(self) -> None:
        self.live: list[Undoable] = []
        self.undone: list[Undoable] = []

    def ends(self) -> tuple[Undoable | None, Undoable | None]:
        return (
            self.live[-1] if self.live else None,
            self.undone[-1] if self.undone else None,
        )

    def new(self, gesture: Undoable) -> None:
        self.live.append(gesture)
        self.undone.clear()

    def undo(self) -> None:
        self.undone.append(self.live.pop())

    def redo(self) -> None:
        self.live.append(self.undone.pop())


steps = st.lists(
    st.tuples(st.sampled_from(["new", "new", "undo", "undo", "redo"]), st.integers(0, 2)),
    max_size=40,
)


@settings(max_examples=campaign(20, 500))
@given(steps)
def test_undo_and_redo_are_two_stacks(
    tmp_path_factory: pytest.TempPathFactory, steps: list[tuple[str, int]]
) -> None:
    model = Model()
    with Store.open(tmp_path_factory.mktemp("undo") / "annotations.db") as store:
        keys, writer = numbered(store, 3), Writer("ana")
        opened = [layer(store, key) for key in keys]
        for step, number in steps:
            live, undone = ends(store)
            if step == "new":
                (made,) = opened[number].commit(writer, [SetFlag(paragraph=0)])
                model.new(undoable(made, keys[number]))
            elif step == "undo" and live:
                opened[keys.index(live.document)].commit(writer, [Undo(live.gesture)])
                model.undo()
            elif step == "redo" and undone:
                opened[keys.index(undone.document)].commit(writer, [Redo(undone.gesture)])
                model.redo()
            assert ends(store) == model.ends()
        assert list(check(store)) == []
