"""A paragraph that is taller than the page: nobody accepts what they cannot have seen."""

import pytest

from annotate.core.graphemes import splits_grapheme
from annotate.ui.widgets.article_view import ArticleView
from annotate.ui.widgets.page import Page
from tests.ui.conftest import Make, Offer
from tests.ui.running import NARROW, Desk, running

LAST = "quote", "“Never.”"
TALL = f"{'It rained on and on. ' * 120}{LAST[1]}"
LONGER = f"{'It rained on and on. ' * 50}Then it stopped."
TEXT = f"Headline\n\n{TALL}\n\nThe end."


def in_sight(desk: Desk, words: str) -> bool:
    """Whether words stand on one line of the page."""
    return any(words in line for line in desk.lines[:-1])


def page(desk: Desk) -> Page:
    """What the article's view has in sight."""
    found = desk.app.screen.query_one(ArticleView)._page
    assert found
    return found


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_the_key_shows_the_rest_before_it_accepts_it(offer: Offer, key: str) -> None:
    async with running(offer(LAST, texts=(TEXT,)), size=NARROW) as desk:
        await desk.press("down")
        assert not in_sight(desk, LAST[1])
        assert desk.lines[-1].startswith(" ⏎ read on  ")
        pages = 0
        while not in_sight(desk, LAST[1]):
            await desk.press(key)
            assert desk.lines[-1].endswith("the paragraph goes on here")
            assert (desk.article.content.status_of(1), desk.spans) == ("unseen", [])
            pages += 1
        assert pages == 2
        await desk.press(key)
        assert (desk.article.content.status_of(1), desk.spans) == ("done", [LAST])
        assert desk.article.cursor.paragraph == 2


async def test_before_all_is_seen_no_key_goes_on_over_others(offer: Offer) -> None:
    async with running(offer(LAST, ("body", "The end."), texts=(TEXT,)), size=NARROW) as desk:
        await desk.press("down")
        assert "and on" not in desk.lines[-1]
        await desk.press("enter", "enter")
        assert "and on" in desk.lines[-1]


async def test_what_was_the_last_and_is_set_aside_leads_to_the_next_article(make: Make) -> None:
    async with running(make(TALL, "Next."), size=NARROW) as desk:
        await desk.press("s")
        assert desk.lines[-1].startswith(" ⏎ next article  ")
        await desk.press("enter")
        assert in_sight(desk, "Next.")


async def test_what_is_done_is_not_gone_through_again(offer: Offer) -> None:
    async with running(offer(LAST, texts=(TEXT,)), size=NARROW) as desk:
        await desk.press("down", "enter", "enter", "enter", "up", "enter")
        assert desk.article.cursor.paragraph == 2


async def test_who_went_to_its_end_accepts_with_one_key(offer: Offer) -> None:
    async with running(offer(LAST, texts=(TEXT,)), size=NARROW) as desk:
        await desk.press("down", "tab", "enter")
        assert (desk.article.content.status_of(1), desk.spans) == ("done", [LAST])


@pytest.mark.parametrize("key", ["enter", "space"])
@pytest.mark.parametrize("notches", [12, -12])
async def test_a_paragraph_that_the_wheel_moved_out_of_sight_is_shown_before_it_is_accepted(
    offer: Offer, key: str, notches: int
) -> None:
    quiet = "\n\n".join("It rained." for _ in range(20))
    async with running(offer(LAST, texts=(f"{quiet}\n\n{LAST[1]}\n\n{quiet}",))) as desk:
        await desk.press(*["down"] * 20, "tab")
        await desk.wheel(notches)
        assert not in_sight(desk, LAST[1])
        assert desk.lines[-1].startswith(" ⏎ back to ¶ 21  ")
        await desk.press(key)
        assert in_sight(desk, LAST[1])
        assert desk.lines[-1].endswith("back at ¶ 21")
        assert (desk.article.content.status_of(20), desk.spans) == ("unseen", [])
        await desk.press(key)
        assert (desk.article.content.status_of(20), desk.spans) == ("done", [LAST])


async def test_from_a_done_paragraph_that_the_wheel_left_nothing_is_accepted_on_the_way(
    offer: Offer,
) -> None:
    texts = [f"Line {n} of it." for n in range(40)]
    bodies = (("body", text) for text in texts)
    async with running(offer(*bodies, texts=("\n\n".join(texts),)), size=NARROW) as desk:
        await desk.press("enter", "up")
        await desk.wheel(8)
        assert not in_sight(desk, texts[1])
        await desk.press("space")
        assert (desk.article.cursor.paragraph, desk.spans) == (1, [("body", texts[0])])
        await desk.press("space")
        assert desk.article.cursor.paragraph > 5


async def test_wherever_the_wheel_leads_within_one_the_rest_is_shown_first(offer: Offer) -> None:
    async with running(offer(LAST, texts=(TEXT,)), size=NARROW) as desk:
        await desk.press("down", "enter", "enter")
        await desk.wheel(-8)
        assert not in_sight(desk, LAST[1])
        while not in_sight(desk, LAST[1]):
            await desk.press("enter")
            assert (desk.article.content.status_of(1), desk.spans) == ("unseen", [])


