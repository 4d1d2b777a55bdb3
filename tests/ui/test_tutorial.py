"""The tutorial, by its keys: what it says, that it goes on, and that nothing of it stays."""

import random
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path

import pytest

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.tutorial.lessons import LESSONS
from annotate.storage.store import FILE_NAME
from annotate.ui.hints import KEY
from annotate.ui.keymap import in_force
from annotate.ui.screens.annotate import AnnotateScreen
from annotate.ui.screens.coached import PracticeScreen
from annotate.ui.widgets.coach import EDGE
from tests.campaign import campaign
from tests.ui.payloads import harm
from tests.ui.running import NARROW, WIDE, running
from tests.ui.teaching import LABELS, coached, practising, walk

BOUND = [
    key
    for binding in in_force(DEFAULT_SCHEME, {})["annotate"]
    for key in binding.key.split(",")
    if binding.id not in ("quit", "palette")
]
USUAL = ["down", "up", "enter", "q", "a", "e", "tab", "r", "u", "x"]


def log(folder: Path) -> list[tuple[object, ...]]:
    """All that a project's file holds of what anybody did, and of documents."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as connection:
        tables = "operations", "gestures", "spans", "documents", "progress", "writers"
        return [row for t in tables for row in connection.execute(f"SELECT * FROM {t}")]


# --- the way through it ------------------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, WIDE, (58, 20), (50, 24)], ids=str)
async def test_whoever_presses_what_it_says_comes_to_its_end(
    folder: Path, size: tuple[int, int]
) -> None:
    async with running(folder, size=size) as desk:
        await desk.press("f2")
        await walk(desk)
        assert desk.spans == LABELS
        assert len(desk.links) == 2
        assert desk.article.open_paragraphs == 0
        await desk.press("f2")
        assert desk.article.document.title == "Ferry strikes breakwater"
        begun = " Ferr…" if size == (50, 24) else " Ferry"
        assert desk.lines[0].startswith(begun)


async def test_on_a_small_terminal_each_step_has_a_line_and_its_reason_another(
    folder: Path,
) -> None:
    async with running(folder) as desk:
        await desk.press("f2")
        screen = desk.app.screen
        assert isinstance(screen, PracticeScreen)
        before = f"{EDGE}{len(LESSONS)}/{len(LESSONS)} "
        for text in (text for step in LESSONS for text in (step.press, step.why)):
            said = KEY.sub(lambda found: screen._named(found[1]), text)
            assert len(before + said) <= NARROW[0], said


async def test_where_it_is_narrow_and_low_what_to_press_goes_before_the_reason(
    folder: Path,
) -> None:
    async with running(folder, size=(50, 12)) as desk:
        await desk.press("f2")
        step, more = coached(desk)
        assert step == "▸ 1/16 ↓ goes to the next paragraph, ↑ to the one"
        assert more.strip() == "before"
        await desk.pilot.resize_terminal(50, 15)
        await desk.pilot.pause()
        assert coached(desk)[2].strip().startswith("The bright one is where")
        await desk.pilot.resize_terminal(80, 24)
        await desk.pilot.pause()
        assert len(coached(desk)) == 2
        assert coached(desk)[1].strip().startswith("The bright one is where")


async def test_a_step_taken_early_is_passed_over(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("f2", "enter", "space")
        assert "q labels the quotation" in coached(desk)[0]
        assert coached(desk)[0].startswith("▸ 4/16")


async def test_whoever_strays_is_told_the_way(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("f2", "end")
        assert "↑ leads back to paragraph 1" in coached(desk)[0]
        await desk.press("home", "enter", "space", "home")
        assert "the next step is in paragraph 4" in coached(desk)[0]


async def test_what_was_accepted_wrongly_can_be_put_right(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("f2", "enter", "space", "q", "a", "enter", "q", "a", "r", "enter")
        await desk.press("enter")
        assert "↑ leads back to paragraph 6" in coached(desk)[0]
        await desk.press("up", "tab", "x")
        assert "u takes the last key back" in coached(desk)[0]


# --- leaving it, and finding it again ----------------------------------------------------------


async def test_escape_leaves_it_and_so_does_its_key(folder: Path) -> None:
    async with running(folder) as desk:
        for key in ("escape", "f2"):
            await desk.press("down", "f2")
            assert practising(desk)
            await desk.press(key)
            assert not practising(desk)
            assert "Ferry strikes breakwater" in desk.lines[0]
        assert "  3▸·" in desk.screen


async def test_escape_first_lets_go_of_what_is_selected(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("f2", "e", "escape")
        assert practising(desk)
        await desk.press("escape")
        assert not practising(desk)


async def test_it_is_in_the_palette_and_in_the_help(folder: Path) -> None:
    async with running(folder, size=WIDE) as desk:
        await desk.press("ctrl+p")
        await desk.type("ten keys")
        await desk.settle()
        await desk.press("enter", "enter")
        await desk.settle()
        assert practising(desk)
        await desk.press("escape", "question_mark", "end")
        assert "tutorial" in desk.screen


async def test_in_the_list_of_articles_it_is_there_too(blank: Path) -> None:
    async with running(blank) as desk:
        assert "f2 teaches the keys in two minutes." in desk.screen
        await desk.press("f2")
        assert practising(desk)
        await desk.press("escape")
        assert "No articles yet." in desk.screen


async def test_what_leads_to_other_articles_says_that_it_is_for_later(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("f2")
        for key in ("asterisk", "ctrl+o", "ctrl+f", "ctrl+g", "at"):
            await desk.press("down", key)
            assert practising(desk)
            assert "that is for your own articles, f2 leads there" in desk.lines[-1]


# --- nothing of it stays -----------------------------------------------------------------------


async def test_nothing_of_it_reaches_the_project_and_nothing_is_left(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(temporary))
    before = log(folder)
    async with running(folder) as desk:
        await desk.press("f2")
        assert list(temporary.iterdir())
        await walk(desk)
        await desk.press("f2")
        assert not list(temporary.iterdir())
        await desk.press("f2", "enter")
        assert log(folder) == before
    assert not list(temporary.iterdir())


async def test_where_there_is_no_room_for_it_that_is_said(
    folder: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    async with running(folder, size=WIDE) as desk:
        await desk.press("f2")
        assert not practising(desk)
        assert "nowhere to practise" in desk.screen


@pytest.mark.parametrize("seed", range(campaign(3, 60)))
async def test_no_keys_block_or_break_it(folder: Path, seed: int) -> None:
    chance = random.Random(seed)
    before = log(folder)
    async with running(folder, size=chance.choice((NARROW, WIDE))) as desk:
        await desk.press("f2")
        pressed = []
        for _ in range(campaign(60, 200)):
            pressed.append(chance.choice(chance.choice((BOUND, USUAL))))
            await desk.pilot.press(pressed[-1])
            assert desk.app.failure is None, pressed
            assert list(harm(desk.app)) == [], pressed
            if isinstance(desk.app.screen, AnnotateScreen) and not practising(desk):
                await desk.press("f2")  # it was left
        assert log(folder) == before
