"""A backup is whole and of one moment, whoever writes meanwhile; restoring loses nothing."""

import os
import resource
import shutil
import signal
import sqlite3
import stat
from pathlib import Path

import pytest

from annotate.core.errors import StorageError
from annotate.core.operations import SetFlag
from annotate.storage import backup as module
from annotate.storage.backup import backup, restore
from annotate.storage.check import check
from annotate.storage.log import Writer
from annotate.storage.store import Store
from tests.storage.forked import fork, in_child, open_up, without_rights
from tests.storage.making import STATE, add, commit, dump, layer, numbered

EVERYTHING = (*STATE, "operations", "writers", "layers", "documents", "texts")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return tmp_path / "copy.db"


@pytest.fixture
def filled(store: Store) -> Store:
    (key,) = add(store, "Text.")
    commit(store, key, SetFlag())
    return store


def test_a_backup_holds_everything_in_one_file(filled: Store, path: Path, copy: Path) -> None:
    backup(filled, copy)
    assert {p.name for p in copy.parent.iterdir()} >= {"copy.db"}
    assert not [p for p in copy.parent.iterdir() if p.name.startswith((".copy", "copy.db-"))]
    assert dump(copy, *EVERYTHING) == dump(path, *EVERYTHING)
    with Store.open(copy) as store:
        assert list(check(store)) == []


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


# --- restoring -----------------------------------------------------------------------------------


def test_a_restored_backup_is_what_was_copied(filled: Store, path: Path, copy: Path) -> None:
    backup(filled, copy)
    before = dump(path, *EVERYTHING)
    commit(filled, 1, SetFlag(on=False))
    filled.close()
    aside = restore(copy, path)
    assert aside == path.with_name("annotations.db.old-1")
    assert dump(path, *EVERYTHING) == before
    with Store.open(aside) as old:
        assert old.value("SELECT count(*) FROM operations") == 2
    with Store.open(path) as restored:
        assert list(check(restored)) == []
        commit(restored, 1, SetFlag())


def test_restoring_where_nothing_is_sets_nothing_aside(
    filled: Store, copy: Path, tmp_path: Path
) -> None:
    backup(filled, copy)
    assert restore(copy, tmp_path / "new.db") is None
    with Store.open(tmp_path / "new.db", create=False) as restored:
        assert list(check(restored)) == []


def test_a_stale_log_is_not_replayed_into_what_was_restored(
    filled: Store, path: Path, copy: Path, tmp_path: Path
) -> None:
    """The database was lost, but its write-ahead log is still there."""
    backup(filled, copy)
    commit(filled, 1, SetFlag(on=False))
    log = path.with_name(path.name + "-wal")
    kept = log.read_bytes()
    filled.close()
    path.unlink()
    log.write_bytes(kept)
    assert restore(copy, path) is None
    with Store.open(path) as restored:
        assert restored.value("SELECT count(*) FROM operations") == 1
        assert list(check(restored)) == []
    assert path.with_name("annotations.db.old-1-wal").read_bytes() == kept


def test_so_is_the_log_of_a_restoring_that_was_killed(
    filled: Store, path: Path, copy: Path
) -> None:
    backup(filled, copy)
    commit(filled, 1, SetFlag(on=False))
    log = path.with_name(path.name + "-wal").read_bytes()
    filled.close()
    part = path.with_name(".annotations.db.part")
    part.write_bytes(b"")
    part.with_name(part.name + "-wal").write_bytes(log)
    restore(copy, path)
    with Store.open(path) as restored:
        assert restored.value("SELECT count(*) FROM operations") == 1


def test_the_backup_itself_is_only_read(filled: Store, path: Path, copy: Path) -> None:
    backup(filled, copy)
    filled.close()
    shelf = copy.parent / "shelf"
    shelf.mkdir()
    copy.rename(shelf / "copy.db")
    before = (shelf / "copy.db").read_bytes()
    restore(shelf / "copy.db", path)
    assert (shelf / "copy.db").read_bytes() == before
    assert list(shelf.iterdir()) == [shelf / "copy.db"]


def test_a_backup_on_a_shelf_that_takes_nothing_can_be_restored(
    filled: Store, copy: Path, tmp_path: Path
) -> None:
    backup(filled, copy)
    shelf, project = tmp_path / "shelf", tmp_path / "project"
    shelf.mkdir()
    project.mkdir()
    copy.rename(shelf / "copy.db")
    open_up(project)
    shelf.chmod(stat.S_IREAD | stat.S_IEXEC | 0o055)
    in_child(lambda: restore(shelf / "copy.db", project / "annotations.db"), prepare=without_rights)
    with Store.open(project / "annotations.db") as restored:
        assert list(check(restored)) == []


def test_a_copy_made_by_hand_can_be_restored(filled: Store, path: Path, copy: Path) -> None:
    """With its log beside it, as it was copied."""
    for suffix in ("", "-wal"):
        shutil.copy(path.with_name(path.name + suffix), copy.with_name(copy.name + suffix))
    filled.close()
    restore(copy, path)
    with Store.open(path) as restored:
        assert restored.value("SELECT count(*) FROM operations") == 1


@pytest.mark.parametrize("writable", [True, False])
def test_so_can_a_copy_of_a_closed_database(
    filled: Store, path: Path, tmp_path: Path, writable: bool
) -> None:
    """Which says of itself that it has a log."""
    filled.close()
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    shutil.copy(path, shelf / "copy.db")
    open_up(tmp_path)
    shelf.chmod(0o777 if writable else 0o555)
    in_child(lambda: restore(shelf / "copy.db", tmp_path / "new.db"), prepare=without_rights)
    with Store.open(tmp_path / "new.db") as restored:
        assert restored.value("SELECT count(*) FROM operations") == 1
    assert list(shelf.iterdir()) == [shelf / "copy.db"]


def test_several_can_be_set_aside(filled: Store, path: Path, copy: Path) -> None:
    backup(filled, copy)
    filled.close()
    names = [aside.name for _ in range(3) if (aside := restore(copy, path))]
    assert names == [f"annotations.db.old-{n}" for n in (1, 2, 3)]


@pytest.mark.parametrize("content", [b"no database\n" * 99, None])
def test_what_is_no_backup_changes_nothing(
    filled: Store, path: Path, copy: Path, content: bytes | None
) -> None:
    if content:
        copy.write_bytes(content)
    else:
        connection = sqlite3.connect(copy)
        connection.execute("CREATE TABLE other (x)")
        connection.close()
    filled.close()
    before = path.read_bytes()
    with pytest.raises(StorageError) as caught:
        restore(copy, path)
    assert str(caught.value).startswith(f"this is no annotate database, {copy}, ")
    assert path.read_bytes() == before
    assert {p.name for p in path.parent.iterdir()} == {"annotations.db", "copy.db"}


def test_a_backup_that_is_not_there_is_named(path: Path, copy: Path) -> None:
    with pytest.raises(StorageError) as caught:
        restore(copy, path)
    assert str(caught.value) == f"no such backup, {copy}"


def test_a_backup_of_an_older_version_is_brought_up_to_date(
    path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from annotate.storage import migrations, store
    from annotate.storage.schema import STEPS

    older = dict(list(STEPS.items())[:4])
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", older)
        patch.setattr(store, "STEPS", older)
        with Store.open(path) as opened:
            module.backup(opened, copy)
    restore(copy, path)
    with Store.open(path) as restored:
        assert list(check(restored)) == []
