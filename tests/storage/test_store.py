"""The open database: how it is set up, transactions and moments."""

import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from annotate.core.errors import StorageError
from annotate.core.operations import Status
from annotate.storage import setting_up
from annotate.storage import store as opening
from annotate.storage.schema import STEPS
from annotate.storage.setting_up import PRAGMAS
from annotate.storage.store import FILE_NAME, Store
from tests.storage.forked import fork
from tests.storage.making import add, commit
from tests.storage.refusing import refused

# --- set up --------------------------------------------------------------------------------------


def test_every_connection_is_durable_and_checks_references(path: Path) -> None:
    for _ in range(3):
        with Store.open(path) as store:
            found = {name: store.value(f"PRAGMA {name}") for name in PRAGMAS}
            assert found == {
                "busy_timeout": 30000,
                "journal_mode": "wal",
                "synchronous": 2,
                "foreign_keys": 1,
                "recursive_triggers": 1,
                "secure_delete": 1,
            }


def test_one_that_waits_for_no_disk_is_the_only_one(path: Path) -> None:
    with Store.open(path) as hurried, Store.open(path) as other:
        hurried.commit_at_once()
        assert [s.value("PRAGMA synchronous") for s in (hurried, other)] == [1, 2]
        assert hurried.value("PRAGMA journal_mode") == "wal"


def test_a_setting_that_does_not_hold_is_refused(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PRAGMAS, "synchronous", ("OFF", 2))
    assert refused(path) == f"synchronous is 0, not 2, {path}"


def test_every_table_is_strict(store: Store) -> None:
    sql = "SELECT name FROM pragma_table_list WHERE type = 'table' AND NOT strict"
    loose = {name for (name,) in store.rows(sql) if not name.startswith("sqlite_")}
    assert loose == {"_sqlite_migrations"}, "sqlite-utils makes its own"


def test_what_refers_to_nothing_is_refused(store: Store) -> None:
    with (
        pytest.raises(StorageError, match="FOREIGN KEY constraint failed"),
        store.transaction() as connection,
    ):
        connection.execute("INSERT INTO positions VALUES (1, 1, 0, 0, 0)")


@pytest.mark.parametrize(
    "sql",
    [
        "DELETE FROM operations",
        "UPDATE operations SET at = 0",
        "INSERT OR REPLACE INTO operations SELECT * FROM operations",
        "INSERT OR REPLACE INTO operations SELECT key + 9, writer, n, lamport, layer, document,"
        " gesture, kind, body, at, hash FROM operations",
        "REPLACE INTO operations SELECT * FROM operations",
        "UPDATE OR REPLACE operations SET n = 1",
    ],
)
def test_the_log_lets_nothing_be_changed_or_deleted(path: Path, sql: str) -> None:
    with Store.open(path) as store:
        (key,) = add(store, "Text.")
        commit(store, key, Status((0,), "done"))
    with Store.open(path) as store:  # without migrations, which set up more than they say
        before = list(store.rows("SELECT * FROM operations"))
        with (
            pytest.raises(StorageError, match="the log is append-only"),
            store.transaction() as connection,
        ):
            connection.execute(sql)
        assert list(store.rows("SELECT * FROM operations")) == before


def test_many_open_one_new_file_at_once(path: Path) -> None:
    def ready() -> int:
        with Store.open(path) as store:
            return int(store.value("SELECT count(*) FROM _sqlite_migrations"))

    start, go = os.pipe()
    children = []
    for _ in range(8):
        if not (child := fork()):
            os.close(go)
            os.read(start, 1)
            try:
                os._exit(0 if ready() == len(STEPS) else 1)
            finally:
                os._exit(2)
        children.append(child)
    os.close(go)
    assert [os.waitpid(child, 0)[1] for child in children] == [0] * 8
    os.close(start)


# --- transactions and moments --------------------------------------------------------------------


def fail_within(store: Store) -> None:
    def fail() -> None:
        with store.transaction():
            assert store.layer("ana") == 1
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()


def test_a_transaction_writes_all_or_nothing(store: Store, path: Path) -> None:
    fail_within(store)
    assert not store.connection.in_transaction
    assert store.value("SELECT count(*) FROM layers") == 0
    with store.transaction():
        store.layer("ana")
    with Store.open(path) as other:
        assert other.value("SELECT name FROM layers") == "ana"


def test_a_layer_of_a_transaction_that_failed_is_forgotten(store: Store) -> None:
    fail_within(store)
    assert store.layer("ana") == 0


def test_a_layer_is_made_inside_a_transaction_only(store: Store) -> None:
    assert store.layer("ana") == 0
    with store.transaction():
        assert store.layer("ana") == store.layer("ana") == 1
    assert store.layer("ana") == 1


def test_a_transaction_holds_the_database_before_it_reads(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(PRAGMAS, "busy_timeout", ("10", 10))
    with Store.open(path) as one, Store.open(path) as other, one.transaction():
        with pytest.raises(StorageError) as caught, other.transaction():
            raise AssertionError("two write at once")
        assert other.value("SELECT count(*) FROM layers") == 0, "reading goes on meanwhile"
    assert str(caught.value) == (
        f"another program has held the database for 30 s, {path}, try again"
    )


@pytest.mark.parametrize("held", ["IMMEDIATE", "EXCLUSIVE"])
def test_opening_waits_for_a_new_file_only_so_long(
    path: Path, monkeypatch: pytest.MonkeyPatch, held: str
) -> None:
    """Held from writers alone, it can be read, and what fails is to set it up."""
    for module in (opening, setting_up):
        monkeypatch.setattr(module, "PATIENCE", 0.05)
    monkeypatch.setitem(PRAGMAS, "busy_timeout", ("10", 10))
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute(f"BEGIN {held}")
    assert "another program has held the database" in refused(path)
    holder.close()


def test_a_snapshot_is_of_one_moment(path: Path) -> None:
    with Store.open(path) as one, Store.open(path) as other:
        with one.snapshot():
            assert one.value("SELECT count(*) FROM layers") == 0
            with other.transaction():
                other.layer("ana")
            with one.snapshot():
                assert one.value("SELECT count(*) FROM layers") == 0
        assert one.value("SELECT count(*) FROM layers") == 1
        assert not one.connection.in_transaction


def test_a_snapshot_makes_no_layer(store: Store) -> None:
    with store.snapshot():
        assert store.layer("ana") == 0
    with store.transaction():
        assert store.layer("ana") == 1


def test_a_snapshot_ends_with_an_error_too(store: Store) -> None:
    with pytest.raises(ZeroDivisionError), store.snapshot():
        _ = 1 / 0
    assert not store.connection.in_transaction


def test_inside_a_transaction_a_snapshot_is_that(store: Store) -> None:
    with store.transaction():
        with store.snapshot():
            store.layer("ana")
        assert store.connection.in_transaction
    assert store.layer("ana") == 1


@pytest.mark.parametrize("how", ["rows", "named_rows"])
def test_rows_that_nobody_reads_on_are_no_error_when_it_is_closed(tmp_path: Path, how: str) -> None:
    with Store.open(tmp_path / FILE_NAME) as store:
        values: list[Any] = [{}] if how == "named_rows" else []
        rows: Any = getattr(store, how)("VALUES (1), (2)", *values)
        next(rows)
    rows.close()  # as an interrupted program lets go of them on its way out
