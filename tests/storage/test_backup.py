"""A backup is whole and of one moment, whoever writes meanwhile."""

import os
import resource
import signal
import sqlite3
import time
from pathlib import Path

import pytest

from annotate.core.errors import StorageError
from annotate.core.operations import SetFlag
from annotate.storage.backup import backup
from annotate.storage.check import check
from annotate.storage.log import Writer
from annotate.storage.store import Store
from tests.storage.forked import fork, in_child
from tests.storage.making import EVERYTHING, dump, layer, numbered, synced


def test_a_backup_holds_everything_in_one_file(filled: Store, path: Path, copy: Path) -> None:
    backup(filled, copy)
    assert {p.name for p in copy.parent.iterdir()} >= {"copy.db"}
    assert not [p for p in copy.parent.iterdir() if p.name.startswith((".copy", "copy.db-"))]
    assert dump(copy, *EVERYTHING) == dump(path, *EVERYTHING)
    with Store.open(copy) as store:
        assert list(check(store)) == []


def test_it_needs_no_file_beside_it_to_be_read(filled: Store, copy: Path) -> None:
    backup(filled, copy)
    connection = sqlite3.connect(f"file:{copy}?mode=ro", uri=True)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    connection.close()


def test_its_name_is_on_the_disk_as_its_content_is(
    filled: Store, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = synced(monkeypatch)
    backup(filled, copy)
    assert found.index(copy.with_name(".copy.db.part")) < found.index(copy.parent)
    assert copy in found


def test_what_is_there_is_not_overwritten(filled: Store, copy: Path) -> None:
    copy.write_text("mine")
    with pytest.raises(StorageError) as caught:
        backup(filled, copy)
    assert str(caught.value) == f"there is a file already, {copy}, choose another name"
    assert copy.read_text() == "mine"


@pytest.mark.parametrize("suffix", ["-wal", "-shm"])
def test_a_log_left_by_another_database_is_not_read_into_the_copy(
    filled: Store, copy: Path, suffix: str
) -> None:
    copy.with_name(copy.name + suffix).write_text("left")
    with pytest.raises(StorageError, match=f"there is a file already, .*copy.db{suffix}, "):
        backup(filled, copy)
    assert not copy.exists()


def test_a_folder_that_is_not_there_is_one_line(filled: Store, tmp_path: Path) -> None:
    with pytest.raises(StorageError, match=r"nowhere/copy\.db, check the path"):
        backup(filled, tmp_path / "nowhere" / "copy.db")


def test_a_full_disk_leaves_no_half_copy(filled: Store, path: Path, copy: Path) -> None:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))

    def work() -> None:
        with Store.open(path) as store:
            backup(store, copy)

    filled.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    with pytest.raises(StorageError) as caught:
        in_child(work, prepare=limit)
    assert str(copy) in str(caught.value)
    assert not [p for p in copy.parent.iterdir() if "copy" in p.name]


def test_what_fails_outside_of_the_database_is_one_line_too(
    filled: Store, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(StorageError) as caught:
        backup(filled, copy)
    assert str(caught.value) == (
        f"the copy cannot be written (No space left on device), {copy}, "
        "free some space, or choose another place"
    )
    assert not copy.exists()


def keep_writing(path: Path) -> None:
    """Annotate until killed, two documents in turn."""
    with Store.open(path) as store:
        writer = Writer("ana")
        opened = [layer(store, key) for key in (1, 2)]
        for n in range(10**6):
            opened[n % 2].commit(writer, [SetFlag(paragraph=0, on=n % 4 < 2), SetFlag()])


def test_backups_taken_while_somebody_writes_are_sound(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        numbered(store, 2)
        if not (child := fork()):
            try:
                keep_writing(path)
            finally:
                os._exit(1)
        while not store.value("SELECT count(*) FROM operations"):
            time.sleep(0.01)
        numbers = []
        for n in range(6):
            backup(store, tmp_path / f"{n}.db")
            with Store.open(tmp_path / f"{n}.db") as copied:
                assert list(check(copied)) == []
                numbers.append(copied.value("SELECT count(*) FROM operations"))
        os.kill(child, signal.SIGKILL)
        os.waitpid(child, 0)
        assert numbers == sorted(numbers)
        assert store.value("SELECT count(*) FROM operations") >= numbers[-1] > 0
        assert list(check(store)) == []
