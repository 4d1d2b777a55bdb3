"""Several paragraphs at once: a table of hundreds of lines takes no key for each."""

import pytest

from tests.ui.conftest import Make, Offer
from tests.ui.running import NARROW, WIDE, running

LINES = [f"Line {n} of the table." for n in range(40)]
TABLE = "\n\n".join(LINES)
SAID = "quote", LINES[20]


async def test_all_that_is_left_is_done_with_two_keys_and_open_again_with_one(make: Make) -> None:
    async with running(make(TABLE, "Next."), size=WIDE) as desk:
        await desk.press("down", "down", "shift+end")
        assert desk.lines[-1].startswith(" ⏎ done with 38  q quote  ")
        await desk.press("enter")
        assert desk.lines[-1].endswith("38 paragraphs done")
        assert desk.article.content.status == "uu" + "d" * 38
        assert desk.article.cursor.paragraph == 39
        await desk.press("u")
        assert desk.article.open_paragraphs == 40


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_what_is_suggested_on_the_way_is_not_accepted_and_gone_to(
    offer: Offer, key: str
) -> None:
    async with running(offer(SAID, texts=(TABLE,)), size=WIDE) as desk:
        await desk.press("shift+end", key)
        assert desk.lines[-1].endswith("39 paragraphs done · 1 with suggestions left")
        assert (desk.spans, desk.article.cursor.paragraph) == ([], 20)
        await desk.press("enter")
        assert desk.lines[-1].endswith("article done")
        assert desk.spans == [SAID]


async def test_what_ends_them_says_how_many_of_them_and_where_none_where_it_leads(
    offer: Offer,
) -> None:
    async with running(offer(SAID, texts=(TABLE,)), size=WIDE) as desk:
        await desk.press("shift+end")
        assert desk.lines[-1].startswith(" ⏎ done with 39 of 40  q quote  ")
        await desk.press("enter", "up", "shift+down", "shift+down")
        assert desk.lines[-1].startswith(" ⏎ go to ¶ 21  q quote  ")
        await desk.press("enter")
        assert desk.article.cursor.paragraph == 20
        assert desk.lines[-1].endswith("0 paragraphs done · 1 with suggestions left")
        await desk.press("enter", "up", "shift+end")
        assert desk.lines[-1].startswith(" ⏎ go to ¶ 40  q quote  ")
        await desk.press("enter")
        assert desk.article.cursor.paragraph == 39


async def test_a_page_is_what_is_in_sight_and_then_one_more(offer: Offer) -> None:
    async with running(offer(SAID, texts=(TABLE,)), size=NARROW) as desk:
        await desk.press("down")
        seen = [line for line in LINES if line in desk.screen]
        await desk.press("shift+pagedown")
        assert desk.selected == "\n\n".join(seen[1:])
        await desk.press("shift+pagedown")
        more = len(desk.selected.split("\n\n")) - len(seen) + 1
        assert len(seen) / 2 < more <= len(seen)
        await desk.press("V", "V", "enter")
        assert desk.lines[-1].endswith("38 paragraphs done · 1 with suggestions left")


async def test_they_are_selected_one_by_one_down_and_up(make: Make) -> None:
    async with running(make(TABLE), size=NARROW) as desk:
        seen = []
        await desk.press("down", "down")
        for key in ["down", "down", "up", "up", "up", "down", "up", "up", "up"]:
            await desk.press(f"shift+{key}")
            seen.append([int(line.split()[1]) for line in desk.selected.split("\n\n")])
        assert seen == [
            [2],
            [2, 3],
            [2],
            [1, 2],
            [0, 1, 2],
            [1, 2],
            [0, 1, 2],
            [0, 1, 2],
            [0, 1, 2],
        ]


async def test_from_words_on_the_whole_paragraph_comes_first(make: Make) -> None:
    async with running(make(TABLE), size=NARROW) as desk:
        await desk.press("right", "shift+right", "shift+down")
        assert desk.selected == LINES[0]
        await desk.press("shift+down")
        assert desk.selected == "\n\n".join(LINES[:2])


async def test_where_several_are_selected_a_label_is_theirs_and_one_key_ends_them(
    make: Make,
) -> None:
    async with running(make(TABLE), size=WIDE) as desk:
        await desk.press("shift+down", "shift+down", "c")
        assert desk.spans == [("caption", "\n\n".join(LINES[:2]))]
        assert desk.lines[-1].startswith(" ⏎ done with 2  ")
        await desk.press("enter")
        assert (desk.article.content.status, desk.article.cursor.paragraph) == ("dd", 2)


async def test_what_somebody_says_over_several_ends_only_the_paragraph_at_hand(make: Make) -> None:
    async with running(make(TABLE), size=WIDE) as desk:
        await desk.press("shift+down", "shift+down", "q")
        assert desk.lines[-1].startswith(" ⏎ done · next  ")
        await desk.press("enter")
        assert desk.article.content.status.count("d") == 1


async def test_what_is_set_aside_or_done_among_them_stays_so(make: Make) -> None:
    async with running(make(TABLE), size=WIDE) as desk:
        await desk.press("s", "enter", "home", "shift+down", "shift+down", "shift+down", "enter")
        assert desk.article.content.status == "sdd"
        assert desk.lines[-1].endswith("1 paragraph done")
        await desk.press("home", "shift+down", "shift+down", "enter")
        assert desk.lines[-1].endswith("0 paragraphs done")


async def test_a_selection_within_one_is_no_matter(make: Make) -> None:
    async with running(make(TABLE), size=NARROW) as desk:
        await desk.press("shift+down", "enter")
        assert (desk.article.content.status, desk.article.cursor.paragraph) == ("d", 1)
