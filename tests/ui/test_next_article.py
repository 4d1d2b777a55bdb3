"""From an article that is finished to the next one: what says so, and which key leads there."""

import pytest

from tests.ui.conftest import Make
from tests.ui.listing import MIXED
from tests.ui.running import WIDE, running


async def test_who_ends_an_article_before_its_last_paragraph_is_told_so_and_how_to_go_on(
    make: Make,
) -> None:
    async with running(make("One.\n\nTwo.\n\nThree.", "Alpha"), size=WIDE) as desk:
        await desk.press("down", "enter", "enter", "home")
        assert "next article" not in desk.lines[-1]
        await desk.press("enter")
        assert desk.lines[-1].startswith(" ⏎ done · next  N next article  ")
        assert desk.lines[-1].endswith("article done")
        await desk.press("slash", "t", "enter")
        assert "next article" not in desk.lines[-1]
        await desk.press("escape", "N")
        assert desk.article.document.text == "Alpha"


async def test_a_whole_article_that_is_set_aside_says_how_to_go_on(make: Make) -> None:
    async with running(make("One.\n\nTwo.", "Alpha"), size=WIDE) as desk:
        await desk.press("S")
        assert "  N next article  " in desk.lines[-1]


async def test_after_the_last_paragraph_the_next_key_goes_to_the_next_article(make: Make) -> None:
    async with running(make(*MIXED)) as desk:
        await desk.press("enter", "enter")
        assert "article done" in desk.screen
        assert "⏎ next article" in desk.lines[-1]
        await desk.press("enter")
        assert desk.article.document.title == "Alpha"


@pytest.mark.parametrize("keys", [["N"], ["end", "enter", "enter"], ["escape", "N"]], ids=str)
async def test_whoever_is_led_from_the_last_article_to_the_first_is_told_so(
    make: Make, keys: list[str]
) -> None:
    async with running(make("One.", "Two.", "Three.")) as desk:
        await desk.press("enter", "enter", "N")
        assert desk.article.document.text == "Three."
        assert "again" not in desk.lines[-1]
        await desk.press("u", "right_square_bracket", "right_square_bracket", *keys)
        assert desk.article.document.text == "One."
        assert desk.lines[-1].endswith("  from the first article again")


async def test_who_comes_to_the_end_and_left_something_open_is_told_which_key_leads_there(
    make: Make,
) -> None:
    async with running(make("One.\n\nTwo.\n\nThree.", "Alpha")) as desk:
        await desk.press("down", "enter", "enter")
        assert desk.lines[-1].startswith(" o next open  ")
        assert desk.lines[-1].endswith("1 paragraph still open")
        await desk.press("o", "enter")
        assert desk.lines[-1].endswith("article done")
