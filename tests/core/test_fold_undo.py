"""Undo and redo: the fold runs as if marked gestures were not there."""

from hypothesis import given

from annotate.core import operations as ops
from annotate.core.annotation_set import Span
from annotate.core.fold import fold
from annotate.core.gestures import Gesture, gestures, marked_gesture
from annotate.core.operations import Operation
from tests.core import logs
from tests.core.logs import folded, log, next_operation, operation, runs


def test_the_fold_runs_as_if_an_undone_gesture_were_not_there() -> None:
    said = [
        operation("w", 1, ops.Add(0, 5, "q"), gesture=1),
        operation("w", 2, ops.Add(6, 9, "a"), gesture=1),
        operation("w", 3, ops.Add(1, 2, "b"), gesture=3),
        operation("w", 4, ops.Undo("w:1")),
    ]
    assert fold(said).spans == (Span(1, 2, "b", "w:3"),)


def test_the_last_mark_in_order_wins_whichever_came_first() -> None:
    undo, redo = operation("a", 1, ops.Undo("w:1"), lamport=5), operation("b", 1, ops.Redo("w:1"))
    for lamport, spans in ((4, 0), (5, 1), (6, 1)):
        later = operation("b", 1, ops.Redo("w:1"), lamport=lamport)
        assert len(fold([*log(ops.Add(0, 5, "q")), undo, later]).spans) == spans
    assert len(fold([*log(ops.Add(0, 5, "q")), redo]).spans) == 1


def test_a_gesture_made_after_an_undo_does_not_bar_its_redo_here() -> None:
    said = folded(ops.Add(0, 5, "q"), ops.Undo("w:1"), ops.Add(6, 9, "a"), ops.Redo("w:1"))
    assert [s.id for s in said.spans] == ["w:1", "w:3"]


def test_only_the_gestures_that_can_be_undone_are_listed() -> None:
    said = log(ops.Add(0, 5, "q"), ops.Add(6, 9, "a"), ops.Undo("w:1"), ops.Undo("w:2"))
    said += [operation("w", 5, ops.Redo("w:2")), Operation("w", 6, 6, "", "", 6, "new", "{}", 9)]
    assert gestures(said) == [
        Gesture("w", 1, 1, 0, undone=True, marked=3),
        Gesture("w", 2, 2, 0, undone=False, marked=5),
        Gesture("w", 6, 6, 9),
    ]


def test_a_gesture_of_several_operations_is_listed_once_where_it_began() -> None:
    said = [operation("w", n, ops.SetFlag(paragraph=n), gesture=1, at=n) for n in (2, 1, 3)]
    assert gestures(said) == [Gesture("w", 1, 1, 1)]


@runs
@given(logs.logs, logs.ids)
def test_an_undone_gesture_counts_as_if_it_had_never_been_made(
    operations: list[Operation], gesture: str
) -> None:
    undone = [*operations, next_operation(operations, ops.Undo(gesture))]
    assert fold(undone) == fold([o for o in undone if o.gesture_id != gesture])


@runs
@given(logs.logs, logs.ids)
def test_a_redone_gesture_counts_as_if_it_had_never_been_undone(
    operations: list[Operation], gesture: str
) -> None:
    redone = [*operations, next_operation(operations, ops.Redo(gesture))]
    unmarked = [o for o in operations if marked_gesture(o) != gesture]
    assert fold(redone) == fold(unmarked)


@runs
@given(logs.logs, logs.ids)
def test_undo_of_an_undo_is_redo(operations: list[Operation], gesture: str) -> None:
    undo = next_operation(operations, ops.Undo(gesture))
    undo_of_it = next_operation([*operations, undo], ops.Undo(undo.gesture_id))
    assert fold([*operations, undo, undo_of_it]) == fold(operations)
    redo = next_operation([*operations, undo, undo_of_it], ops.Redo(undo.gesture_id))
    assert fold([*operations, undo, undo_of_it, redo]) == fold([*operations, undo])
