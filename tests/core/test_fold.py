"""The fold: what each kind of operation adds up to, and that nothing can upset it."""

import pytest

from annotate.core import operations as ops
from annotate.core.annotation_set import (
    EMPTY,
    AnnotationSet,
    Flag,
    Note,
    Rejection,
    Relation,
    Settlement,
    Span,
)
from annotate.core.fold import fold
from annotate.core.gestures import marked_gesture
from annotate.core.operations import Body
from tests.core.logs import folded, log, operation

# --- spans -------------------------------------------------------------------------------------


def test_a_span_has_the_id_of_its_operation_and_keeps_where_it_came_from() -> None:
    assert folded(ops.Add(0, 5, "q", "rules", 0.5)).spans == (Span(0, 5, "q", "w:1", "rules", 0.5),)


def test_what_encloses_comes_first() -> None:
    added = ops.Add(1, 2, "q"), ops.Add(0, 3, "q"), ops.Add(0, 5, "b"), ops.Add(0, 5, "a")
    assert [s.id for s in folded(*added).spans] == ["w:4", "w:3", "w:2", "w:1"]


def test_a_change_replaces_start_end_and_label_together_and_the_last_in_order_wins() -> None:
    here = operation("a", 2, ops.Change("w:1", 3, 4, "a"), lamport=7)
    there = operation("b", 2, ops.Change("w:1", 5, 6, "b"), lamport=7)
    for order in ([here, there], [there, here]):
        assert fold([*log(ops.Add(0, 5, "q", "rules", 0.5)), *order]).spans == (
            Span(5, 6, "b", "w:1", "rules", 0.5),
        )


@pytest.mark.parametrize(
    "body",
    [
        ops.Change("w:9", 0, 1, "q"),
        ops.Remove("w:9"),
        ops.Relate("attributes", "w:1", "w:9"),
        ops.Unrelate("attributes", "w:1", "w:9"),
        ops.SetNote("x", span="w:9"),
        ops.SetFlag(span="w:9"),
        ops.Undo("w:9"),
        ops.Redo("w:9"),
    ],
)
def test_an_operation_on_an_unknown_target_does_nothing(body: Body) -> None:
    known = log(ops.Add(0, 5, "q"))
    on_unknown = operation("w", 2, body)
    assert fold([*known, on_unknown]) == fold(known)
    if not marked_gesture(on_unknown):
        known.append(operation("w", 9, ops.Add(6, 9, "a")))
        assert fold([*known, on_unknown]) == fold(known)


def test_a_span_that_is_gone_cannot_be_changed_back() -> None:
    assert folded(ops.Add(0, 5, "q"), ops.Remove("w:1"), ops.Change("w:1", 0, 5, "q")) == EMPTY


# --- equal spans -------------------------------------------------------------------------------


def test_of_equal_spans_the_earliest_stands_and_relations_follow() -> None:
    said = folded(
        ops.Add(0, 5, "q", "rules"),
        ops.Add(6, 9, "a"),
        ops.Add(0, 5, "q"),
        ops.Relate("attributes", "w:2", "w:3"),
    )
    assert said.spans[0] == Span(0, 5, "q", "w:1", "rules")
    assert said.relations == (Relation("attributes", "w:2", "w:1"),)


@pytest.mark.parametrize("changed", ["w:1", "w:2"])
def test_spans_made_equal_by_a_change_become_the_earlier(changed: str) -> None:
    place = {"w:1": (2, 3), "w:2": (0, 1)}[changed]
    said = folded(
        ops.Add(0, 1, "q"),
        ops.Add(2, 3, "q"),
        ops.Add(5, 9, "a"),
        ops.Relate("attributes", "w:3", "w:2"),
        ops.SetNote("why?", span="w:2"),
        ops.SetFlag(span="w:2"),
        ops.Change(changed, *place, "q"),
    )
    assert [s.id for s in said.spans] == ["w:1", "w:3"]
    assert said.spans[0].range == place
    assert said.relations == (Relation("attributes", "w:3", "w:1"),)
    assert (said.notes, said.flags) == ((Note("why?", "w:1"),), (Flag("w:1"),))


def test_whatever_is_done_to_either_of_equal_spans_is_done_to_the_one() -> None:
    twice = ops.Add(0, 5, "q"), ops.Add(0, 5, "q")
    assert folded(*twice, ops.Change("w:2", 1, 2, "a")).spans == (Span(1, 2, "a", "w:1"),)
    assert folded(*twice, ops.Remove("w:2")) == EMPTY
    assert folded(*twice, ops.Remove("w:1"), ops.Change("w:2", 0, 1, "q")) == EMPTY


