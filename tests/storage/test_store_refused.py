"""What is not opened, or takes no more: other files, damage, disks that are full or read-only."""

import resource
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from annotate.core.errors import StorageError
from annotate.core.operations import Status
from annotate.storage.check import check
from annotate.storage.store import Store
from tests.mounting import mount
from tests.storage.forked import in_child, open_up, without_rights
from tests.storage.making import add, commit
from tests.storage.refusing import refused


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A filesystem of a megabyte, where it can be had."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount("-t", "tmpfs", "-o", "size=1m", "tmpfs", str(folder))
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_missing_file_is_made_unless_it_must_be_there(path: Path) -> None:
    assert refused(path, create=False) == f"no database, {path}, import something first"
    assert not path.exists()


def test_a_folder_that_is_not_there_is_named(tmp_path: Path) -> None:
    path = tmp_path / "nowhere" / "annotations.db"
    assert str(path) in refused(path)


def test_a_folder_is_no_database(tmp_path: Path) -> None:
    assert refused(tmp_path).startswith("the database cannot be opened")


@pytest.mark.parametrize("content", [b"no database\n" * 99, b"\xff" * 5000, b"SQLite format 4\0"])
def test_what_is_no_database_is_refused_and_left_as_it_is(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    assert refused(path) == (
        f"this is no annotate database, {path}, "
        "move it away, or put a backup in its place with `annotate restore FILE`"
    )
    assert path.read_bytes() == content


def test_the_database_of_another_program_is_refused_and_left_as_it_is(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE documents (x)")
    connection.close()
    before = path.read_bytes()
    assert refused(path) == (f"this is no annotate database, {path}, it belongs to another program")
    assert path.read_bytes() == before
    assert list(path.parent.iterdir()) == [path]


def test_so_is_an_empty_one_that_another_program_claims(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("PRAGMA application_id = 7")
    connection.close()
    assert "it belongs to another program" in refused(path)


def test_a_damaged_database_is_refused(path: Path) -> None:
    Store.open(path).close()
    whole = path.read_bytes()
    path.write_bytes(whole[:100] + b"\xff" * 400 + whole[500:])
    assert refused(path) == (
        f"the database is damaged, {path}, "
        "see `annotate check`, or put a backup in its place with `annotate restore FILE`"
    )


@pytest.mark.parametrize("of", ["file", "folder"])
def test_a_read_only_database_is_refused_before_the_first_gesture(path: Path, of: str) -> None:
    Store.open(path).close()
    open_up(path.parent)
    path.chmod(0o444 if of == "file" else 0o666)
    path.parent.chmod(0o777 if of == "file" else 0o555)
    with pytest.raises(StorageError) as caught:
        in_child(lambda: Store.open(path).close(), prepare=without_rights)
    path.parent.chmod(0o755)
    assert str(caught.value) == (
        f"the database is read-only, {path}, make the file and its folder writable"
    )


def test_a_database_that_may_not_be_read_is_refused(path: Path) -> None:
    Store.open(path).close()
    open_up(path.parent)
    path.chmod(0)
    with pytest.raises(StorageError, match=r"^the database (cannot be opened|is read-only), "):
        in_child(lambda: Store.open(path).close(), prepare=without_rights)


def limit_files(path: Path) -> None:
    """Let no file of this process become much larger than the database is."""
    size = path.stat().st_size + 200_000
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))


def fill(path: Path) -> tuple[int, str]:
    """Annotate until the disk refuses: how many gestures it took, and what was said then."""
    with Store.open(path) as store:
        for number in range(9999):
            try:
                commit(store, 1, Status((0,), "done" if number % 2 else "skipped"))
            except StorageError as error:
                assert not store.connection.in_transaction
                assert store.value("SELECT count(*) FROM operations") == number
                return number, str(error)
    raise AssertionError("the limit was never reached")


def check_that_nothing_was_lost(path: Path, acknowledged: int) -> None:
    assert acknowledged > 0
    with Store.open(path) as store:
        assert store.value("SELECT count(*) FROM operations") == acknowledged
        commit(store, 1, Status((0,), "unseen"))
        assert list(check(store)) == []


def test_a_disk_that_takes_no_more_loses_nothing(path: Path) -> None:
    with Store.open(path) as store:
        add(store, "Text.")
    acknowledged, said = in_child(lambda: fill(path), prepare=lambda: limit_files(path))
    assert said == f"the disk cannot be read or written, {path}, check it and try again"
    check_that_nothing_was_lost(path, acknowledged)


def test_neither_does_a_full_one(small_disk: Path) -> None:
    path = small_disk / "annotations.db"
    with Store.open(path) as store:
        add(store, "Text.")
    ballast = small_disk / "ballast"
    ballast.write_bytes(bytes(600_000))
    acknowledged, said = fill(path)
    assert said == (f"the disk is full, {path}, free some space and do it again; nothing is lost")
    ballast.unlink()
    check_that_nothing_was_lost(path, acknowledged)


def test_a_disk_with_no_room_at_all_is_full_also_to_who_opens(small_disk: Path) -> None:
    path = small_disk / "annotations.db"
    with Store.open(path) as store:
        add(store, "Text.")
    ballast = small_disk / "ballast"
    with suppress(OSError), ballast.open("wb", buffering=0) as file:
        while True:
            file.write(bytes(4096))
    said = f"the disk is full, {path}, free some space and do it again; nothing is lost"
    assert refused(path) == said
    ballast.unlink()
    with Store.open(path) as store:
        assert list(check(store)) == []


def test_a_database_on_a_read_only_disk_is_refused(small_disk: Path) -> None:
    path = small_disk / "annotations.db"
    Store.open(path).close()
    mount("-o", "remount,ro", str(small_disk))
    assert refused(path).startswith("the project is on read-only media")
