"""The fold of anything: total, pure, blind to the order of arrival."""

import random

from hypothesis import given
from hypothesis import strategies as st

from annotate.core import operations as ops
from annotate.core.annotation_set import AnnotationSet, Flag, Note, Span, canonical
from annotate.core.fold import Fold, fold, fold_live
from annotate.core.gestures import gestures, marked_gesture
from annotate.core.operations import Operation, in_order
from tests.core import logs
from tests.core.logs import folded, next_operation, runs


@runs
@given(logs.logs)
def test_the_fold_takes_anything_and_its_parts_hold_together(operations: list[Operation]) -> None:
    said = fold(operations)
    live = {s.id for s in said.spans}
    assert said == canonical(said)
    assert len({(s.start, s.end, s.label) for s in said.spans}) == len(live) == len(said.spans)
    assert all({r.head, r.child} <= live and r.head != r.child for r in said.relations)
    remarks: list[Note | Flag] = [*said.notes, *said.flags]
    assert len({(type(r), r.span, r.paragraph) for r in remarks}) == len(remarks)
    assert all(r.span is None or (r.span in live and r.paragraph is None) for r in remarks)
    assert all(0 <= r.paragraph < 5 for r in remarks if r.paragraph is not None)
    assert all(note.text for note in said.notes)
    assert set(said.status) <= set("uds")
    assert "" not in live


@runs
@given(logs.logs, st.randoms(use_true_random=False))
def test_the_fold_is_pure_and_knows_no_order_of_arrival(
    operations: list[Operation], chance: random.Random
) -> None:
    said, listed = fold(operations), gestures(operations)
    chance.shuffle(operations)
    assert fold(operations) == said == fold(operations)
    assert gestures(operations) == listed


@runs
@given(logs.logs)
def test_taking_one_operation_after_the_other_comes_to_the_same(
    operations: list[Operation],
) -> None:
    ordered = sorted((o for o in operations if not marked_gesture(o)), key=lambda o: o.order)
    half = len(ordered) // 2
    state = fold_live(ordered[:half])
    for o in ordered[half:]:
        state.apply(o)
    assert state.annotation_set() == fold(ordered)


@runs
@given(logs.logs)
def test_kinds_not_known_change_nothing(operations: list[Operation]) -> None:
    assert fold([o for o in operations if o.kind in ops.KINDS]) == fold(operations)


@runs
@given(logs.logs, logs.contents)
def test_an_import_makes_all_that_was_before_it_as_good_as_nothing(
    operations: list[Operation], content: AnnotationSet
) -> None:
    imported = next_operation(operations, ops.Import(content))
    assert fold([*operations, imported]) == fold([imported])


@runs
@given(logs.logs)
def test_what_was_folded_can_be_imported_as_it_is(operations: list[Operation]) -> None:
    said = fold(operations)
    assert folded(ops.Import(said)) == said


@runs
@given(logs.logs)
def test_asking_after_each_operation_makes_no_difference(operations: list[Operation]) -> None:
    check_asked(sorted(operations, key=in_order))


def test_asking_makes_no_difference_to_links_that_come_and_go_and_whose_end_comes_back() -> None:
    spans = AnnotationSet((Span(0, 1, "a", "w:5"), Span(1, 2, "q", "i")))
    link = "attributes", "w:5", "i"
    check_asked(
        logs.log(
            ops.Import(spans),
            ops.Relate(*link),
            ops.Unrelate(*link),
            ops.Relate(*link),
            ops.Remove("i"),
            ops.Import(spans),
            ops.Relate(*link),
            ops.Remove("w:5"),
            ops.Add(0, 1, "a"),
        )
    )
    returned = [*logs.log(ops.Import(spans), ops.Relate(*link), ops.Remove("w:5"))]
    check_asked([*returned, logs.operation("w", 5, ops.Add(0, 1, "a"))])


def check_asked(operations: list[Operation]) -> None:
    """Asked after each, and a copy of it as it then was, it says what one says who asks once."""
    asked = Fold()
    for n, operation in enumerate(operations, 1):
        before = asked.copy()
        asked.apply(operation)
        anew = Fold()
        for earlier in operations[:n]:
            anew.apply(earlier)
        assert asked.annotation_set() == anew.annotation_set()
        before.apply(operation)
        assert before.annotation_set() == anew.annotation_set()