def test_a_third_that_comes_to_the_place_of_two_is_the_same_too() -> None:
    said = folded(
        ops.Add(0, 1, "q"),
        ops.Add(2, 3, "q"),
        ops.Add(4, 5, "q"),
        ops.Change("w:1", 2, 3, "q"),
        ops.Change("w:3", 2, 3, "q"),
    )
    assert said.spans == (Span(2, 3, "q", "w:1"),)


def test_a_place_that_was_left_is_free_again() -> None:
    said = folded(ops.Add(0, 5, "q"), ops.Change("w:1", 1, 2, "q"), ops.Add(0, 5, "q"))
    assert [s.id for s in said.spans] == ["w:3", "w:1"]


def test_if_the_earlier_of_equal_spans_is_undone_the_other_stands() -> None:
    twice = ops.Add(0, 5, "q"), ops.Add(0, 5, "q")
    assert folded(*twice, ops.Undo("w:1")).spans == (Span(0, 5, "q", "w:2"),)


def test_the_notes_of_spans_that_become_one_are_both_kept() -> None:
    said = folded(
        ops.Add(0, 1, "q"),
        ops.Add(2, 3, "q"),
        ops.SetNote("who?", span="w:2"),
        ops.SetNote("where?", span="w:1"),
        ops.Change("w:2", 0, 1, "q"),
    )
    assert said.notes == (Note("who?\nwhere?", "w:1"),)


def test_a_span_is_not_linked_to_itself() -> None:
    linked = ops.Add(0, 1, "q"), ops.Add(2, 3, "q"), ops.Relate("continues", "w:1", "w:2")
    assert folded(*linked).relations == (Relation("continues", "w:1", "w:2"),)
    assert folded(*linked, ops.Change("w:2", 0, 1, "q")).relations == ()
    assert folded(ops.Add(0, 1, "q"), ops.Relate("continues", "w:1", "w:1")).relations == ()


# --- relations, status, remarks, rejections, settlements ---------------------------------------


def test_a_relation_shows_while_both_its_ends_live() -> None:
    linked = ops.Add(0, 1, "a"), ops.Add(2, 3, "q"), ops.Relate("attributes", "w:1", "w:2")
    relation = Relation("attributes", "w:1", "w:2")
    assert folded(*linked).relations == (relation,)
    for end in ("w:1", "w:2"):
        assert folded(*linked, ops.Remove(end)).relations == ()
        assert folded(*linked, ops.Remove(end), ops.Undo("w:4")).relations == (relation,)
    assert folded(*linked, ops.Unrelate("attributes", "w:1", "w:2")).relations == ()
    assert folded(*linked, ops.Unrelate("continues", "w:1", "w:2")).relations == (relation,)


def test_what_goes_takes_no_other_relation_with_it() -> None:
    spans = [ops.Add(n, n + 1, "q") for n in range(4)]
    linked = [ops.Relate("continues", f"w:{n}", f"w:{n + 1}") for n in (1, 2, 3)]
    others = (Relation("continues", "w:1", "w:2"), Relation("continues", "w:2", "w:3"))
    assert folded(*spans, *linked, ops.Remove("w:4")).relations == others
    assert folded(*spans, *linked, ops.Unrelate("continues", "w:3", "w:4")).relations == others


def test_a_status_is_a_letter_a_paragraph_up_to_the_last_that_was_seen() -> None:
    done = ops.Status((0, 3), "done")
    assert folded(done).status == "duud"
    assert folded(done, ops.Status((1,), "skipped")).status == "dsud"
    assert folded(done, ops.Status((3,), "unseen")).status == "d"
    assert folded(ops.Status((2,), "unseen")) == EMPTY


@pytest.mark.parametrize("paragraph", [-1, ops.MAX_PARAGRAPH, 2**80])
def test_no_article_has_a_paragraph_of_such_a_number(paragraph: int) -> None:
    assert folded(ops.Status((paragraph,), "done")) == EMPTY
    assert folded(ops.SetNote("x", paragraph=paragraph)) == EMPTY
    assert folded(ops.SetFlag(paragraph=paragraph)) == EMPTY
    remarks = AnnotationSet(notes=(Note("x", None, paragraph),), flags=(Flag(None, paragraph),))
    assert folded(ops.Import(remarks)) == EMPTY


def test_nor_can_an_import_make_one() -> None:
    content = AnnotationSet(status="d" + "u" * (ops.MAX_PARAGRAPH - 1) + "d")
    assert folded(ops.Import(content)).status == "d"


