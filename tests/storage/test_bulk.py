"""Taking in many: the same again adds nothing, what differs is refused."""

from pathlib import Path

import pytest
from hypothesis import example, given
from msgspec.structs import replace

from annotate.core import operations as ops
from annotate.core.annotation_set import (
    AnnotationSet,
    Flag,
    Note,
    Rejection,
    Relation,
    Settlement,
    Span,
)
from annotate.core.errors import InputError
from annotate.core.fold import fold
from annotate.core.operations import Operation, encode_body
from annotate.core.record import Appearance
from annotate.core.taking_in import in_canon
from annotate.storage import annotations, documents, gestures, log
from annotate.storage.bulk import BulkImport, Placed
from annotate.storage.check import check
from annotate.storage.store import Store
from tests.core import logs
from tests.storage.making import EVERYTHING, QUOTED, STATE, add, commit, document, dump, put

UNNAMED = AnnotationSet(
    spans=(Span(6, 12, "attribution", "", "rules", 0.5), Span(0, 5, "quote", "")),
    relations=(Relation("attributes", "#0", "#1"),),
    status="d",
    notes=(Note("who?", span="#0"),),
)
FULL = replace(
    QUOTED,
    notes=(Note("all"), Note("first", paragraph=0), Note("who?", span="s2")),
    flags=(Flag(), Flag(span="s1")),
    rejections=(Rejection(0, 3, "ad"),),
    settlement=Settlement(("v1",), "why"),
)


# --- documents -----------------------------------------------------------------------------------


def test_the_same_text_again_adds_its_place_alone(store: Store) -> None:
    made = document("Text.", "a/1", title="T", url="u")
    with BulkImport(store, "importer") as run:
        assert run.document(made) == Placed(1, new=True)
        assert run.document(made) == Placed(1, new=False)
        elsewhere = document("Text.", "b/1", title="T2")
        assert run.document(elsewhere) == Placed(1, new=False, appearance=True)
        assert run.document(elsewhere) == Placed(1, new=False)
        retitled = document("Text.", "a/1", title="T3")
        assert run.document(retitled) == Placed(1, new=False, appearance=True)
    assert documents.get(store, 1) == made
    assert documents.appearances(store, 1) == [Appearance("a/1", "T3"), Appearance("b/1", "T2")]


def test_an_id_that_is_known_with_another_text_is_refused(store: Store) -> None:
    add(store, document("One.", "a/1"))
    sha256 = document("One.").sha256
    with BulkImport(store, "importer") as run:
        with pytest.raises(InputError) as caught:
            run.document(document("Two.", "a/1"))
        run.document(document("Three.", "a/3"))
    assert str(caught.value) == (
        f"the id 'a/1' is known with another text ({sha256[:12]}…), give one of the two another id"
    )
    assert [d.text for _, d in documents.each(store)] == ["One.", "Three."]


def test_a_removed_text_that_comes_again_is_back(store: Store) -> None:
    made = document("Text.", "a/1")
    (key,) = add(store, made)
    documents.remove(store, key)
    with BulkImport(store, "importer") as run:
        assert run.document(made) == Placed(key, new=True)
        assert run.document(made) == Placed(key, new=False)
    assert documents.count(store) == 1


@pytest.mark.parametrize("gone", [documents.remove, documents.purge])
def test_unless_its_id_is_another_texts_by_now(store: Store, gone: object) -> None:
    assert callable(gone)
    (key,) = add(store, document("Old.", "a/1"))
    gone(store, key)
    add(store, document("New.", "a/1"))
    with (
        BulkImport(store, "importer") as run,
        pytest.raises(InputError, match="the id 'a/1' is known with another text"),
    ):
        run.document(document("Old.", "a/1"))
    assert [d.text for _, d in documents.each(store)] == ["New."]


# --- annotations ---------------------------------------------------------------------------------


def test_a_record_keeps_its_ids_and_is_one_operation(store: Store, key: int) -> None:
    assert put(store, key, FULL) == "added"
    assert annotations.read(store, key, "ana") == FULL
    (operation,) = [o for o, _ in log.each(store)]
    assert (operation.kind, operation.layer) == ("import", "ana")
    assert operation.writer.startswith("importer@")
    assert list(check(store)) == []


