"""Broken projects: whatever the command, one line says what, where and what to do."""

import json
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from shutil import copytree

import pytest

from tests.cli.program import annotate, articles, made

RECORD = (
    '{"text": "“No,” said Ana Ruiz.", "annotator": "ana",'
    ' "spans": [{"start": 0, "end": 5, "label": "quote", "text": "“No,”"}]}'
)
COMMANDS = (
    ["status"],
    ["import", "-", "--format", "jsonl"],
    ["search", "ana"],
    ["export", "jsonl"],
    ["log"],
    ["check"],
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return made(tmp_path / "project")


def sound(project: Path) -> bool:
    return annotate("check", project=project).code == 0


def scheme(project: Path, change: Callable[[str], str]) -> None:
    file = project / "annotate.toml"
    file.write_text(change(file.read_text(encoding="utf-8")), encoding="utf-8")


@pytest.mark.parametrize(
    ("before", "after", "what"),
    [
        ("colour =", "color =", "unknown key labels[0].color (did you mean colour?)"),
        ("[[labels]]", "[[lables]]", "unknown key lables (did you mean labels?)"),
        ('key = "a"', 'key = "q"', "the key 'q' is used by 'quote' and 'attribution'"),
        ('"green"', '"greenish"', "unknown colour 'greenish' of 'quote': use #rrggbb or one of"),
        ('"quotation"', '"sentence"', "labels[0].unit: unknown value 'sentence'"),
        ('name = "quote"', 'name = "quote', "not valid TOML: Illegal character"),
        ('child = ["quote", "body"]', 'child = ["quot"]', "the relation 'attributes' names 'quot'"),
        ('key = "q"', 'key = "1"', "the key '1' of 'quote' is a digit"),
    ],
)
def test_a_scheme_that_does_not_hold_together_is_one_line_that_names_the_file(
    project: Path, before: str, after: str, what: str
) -> None:
    scheme(project, lambda text: text.replace(before, after, 1))
    ended = annotate("status", project=project)
    assert ended.code == 1
    assert ended.error().startswith(f"error: {what}")
    assert str(project / "annotate.toml") in ended.error()


def test_a_scheme_that_does_not_hold_together_stops_all_that_needs_it(project: Path) -> None:
    scheme(project, lambda text: text.replace("colour", "color", 1))
    for command in COMMANDS[:-1]:
        assert annotate(*command, project=project).error().startswith("error: unknown key labels")


def test_a_label_in_use_that_is_dropped_from_the_scheme_is_asked_about(
    project: Path, tmp_path: Path
) -> None:
    file = tmp_path / "records.jsonl"
    file.write_text(RECORD)
    assert annotate("import", file, project=project).code == 0
    scheme(project, lambda text: text.replace('"quote"', '"quotation"'))
    ended = annotate("status", project=project)
    assert ended.code == 1
    assert "no label 'quote' any more, 1 span still labelled so" in ended.error()
    assert 'add formerly = ["quote"]' in ended.error()


@pytest.fixture(scope="module")
def labelled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with an article and labels that is only copied from."""
    project = made(tmp_path_factory.mktemp("labelled") / "project")
    ended = annotate(*COMMANDS[1], project=project, stdin=RECORD.encode())
    assert ended.code == 0
    return project


@pytest.fixture
def filled(labelled: Path, tmp_path: Path) -> Path:
    """A project with an article and labels, nothing of them in a write-ahead log."""
    return Path(copytree(labelled, tmp_path / "project"))


def refused(project: Path, what: str, where: str = "annotations.db") -> None:
    """A command says so in one line, and changes nothing."""
    before = (project / "annotations.db").read_bytes()
    for command in (COMMANDS[1], COMMANDS[-1]):
        ended = annotate(*command, project=project)
        assert ended.code == 1, command
        assert ended.error().startswith(f"error: {what}, {project / where}"), command
        assert ended.out == ""
    assert (project / "annotations.db").read_bytes() == before


def test_a_text_file_is_no_database(filled: Path) -> None:
    (filled / "annotations.db").write_text("My labels are here. " * 100)
    refused(filled, "this is no annotate database")


def test_another_programs_database_is_left_alone(filled: Path) -> None:
    (filled / "annotations.db").unlink()
    with closing(sqlite3.connect(filled / "annotations.db")) as connection:
        connection.execute("CREATE TABLE recipes (name)")
        connection.commit()
    refused(filled, "this is no annotate database")


def test_a_database_of_a_newer_version_is_left_alone(filled: Path) -> None:
    with closing(sqlite3.connect(filled / "annotations.db")) as connection:
        sql = "INSERT INTO _sqlite_migrations (migration_set, name) VALUES ('annotate', 'm999_on')"
        connection.execute(sql)
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    refused(filled, "the database is of a newer version")
    assert "update annotate" in annotate("status", project=filled).err


def test_a_database_of_garbage_pages_is_damaged_and_can_be_restored(
    filled: Path, tmp_path: Path
) -> None:
    assert annotate("backup", tmp_path / "copy.db", project=filled).code == 0
    file = filled / "annotations.db"
    whole = file.read_bytes()
    file.write_bytes(whole[:4096] + os.urandom(len(whole) - 4096))
    for command in COMMANDS:
        ended = annotate(*command, project=filled)
        assert ended.code == 1
        assert ended.error().startswith(f"error: the database is damaged, {file}, "), command
        assert "annotate restore" in ended.error()
    assert annotate("restore", tmp_path / "copy.db", project=filled).code == 0
    assert sound(filled)


def test_a_database_that_was_cut_off_is_damaged(filled: Path) -> None:
    file = filled / "annotations.db"
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 3])
    ended = annotate("check", project=filled)
    assert ended.code == 1
    assert "annotate restore" in ended.err


def test_damage_to_a_text_is_found_by_its_hash(filled: Path) -> None:
    file = filled / "annotations.db"
    whole = file.read_bytes()
    assert b"said Ana Ruiz" in whole
    file.write_bytes(whole.replace(b"said Ana Ruiz", b"said Ann Ruiz"))
    ended = annotate("check", project=filled)
    assert ended.code == 1
    assert "the text is not the one its hash names" in ended.out


OBEYS_MODES = (
    ["setpriv", "--bounding-set", "-dac_override,-dac_read_search"] if os.geteuid() == 0 else []
)
"""Root reads and writes whatever it likes; without these rights it is like everybody."""


def test_what_writes_into_a_read_only_project_is_one_line_and_it_stays_as_it_is(
    filled: Path,
) -> None:
    before = (filled / "annotations.db").read_bytes()
    (filled / "annotations.db").chmod(0o444)
    filled.chmod(0o555)
    try:
        assert annotate("status", project=filled, through=OBEYS_MODES).code == 0
        for command in (["import"], ["check", "--rebuild"]):
            ended = annotate(*command, project=filled, through=OBEYS_MODES)
            assert ended.code == 1
            assert ended.error() == (
                f"error: the database is read-only, {filled / 'annotations.db'}, "
                "make the file and its folder writable"
            )
    finally:
        filled.chmod(0o755)
    assert (filled / "annotations.db").read_bytes() == before


def test_a_project_that_may_not_be_read_is_one_line(filled: Path) -> None:
    (filled / "annotations.db").chmod(0)
    ended = annotate("status", project=filled, through=OBEYS_MODES)
    assert ended.code == 1
    assert ended.error().startswith("error: the database cannot be opened, ")
    (filled / "annotate.toml").chmod(0)
    ended = annotate("status", project=filled, through=OBEYS_MODES)
    assert ended.code == 1
    assert ended.error() == f"error: cannot be read (Permission denied), {filled / 'annotate.toml'}"


def many(articles: int) -> bytes:
    lines = (json.dumps({"text": f"Article {n}. " + "word " * 400}) for n in range(articles))
    return "\n".join(lines).encode()


def limited(blocks: int) -> list[str]:
    """Through a shell that lets no file grow beyond so many blocks of 512 bytes."""
    return ["sh", "-c", 'ulimit -f "$0"; exec "$@"', str(blocks)]


def test_a_disk_that_takes_no_more_loses_nothing_that_was_there(filled: Path) -> None:
    import_ = COMMANDS[1]
    ended = annotate(*import_, project=filled, stdin=many(2000), through=limited(1200))
    assert ended.code == 1
    assert ended.error().startswith("error: the disk cannot be ")
    assert sound(filled)
    assert articles(filled) >= 1
    assert annotate(*import_, project=filled, stdin=many(2000)).code == 0
    assert articles(filled) == 2001
    assert sound(filled)


def test_a_project_that_the_disk_does_not_take_can_be_made_later(tmp_path: Path) -> None:
    folder = tmp_path / "new"
    ended = annotate("init", folder, through=limited(0))
    assert ended.code == 1
    assert ended.error() == f"error: cannot be made (File too large), {folder}"
    assert annotate("init", folder).code == 0
    assert "quotation" in (folder / "annotate.toml").read_text()


def test_an_export_that_the_disk_does_not_take_leaves_the_one_before(
    filled: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert annotate("export", "jsonl", "--out", out, project=filled).code == 0
    before = {path.name: path.read_bytes() for path in out.iterdir()}
    annotate(*COMMANDS[1], project=filled, stdin=many(1000))
    again = ("export", "jsonl", "--unfinished", "--out", out)
    ended = annotate(*again, project=filled, through=limited(1000))
    assert ended.code == 1
    assert ended.error().startswith("error: the export could not be written (File too large)")
    assert {path.name: path.read_bytes() for path in out.iterdir()} == before
