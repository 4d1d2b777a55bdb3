"""One gesture is one transaction: durable when it returns, or as if it had not been."""

import sqlite3
from pathlib import Path

import pytest

from annotate.core import operations as ops
from annotate.core.annotation_set import EMPTY, AnnotationSet, Relation, Span
from annotate.core.errors import StorageError
from annotate.core.operations import Operation, encode_body
from annotate.storage import annotations, log, state
from annotate.storage.annotations import Annotations
from annotate.storage.check import check, rebuild
from annotate.storage.log import Writer
from annotate.storage.store import Store
from tests.storage.making import STATE, add, commit, document, dump, layer

EVERYTHING = (*STATE, "operations", "writers", "layers")


@pytest.fixture
def key(store: Store) -> int:
    return add(store, document())[0]


def quoted(writer: Writer) -> list[ops.Body]:
    """A quotation with its attribution and their link, as one gesture."""
    return [
        ops.Add(0, 5, "quote"),
        ops.Add(6, 12, "attribution"),
        ops.Relate("attributes", f"{writer.name}:2", f"{writer.name}:1"),
    ]


def test_a_gesture_is_in_the_file_when_it_returns(store: Store, path: Path, key: int) -> None:
    writer = Writer("ana")
    annotations_ = layer(store, key)
    appended = annotations_.commit(writer, quoted(writer))
    with Store.open(path) as other:
        assert [o for _, o in log.of(other, key, "ana")] == appended
        assert annotations.read(other, key, "ana") == annotations_.content
    assert annotations_.content == AnnotationSet(
        spans=(
            Span(0, 5, "quote", f"{writer.name}:1"),
            Span(6, 12, "attribution", f"{writer.name}:2"),
        ),
        relations=(Relation("attributes", f"{writer.name}:2", f"{writer.name}:1"),),
    )


def test_all_operations_of_a_gesture_are_numbered_from_it(store: Store, key: int) -> None:
    writer = Writer("ana")
    opened = layer(store, key)
    first = opened.commit(writer, quoted(writer))
    second = opened.commit(writer, [ops.SetFlag()])
    found = [(o.writer, o.n, o.gesture, o.lamport) for o in (*first, *second)]
    assert found == [(writer.name, n, 1 if n < 4 else 4, n) for n in range(1, 5)]


def test_each_run_is_a_writer_of_its_own(store: Store, key: int) -> None:
    names = {commit(store, key, ops.SetFlag())[0].writer for _ in range(20)}
    assert len(names) == 20
    assert all(name.startswith("ana@") for name in names)


def test_clocks_go_on_from_the_latest_of_all_writers(store: Store, key: int) -> None:
    clocks = [
        commit(store, key, ops.SetFlag(), name=name)[0].lamport for name in ("ana", "ben", "ana")
    ]
    assert clocks == [1, 2, 3]


def test_a_writer_knows_how_far_its_log_is(store: Store, key: int) -> None:
    writer = Writer("ana")
    assert writer.last(store) == 0
    layer(store, key).commit(writer, quoted(writer))
    assert writer.last(store) == 3


