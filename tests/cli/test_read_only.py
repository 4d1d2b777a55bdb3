"""A project on read-only media: what asks has its answer, and what would write says why not."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.mounting import mount

ASKING = (
    ("status",),
    ("status", "--suggesters"),
    ("stats",),
    ("check",),
    ("agreement",),
    ("search", "captain"),
    ("log",),
    ("assign",),
    ("controls",),
    ("suggest", "--processes", "1"),
)
WRITING = (
    ("import",),
    ("feedback", "--annotator", "ana"),
    ("check", "--rebuild"),
    ("remove", "gazette/2025-11-19-strike"),
    ("assign", "--overlap", "2"),
    ("adjudicate", "--unanimous", "--annotator", "eva"),
)


@pytest.fixture
def lying(filled: Run, project: Path) -> Iterator[Run]:
    """The command line on a project that lies on read-only media."""
    mount("--bind", project, project)
    try:
        mount("-o", "remount,bind,ro", project)
        yield filled
    finally:
        subprocess.run(["umount", project], check=True)


def test_what_asks_is_answered_as_anywhere(filled: Run, project: Path) -> None:
    answers = [filled(*asked) for asked in ASKING]
    mount("--bind", project, project)
    try:
        mount("-o", "remount,bind,ro", project)
        assert [filled(*asked) for asked in ASKING] == answers
    finally:
        subprocess.run(["umount", project], check=True)
    assert {answer.code for answer in answers} == {0}


@pytest.mark.parametrize("asked", WRITING)
def test_what_writes_says_that_it_cannot(lying: Run, project: Path, asked: tuple[str, ...]) -> None:
    ended = lying(*asked)
    assert (ended.code, ended.out, ended.err) == (
        1,
        "",
        f"error: the project is on read-only media, {project}/annotations.db, "
        "copy its folder to where it can be written\n",
    )


def test_a_dataset_goes_elsewhere_and_its_splits_are_not_remembered(
    lying: Run, project: Path, tmp_path: Path
) -> None:
    ended = lying("export", "jsonl", "--out", tmp_path / "data", "--split", "train=50,test=50")
    assert ended.code == 0
    assert ended.err.splitlines()[-1] == (
        "the splits are not remembered: the project cannot be written"
    )
    assert lying("export", "jsonl").err == (
        "error: the export could not be written (Read-only file system), "
        f"{project}/exports/jsonl, choose another folder\n"
    )


def test_a_backup_can_be_made(lying: Run, tmp_path: Path) -> None:
    assert lying("backup", tmp_path / "copy.db").code == 0
    assert (tmp_path / "copy.db").stat().st_size > 0


def test_no_backup_goes_there_nor_is_one_put_back(
    lying: Run, project: Path, tmp_path: Path
) -> None:
    copy = tmp_path / "copy.db"
    assert lying("backup", copy).code == 0
    hint = "free some space, or choose another place"
    for words, where in (
        (("backup", project / "copy.db"), project / "copy.db"),
        (("restore", copy), project / "annotations.db"),
    ):
        ended = lying(*words)
        what = "the copy cannot be written (Read-only file system)"
        assert (ended.code, ended.err) == (1, f"error: {what}, {where}, {hint}\n")