def test_spans_without_an_id_are_named_after_the_operation(store: Store, key: int) -> None:
    assert put(store, key, UNNAMED) == "added"
    (operation,) = [o for o, _ in log.each(store)]
    quote, attribution = (f"{operation.id}/{n}" for n in (1, 0))
    assert annotations.read(store, key, "ana") == AnnotationSet(
        spans=(
            Span(0, 5, "quote", quote),
            Span(6, 12, "attribution", attribution, "rules", 0.5),
        ),
        relations=(Relation("attributes", attribution, quote),),
        status="d",
        notes=(Note("who?", span=attribution),),
    )


def test_spans_with_and_without_an_id_may_stand_side_by_side(store: Store, key: int) -> None:
    spans = Span(0, 5, "quote", "mine"), Span(6, 12, "attribution", "")
    content = AnnotationSet(spans=spans, relations=(Relation("attributes", "#1", "mine"),))
    assert put(store, key, content) == "added"
    found = annotations.read(store, key, "ana")
    assert found.spans[0].id == "mine"
    assert found.relations[0].child == "mine"
    assert found.relations[0].head == found.spans[1].id


@pytest.mark.parametrize("content", [QUOTED, UNNAMED, FULL])
def test_the_same_record_again_changes_nothing(
    store: Store, path: Path, key: int, content: AnnotationSet
) -> None:
    put(store, key, content)
    before = dump(path, *EVERYTHING)
    assert put(store, key, content) == "same"
    assert put(store, key, content, replace=True) == "same"
    assert dump(path, "operations") == {"operations": before["operations"]}
    assert dump(path, *STATE) == {table: before[table] for table in STATE}


SAME = {
    "other ids": replace(
        QUOTED,
        spans=(Span(0, 5, "quote", "x"), Span(6, 12, "attribution", "y", "rules", 0.5)),
        relations=(Relation("attributes", "y", "x"),),
    ),
    "no ids": replace(
        UNNAMED,
        notes=(),
    ),
    "another order": replace(QUOTED, spans=QUOTED.spans[::-1]),
    "a relation twice": replace(QUOTED, relations=QUOTED.relations * 2),
    "a span linked to itself": replace(
        QUOTED, relations=(*QUOTED.relations, Relation("continues", "s1", "s1"))
    ),
    "paragraphs unseen at the end": replace(QUOTED, status="duu"),
    "a span twice": replace(QUOTED, spans=(*QUOTED.spans, Span(0, 5, "quote", "s3"))),
    "ids like another span's place": replace(
        QUOTED,
        spans=(
            Span(0, 5, "quote", "6-12 attribution"),
            Span(6, 12, "attribution", "0-5 quote", "rules", 0.5),
        ),
        relations=(Relation("attributes", "0-5 quote", "6-12 attribution"),),
    ),
}


@pytest.mark.parametrize("case", SAME)
def test_a_record_that_says_the_same_is_the_same(store: Store, key: int, case: str) -> None:
    put(store, key, QUOTED)
    assert put(store, key, SAME[case]) == "same"


def test_so_is_what_a_layer_says_after_paragraphs_were_taken_back(store: Store, key: int) -> None:
    put(store, key, QUOTED)
    commit(store, key, ops.Status((1, 2), "done"))
    commit(store, key, ops.Status((1, 2), "unseen"))
    assert put(store, key, QUOTED) == "same"


DIFFERENT = {
    "a start": replace(QUOTED, spans=(replace(QUOTED.spans[0], start=1), QUOTED.spans[1])),
    "a label": replace(QUOTED, spans=(replace(QUOTED.spans[0], label="body"), QUOTED.spans[1])),
    "an origin": replace(QUOTED, spans=(QUOTED.spans[0], replace(QUOTED.spans[1], origin="x"))),
    "a score": replace(QUOTED, spans=(QUOTED.spans[0], replace(QUOTED.spans[1], score=0.6))),
    "a span less": replace(QUOTED, spans=QUOTED.spans[:1], relations=()),
    "a relation less": replace(QUOTED, relations=()),
    "a relation turned round": replace(QUOTED, relations=(Relation("attributes", "s1", "s2"),)),
    "a relation's label": replace(QUOTED, relations=(Relation("continues", "s2", "s1"),)),
    "a status": replace(QUOTED, status="s"),
    "a note": replace(QUOTED, notes=(Note("x"),)),
    "a flag": replace(QUOTED, flags=(Flag(),)),
    "a flag on a span": replace(QUOTED, flags=(Flag(span="s1"),)),
    "a rejection": replace(QUOTED, rejections=(Rejection(0, 1, "ad"),)),
    "a settlement": replace(QUOTED, settlement=Settlement(("v",))),
    "nothing": AnnotationSet(),
}


