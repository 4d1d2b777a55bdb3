"""What SQLite's errors mean, in one line each."""

import sqlite3
from pathlib import Path

import pytest

from annotate.core.errors import BusyError, IntegrityError, StorageError
from annotate.storage.failures import MEANINGS, meaning, translated
from annotate.storage.store import Store

HERE = Path("a/annotations.db")


def error(code: int) -> sqlite3.Error:
    made = sqlite3.OperationalError("as SQLite says")
    made.sqlite_errorcode = code
    return made


@pytest.mark.parametrize("code", MEANINGS)
@pytest.mark.parametrize("extension", [0, 1 << 8, 7 << 8])
def test_every_kind_says_what_where_and_what_to_do(code: int, extension: int) -> None:
    said = meaning(error(code | extension), HERE)
    assert type(said) is (BusyError if code == sqlite3.SQLITE_BUSY else StorageError)
    assert (said.what, said.hint) == MEANINGS[code]
    assert said.where == str(HERE)


@pytest.mark.parametrize("made", [error(sqlite3.SQLITE_CONSTRAINT), sqlite3.OperationalError("x")])
def test_the_rest_is_told_as_it_is(made: sqlite3.Error) -> None:
    said = meaning(made, HERE)
    assert isinstance(said, IntegrityError)
    assert said.what == f"the database refused this ({made})"


def test_other_errors_pass() -> None:
    def fail() -> None:
        with translated(HERE):
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()


def test_a_text_that_is_no_text_is_one_line(store: Store) -> None:
    store.connection.execute("INSERT INTO project VALUES ('x', CAST(x'ff' AS TEXT))")
    with pytest.raises(IntegrityError, match="Could not decode to UTF-8"):
        store.value("SELECT value FROM project")


def test_a_database_that_is_closed_or_of_another_thread_is_not_damaged() -> None:
    connection = sqlite3.connect(":memory:")
    connection.close()
    with pytest.raises(StorageError) as caught, translated(HERE):
        connection.execute("SELECT 1")
    assert not isinstance(caught.value, IntegrityError)
    assert "is it closed, or another thread's?" in str(caught.value)
