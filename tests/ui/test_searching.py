"""Words that are looked for, in the article and in all of them; by keys alone."""

from pathlib import Path

import pytest

from tests.ui.conftest import Make
from tests.ui.running import WIDE, running


async def test_a_search_goes_from_match_to_match_and_round(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("slash")
        await desk.type("WAS", "enter")
        seen = [desk.at]
        assert "match 1 of 2" in desk.screen
        for key in "nnN":
            await desk.press(key)
            seen.append(desk.at)
        assert seen == ["was dark", "was susp", "was dark", "was susp"]
        await desk.press("escape", "N")
        assert desk.article.document.id == "a/2"


async def test_what_a_keyboard_has_not_is_found(make: Make) -> None:
    async with running(make("Ferry\n\nThey don’t go to the café.")) as desk:
        for words, place in (("don't", "don’t go"), ("cafe", "café.")):
            await desk.press("slash")
            await desk.type(words, "enter")
            assert desk.at == place


@pytest.mark.parametrize("key", ["n", "N"])
async def test_a_search_that_finds_nothing_says_so_until_it_is_ended(
    folder: Path, key: str
) -> None:
    async with running(folder, size=WIDE) as desk:
        await desk.press("slash")
        await desk.type("union", "enter")
        assert "not in this article" in desk.lines[-1]
        await desk.press("right")
        assert desk.lines[-1].startswith(" esc end search  ")
        await desk.press(key)
        assert "not in this article" in desk.lines[-1]
        assert desk.article.document.id == "a/1"
        await desk.press("escape", "n")
        assert "Note on the paragraph" in desk.screen


async def test_the_search_of_all_articles_begins_with_what_was_not_found_in_this_one(
    folder: Path,
) -> None:
    async with running(folder) as desk:
        await desk.press("slash")
        await desk.type("union", "enter", "ctrl+f", "enter")
        await desk.settle()
        assert "1 article · ⏎ opens it" in desk.screen
        await desk.press("escape", "ctrl+f")
        await desk.type("zebra", "enter")
        await desk.settle()
        assert "zebra" in desk.screen
        assert "union" not in desk.screen


async def test_blanks_alone_are_not_looked_for(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("slash", "space", "enter", "n")
        assert "Note on the paragraph" in desk.screen


async def test_all_articles_are_searched_and_the_one_chosen_is_opened_at_the_words(
    folder: Path,
) -> None:
    async with running(folder) as desk:
        await desk.press("ctrl+f")
        await desk.type("union", "enter")
        await desk.settle()
        assert "1 article · ⏎ opens it" in desk.screen
        await desk.press("tab")
        await desk.type("zebra", "enter")
        await desk.settle()
        assert "nowhere · ⏎ searches" in desk.screen
        await desk.press(*["backspace"] * 5)
        await desk.type("union", "enter")
        await desk.settle()
        await desk.press("enter")
        assert desk.article.document.id == "a/2"
        assert desk.at == "union.\n\n"


async def test_words_that_stand_apart_in_it_are_gone_to_one_by_one(folder: Path) -> None:
    async with running(folder, size=WIDE) as desk:
        await desk.press("ctrl+f")
        await desk.type("strike uni", "enter")
        await desk.settle()
        await desk.press("enter")
        assert desk.at == "Strike e"
        assert "match 1 of 2" in desk.lines[-1]
        await desk.press("n")
        assert desk.at == "union.\n\n"


async def test_a_search_of_all_articles_in_vain_can_be_tried_again_and_left(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("ctrl+f")
        await desk.type("zebra", "enter")
        await desk.settle()
        assert "nowhere" in desk.screen
        await desk.press("down", "escape")
        assert desk.article.document.id == "a/1"


async def test_an_article_that_went_meanwhile_is_said_to_be_gone(folder: Path) -> None:
    from annotate.storage import documents
    from annotate.storage.store import FILE_NAME, Store

    async with running(folder) as desk:
        await desk.press("ctrl+f")
        await desk.type("union", "enter")
        await desk.settle()
        with Store.open(folder / FILE_NAME) as store:
            documents.purge(store, 2)
        await desk.press("enter")
        await desk.settle()
        assert "no such document" in desk.screen
        assert desk.article.document.id == "a/1"
