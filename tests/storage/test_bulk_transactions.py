"""Taking in many, in few transactions: whatever ends it, nothing is ever half in."""

from pathlib import Path

import pytest

from annotate.core import operations as ops
from annotate.core.annotation_set import AnnotationSet, Span
from annotate.core.errors import StorageError
from annotate.storage import bulk, documents, log, state
from annotate.storage.bulk import BulkImport
from annotate.storage.check import check
from annotate.storage.store import Store
from tests.storage.making import EVERYTHING, QUOTED, add, commit, document, dump, put


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


def test_nothing_is_committed_within_a_record(
    store: Store, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A program that is killed leaves no document without the labels that came with it."""
    monkeypatch.setattr(bulk, "BATCH", 1)
    seen = []
    with BulkImport(store, "importer") as run:
        for n in range(4):
            key = run.document(document(f"Text {n}.", f"{n}")).key
            run.document(document(f"Text {n}.", "there"))
            seen.append(dump(path, "documents", "appearances", "operations"))
            run.annotations(key, "ana", AnnotationSet(status="d"))
            run.annotations(key, "ben", AnnotationSet(status="d"))
    counts = [[len(rows) for rows in tables.values()] for tables in seen]
    assert counts == [[n, n, 2 * n] for n in range(4)]


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
