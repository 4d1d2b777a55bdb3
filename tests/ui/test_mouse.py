"""The mouse: a click focuses, a drag selects, the wheel moves the page."""

from pathlib import Path

import pytest
from textual.pilot import Pilot

from annotate.ui.screens import article
from annotate.ui.widgets.article_view import ArticleView
from annotate.ui.widgets.document_list import DocumentList
from tests.ui.conftest import Make
from tests.ui.running import Desk, running

TEXT = 12
"""The column of the text's first character."""


async def drag(pilot: Pilot[None], *places: tuple[int, int]) -> None:
    """Press the button at the first place, go over the others, let it go at the last."""
    await pilot.mouse_down(ArticleView, offset=places[0])
    for place in places[1:]:
        await pilot.hover(ArticleView, offset=place)
    await pilot.mouse_up(ArticleView, offset=places[-1])
    await pilot.pause()


def line_of(desk: Desk, words: str) -> int:
    """The line of the page on which words stand."""
    return next(n for n, line in enumerate(desk.lines[1:]) if words in line)


async def test_a_click_focuses_the_paragraph_and_the_character(folder: Path) -> None:
    async with running(folder) as desk:
        y = line_of(desk, "The captain")
        await desk.pilot.click(ArticleView, offset=(TEXT + 4, y))
        assert desk.at == "captain,"
        await desk.press("b")
        assert [label for label, _ in desk.spans] == ["body"]


async def test_a_click_beside_the_text_is_at_the_rows_ends(folder: Path) -> None:
    async with running(folder) as desk:
        y = line_of(desk, "The captain")
        await desk.pilot.click(ArticleView, offset=(3, y))
        assert desk.at == "The capt"
        await desk.pilot.click(ArticleView, offset=(79, y))
        assert desk.article.cursor.paragraph == 2
        assert desk.at.startswith("\n")
        await desk.pilot.click(ArticleView, offset=(20, 20))
        assert desk.article.cursor.paragraph == 2


async def test_a_drag_selects_and_a_key_labels_it(folder: Path) -> None:
    async with running(folder) as desk:
        y = line_of(desk, "It was dark")
        await drag(desk.pilot, (TEXT, y), (TEXT + 5, y), (TEXT + 14, y))
        assert desk.selected == "“It was dark,”"
        await desk.press("q")
        assert desk.spans == [("quote", "“It was dark,”")]


async def test_a_drag_backwards_and_over_paragraphs_selects_the_same(folder: Path) -> None:
    async with running(folder) as desk:
        top, bottom = line_of(desk, "The captain"), line_of(desk, "Photo")
        await drag(desk.pilot, (TEXT + 5, bottom), (TEXT + 2, bottom - 1), (TEXT + 43, top))
        assert desk.selected == "ministry said.\n\nPhoto"


async def test_a_drag_back_to_where_it_began_selects_nothing(folder: Path) -> None:
    async with running(folder) as desk:
        y = line_of(desk, "The captain")
        await drag(desk.pilot, (TEXT, y), (TEXT + 9, y), (TEXT, y))
        assert desk.selected == ""


async def test_the_wheel_moves_the_page_and_not_the_cursor(make: Make) -> None:
    text = "Title\n\n" + "\n\n".join(f"Paragraph {n}." for n in range(60))
    async with running(make(text)) as desk:
        await desk.wheel(3)
        assert "Paragraph 0." not in desk.screen
        assert desk.article.cursor.paragraph == 0
        await desk.wheel(-9)
        assert "Paragraph 0." in desk.screen
        await desk.wheel(3)
        await desk.press("right")
        assert "Paragraph 0." in desk.screen


async def test_a_click_chooses_an_entry_of_the_list_and_another_opens_it(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("escape")
        await desk.pilot.click(DocumentList, offset=(30, 1))
        assert desk.lines[2].startswith("▸")
        await desk.pilot.click(DocumentList, offset=(30, 1))
        assert desk.article.document.id == "a/2"


async def test_a_click_below_the_list_does_nothing(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("escape")
        await desk.pilot.click(DocumentList, offset=(30, 12))
        assert desk.lines[1].startswith("▸")


async def test_what_a_key_did_just_before_does_not_move_the_page_back(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article, "PULSE", 3600)
    text = "Title\n\n" + "\n\n".join(f"Paragraph {n}." for n in range(60))
    async with running(make(text)) as desk:
        await desk.press("down", "b")
        await desk.wheel(4)
        assert isinstance(desk.app.screen, article.ArticleScreen)
        desk.app.screen._pulse()  # which counts what the key did
        await desk.pilot.pause()
        assert "Paragraph 0." not in desk.screen
