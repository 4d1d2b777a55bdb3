"""Terminals of every size, and of another size from one key to the next."""

from pathlib import Path

import pytest

from annotate.ui.widgets.article_view import ArticleView
from tests.ui.conftest import Make
from tests.ui.running import Desk, running

SIZES = [(80, 24), (40, 10), (1, 1), (200, 60), (12, 3), (110, 5)]
LONG = "\n\n".join(f"“Number {n},” " + "said the speaker at length. " * 12 for n in range(20))
EVERYWHERE = "down q a r e E x b u U n escape s S f tab m end colon escape slash escape p p"

TRAVEL = "end up home pagedown right q tab pagedown e e e u"


def whole(desk: Desk, size: tuple[int, int]) -> bool:
    """Whether the screen is of that size, each line as wide as it is."""
    lines = desk.raw_lines
    return len(lines) == size[1] and all(len(line) <= size[0] for line in lines)


@pytest.mark.parametrize("size", SIZES, ids=str)
async def test_every_screen_works_on_it(folder: Path, size: tuple[int, int]) -> None:
    async with running(folder, size=size) as desk:
        await desk.press(*EVERYWHERE.split())
        assert whole(desk, size)
        for key in ("question_mark", "g", "ctrl+p", "at", "ctrl+f"):
            await desk.press(key)
            assert whole(desk, size)
            await desk.press("escape")
        await desk.press(
            "escape", "escape", "escape", "down", "f", "o", "escape", "slash", "escape"
        )
        assert whole(desk, size)


@pytest.mark.parametrize("key", ["n", "colon", "slash", "ctrl+p", "at", "ctrl+f"])
@pytest.mark.parametrize("size", [(20, 5), (40, 8), (80, 24)], ids=str)
async def test_what_is_typed_into_a_dialog_is_seen(
    folder: Path, size: tuple[int, int], key: str
) -> None:
    async with running(folder, size=size) as desk:
        await desk.press(key)
        await desk.type("4321")
        assert "4321" in desk.screen


@pytest.mark.parametrize("size", [(80, 24), (20, 4), (1, 1)], ids=str)
async def test_lists_can_be_paged_through_where_they_have_no_room(
    folder: Path, size: tuple[int, int]
) -> None:
    async with running(folder, size=size) as desk:
        await desk.press("ctrl+p", "pageup", "pagedown")
        await desk.settle()
        await desk.press("pagedown", "pageup", "end", "escape", "ctrl+f")
        await desk.type("union", "enter")
        await desk.settle()
        await desk.press("pagedown", "pageup", "home", "escape")
        assert desk.at == "Ferry st"


@pytest.mark.parametrize("size", [(80, 24), (40, 10), (200, 60)], ids=str)
async def test_the_cursor_is_in_sight_wherever_it_goes(make: Make, size: tuple[int, int]) -> None:
    async with running(make(LONG), size=size) as desk:
        for key in TRAVEL.split():
            await desk.press(key)
            assert in_sight(desk)


def in_sight(desk: Desk) -> bool:
    """Whether the line with the edge that keys move is among those that are drawn."""
    page = desk.app.screen.query_one(ArticleView)._page
    assert page
    shape = desk.article.cursor.shape
    paragraph = desk.article.document.paragraph_at(shape.cursor)
    row = page.painter.row_at(paragraph, shape.cursor)
    return (paragraph, row) in page.viewport.places()


async def test_the_page_is_laid_out_anew_when_the_terminal_changes(make: Make) -> None:
    async with running(make(LONG), size=(80, 24)) as desk:
        await desk.press("pagedown", "down", "q")
        spans = desk.spans
        for size in ((40, 10), (200, 60), (1, 1), (60, 8), (80, 24)):
            await desk.pilot.resize_terminal(*size)
            await desk.pilot.pause()
            assert whole(desk, size)
            assert in_sight(desk)
            await desk.press("right")
            assert in_sight(desk)
        assert desk.spans == spans


async def test_the_panel_folds_away_where_it_is_narrow_and_comes_back(folder: Path) -> None:
    async with running(folder, size=(110, 24)) as desk:
        assert "¶ 1 of 5" in desk.screen
        await desk.pilot.resize_terminal(109, 24)
        await desk.pilot.pause()
        assert "¶ 1 of 5" not in desk.screen
        await desk.press("p")
        assert "¶ 1 of 5" in desk.screen
        await desk.press("p")
        await desk.pilot.resize_terminal(150, 24)
        await desk.pilot.pause()
        assert "¶ 1 of 5" not in desk.screen


async def test_text_is_never_wider_than_one_reads_well(make: Make) -> None:
    async with running(make(LONG), size=(200, 60)) as desk:
        assert max(len(line[12:150].rstrip()) for line in desk.lines[1:-1]) <= 88


async def test_a_dialog_stays_open_while_the_terminal_changes(folder: Path) -> None:
    async with running(folder, size=(80, 24)) as desk:
        await desk.press("n")
        await desk.type("half")
        await desk.pilot.resize_terminal(40, 10)
        await desk.type(" done", "enter")
        assert [n.text for n in desk.article.content.notes] == ["half done"]


async def test_an_article_of_one_paragraph_is_an_article(make: Make) -> None:
    async with running(make("“All of it.”"), size=(80, 24)) as desk:
        await desk.press("down", "up", "pagedown", "end", "q", "tab", "N")
        assert desk.spans == [("quote", "“All of it.”")]
        await desk.press("enter")
        assert "article done" in desk.screen
        await desk.press("enter")
        assert "every other article is finished" in desk.screen
        await desk.press("right_square_bracket")
        assert "this is the last article" in desk.screen


async def test_a_text_without_a_blank_and_one_of_hundreds_of_lines(make: Make) -> None:
    texts = ["x" * 5000, "\n".join(f"Line {n}." for n in range(400))]
    async with running(make(*texts), size=(80, 24)) as desk:
        await desk.press("e", "b", "right_square_bracket", "end", "b")
        assert in_sight(desk)
        assert "400▸" in desk.screen


async def test_a_narrow_list_is_one_of_titles(folder: Path) -> None:
    async with running(folder, size=(40, 10)) as desk:
        await desk.press("escape")
        assert desk.lines[1] == "▸ ·   0/5     Ferry strikes breakwater"
        await desk.pilot.resize_terminal(30, 10)
        await desk.pilot.pause()
        assert desk.lines[1] == "▸ ·   0/5     Ferry strikes …"
        await desk.pilot.resize_terminal(120, 24)
        await desk.pilot.pause()
        assert "━━━━━━━━━━" in desk.lines[1]
        assert "gazette" in desk.lines[1]


async def test_the_articles_title_gives_way_to_what_stands_beside_it(folder: Path) -> None:
    async with running(folder, size=(60, 10)) as desk:
        assert desk.lines[0].endswith("  without suggestions · article 1 of 2 · ana")
        assert "Ferry" in desk.lines[0]
