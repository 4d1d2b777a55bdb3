"""To whom the tutorial is offered, and for whom it comes first."""

import shutil
import sys
from pathlib import Path
from subprocess import run

import pytest

from annotate.ui.screens.coached import CoachedScreen
from annotate.ui.teaching import Teach
from tests.ui.running import running
from tests.ui.teaching import practising

OFFERED = "New here? F2 teaches the ten keys in two minutes"


async def test_somebody_new_is_offered_it_once(folder: Path) -> None:
    async with running(folder, teach="offer") as desk:
        assert OFFERED in desk.screen
        await desk.press("f2")
        assert practising(desk)
        await desk.press("f2")
        assert not practising(desk)
        assert OFFERED not in desk.screen
    async with running(folder, teach="offer") as desk:
        assert OFFERED not in desk.screen
    async with running(folder, "ben", teach="offer") as desk:
        assert OFFERED in desk.screen


@pytest.mark.parametrize(("teach", "key"), [("offer", "escape"), ("not", "f2"), ("begin", "f2")])
async def test_who_saw_it_is_not_offered_it_in_the_next_project(
    folder: Path, tmp_path: Path, teach: Teach, key: str
) -> None:
    another = shutil.copytree(folder, tmp_path / "another")
    async with running(folder, teach=teach) as desk:
        await desk.press(key)
    async with running(another, teach="offer") as desk:
        assert OFFERED not in desk.screen
        assert "article 1 of 2" in desk.screen
        await desk.press("at")
        await desk.type("ben", "enter", "enter")
        assert OFFERED in desk.screen


async def test_escape_passes_and_leaves_the_article_where_it_is(folder: Path) -> None:
    async with running(folder, teach="offer") as desk:
        await desk.press("escape")
        assert OFFERED not in desk.screen
        assert "article 1 of 2" in desk.screen
        await desk.press("escape")
        assert "2 articles" in desk.screen


async def test_whoever_labels_at_once_is_not_kept_from_it(folder: Path) -> None:
    async with running(folder, teach="offer") as desk:
        await desk.press("down", "q")
        assert OFFERED not in desk.screen
        assert desk.spans == [("quote", "“It was dark,”")]


async def test_after_the_first_article_it_is_not_offered_again(folder: Path) -> None:
    async with running(folder, teach="offer") as desk:
        await desk.press("escape", "escape", "enter")
        assert isinstance(desk.app.screen, CoachedScreen) is False
        assert OFFERED not in desk.screen


async def test_who_says_a_name_for_the_first_time_is_offered_it(folder: Path) -> None:
    async with running(folder, None, teach="offer") as desk:
        await desk.type("zoe", "enter")
        assert OFFERED in desk.screen


def test_who_is_known_starts_without_it() -> None:
    code = "import sys, annotate.ui.app; print('annotate.services.tutorial' in sys.modules)"
    found = run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout == "False\n"


async def test_it_can_come_first(folder: Path) -> None:
    async with running(folder, teach="begin") as desk:
        assert practising(desk)
        await desk.press("f2")
        assert "Ferry strikes breakwater" in desk.lines[0]