@pytest.mark.parametrize("failing", ["update", "gesture_rows"])
def test_a_gesture_that_fails_leaves_memory_and_file_as_they_were(
    store: Store, path: Path, key: int, failing: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Writer("ana")
    opened = layer(store, key)
    opened.commit(writer, quoted(writer))
    content, before = opened.content, dump(path, *EVERYTHING)

    def fail(*_: object) -> None:
        raise sqlite3.OperationalError("out of luck")

    with monkeypatch.context() as patch:
        patch.setattr(state, failing, fail)
        with pytest.raises(StorageError, match="out of luck"):
            opened.commit(writer, [ops.Remove(f"{writer.name}:1")])
    assert opened.content == content
    assert dump(path, *EVERYTHING) == before
    assert not store.connection.in_transaction
    assert writer.last(store) == 3
    assert opened.commit(writer, [ops.SetFlag()])[0].n == 4
    assert writer.last(store) == 4
    assert list(check(store)) == []


def test_a_failure_needs_nothing_from_the_disk_to_be_taken_back(
    store: Store, key: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    writer = Writer("ana")
    opened = layer(store, key)
    opened.commit(writer, quoted(writer))
    content = opened.content

    def fail(*_: object) -> None:
        raise StorageError("the disk cannot be read or written")

    with monkeypatch.context() as patch:
        patch.setattr(state, "update", fail)
        patch.setattr(log, "of", lambda *given: [] if given[3] == 0 else fail())
        with pytest.raises(StorageError):
            opened.commit(writer, [ops.SetFlag()])
    assert opened.content == content
    opened.commit(writer, [ops.SetFlag()])
    assert list(check(store)) == []


def test_a_failed_first_gesture_leaves_no_layer_behind(
    store: Store, path: Path, key: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = layer(store, key)
    with monkeypatch.context() as patch:
        patch.setattr(state, "update", lambda *_: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            opened.commit(Writer("ana"), [ops.SetFlag()])
    assert opened.content == EMPTY
    assert dump(path, "layers", "writers") == {"layers": [], "writers": []}
    opened.commit(Writer("ana"), [ops.SetFlag()])
    assert list(check(store)) == []


def test_what_another_program_appends_is_taken_in(path: Path, store: Store, key: int) -> None:
    mine, writer = layer(store, key), Writer("ana")
    with Store.open(path) as elsewhere:
        theirs = layer(elsewhere, key)
        theirs.commit(Writer("ana"), [ops.Add(0, 5, "quote")])
        assert mine.refresh()
        assert not mine.refresh()
        assert mine.content == theirs.content
        theirs.commit(Writer("ana"), [ops.Add(6, 12, "attribution")])
        mine.commit(writer, [ops.SetFlag()])
        assert len(mine.content.spans) == 2, "a gesture is made on all that was there before it"
        assert theirs.refresh()
        assert theirs.content == mine.content
    assert list(check(store)) == []


def test_two_programs_may_add_the_same_span(path: Path, store: Store, key: int) -> None:
    mine = layer(store, key)
    with Store.open(path) as elsewhere:
        first = layer(elsewhere, key).commit(Writer("ana"), [ops.Add(0, 5, "quote")])
    mine.commit(Writer("ana"), [ops.Add(0, 5, "quote")])
    assert [s.id for s in mine.content.spans] == [first[0].id]
    assert list(check(store)) == []


def test_a_gesture_of_nothing_writes_no_operation(store: Store, key: int) -> None:
    assert layer(store, key).commit(Writer("ana"), []) == []
    assert list(check(store)) == []


def test_a_gesture_may_undo_and_go_on_at_once(store: Store, key: int) -> None:
    writer = Writer("ana")
    opened = layer(store, key)
    opened.commit(writer, [ops.Add(0, 5, "quote")])
    opened.commit(writer, [ops.Undo(f"{writer.name}:1"), ops.Add(0, 5, "body")])
    assert [s.label for s in opened.content.spans] == ["body"]
    assert list(check(store)) == []


def test_a_gesture_that_was_undone_before_it_was_made_is_undone(store: Store, key: int) -> None:
    writer = Writer("ana")
    opened = layer(store, key)
    opened.commit(Writer("ben"), [ops.Undo(f"{writer.name}:1")])
    opened.commit(writer, [ops.Add(0, 5, "quote")])
    assert opened.content.spans == ()
    assert list(check(store)) == []


def test_status_beyond_the_last_paragraph_counts_for_nothing(store: Store, key: int) -> None:
    commit(store, key, ops.Status((0, 1, 7, 8), "done"))
    assert dump(store.path, "progress")["progress"][0][2:6] == ("open", "dduuuuudd", 2, 0)
    assert list(check(store)) == []


# --- kinds of a later program --------------------------------------------------------------------


def append_unknown(store: Store, key: int, kind: str, body: str) -> Operation:
    """An operation such as a later program writes."""
    writer = Writer("ana")
    sha256 = document().sha256
    with store.transaction() as connection:
        number, n, lamport = writer.start(store)
        operation = Operation(
            writer.name, n + 1, lamport + 1, "ana", sha256, n + 1, kind, body, log.now()
        )
        row = log.row(operation, number, store.layer("ana"), key)
        connection.execute(log.INSERT, row)
        sql = "UPDATE writers SET n = ?, lamport = ? WHERE key = ?"
        connection.execute(sql, (n + 1, lamport + 1, number))
    return operation


@pytest.mark.parametrize(("kind", "body"), [("teleport", '{"to": 9}'), ("add", "{]"), ("", "")])
def test_a_kind_unknown_to_this_program_is_kept_and_passed_on(
    store: Store, key: int, kind: str, body: str
) -> None:
    writer = Writer("ana")
    opened = layer(store, key)
    opened.commit(writer, [ops.Add(0, 5, "quote")])
    unknown = append_unknown(store, key, kind, body)
    opened.refresh()
    assert len(opened.content.spans) == 1
    opened.commit(writer, [ops.SetFlag()])
    rebuild(store)
    assert list(check(store)) == []
    assert unknown in [o for o, _ in log.each(store)]
    assert unknown in [o for _, o in log.of(store, key, "ana")]
    assert unknown in log.tail(store)


def test_a_gesture_of_an_unknown_kind_can_be_undone(store: Store, key: int) -> None:
    unknown = append_unknown(store, key, "teleport", "{}")
    rebuild(store)
    opened = layer(store, key)
    opened.commit(Writer("ana"), [ops.Undo(unknown.gesture_id)])
    assert list(check(store)) == []


# --- the log -------------------------------------------------------------------------------------


def test_the_hash_of_an_operation_covers_all_of_it(store: Store, key: int) -> None:
    (made,) = commit(store, key, ops.Add(0, 5, "quote"))
    assert list(log.each(store)) == [(made, made.hash())]
    assert encode_body(ops.Add(0, 5, "quote")) == (made.kind, made.body)


def test_the_tail_of_the_log_is_newest_first_and_can_be_narrowed(store: Store) -> None:
    one, two = add(store, "One.", "Two.")
    made = [
        commit(store, key, ops.SetFlag(), name=name)[0]
        for key, name in ((one, "ana"), (two, "ana"), (one, "ben"))
    ]
    assert log.tail(store) == made[::-1]
    assert log.tail(store, layer="ana") == [made[1], made[0]]
    assert log.tail(store, document=one) == [made[2], made[0]]
    assert log.tail(store, layer="ana", document=one) == [made[0]]
    assert log.tail(store, most=1) == [made[2]]
    assert log.tail(store, layer="nobody") == []


def test_layers_of_a_document_go_by_name(store: Store, key: int) -> None:
    for name in ("ben", "gold/ana", "ana"):
        commit(store, key, ops.SetFlag(), name=name)
    assert annotations.layers(store, key) == ["ana", "ben", "gold/ana"]
    assert annotations.read(store, key, "nobody") == EMPTY


def test_going_through_everything_is_of_one_moment(path: Path, store: Store) -> None:
    keys = add(store, "One.", "Two.")
    for key in keys:
        commit(store, key, ops.Add(0, 3, "quote"))
    through = annotations.each(store)
    next(through)
    with Store.open(path) as other:
        commit(other, keys[1], ops.Remove(layer(other, keys[1]).content.spans[0].id))
    _, _, [(name, content)] = next(through)
    assert (name, len(content.spans)) == ("ana", 1)
    assert list(through) == []
    assert Annotations(store, keys[1], document("Two."), "ana").content.spans == ()