def test_remarks_stand_in_order_of_what_they_are_on() -> None:
    said = folded(
        ops.Add(0, 5, "q"),
        ops.SetNote("span", span="w:1"),
        ops.SetNote("paragraph", paragraph=2),
        ops.SetNote("article"),
        ops.SetFlag(paragraph=0),
        ops.SetFlag(),
    )
    assert [n.text for n in said.notes] == ["article", "paragraph", "span"]
    assert said.flags == (Flag(), Flag(paragraph=0))


def test_a_note_is_replaced_and_an_empty_one_taken_away() -> None:
    assert folded(ops.SetNote("x"), ops.SetNote("y")).notes == (Note("y"),)
    assert folded(ops.SetNote("x"), ops.SetNote("")) == EMPTY


def test_a_flag_is_raised_and_lowered() -> None:
    assert folded(ops.SetFlag(), ops.SetFlag(on=False)) == EMPTY
    assert folded(ops.SetFlag(on=False), ops.SetFlag()).flags == (Flag(),)


def test_remarks_on_a_span_go_with_it_and_come_back_with_it() -> None:
    said = ops.Add(0, 5, "q"), ops.SetNote("x", span="w:1"), ops.SetFlag(span="w:1")
    assert folded(*said, ops.Remove("w:1")) == EMPTY
    assert folded(*said, ops.Remove("w:1"), ops.Undo("w:4")) == folded(*said)


def test_a_rejection_is_made_once() -> None:
    assert folded(ops.Reject(0, 5, "q"), ops.Reject(0, 5, "q")).rejections == (
        Rejection(0, 5, "q"),
    )


def test_the_last_settlement_stands() -> None:
    settled = ops.Settle(("v1",), "first"), ops.Settle(("v1", "v2"), "why", unclear=True)
    assert folded(*settled).settlement == Settlement(("v1", "v2"), "why", unclear=True)


# --- imports -----------------------------------------------------------------------------------


def test_an_import_takes_the_place_of_all_and_keeps_its_ids() -> None:
    record = AnnotationSet((Span(3, 4, "a", "old:7"),), status="d", notes=(Note("x", "old:7"),))
    before = ops.Add(0, 5, "q"), ops.SetFlag(), ops.Reject(0, 1, "q"), ops.Status((4,), "done")
    assert folded(*before, ops.Import(record)) == record


def test_one_goes_on_from_an_import() -> None:
    record = AnnotationSet((Span(3, 4, "a", "old:7"),), status="d")
    said = folded(ops.Import(record), ops.Change("old:7", 3, 5, "a"), ops.Status((1,), "done"))
    assert said == AnnotationSet((Span(3, 5, "a", "old:7"),), status="dd")


@pytest.mark.parametrize("other", [(), (Span(0, 5, "q", "old:7"),)])
def test_an_id_that_an_import_brought_is_taken(other: tuple[Span, ...]) -> None:
    record = ops.Import(AnnotationSet((*other, Span(0, 5, "q", "w:2"))))
    assert folded(record, ops.Add(6, 9, "a")) == folded(record)


def test_spans_from_before_an_import_are_gone_for_good() -> None:
    said = folded(ops.Add(0, 5, "q"), ops.Import(EMPTY), ops.Change("w:1", 0, 1, "q"))
    assert said == EMPTY


def test_an_undone_import_uncovers_what_was_there() -> None:
    record = ops.Import(AnnotationSet((Span(3, 4, "a", "old:7"),)))
    assert folded(ops.Add(0, 5, "q"), record, ops.Undo("w:2")) == folded(ops.Add(0, 5, "q"))


def test_an_import_that_contradicts_itself_is_taken_for_what_it_can_mean() -> None:
    record = AnnotationSet(
        spans=(
            Span(0, 5, "q", "x"),
            Span(0, 5, "q", "y"),
            Span(1, 2, "q", "x"),
            Span(6, 7, "q", "y"),
            Span(7, 8, "q", ""),
        ),
        relations=(Relation("continues", "y", "x"), Relation("continues", "y", "nobody")),
        status="dxsu",
        notes=(Note("one", "x"), Note("two", "y"), Note("", paragraph=1), Note("?", "nobody")),
        flags=(Flag("y", 3), Flag("x")),
    )
    assert folded(ops.Import(record)) == AnnotationSet(
        (Span(0, 5, "q", "x"),), (), "dus", (Note("one\ntwo", "x"),), (Flag("x"),)
    )


def test_no_import_can_make_ids_stand_for_each_other_in_a_circle() -> None:
    record = AnnotationSet((Span(0, 5, "q", "w:3"), Span(0, 5, "q", "y"), Span(1, 2, "q", "y")))
    said = folded(
        ops.Import(record),
        ops.Remove("w:3"),
        ops.Add(0, 5, "q"),
        ops.Change("w:3", 1, 2, "q"),
        ops.Remove("y"),
    )
    assert said == EMPTY
