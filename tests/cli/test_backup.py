"""`annotate backup` and `annotate restore`: a copy, and one back in its place."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_copy_put_back_has_everything_and_what_was_there_is_kept(
    filled: Run, project: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    assert filled("backup", copy).err == f"copied to {copy}\n"
    filled("remove", "--purge", "--yes", "gazette/2025-11-04-ferry")
    ended = filled("restore", copy)
    assert ended.code == 0
    aside = project / "annotations.db.old-1"
    assert str(aside) in ended.err
    assert aside.exists()
    assert filled("check").code == 0
    assert filled("status", "--json").json()["documents"] == 2


def write_ahead_log(project: Path) -> bytes:
    """What a program that was killed leaves beside the database: a write not yet in it."""
    with closing(sqlite3.connect(project / "annotations.db")) as connection:
        connection.execute("UPDATE documents SET title = 'stale'")
        connection.commit()
        return (project / "annotations.db-wal").read_bytes()


def test_a_damaged_database_is_replaced_and_its_write_ahead_log_with_it(
    filled: Run, project: Path, tmp_path: Path
) -> None:
    filled("backup", tmp_path / "copy.db")
    log = write_ahead_log(project)
    (project / "annotations.db").write_bytes(b"damaged" * 1000)
    assert filled("status").code == 1
    (project / "annotations.db-wal").write_bytes(log)
    assert filled("restore", tmp_path / "copy.db").code == 0
    assert filled("check").code == 0
    assert "stale" not in filled("search", "captain").out
    assert (project / "annotations.db.old-1-wal").read_bytes() == log


def test_where_there_is_no_database_the_backup_becomes_it(
    filled: Run, project: Path, tmp_path: Path
) -> None:
    filled("backup", tmp_path / "copy.db")
    (project / "annotations.db").unlink()
    ended = filled("restore", tmp_path / "copy.db")
    assert ended.code == 0
    assert "what was there" not in ended.err
    assert filled("check").code == 0


def test_the_backup_is_only_read(filled: Run, tmp_path: Path) -> None:
    copy = tmp_path / "copy.db"
    filled("backup", copy)
    before = copy.read_bytes()
    filled("restore", copy)
    assert copy.read_bytes() == before
    assert [path.name for path in tmp_path.glob("copy.db*")] == ["copy.db"]


def test_what_is_no_backup_is_refused_and_the_database_stays(
    filled: Run, project: Path, tmp_path: Path
) -> None:
    (tmp_path / "text.db").write_text("no database " * 100)
    before = (project / "annotations.db").read_bytes()
    for file, what in (("text.db", "this is no annotate database"), ("none.db", "no such backup")):
        ended = filled("restore", tmp_path / file)
        assert ended.code == 1
        hint = "name one that `annotate backup` made"
        assert ended.error() == f"error: {what}, {tmp_path / file}, {hint}"
    assert (project / "annotations.db").read_bytes() == before
    assert not list(project.glob("*.old-*"))
    assert not list(project.glob(".*.part"))


def test_a_backup_of_another_project_is_said_to_be_one(
    filled: Run, project: Path, tmp_path: Path
) -> None:
    filled("backup", tmp_path / "copy.db")
    assert "another project" not in filled("restore", tmp_path / "copy.db").err
    with closing(sqlite3.connect(tmp_path / "copy.db")) as other, other:
        other.execute("UPDATE project SET value = 'another' WHERE name = 'id'")
    ended = filled("restore", tmp_path / "copy.db")
    assert ended.code == 0
    aside = project / "annotations.db.old-2"
    line = f"mind: that was another project; to have it back: annotate restore {aside}"
    assert ended.err.splitlines()[-1] == line
    assert "another project" not in filled("restore", tmp_path / "copy.db").err
    assert "another project" in filled("restore", aside).err


def test_a_backup_never_overwrites(filled: Run, tmp_path: Path) -> None:
    (tmp_path / "copy.db").write_text("precious")
    ended = filled("backup", tmp_path / "copy.db")
    assert ended.code == 1
    assert ended.error().startswith("error: there is a file already")
    assert (tmp_path / "copy.db").read_text() == "precious"


@pytest.mark.parametrize("folder", [".", "..", "/"])
@pytest.mark.parametrize("command", ["backup", "restore"])
def test_a_folder_is_neither(filled: Run, command: str, folder: str) -> None:
    ended = filled(command, folder)
    assert ended.code == 1
    assert ended.error().startswith(f"error: that is a folder, {folder}, name ")


def test_a_broken_scheme_is_not_in_the_way(filled: Run, project: Path, tmp_path: Path) -> None:
    (project / "annotate.toml").write_text("labels = nonsense")
    assert filled("backup", tmp_path / "copy.db").code == 0
    assert filled("restore", tmp_path / "copy.db").code == 0
