"""Taking in many: the same again adds nothing, what differs is refused, nothing is ever half in."""

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
from annotate.core.errors import InputError, StorageError
from annotate.core.fold import fold
from annotate.core.operations import Operation, encode_body
from annotate.core.record import Appearance
from annotate.core.taking_in import in_canon
from annotate.storage import annotations, bulk, documents, gestures, log, state
from annotate.storage.bulk import BulkImport, Outcome, Placed
from annotate.storage.check import check
from annotate.storage.store import Store
from tests.core import logs
from tests.storage.making import STATE, add, commit, document, dump

EVERYTHING = (*STATE, "documents", "texts", "appearances", "operations", "writers", "layers")
QUOTED = AnnotationSet(
    spans=(Span(0, 5, "quote", "s1"), Span(6, 12, "attribution", "s2", "rules", 0.5)),
    relations=(Relation("attributes", "s2", "s1"),),
    status="d",
)
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


def put(
    store: Store, key: int, content: AnnotationSet, layer: str = "ana", *, replace: bool = False
) -> Outcome:
    with BulkImport(store, "importer") as run:
        return run.annotations(key, layer, content, replace=replace)


@pytest.fixture
def key(store: Store) -> int:
    return add(store, document())[0]


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
    assert put(store, key, DIFFERENT[case], replace=True) == "added"
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


# --- transactions --------------------------------------------------------------------------------


