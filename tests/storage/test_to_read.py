"""A database that cannot be written is read all the same, with the log that lies beside it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import pytest

from annotate.core.errors import StorageError
from annotate.storage import documents, search
from annotate.storage.store import FILE_NAME, Store
from tests.storage.forked import in_child, without_rights
from tests.storage.making import add

LEFT = {"nothing": [], "a log": ["-wal"], "all of it": ["-wal", "-shm"]}


@pytest.fixture
def folder() -> Iterator[Path]:
    """One that anybody gets to, whatever becomes of the one of all tests."""
    with TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


@pytest.fixture(params=LEFT)
def database(request: pytest.FixtureRequest, tmp_path: Path, folder: Path) -> Path:
    """One with an article, in a folder that may not be written; what a kill left lies beside it."""
    path = folder / FILE_NAME
    with Store.open(tmp_path / "here.db") as store:
        add(store, "A ferry.")
        if not LEFT[request.param]:
            store.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
        for end in ("", *LEFT[request.param]):
            copyfile(tmp_path / f"here.db{end}", f"{path}{end}")
    for file in folder.iterdir():
        file.chmod(0o444)
    folder.chmod(0o555)
    return path


def without_writing(path: Path, work: Callable[[], int]) -> int:
    """What `work` returns to somebody who may only read; no file was touched."""
    before = {file: file.read_bytes() for file in path.parent.iterdir()}
    answer = in_child(work, prepare=without_rights)
    path.parent.chmod(0o755)
    assert {file: file.read_bytes() for file in path.parent.iterdir()} == before
    return answer


def test_what_is_read_has_what_the_log_says(database: Path) -> None:
    def counted() -> int:
        with Store.reading(database) as store:
            return documents.count(store)

    assert without_writing(database, counted) == 1


def test_what_is_noted_by_the_way_goes_into_a_copy(database: Path) -> None:
    def found() -> int:
        with Store.to_read(database, create=False) as store:
            assert store.path == database
            return len(search.search(store, "ferry", 9))

    assert without_writing(database, found) == 1


def test_one_that_is_not_there_is_empty_or_refused(folder: Path) -> None:
    folder.chmod(0o555)

    def counted() -> int:
        with pytest.raises(StorageError, match="no database"):
            Store.to_read(folder / FILE_NAME, create=False)
        with Store.to_read(folder / FILE_NAME) as store:
            return documents.count(store)

    assert without_writing(folder / FILE_NAME, counted) == 0


def test_where_it_can_be_written_there_is_no_copy(tmp_path: Path) -> None:
    with Store.to_read(tmp_path / FILE_NAME) as store:
        add(store, "A ferry.")
    with Store.reading(tmp_path / FILE_NAME) as store:
        assert documents.count(store) == 1
