"""Bringing a database up to date: from nothing, from any step, through any interruption."""

import os
import signal
import sqlite3
from pathlib import Path

import pytest

from annotate.core.errors import IntegrityError, StorageError
from annotate.core.operations import SetFlag, Status, Undo
from annotate.storage import documents, migrations, store
from annotate.storage.check import check
from annotate.storage.schema import APPLICATION_ID, STEPS
from annotate.storage.store import Store
from tests.storage.forked import fork
from tests.storage.making import QUOTED, add, commit, dump, put

NAMES = list(STEPS)
LATER = "it has m999_later: update annotate, then start it again"
TAKEN_BACK = {
    "m018_gestures_by_hand": (
        "DROP INDEX gestures_by_hand",
        "ALTER TABLE gestures DROP COLUMN by_hand",
    ),
    "m019_tallies": (
        "DROP TRIGGER tallies_begin",
        "DROP TRIGGER tallies_change",
        "DROP TRIGGER tallies_end",
        "DROP TRIGGER tallies_removed",
        "DROP TABLE tallies",
    ),
}
"""How a step is taken back that makes something of what the database holds already."""


def applied(path: Path) -> list[str]:
    connection = sqlite3.connect(path)
    try:
        return [n for (n,) in connection.execute("SELECT name FROM _sqlite_migrations")]
    except sqlite3.OperationalError:
        return []
    finally:
        connection.close()


def schema(path: Path) -> list[tuple[str, str]]:
    connection = sqlite3.connect(path)
    try:
        sql = "SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY name"
        return list(connection.execute(sql))
    finally:
        connection.close()