def test_many_records_are_many_transactions_of_one_writer(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BATCH", 3)
    seen = []
    with BulkImport(store, "importer") as run:
        for n in range(10):
            key = run.document(document(f"Text {n}.")).key
            run.annotations(key, "ana", AnnotationSet(status="d"))
            seen.append(len(dump(path, "operations")["operations"]))
    assert seen[0] == 0
    assert 0 < seen[-1] < 10, "some were committed before the end, and not all"
    assert [o.n for o, _ in log.each(store)] == list(range(1, 11))
    assert len({o.writer for o, _ in log.each(store)}) == 1
    assert list(check(store)) == []


def test_an_import_sees_what_it_took_in_itself(store: Store, key: int) -> None:
    with BulkImport(store, "importer") as run:
        assert run.annotations(key, "ana", QUOTED) == "added"
        assert run.annotations(key, "ana", QUOTED) == "same"
        assert run.annotations(key, "ana", UNNAMED) == "refused"
        assert run.annotations(key, "ben", UNNAMED) == "added"
        assert run.annotations(key, "ana", FULL, replace=True) == "added"
    assert [o.n for o, _ in log.each(store)] == [1, 2, 3]
    assert annotations.read(store, key, "ana") == FULL
    assert list(check(store)) == []


@pytest.mark.parametrize("atomic", [False, True])
def test_a_disk_that_is_full_at_the_end_leaves_nothing_open(
    store: Store, key: int, atomic: bool
) -> None:
    many = tuple(Span(n, n + 1, "ad", f"s{n}") for n in range(9000))

    def run() -> None:
        with BulkImport(store, "importer", atomic=atomic) as importing:
            importing.annotations(key, "ana", AnnotationSet(spans=many))
            store.connection.execute("PRAGMA max_page_count = 1")

    with pytest.raises(StorageError, match="the disk is full"):
        run()
    assert not store.connection.in_transaction
    store.connection.execute("PRAGMA max_page_count = 1000000")
    assert list(log.each(store)) == []
    assert put(store, key, QUOTED) == "added"
    assert list(check(store)) == []


def test_others_write_between_its_transactions(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BATCH", 2)
    (first,) = add(store, "First.")
    with Store.open(path) as other, BulkImport(store, "importer") as run:
        other.connection.execute("PRAGMA busy_timeout = 0")
        written = 0
        for n in range(9):
            key = run.document(document(f"Text {n}.")).key
            run.annotations(key, "ana", AnnotationSet(status="d"))
            if not store.connection.in_transaction:
                continue
            run._commit()
            commit(other, first, ops.SetFlag(on=n % 2 == 0))
            add(other, f"Other {n}.")
            written += 1
    assert written
    clocks = [o.lamport for o, _ in log.each(store)]
    assert clocks == sorted(set(clocks))
    assert documents.count(store) == 10 + written
    assert list(check(store)) == []


class StopError(Exception):
    pass


def fill(store: Store, number: int, *, atomic: bool = False, error: type[BaseException]) -> None:
    with BulkImport(store, "importer", atomic=atomic) as run:
        for n in range(number):
            key = run.document(document(f"Text {n}.")).key
            run.annotations(key, "ana", AnnotationSet(status="d"))
        raise error


@pytest.mark.parametrize("atomic", [False, True])
@pytest.mark.parametrize("error", [StopError, KeyboardInterrupt])
def test_what_an_error_ends_is_sound(
    store: Store, atomic: bool, error: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BATCH", 4)
    with pytest.raises(error):
        fill(store, 9, atomic=atomic, error=error)
    whole = 9 if error is KeyboardInterrupt else 8
    assert documents.count(store) == (0 if atomic else whole)
    assert not store.connection.in_transaction
    assert list(check(store)) == []
    (key,) = add(store, "Text 0.")
    commit(store, key, ops.SetFlag())
    assert list(check(store)) == []


def test_an_error_within_a_record_leaves_nothing_of_it(
    store: Store, key: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The operation is written, its state is not."""

    def fail(*_: object, **__: object) -> None:
        raise StopError

    with monkeypatch.context() as patch:
        patch.setattr(state, "write", fail)
        with pytest.raises(StopError):
            put(store, key, QUOTED)
    assert list(log.each(store)) == []
    assert list(check(store)) == []
    assert put(store, key, QUOTED) == "added"


def test_a_transaction_that_cannot_be_committed_is_as_if_it_had_not_been(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The disk fails at the second commit; the writer's number must not go on by itself."""
    monkeypatch.setattr(bulk, "BATCH", 2)

    def break_the_disk(sql: str) -> None:
        if "Text 3." in sql:
            store.connection.execute("PRAGMA max_page_count = 1")

    def run() -> None:
        with BulkImport(store, "importer") as importing:
            for n in range(9):
                key = importing.document(document(f"Text {n}." + "x" * 9000 * (n > 2))).key
                importing.annotations(key, "ana", AnnotationSet(status="d"))

    store.connection.set_trace_callback(break_the_disk)
    with pytest.raises(StorageError, match="the disk is full"):
        run()
    store.connection.set_trace_callback(None)
    store.connection.execute("PRAGMA max_page_count = 1000000")
    assert list(check(store)) == []
    assert documents.count(store) == 3
    assert len(dump(path, "operations")["operations"]) == 3
    add(store, "Further.")


@pytest.mark.parametrize("atomic", [False, True])
def test_rolling_back_drops_what_is_not_committed(
    store: Store, path: Path, key: int, atomic: bool
) -> None:
    before = dump(path, *EVERYTHING)
    with BulkImport(store, "importer", atomic=atomic) as run:
        other = run.document(document("Other.")).key
        run.annotations(other, "new layer", AnnotationSet(status="d"))
        run.rollback()
        assert not store.connection.in_transaction
        assert dump(path, *EVERYTHING) == before
        with Store.open(path) as elsewhere:  # where its writer's number is given again
            commit(elsewhere, key, ops.SetFlag(), ops.SetFlag(paragraph=0))
    assert list(check(store)) == []
    assert documents.count(store) == 1
    assert store.layer("new layer") == 0
    put(store, key, QUOTED, "new layer")
    assert list(check(store)) == []


def test_an_atomic_import_is_one_transaction_however_long(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "BATCH", 2)
    with BulkImport(store, "importer", atomic=True) as run:
        for n in range(9):
            run.document(document(f"Text {n}."))
            assert dump(path, "documents") == {"documents": []}
    assert documents.count(store) == 9


def test_an_import_of_nothing_writes_nothing(store: Store, path: Path) -> None:
    before = path.read_bytes()
    for atomic in (False, True):
        with BulkImport(store, "importer", atomic=atomic) as run:
            run.rollback()
    assert path.read_bytes() == before
    assert dump(path, "writers") == {"writers": []}
