"""A call that writes is refused: one line says so, nothing is half there, and it goes in later."""

from pathlib import Path

import pytest

from tests.faults import interfering, works
from tests.faults.interfering import Call, Ended
from tests.faults.trying import tried
from tests.faults.works import WORKS

pytestmark = pytest.mark.skipif(not interfering.works(), reason="strace is not here, or may not")
FULL, BROKEN = "ENOSPC", "EIO"
BREAKING = frozenset(("fsync", "fdatasync", "unlink", "unlinkat", "rmdir"))
"""Calls that take no room, and fail only where the disk does."""


def error(at: Call) -> str:
    """What such a call may be refused with."""
    return BROKEN if at.kind in BREAKING else FULL


@pytest.mark.parametrize("name", WORKS)
def test_a_refused_call_is_one_line_and_loses_nothing(name: str, tmp_path: Path) -> None:
    work = WORKS[name]
    expected, folders = tried(work, tmp_path)

    for at, folder in folders:
        ended = interfering.refused(work.command(folder), at, error(at))
        assert _is_told(ended), (at, ended)
        works.content(works.project(folder))  # which is sound
        if ended.code:
            works.run_again(work, folder)
        assert work.outcome(folder) == expected, at


def _is_told(ended: Ended) -> bool:
    """Whether it either worked, or said in one line what did not."""
    errors = [line for line in ended.err.splitlines() if line.startswith("error: ")]
    return "Traceback" not in ended.err and (ended.code == 0 or len(errors) == 1)