@pytest.mark.parametrize("case", DIFFERENT)
def test_a_record_that_differs_is_refused_and_replaces_if_asked(
    store: Store, path: Path, key: int, case: str
) -> None:
    put(store, key, QUOTED)
    before = dump(path, *EVERYTHING)
    assert put(store, key, DIFFERENT[case]) == "refused"
    assert dump(path, *EVERYTHING) == before
    assert put(store, key, DIFFERENT[case], replace=True) == "replaced"
    assert annotations.read(store, key, "ana") == DIFFERENT[case]
    assert list(check(store)) == []


def test_a_layer_that_took_everything_back_gives_way(store: Store, key: int) -> None:
    span = commit(store, key, ops.Add(0, 5, "quote"), ops.Status((0,), "done"))[0]
    commit(store, key, ops.Remove(span.id), ops.Status((0,), "unseen"))
    assert put(store, key, QUOTED) == "added"
    assert annotations.read(store, key, "ana") == QUOTED
    assert list(check(store)) == []


def test_a_record_of_nothing_for_a_new_layer_writes_nothing(
    store: Store, path: Path, key: int
) -> None:
    for content in (AnnotationSet(), AnnotationSet(status="uu")):
        assert put(store, key, content, replace=True) == "same"
    assert dump(path, "operations", "progress") == {"operations": [], "progress": []}


def test_an_import_is_a_gesture_that_can_be_undone(store: Store, key: int) -> None:
    put(store, key, QUOTED)
    taken = gestures.latest_live(store, "ana")
    assert taken
    commit(store, key, ops.Undo(taken.gesture))
    assert annotations.read(store, key, "ana") == AnnotationSet()
    assert put(store, key, FULL) == "added"
    commit(store, key, ops.Redo(taken.gesture))
    assert annotations.read(store, key, "ana") == FULL, "the later import stands"
    assert list(check(store)) == []


def test_replacing_keeps_what_the_log_says_of_before(store: Store, key: int) -> None:
    span = commit(store, key, ops.Add(0, 5, "quote"))[0]
    put(store, key, FULL, replace=True)
    taken = gestures.latest_live(store, "ana")
    assert taken
    commit(store, key, ops.Undo(taken.gesture))
    assert [s.id for s in annotations.read(store, key, "ana").spans] == [span.id]


@example(AnnotationSet(status="x"))
@given(logs.contents)
def test_what_is_stored_is_the_fold_of_what_is_logged(content: AnnotationSet) -> None:
    """Mostly it is written without folding."""
    canonical = in_canon(content)
    kind, body = encode_body(ops.Import(canonical))
    assert fold([Operation("w", 1, 1, "ana", "", 1, kind, body, 0)]) == canonical


def test_an_import_sees_what_it_took_in_itself(store: Store, key: int) -> None:
    with BulkImport(store, "importer") as run:
        assert run.annotations(key, "ana", QUOTED) == "added"
        assert run.annotations(key, "ana", QUOTED) == "same"
        assert run.annotations(key, "ana", UNNAMED) == "refused"
        assert run.annotations(key, "ben", UNNAMED) == "added"
        assert run.annotations(key, "ana", FULL, replace=True) == "replaced"
    found = [(o.layer, o.n, o.lamport) for o, _ in log.each(store)]
    assert found == [("ana", 1, 1), ("ben", 1, 2), ("ana", 2, 3)]  # a log for each layer
    assert annotations.read(store, key, "ana") == FULL
    assert list(check(store)) == []
