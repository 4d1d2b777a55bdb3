"""Exports that several processes share: of one moment, whole or not at all."""

import os
from collections.abc import Callable
from multiprocessing import active_children
from pathlib import Path
from resource import RLIMIT_FSIZE, prlimit
from shutil import copy
from signal import SIGKILL
from typing import Any

import pytest

from annotate.core.errors import AnnotateError
from annotate.core.operations import Add
from annotate.formats import FORMATS
from annotate.services.exporting import filling, sharing
from annotate.services.workers import workers
from annotate.storage.store import Store
from tests.services.exporting.parting import exported, files, in_small_parts
from tests.storage.making import add, commit, document

OTHERS = [name for name, member in FORMATS.items() if member.write and not member.joined]


@pytest.fixture(autouse=True)
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    in_small_parts(monkeypatch)


# --- one moment ----------------------------------------------------------------------------------


def test_what_is_written_meanwhile_does_not_go_out(stories: Store, tmp_path: Path) -> None:
    before = exported(stories, tmp_path / "before", processes=1)

    def write(done: int, total: int) -> None:
        with Store.open(stories.path) as other:
            add(other, document(f"More {done} of {total}.", f"new/{done}"))
            commit(other, 20, Add(0, 4, "quote"))

    assert exported(stories, tmp_path / "out", progress=write) == before
    assert exported(stories, tmp_path / "after") != before


def test_nor_does_what_is_written_as_all_have_just_begun(
    stories: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, begun = exported(stories, tmp_path / "before", processes=1), sharing.Sharing

    def write(*of: Any) -> sharing.Sharing:
        with Store.open(stories.path) as other:
            add(other, document("One more.", "new/1"))
        return begun(*of)

    monkeypatch.setattr(sharing, "Sharing", write)
    assert exported(stories, tmp_path / "out") == before


def test_where_somebody_writes_all_the_time_one_process_does_it(
    stories: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "PATIENCE", 0.01)
    monkeypatch.setattr(sharing.Sharing, "write_all", None)
    idle = list[int]()
    with Store.open(stories.path) as other, other.transaction():
        found = exported(
            stories, tmp_path / "out", progress=lambda *_: idle.append(len(active_children()))
        )
    assert not any(idle)
    assert found == exported(stories, tmp_path / "one", processes=1)


@pytest.mark.parametrize("restored", [True, False])
def test_what_is_in_the_place_of_a_database_that_was_moved_is_not_read_with_it(
    stories: Store, tmp_path: Path, restored: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = Path(copy(stories.path, tmp_path / "other.db"))

    def begun(*of: Any) -> Any:
        stories.path.rename(tmp_path / "away.db")
        if restored:
            other.rename(stories.path)
        return workers(*of)

    monkeypatch.setattr(sharing, "workers", begun)
    with pytest.raises(
        AnnotateError, match="no longer in its place" if restored else "no database"
    ):
        exported(stories, tmp_path / "out")
    assert stories.path.exists() == restored  # none is made there


# --- whole or not at all -------------------------------------------------------------------------


def failing(store: Store, out: Path, wreck: Callable[[int], object]) -> str:
    """What is said where the processes are wrecked as the first part is there."""
    before = exported(store, out)

    def wreck_all(done: int, total: int) -> None:
        assert done < total
        for process in active_children():
            wreck(process.pid or 0)

    with pytest.raises(AnnotateError) as caught:
        exported(store, out, progress=wreck_all)
    assert files(out) == before
    assert not active_children()
    return str(caught.value)


def test_one_that_is_killed_is_told_in_a_line(stories: Store, tmp_path: Path) -> None:
    said = failing(stories, tmp_path / "out", lambda process: os.kill(process, SIGKILL))
    assert said == f"{sharing.ENDED}, {sharing.HINT}"


def test_so_is_a_disk_that_takes_no_more_from_one(stories: Store, tmp_path: Path) -> None:
    out = tmp_path / "out"
    said = failing(stories, out, lambda process: prlimit(process, RLIMIT_FSIZE, (1, 1)))
    what = "the export could not be written (File too large)"
    assert said == f"{what}, {out}, what was there before still is"


def test_a_process_that_is_told_nothing_new_ends_with_the_export(
    stories: Store, tmp_path: Path
) -> None:
    def interrupt(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        exported(stories, tmp_path / "out", progress=interrupt)
    assert not active_children()
    assert not (tmp_path / "out").exists()


# --- which are shared ----------------------------------------------------------------------------


def test_progress_counts_articles_up_to_all(stories: Store, tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    exported(stories, tmp_path / "out", progress=lambda *of: told.append(of))
    assert told == [(3, 20), (6, 20), (9, 20), (12, 20), (15, 20), (18, 20), (20, 20)]


@pytest.mark.parametrize("format", OTHERS)
def test_other_formats_are_written_by_this_process(
    stories: Store, tmp_path: Path, format: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sharing, "workers", None)
    assert exported(stories, tmp_path / "out", format)


def test_so_is_what_lies_where_nothing_can_be_written(
    stories: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filling, "is_read_only", lambda _: True)
    monkeypatch.setattr(sharing, "workers", None)
    assert exported(stories, tmp_path / "out")


def test_no_more_processes_are_started_than_there_are_parts(
    stories: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started = list[int]()

    def begun(answer: Any, processes: int, error: AnnotateError) -> Any:
        started.append(processes)
        return workers(answer, processes, error)

    monkeypatch.setattr(sharing, "workers", begun)
    monkeypatch.setattr(filling, "PART", 10)
    exported(stories, tmp_path / "out", processes=40)
    assert started == [2]
