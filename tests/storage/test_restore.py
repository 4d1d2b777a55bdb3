"""A backup put in the place of a database is all of what was copied; what was there is kept."""

import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from annotate.core.errors import StorageError
from annotate.core.operations import SetFlag
from annotate.storage import backup as module
from annotate.storage import documents
from annotate.storage.backup import backup, restore
from annotate.storage.check import check
from annotate.storage.store import Store
from tests.storage.forked import in_child, open_up, without_rights
from tests.storage.making import EVERYTHING, commit, dump, numbered, synced


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


def test_at_no_moment_there_is_no_database(
    filled: Store, path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(filled, copy)
    filled.close()
    before = dump(path, *EVERYTHING)

    def last(part: Path, to: Path) -> None:
        raise InterruptedError

    monkeypatch.setattr(module, "_name", last)
    with pytest.raises((InterruptedError, StorageError)):
        restore(copy, path)
    assert dump(path, *EVERYTHING) == before


def test_what_was_restored_is_on_the_disk_by_name(
    filled: Store, path: Path, copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    backup(filled, copy)
    filled.close()
    found = synced(monkeypatch)
    aside = restore(copy, path)
    assert {path, aside} <= set(found)


def test_what_another_program_has_open_stays(store: Store, path: Path, copy: Path) -> None:
    """In a process of its own: a process never stands in its own way."""
    numbered(store, 2)
    backup(store, copy)
    documents.remove(store, 1)
    with pytest.raises(StorageError) as caught:
        in_child(lambda: restore(copy, path))
    assert str(caught.value) == (
        f"another program has the database open, {path}, leave it there, then restore"
    )
    assert documents.count(store) == 1
    assert sorted(p.name for p in path.parent.glob("*annotations*")) == [
        "annotations.db",
        "annotations.db-shm",
        "annotations.db-wal",
    ]


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
    assert str(caught.value) == f"no such backup, {copy}, name one that `annotate backup` made"


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
