"""From the list into articles and back: which article one is on, and which is the next."""

from tests.ui.conftest import Make
from tests.ui.listing import MIXED, chosen, titles
from tests.ui.running import WIDE, running


async def test_in_every_order_the_cursor_is_on_the_article_one_comes_from(make: Make) -> None:
    async with running(make("Delta\n\nOne.", *MIXED)) as desk:
        await desk.press("enter", "escape")
        for _ in range(6):
            await desk.press("o", "home", "down", "down")
            here = chosen(desk)
            await desk.press("enter", "escape")
            assert chosen(desk) == here


async def test_another_order_or_filter_stays_on_the_article_where_it_is_there(make: Make) -> None:
    async with running(make(*MIXED)) as desk:
        await desk.press("escape", "end")
        for _ in range(6):
            await desk.press("o")
            assert chosen(desk) == "Gamma"
        seen = []
        for _ in range(5):
            await desk.press("f")
            seen.append(chosen(desk) if "None here." not in desk.screen else "")
        assert seen == ["Gamma", "", "", "", "Gamma"]


async def test_the_filter_is_kept_while_an_article_is_open(make: Make) -> None:
    async with running(make(*MIXED)) as desk:
        await desk.press("escape", "f", "slash")
        await desk.type("a", "enter", "end", "enter")
        assert desk.article.document.title == "Gamma"
        await desk.press("escape")
        assert "unfinished · by import · “a”" in desk.lines[0]
        assert chosen(desk) == "Gamma"


async def test_an_article_that_left_the_filter_hands_the_cursor_on_to_the_next(make: Make) -> None:
    async with running(make(*MIXED)) as desk:
        await desk.press("escape", "f", "down", "enter", "enter", "enter", "escape")
        assert titles(desk) == ["Beta", "Gamma"]
        assert chosen(desk) == "Gamma"


async def test_what_is_found_is_shown_from_the_first_on(make: Make) -> None:
    async with running(make(*MIXED)) as desk:
        await desk.press("escape", "end", "slash")
        await desk.type("gazette", "enter")
        assert chosen(desk) == "Beta"


async def test_the_next_article_is_the_next_in_the_lists_order(make: Make) -> None:
    async with running(make(*MIXED), size=WIDE) as desk:
        await desk.press("escape", "o", "home", "enter")
        seen = [(desk.article.document.title, desk.lines[0].split(" · ")[-2])]
        for key in ("right_square_bracket", "N", "left_square_bracket"):
            await desk.press(key)
            seen.append((desk.article.document.title, desk.lines[0].split(" · ")[-2]))
        assert seen == [
            ("Alpha", "article 1 of 3 by title"),
            ("Beta", "article 2 of 3 by title"),
            ("Gamma", "article 3 of 3 by title"),
            ("Beta", "article 2 of 3 by title"),
        ]


async def test_brackets_go_through_what_the_list_shows_which_is_said_above(make: Make) -> None:
    texts = "Beta\n\nOne.", "Alpha\n\nTwo.", "Gamma\n\nThree.", "Delta\n\nFour."
    async with running(make(*texts), size=WIDE) as desk:
        await desk.press("F", "right_square_bracket", "right_square_bracket", "F")
        await desk.press("escape", *["f"] * 4, "home", "enter")
        assert "article 1 of 4 · only flagged · ana" in desk.lines[0]
        await desk.press("right_square_bracket")
        assert "Gamma" in desk.lines[0]
        await desk.press("right_square_bracket")
        assert desk.lines[-1].endswith(
            "the list shows none after this article, esc there shows all"
        )
        await desk.press("F", "left_square_bracket", "left_square_bracket")
        assert desk.lines[-1].endswith(
            "the list shows none before this article, esc there shows all"
        )
        assert "Beta" in desk.lines[0]
        await desk.press("escape", "escape", "escape", "right_square_bracket")
        assert "article 2 of 4 · ana" in desk.lines[0]


async def test_what_is_unfinished_is_gone_through_from_what_was_just_finished(make: Make) -> None:
    async with running(make(*MIXED), size=WIDE) as desk:
        await desk.press("right_square_bracket", "S", "left_square_bracket", "escape", "f", "enter")
        await desk.press("S", "right_square_bracket")
        assert "Gamma" in desk.lines[0]
        assert "article 3 of 3 · only unfinished" in desk.lines[0]


async def test_what_was_found_is_gone_through_until_it_is_finished(make: Make) -> None:
    async with running(make(*MIXED), size=WIDE) as desk:
        await desk.press("escape", "slash")
        await desk.type("amma", "enter", "enter")
        await desk.press("enter", "enter", "enter")
        assert desk.lines[-1].endswith(
            "every other article with “amma” is finished, esc there shows all"
        )
        assert "article 3 of 3 · only “amma”" in desk.lines[0]
