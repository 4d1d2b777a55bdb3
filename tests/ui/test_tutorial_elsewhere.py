"""The tutorial with other keys and labels, in every theme, and on a tiny terminal."""

from pathlib import Path

from annotate.ui.themes import THEMES
from tests.ui.conftest import FERRY, Make
from tests.ui.running import running
from tests.ui.teaching import LABELS, coached, walk


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
