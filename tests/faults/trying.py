"""Which calls are tried, and on what: in `make test` some, evenly spread; in a campaign each."""

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from tests.campaign import campaign
from tests.faults import interfering
from tests.faults.interfering import Call
from tests.faults.works import Work

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


def tried(work: Work, folder: Path) -> tuple[object, Iterator[tuple[Call, Path]]]:
    """What comes of a work that nothing disturbs; and each call, with a folder to disturb it in."""
    work.prepared(folder / "whole")
    shutil.copytree(folder / "whole", folder / "undisturbed")
    calls = interfering.calls(work.command(folder / "undisturbed"))
    return work.outcome(folder / "undisturbed"), copies(folder / "whole", calls)
