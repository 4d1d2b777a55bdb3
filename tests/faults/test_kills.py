"""Killed at a call that writes: what was acknowledged is there, and the rest goes in again."""

import shutil
import sys
from pathlib import Path

import pytest

from annotate.storage import annotations
from annotate.storage.store import FILE_NAME, Store
from tests.faults import gestures, interfering, works
from tests.faults.trying import copies, tried
from tests.faults.works import WORKS

pytestmark = pytest.mark.skipif(not interfering.works(), reason="strace is not here, or may not")


@pytest.mark.parametrize("name", WORKS)
def test_what_was_broken_off_goes_in_when_it_is_run_again(name: str, tmp_path: Path) -> None:
    work = WORKS[name]
    expected, folders = tried(work, tmp_path)

    for at, folder in folders:
        assert interfering.killed(work.command(folder), at).code != 0, at
        works.content(works.project(folder))  # which is sound
        works.run_again(work, folder)
        assert work.outcome(folder) == expected, at


def test_each_acknowledged_gesture_is_there_and_none_is_half_there(tmp_path: Path) -> None:
    works.labelled(tmp_path / "whole")
    shutil.copytree(tmp_path / "whole", tmp_path / "undisturbed")
    with Store.open(works.project(tmp_path / "undisturbed") / FILE_NAME) as store:
        states = ["", *map(gestures.said, gestures.work(store))]
    shutil.copytree(tmp_path / "whole", tmp_path / "counted")
    calls = interfering.calls(_gestures(tmp_path / "counted"))

    for at, folder in copies(tmp_path / "whole", calls):
        ended = interfering.killed(_gestures(folder), at)
        works.content(works.project(folder))
        told = len(ended.out.splitlines())
        assert _found(folder) in states[told : told + 2], at


def _gestures(folder: Path) -> list[str | Path]:
    return [sys.executable, "-m", gestures.__name__, works.project(folder)]


def _found(folder: Path) -> str:
    with Store.open(works.project(folder) / FILE_NAME) as store:
        return gestures.said(annotations.read(store, 1, gestures.WHO))
