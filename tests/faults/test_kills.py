"""Killed at every call that writes: what was acknowledged is there, and the rest goes in again.

`make test` tries some of the calls, evenly spread; `make campaign` each of them.
"""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from annotate.storage import annotations
from annotate.storage.store import FILE_NAME, Store
from tests.campaign import campaign
from tests.faults import gestures, interfering, works
from tests.faults.interfering import Call
from tests.faults.works import WORKS

pytestmark = pytest.mark.skipif(not interfering.works(), reason="strace is not here, or may not")
SOME = campaign(5, sys.maxsize)


def chosen(calls: list[Call]) -> list[Call]:
    """Which of these calls are tried."""
    some = min(SOME, len(calls))
    return [calls[n * (len(calls) - 1) // max(1, some - 1)] for n in range(some)]


def copies(whole: Path, calls: list[Call]) -> Iterator[tuple[Call, Path]]:
    """A call to be tried, and a copy of a prepared folder for it; removed after it."""
    for at in chosen(calls):
        copy = whole.with_name(f"{whole.name}-{at.kind}-{at.number}")
        shutil.copytree(whole, copy)
        yield at, copy
        shutil.rmtree(copy)


@pytest.mark.parametrize("name", WORKS)
def test_what_was_broken_off_goes_in_when_it_is_run_again(name: str, tmp_path: Path) -> None:
    work = WORKS[name]
    for folder in (tmp_path / "whole", tmp_path / "undisturbed"):
        work.prepared(folder)
    calls = interfering.calls(work.command(tmp_path / "undisturbed"))
    expected = work.outcome(tmp_path / "undisturbed")

    for at, folder in copies(tmp_path / "whole", calls):
        assert interfering.killed(work.command(folder), at).code != 0, at
        works.content(works.project(folder))  # which is sound
        again = interfering.undisturbed(work.command(folder))
        assert again.code == 0 or (work.done and work.done in again.err), (at, again)
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