def everything(path: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that the database holds, but when it was brought up to date."""
    names = (name for name, sql in schema(path) if sql.startswith("CREATE TABLE"))
    return dump(path, *(name for name in names if name != "_sqlite_migrations"))


def take_back(path: Path, name: str) -> None:
    """Make the database one to which that step is still to be applied."""
    connection = sqlite3.connect(path)
    for sql in TAKEN_BACK[name]:
        connection.execute(sql)
    connection.execute("DELETE FROM _sqlite_migrations WHERE name = ?", (name,))
    connection.commit()
    connection.close()


def made_with(
    monkeypatch: pytest.MonkeyPatch, path: Path, steps: dict[str, tuple[str, ...]]
) -> None:
    """Open a database with a program that knows these steps."""
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", steps)
        patch.setattr(store, "STEPS", steps)
        Store.open(path).close()


def whole(tmp_path: Path) -> list[tuple[str, str]]:
    Store.open(tmp_path / "whole.db").close()
    return schema(tmp_path / "whole.db")


def test_a_new_file_gets_every_step(path: Path) -> None:
    Store.open(path).close()
    assert applied(path) == NAMES
    with Store.open(path) as opened:
        assert opened.value("PRAGMA application_id") == APPLICATION_ID


def test_an_empty_file_is_a_new_one(path: Path) -> None:
    path.touch()
    Store.open(path, create=False).close()
    assert applied(path) == NAMES


def test_opening_again_changes_nothing(path: Path) -> None:
    Store.open(path).close()
    before = path.read_bytes()
    Store.open(path).close()
    assert path.read_bytes() == before


@pytest.mark.parametrize("number", range(1, len(NAMES)))
def test_a_database_of_any_older_version_gets_the_rest(
    number: int, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_with(monkeypatch, path, {name: STEPS[name] for name in NAMES[:number]})
    assert applied(path) == NAMES[:number]
    with Store.open(path) as opened:
        (key,) = add(opened, "Text.")
        commit(opened, key, Status((0,), "done"))
        assert list(check(opened)) == []
    assert applied(path) == NAMES
    assert schema(path) == whole(tmp_path)


@pytest.mark.parametrize("name", TAKEN_BACK)
def test_a_step_makes_of_what_is_there_what_would_have_been_made(
    name: str, path: Path, tmp_path: Path
) -> None:
    with Store.open(path) as opened:
        one, two, three, four = add(opened, "One.", "Two.", "Three.", "Four.")
        put(opened, one, QUOTED)
        (flagged,) = commit(opened, two, SetFlag(paragraph=0), name="ben")
        commit(opened, two, Undo(flagged.id), name="ben")
        for key in (one, three, four):
            commit(opened, key, Status((0,), "skipped"), SetFlag(paragraph=0), name="ben")
        documents.remove(opened, four)
    before = everything(path)
    take_back(path, name)
    assert everything(path) != before
    with Store.open(path) as opened:
        assert list(check(opened)) == []
    assert everything(path) == before
    assert schema(path) == whole(tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_a_step_that_fails_leaves_the_database_as_it_was(
    name: str, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    broken = STEPS | {name: (*STEPS[name], "SELECT nonsense")}
    with pytest.raises(StorageError, match="no such column: nonsense"):
        made_with(monkeypatch, path, broken)
    assert (applied(path), schema(path)) == ([], [])
    Store.open(path).close()
    assert schema(path) == whole(tmp_path)


@pytest.mark.parametrize("name", NAMES)
def test_a_program_killed_within_a_step_leaves_it_pending(
    name: str, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = STEPS | {name: (*STEPS[name], "SELECT die()")}
    monkeypatch.setattr(migrations, "STEPS", steps)

    def open_and_die() -> None:
        connect = sqlite3.connect

        def connected(*given: object, **named: object) -> sqlite3.Connection:
            connection: sqlite3.Connection = connect(*given, **named)  # type: ignore[call-overload]  # whatever was asked
            connection.create_function("die", 0, lambda: os.kill(os.getpid(), signal.SIGKILL))
            return connection

        monkeypatch.setattr(sqlite3, "connect", connected)
        Store.open(path)

    if not (child := fork()):
        try:
            open_and_die()
        finally:
            os._exit(0)
    assert os.waitpid(child, 0)[1] == signal.SIGKILL
    monkeypatch.undo()
    assert applied(path) == []
    Store.open(path).close()
    assert schema(path) == whole(tmp_path)


def test_a_newer_version_is_refused_and_left_as_it_is(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made_with(monkeypatch, path, STEPS | {"m999_later": ("CREATE TABLE later (x)",)})
    before = path.read_bytes()
    with pytest.raises(StorageError) as caught:
        Store.open(path)
    assert str(caught.value) == (f"the database is of a newer version, {path}, {LATER}")
    assert path.read_bytes() == before


def test_one_that_comes_while_it_is_open_ends_the_writing(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = STEPS | {"m999_later": ("ALTER TABLE gestures ADD COLUMN later INTEGER DEFAULT 0",)}
    with Store.open(path) as opened:
        (key,) = add(opened, "Text.")
        made_with(monkeypatch, path, later)
        for _ in range(2):
            with pytest.raises(StorageError) as caught:
                commit(opened, key, Status((0,), "done"))
            assert str(caught.value) == (f"the database is of a newer version, {path}, {LATER}")
        assert documents.get(opened, key).text == "Text.", "what is there can still be read"
        assert opened.value("SELECT count(*) FROM operations") == 0


def test_what_can_no_longer_be_read_then_is_no_damage(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = STEPS | {"m999_later": ("ALTER TABLE texts RENAME COLUMN text TO content",)}
    with Store.open(path) as opened:
        (key,) = add(opened, "Text.")
        made_with(monkeypatch, path, later)
        with pytest.raises(StorageError) as caught:
            documents.get(opened, key)
    assert str(caught.value) == f"the database is of a newer version, {path}, {LATER}"


def test_a_mistaken_read_of_ones_own_version_is_told_as_it_is(path: Path) -> None:
    refused = pytest.raises(IntegrityError, match=r"refused this \(no such table: absent\)")
    with Store.open(path) as opened, refused:
        opened.value("SELECT 1 FROM absent")


def test_nor_is_it_where_it_cannot_be_told_which_version_there_is(path: Path) -> None:
    refused = pytest.raises(IntegrityError, match=r"refused this \(no such table: absent\)")
    with Store.open(path) as opened, refused:
        opened.connection.execute("ALTER TABLE _sqlite_migrations RENAME COLUMN name TO other")
        opened.value("SELECT 1 FROM absent")
