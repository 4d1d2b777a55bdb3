"""The disk fails under an open UI: one line in the footer, nothing lost, and on when it works."""

import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from resource import RLIMIT_FSIZE, prlimit
from shutil import copytree

import pytest

from tests.cli.program import annotate
from tests.end_to_end.claims import claim, gestures, operations
from tests.end_to_end.terminal import Terminal

FAILED = "the disk cannot be read or written, "
FULL = "the disk is full, "


def counted(**expected: int) -> Callable[[Terminal], bool]:
    """Whether the panel counts so many spans of each of these labels."""
    return lambda terminal: expected.items() <= claim(terminal).counts.items()


def full_or(seen: Callable[[Terminal], bool]) -> Callable[[Terminal], bool]:
    return lambda terminal: FULL in terminal.text or seen(terminal)


@pytest.fixture
def disk(tmp_path: Path) -> Iterator[Path]:
    """A small filesystem of its own, where one may be mounted."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", str(folder)]
    if subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("may not mount")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_disk_that_takes_no_more_is_said_and_loses_nothing(sample: Path) -> None:
    with Terminal(sample).wait("article 1 of") as terminal:
        terminal.press("d").wait(counted(ad=1)).press("enter").wait("¶ 2 of")
        before = prlimit(terminal.pid, RLIMIT_FSIZE)
        prlimit(terminal.pid, RLIMIT_FSIZE, (1, before[1]))
        for key in ("b", "enter", "u", "n x enter", "f", "s", "x"):
            terminal.press(*key.split()).settle(0.1).wait(FAILED)
            assert claim(terminal).counts["ad"] == 1
            assert claim(terminal).counts["body"] == 0
            assert claim(terminal).marks[1] == "✓ "
        prlimit(terminal.pid, RLIMIT_FSIZE, before)
        terminal.press("b").wait(counted(ad=1, body=1))
        assert terminal.quit() == 0
    assert [o.kind for o in operations(sample)] == ["add", "status", "add"]
    assert annotate("check", project=sample).code == 0


def test_all_that_can_be_read_is_still_shown_on_a_disk_that_takes_no_more(sample: Path) -> None:
    with Terminal(sample).wait("article 1 of") as terminal:
        terminal.press("d").wait(counted(ad=1))
        before = prlimit(terminal.pid, RLIMIT_FSIZE)
        prlimit(terminal.pid, RLIMIT_FSIZE, (1, before[1]))
        terminal.press("down").wait("¶ 2 of").press("]").wait("article 2 of")
        terminal.press("@", *"ben", "enter", "enter").wait("14 · ben").press("g").wait("Labels")
        terminal.press("q", "ctrl+f", *"ferry", "enter").wait(FAILED).press("escape").settle(0.2)
        assert terminal.quit() == 0
        assert terminal.left == ""
    assert annotate("check", project=sample).code == 0


def test_a_full_disk_is_said_and_work_goes_on_once_there_is_space(
    imported: Path, disk: Path
) -> None:
    project = Path(copytree(imported, disk / "project"))
    with Terminal(project).wait("article 1 of") as terminal:
        terminal.press("d").wait(counted(ad=1)).press("down").wait("¶ 2 of")
        subprocess.run(
            ["dd", "if=/dev/zero", f"of={disk}/filler"], capture_output=True, check=False
        )
        made = 0
        while FULL not in terminal.text:
            # what the log beside the database has room for still goes in
            terminal.press("b").wait(full_or(counted(body=made + 1)))
            made += claim(terminal).counts["body"] > made
            terminal.press("down").settle(0.1)
        (disk / "filler").unlink()
        terminal.press("c").wait(counted(ad=1, caption=1))
        assert terminal.quit() == 0
    assert len(gestures(operations(project))) == made + 2
    assert annotate("check", project=project).code == 0


def test_a_database_that_was_taken_away_is_said_before_anything_goes_into_it(
    sample: Path, tmp_path: Path
) -> None:
    with Terminal(sample).wait("article 1 of") as terminal:
        terminal.press("d").wait(counted(ad=1))
        sample.rename(tmp_path / "elsewhere")
        terminal.press("down", "b").wait("the database is no longer in its place, ")
        assert claim(terminal).counts["body"] == 0
        (tmp_path / "elsewhere").rename(sample)
        terminal.press("b").wait(counted(ad=1, body=1))
        assert terminal.quit() == 0
    assert [o.kind for o in operations(sample)] == ["add", "add"]


def test_a_backup_is_not_put_in_the_place_of_a_database_that_is_open(sample: Path) -> None:
    copy = sample / "copy.db"
    assert annotate("backup", copy, project=sample).code == 0
    with Terminal(sample).wait("article 1 of") as terminal:
        ended = annotate("restore", copy, project=sample)
        assert ended.code == 1
        assert ended.error().startswith("error: another program has the database open, ")
        terminal.press("d").wait(counted(ad=1))
        assert terminal.quit() == 0
    assert [o.kind for o in operations(sample)] == ["add"]
    assert annotate("restore", copy, project=sample).code == 0
    assert not operations(sample)
