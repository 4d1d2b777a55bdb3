"""The tutorial, by its keys: what it says, that it goes on, and that nothing of it stays."""

import random
import sqlite3
import sys
import tempfile
from pathlib import Path
from subprocess import run

import pytest

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.tutorial.article import PARAGRAPHS
from annotate.services.tutorial.lessons import LESSONS
from annotate.storage.store import FILE_NAME
from annotate.ui.hints import KEY
from annotate.ui.keymap import in_force
from annotate.ui.palette import THEMES
from annotate.ui.screens.annotate import AnnotateScreen
from annotate.ui.screens.coached import CoachedScreen, PracticeScreen
from annotate.ui.widgets.coach import EDGE, Coach
from tests.campaign import campaign
from tests.ui.conftest import FERRY, Make
from tests.ui.payloads import harm
from tests.ui.running import NARROW, WIDE, Desk, running

OFFERED = "New here? F2 teaches the ten keys in two minutes"
WALK = (
    ("↓ goes to the next paragraph, ↑", "down"),
    ("↑ leads back to paragraph 1", "up"),
    ("Enter ⏎ accepts what is suggested", "enter"),
    ("Space does the same", "space"),
    ("q labels the quotation", "q"),
    ("a labels who said it", "a"),
    ("Enter ⏎: this paragraph is done", "enter"),
    ("q and a accept what is suggested", "q a"),
    ("r links the attribution", "r"),
    ("Enter ⏎ ends this paragraph", "enter"),
    ("Tab goes to the next label", "tab"),
    ("x rejects it", "x"),
    ("u takes the last key back", "u"),
    ("U does it again", "U"),
    ("Enter ⏎ ends this paragraph", "enter"),
    ("e selects a word", "e e q"),
    ("Enter ⏎ ends this paragraph", "enter"),
    ("c labels the whole paragraph", "c"),
    ("Enter ⏎ to the end; o goes to", "enter enter"),
)
"""What the coach says, and the keys that he names there."""
LABELS = [
    *((("body", text)) for text in PARAGRAPHS[:3]),
    ("quote", "“We counted every one of those nights,”"),
    ("attribution", "said Ines Falk"),
    ("attribution", "Bram Osk, the harbour master, radioed back"),
    ("quote", "“We see you.”"),
    ("quote", "Keep the dog off the stairs"),
    ("caption", PARAGRAPHS[7]),
    ("body", PARAGRAPHS[8]),
]
BOUND = [
    key
    for binding in in_force(DEFAULT_SCHEME, {})["annotate"]
    for key in binding.key.split(",")
    if binding.id not in ("quit", "palette")
]
USUAL = ["down", "up", "enter", "q", "a", "e", "tab", "r", "u", "x"]


def coached(desk: Desk) -> list[str]:
    """The two lines of the coach; none where there is none."""
    coach = desk.app.screen.query(Coach)
    here = desk.lines[-3:-1]
    return here if coach and coach.first().display else []


def practising(desk: Desk) -> bool:
    return isinstance(desk.app.screen, PracticeScreen)


def log(folder: Path) -> list[tuple[object, ...]]:
    """All that a project's file holds of what anybody did, and of documents."""
    with sqlite3.connect(folder / FILE_NAME) as connection:
        tables = "operations", "gestures", "spans", "documents", "progress", "writers"
        return [row for t in tables for row in connection.execute(f"SELECT * FROM {t}")]


async def walk(desk: Desk) -> None:
    """Press what the coach says, to the end."""
    for words, keys in WALK:
        assert words in coached(desk)[0]
        await desk.press(*keys.split())
    assert "That is all it takes" in coached(desk)[0]


# --- the way through it ------------------------------------------------------------------------


@pytest.mark.parametrize("size", [NARROW, WIDE], ids=str)
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
        assert "Ferry strikes breakwater" in desk.lines[0]


async def test_every_step_can_be_read_whole_on_a_small_terminal(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("f2")
        screen = desk.app.screen
        assert isinstance(screen, PracticeScreen)
        before = f"{EDGE}{len(LESSONS)}/{len(LESSONS)} "
        for text in (text for step in LESSONS for text in (step.press, step.why)):
            said = KEY.sub(lambda found: screen._named(found[1]), text)
            assert len(before + said) <= NARROW[0], said


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


# --- the offer ---------------------------------------------------------------------------------


async def test_somebody_new_is_offered_it_once(folder: Path) -> None:
    async with running(folder, teach="offer") as desk:
        assert OFFERED in desk.screen
        await desk.press("f2")
        assert practising(desk)
        await desk.press("f2")
        assert not practising(desk)
    async with running(folder, teach="offer") as desk:
        assert OFFERED not in desk.screen
    async with running(folder, "ben", teach="offer") as desk:
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


# --- other keys, other labels, other terminals -------------------------------------------------


async def test_keys_are_named_as_they_are_bound(make: Make) -> None:
    keys = '[keys]\ndone = "d"\nlabel-1 = "z"\ntutorial = "t"\nlabel-4 = "D"\n'
    async with running(make(FERRY, file=keys), teach="offer") as desk:
        assert "t teaches the ten keys" in desk.screen
        await desk.press("t", "down", "up")
        assert "d accepts what is suggested" in coached(desk)[0]
        await desk.press("d", "space")
        assert "z labels the quotation" in coached(desk)[0]
        await desk.press("z")
        assert desk.spans[-1] == LABELS[3]


async def test_other_labels_are_practised_with_under_their_own_letters(make: Make) -> None:
    folder = make(FERRY)
    file = folder / "annotate.toml"
    text = file.read_text(encoding="utf-8").replace('key = "q"', 'key = "y"')
    file.write_text(text, encoding="utf-8")
    async with running(folder) as desk:
        await desk.press("f2", "enter", "space")
        assert "y labels the quotation" in coached(desk)[0]
        await desk.press("y")
        assert desk.spans[-1] == LABELS[3]


ALIEN = """[[labels]]
name = "claim"
key = "m"
colour = "red"
unit = "selection"
"""


async def test_with_labels_of_another_kind_the_usual_ones_are_practised_with(make: Make) -> None:
    folder = make(FERRY)
    (folder / "annotate.toml").write_text(f'name = "x"\n{ALIEN}\n[keys]\nnext-remark = "q"\n')
    async with running(folder) as desk:
        await desk.press("f2")
        await walk(desk)
        assert desk.spans == LABELS
        await desk.press("question_mark")
        assert "attribution" in desk.screen
        await desk.press("escape", "f2", "m")
        assert "select" in desk.lines[-1]


async def test_it_is_drawn_in_every_theme(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("f2")
        for _ in THEMES:
            await desk.press("ctrl+t")
            assert "↓ goes to the next paragraph" in coached(desk)[0]
        await desk.press("down", "up", "enter", "space", "q")
        assert " q“We counted" in desk.screen


async def test_on_a_tiny_terminal_the_article_goes_before_the_coach(folder: Path) -> None:
    async with running(folder, size=(40, 9)) as desk:
        await desk.press("f2")
        assert not coached(desk)
        await desk.pilot.resize_terminal(80, 24)
        await desk.pilot.pause()
        assert "1/16 ↓ goes to" in coached(desk)[0]
