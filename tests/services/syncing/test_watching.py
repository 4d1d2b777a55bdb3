"""Exchanging in the background: it goes on through what fails, and ends with whoever began it."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # it has no types
import pytest

from annotate.core.errors import SyncError
from annotate.services.project import Project
from annotate.services.syncing import meeting_place, watching
from annotate.services.syncing.report import Exchanged
from annotate.services.syncing.watching import EVERY, Watch, keep_on
from annotate.storage import copies
from tests.services.syncing.replicas import in_folder, label
from tests.storage.making import add, document


def until(holds: Callable[[], bool]) -> None:
    """Wait until something is so; the test's own limit is the only one."""
    while not holds():
        time.sleep(0.05)


def test_what_fails_is_tried_again_at_longer_and_longer_intervals() -> None:
    answers = iter([None, "cut", "cut", None, None, "cut"])
    told: list[str] = []
    waited: list[float] = []

    def exchange() -> Exchanged:
        if answer := next(answers):
            raise SyncError(answer)
        return Exchanged()

    def wait(seconds: float) -> bool:
        waited.append(seconds / EVERY)
        return len(waited) == 6

    keep_on(exchange, told.append, wait)
    assert told == ["in step", "cut", "in step", "cut"]
    assert waited == [1, 2, 4, 1, 1, 2]


def test_no_key_waits_until_the_disk_has_what_comes_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = []

    def sync(project: Project, *_: object, **__: object) -> Exchanged:
        seen.append(project.store.value("PRAGMA synchronous"))
        return Exchanged()

    monkeypatch.setattr(meeting_place, "sync", sync)
    monkeypatch.setattr(watching, "_is_alone", lambda _: True)
    monkeypatch.setattr("os.nice", lambda _: 0)
    monkeypatch.setenv(watching.VARIABLE, "anywhere")
    with in_folder(tmp_path / "ana"):
        watching.main(tmp_path / "ana", "ana", "", "1", "")
    assert seen == [1]


def test_near_copies_among_what_came_in_are_known_while_one_works(tmp_path: Path) -> None:
    shared, story = tmp_path / "shared", " ".join(f"word{n}" for n in range(100))
    shared.mkdir()
    with in_folder(tmp_path / "lead") as lead:
        add(lead.store, document(story, "one"), document(f"{story} And so on.", "two"))
    with Project.open(tmp_path / "lead") as project:
        meeting_place.sync(project, str(shared), person="eva", leads=True)
    with in_folder(tmp_path / "ana") as ana:
        watch = Watch(tmp_path / "ana", str(shared), "ana", every=0.1)
        until(lambda: len(list(copies.pairs(ana.store))) == 1)
        watch.close()


def test_labels_go_to_the_others_while_one_works(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    with in_folder(tmp_path / "lead") as lead:
        add(lead.store, document("one text", "one"))
        watch = Watch(tmp_path / "lead", str(shared), "eva", leads=True, every=0.1)
        until(lambda: watch.state == "in step")
        with in_folder(tmp_path / "ana") as ana:
            other = Watch(tmp_path / "ana", str(shared), "ana", every=0.1)
            until(lambda: ana.store.value("SELECT count(*) FROM documents") == 1)
            label(ana, "one")
            until(lambda: bool(lead.marks()))
            assert ana.marks() == lead.marks()
            for each in (watch, other):
                each.close()
    assert (watch.state, other.state) == ("ended", "ended")


def test_whatever_is_wrong_is_its_state(tmp_path: Path) -> None:
    with in_folder(tmp_path / "ana"):
        watch = Watch(tmp_path / "ana", str(tmp_path / "nowhere"), "ana")
        until(lambda: watch.state.startswith("no such folder"))
        watch.close()


def test_so_it_is_where_a_name_is_in_no_encoding(tmp_path: Path) -> None:
    folder = tmp_path / "a\udcff"
    folder.mkdir()
    watch = Watch(folder, str(tmp_path), "ana")
    until(lambda: watch.state.startswith("no project"))
    assert "a\\udcff" in watch.state
    watch.close()


STARTED = """
import sys, time
from pathlib import Path
from annotate.services.syncing.watching import Watch
watch = Watch(Path(sys.argv[1]), sys.argv[2], "ana")
sys.stdout.write(f"{watch._process.pid}\\n")
sys.stdout.flush()
time.sleep(600)
"""


def test_it_ends_with_a_program_that_was_killed(tmp_path: Path) -> None:
    with in_folder(tmp_path / "ana"):
        words = [sys.executable, "-c", STARTED, str(tmp_path / "ana"), str(tmp_path)]
        with subprocess.Popen(words, stdout=subprocess.PIPE, text=True) as program:
            assert program.stdout
            child = psutil.Process(int(program.stdout.readline()))
            program.kill()
        child.wait()