async def test_x_once_more_rejects_the_next_in_sight_not_the_label_of_all_of_it(
    offer: Offer,
) -> None:
    first, whole = ("quote", "“No.”"), TALL.replace(LAST[1], f"“No.” It rained. {LAST[1]}")
    text = TEXT.replace(TALL, whole)
    async with running(offer(first, LAST, ("body", whole), texts=(text,))) as desk:
        await desk.press("down", "enter", "enter", "tab", "x")
        assert "x reject “Never.”  " in desk.lines[-1]
        await desk.press("x")
        assert "quote rejected · “Never.”" in desk.lines[-1]
        await desk.press("enter")
        assert desk.spans == [("body", whole)]


async def test_what_tab_reached_is_read_from_its_beginning(offer: Offer) -> None:
    async with running(offer(("body", TALL), LAST, texts=(TEXT,)), size=NARROW) as desk:
        await desk.press("tab")
        assert desk.article.cursor.offer
        assert not in_sight(desk, LAST[1])
        assert in_sight(desk, "Headline")
        await desk.press("enter")
        assert desk.article.content.status_of(1) == "unseen"


async def test_what_begins_above_the_page_is_shown_before_it_is_accepted(offer: Offer) -> None:
    quiet = "\n\n".join("It rained." for _ in range(30))
    text = f"Headline\n\n{LAST[1]} It rained.\n\n{quiet}"
    async with running(offer(LAST, texts=(text,))) as desk:
        await desk.press("down", *["e"] * 30)
        assert not in_sight(desk, LAST[1])
        await desk.press("enter")
        assert in_sight(desk, LAST[1])
        assert (desk.article.content.status_of(1), desk.spans) == ("unseen", [])
        await desk.press("enter")
        assert (desk.article.content.status_of(1), desk.spans) == ("done", [LAST])


async def test_whoever_comes_to_one_sees_as_much_of_it_as_there_is_room_for(make: Make) -> None:
    folder = make("One.\n\n" * 9 + LONGER + "\n\nTwo." * 9)
    async with running(folder, size=NARROW) as desk:
        await desk.press(*["down"] * 9)
        assert in_sight(desk, "Then it stopped.")
        await desk.press("enter")
        assert desk.article.cursor.paragraph == 10


@pytest.mark.parametrize(("size", "words"), [(NARROW, 400), ((40, 10), 200), ((20, 5), 60)])
async def test_who_pages_through_it_sees_every_line_of_it_down_and_up(
    make: Make, size: tuple[int, int], words: int
) -> None:
    numbered = " ".join(f"word{n}" for n in range(words))
    async with running(make(f"Headline\n\n{numbered}\n\nThe end."), size=size) as desk:
        for key, ends in (("pagedown", 2), ("pageup", 0)):
            seen = set(page(desk).viewport.places())
            while desk.article.cursor.paragraph != ends:
                before = desk.article.cursor.selection
                await desk.press(key)
                assert desk.article.cursor.selection != before
                seen |= set(page(desk).viewport.places())
            assert {(1, row) for row in range(len(page(desk).painter.rows(1)))} <= seen


SHORT = "A few.\n\nSome more."


@pytest.mark.parametrize(
    ("size", "between"),
    [((40, 6), SHORT), ((40, 8), f"{'a' * 67}\n\nA word.\n\n{'word ' * 160}")],
    ids=["short", "longer"],
)
async def test_what_stands_between_two_is_not_passed_over(
    make: Make, size: tuple[int, int], between: str
) -> None:
    numbered = " ".join(f"word{n}" for n in range(120))
    text = f"{numbered}\n\n{between}\n\n{'a' * 30} {'b' * 30} {'c' * 10}\n\n{numbered}"
    async with running(make(text), size=size) as desk:
        paragraphs = range(len(desk.article.document.paragraphs))
        every = {(n, row) for n in paragraphs for row in range(len(page(desk).painter.rows(n)))}
        for key, ends in (("pagedown", paragraphs[-1]), ("pageup", 0)):
            seen, before = set(page(desk).viewport.places()), None
            while before != desk.article.cursor.selection:
                before = desk.article.cursor.selection
                await desk.press(key)
                seen |= set(page(desk).viewport.places())
            assert (desk.article.cursor.paragraph, every - seen) == (ends, set())


async def test_a_page_further_than_the_end_stays_there(make: Make) -> None:
    async with running(make(f"Headline\n\n{TALL}"), size=NARROW) as desk:
        for _ in range(5):
            await desk.press("pagedown")
        before = desk.screen
        assert in_sight(desk, LAST[1])
        await desk.press("pagedown")
        assert desk.screen == before


@pytest.mark.parametrize("keys", ["enter", "space", "pagedown", "pagedown pagedown pageup"])
async def test_no_key_leaves_the_cursor_amid_a_character_wider_than_the_page(
    make: Make, keys: str
) -> None:
    async with running(make("🇩🇪 🇫🇷 क्षत्रिय 🇪🇸"), size=(1, 1)) as desk:
        for _ in range(24):
            await desk.press(*keys.split())
            assert not splits_grapheme(
                desk.article.document.text, desk.article.cursor.selection.start
            )
        assert desk.article.content.status_of(0) == ("done" if keys in "enter space" else "unseen")
