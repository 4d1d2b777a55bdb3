"""Which suggestions are shown, and when: hidden, withheld, learned, late, uncertain first."""

import pytest

from annotate.services.project import Project
from annotate.storage import suggestions
from annotate.suggesters import SUGGESTERS
from annotate.ui.screens import article as article_screen
from tests.services.annotating.offering import (
    BODIES,
    CAPTION,
    EVERYTHING,
    QUOTE,
    SAID,
    SECOND,
    TEXT,
    found,
)
from tests.storage.making import document
from tests.ui.conftest import FERRY, RULES, Make, Offer, settings
from tests.ui.running import NARROW, WIDE, listed, running
from tests.ui.suggested import BOTH, drawn, statuses

FURNITURE = "Share this story"


# --- hidden, switched --------------------------------------------------------------------------


async def test_one_key_hides_all_and_shows_them_again(offer: Offer) -> None:
    async with running(offer(*EVERYTHING), size=WIDE) as desk:
        await desk.press("tab", "asterisk")
        await desk.settle()
        assert "suggestions hidden" in desk.lines[-1]
        assert drawn(desk, "quote", focused=True) == ""
        await desk.press("enter")
        assert (desk.spans, statuses(desk)) == ([], "d")
        assert "suggestions hidden" in desk.lines[0]
        await desk.press("right_square_bracket", "asterisk")
        await desk.settle()
        assert "suggestions shown" in desk.lines[-1]
        assert "suggestions" not in desk.lines[0]
        await desk.press("space")
        assert desk.spans == [*BODIES[:2], CAPTION, BODIES[2]]


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_the_header_says_that_an_article_is_given_without(
    offer: Offer, size: tuple[int, int]
) -> None:
    async with running(offer(*EVERYTHING, file="without = 1.0"), size=size) as desk:
        assert "without suggestions · article 1 of 1 · ana" in desk.lines[0]
        await desk.press("asterisk")
        await desk.settle()
        assert "without suggestions" in desk.lines[0]
        await desk.press("asterisk")
        await desk.settle()
        assert "shown, but none in this article" in desk.lines[-1]


async def test_an_article_that_is_shown_without_has_none(offer: Offer) -> None:
    async with running(offer(*EVERYTHING, file="without = 1.0"), size=WIDE) as desk:
        assert drawn(desk, "quote", focused=True) == ""
        assert "accept" not in desk.lines[-1]
        await desk.press("ctrl+o")
        assert "This article is shown without any" in desk.screen


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_asked_why_such_an_article_says_so_and_not_what_would_be_suggested(
    offer: Offer, size: tuple[int, int]
) -> None:
    async with running(offer(*EVERYTHING, file="without = 1.0"), size=size) as desk:
        await desk.press("w")
        assert "suggestions are withheld in this article, to see what they change" in desk.screen
        assert "quote?" not in desk.screen
        await desk.press("q", "w")
        assert "quote · by hand" in desk.lines[-1]


async def test_asked_why_what_is_hidden_can_be_shown_again(offer: Offer) -> None:
    async with running(offer(*EVERYTHING), size=WIDE) as desk:
        await desk.press("asterisk")
        await desk.settle()
        await desk.press("w")
        assert "suggestions are hidden, * shows them again" in desk.lines[-1]
        await desk.press("asterisk")
        await desk.settle()
        await desk.press("w")
        assert "quote? " in desk.lines[-1]


# --- where they come from ----------------------------------------------------------------------


async def test_the_rules_speak_unless_told_otherwise(make: Make) -> None:
    async with running(settings(make(FERRY), "threshold = 0.5"), size=WIDE) as desk:
        await desk.press("down")
        assert drawn(desk, "quote", focused=True) == BOTH
        await desk.press("w")
        assert "quote? few words in marks, and a cue · right 90 in 100" in desk.lines[-1]


async def test_what_was_decided_of_furniture_is_suggested_in_the_next_article(
    make: Make,
) -> None:
    off = ", ".join(f'"{name}"' for name in SUGGESTERS if name != "seen")
    texts = [f"Story {n}.\n\n{FURNITURE}" for n in range(3)]
    async with running(settings(make(*texts), f"off = [{off}]"), size=WIDE) as desk:
        await desk.press("down", "d", "enter", "home", "enter", "enter")
        await desk.settle()
        assert desk.article.document.id == "a/2"
        await desk.press("down", "w")
        assert "ad? labelled so before · right 90 in 100" in desk.lines[-1]
        await desk.press("enter")
        assert desk.spans == [("ad", FURNITURE)]


async def test_space_goes_over_furniture_that_was_left_without_a_label_before(make: Make) -> None:
    off = ", ".join(f'"{name}"' for name in SUGGESTERS if name != "seen")
    texts = [f"Story {n}.\n\n{FURNITURE}\n\nThe end of {n}." for n in range(2)]
    async with running(settings(make(*texts), f"off = [{off}]"), size=WIDE) as desk:
        await desk.press("space")
        assert statuses(desk) == "d"
        await desk.press("space", "space", "enter")
        await desk.settle()
        assert desk.article.document.id == "a/2"
        assert "space and on" in desk.lines[-1]
        await desk.press("space")
        assert "2 paragraphs done" in desk.lines[-1]
        assert statuses(desk) == "dd"
        await desk.press("u", "up", "down", "w")
        assert "nothing here · left without a label before" in desk.lines[-1]
        await desk.press("home", "asterisk")
        await desk.settle()
        assert "and on" not in desk.lines[-1]


async def test_a_very_long_articles_come_a_little_later(
    offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_screen, "AT_ONCE", len(TEXT) - 1)
    async with running(offer(*EVERYTHING), size=NARROW) as desk:
        await desk.settle()
        assert drawn(desk, "quote", focused=True) == BOTH
        await desk.press("enter")
        assert desk.spans == [QUOTE, SAID, SECOND]


async def test_what_comes_late_for_an_article_that_was_left_is_not_shown(
    offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_screen, "AT_ONCE", 0)
    other = TEXT.replace("rained", "snowed")
    async with running(offer(QUOTE, texts=(TEXT, other))) as desk:
        await desk.press("right_square_bracket", "left_square_bracket", "asterisk")
        await desk.settle()
        assert drawn(desk, "quote", focused=True) == ""


# --- the uncertain first -----------------------------------------------------------------------


async def test_the_list_and_the_next_one_go_by_uncertainty_if_that_is_chosen(make: Make) -> None:
    texts = tuple(f"Title{n}\n\nText {n}." for n in range(3))
    folder = settings(make(*texts), f"off = [{RULES}]")
    with Project.open(folder) as project, project.store.transaction():
        for key, score in ((1, 0.95), (2, 0.55), (3, 0.7)):
            there = found(document(texts[key - 1]), ("body", f"Text {key - 1}."), score=score)
            suggestions.put(project.store, key, "rules", there)
    async with running(folder) as desk:
        await desk.press("escape", *["o"] * 5)
        await desk.settle()
        assert "by uncertainty" in desk.lines[0]
        shown = [(listed(line), line.split()[-2]) for line in desk.lines if listed(line)]
        assert shown == [("Title1", "90%"), ("Title2", "60%"), ("Title0", "10%")]
        await desk.press("home", "enter")
        reached = [desk.article.document.title]
        for _ in range(3):
            await desk.press("N")
            reached.append(desk.article.document.title)
        assert reached == ["Title1", "Title2", "Title0", "Title1"]
        await desk.press("escape")
        assert "by uncertainty" in desk.lines[0]
