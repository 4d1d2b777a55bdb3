"""Suggestions on the screen: seen, accepted, rejected, explained, hidden and switched by keys."""

import pytest

from annotate.core.annotation_set import EMPTY
from annotate.services.project import Project
from annotate.storage import suggestions
from annotate.suggesters import SUGGESTERS
from annotate.ui.screens import article as article_screen
from annotate.ui.widgets import article_view
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
from tests.ui.painting import PALETTE, marked
from tests.ui.running import NARROW, WIDE, Desk, running, stored

BOTH = QUOTE[1][1:] + SECOND[1]
"""Both quotations, but for the character that the cursor is on."""
FURNITURE = "Share this story"


def statuses(desk: Desk) -> str:
    return desk.article.content.status


def drawn(desk: Desk, label: str, *, focused: bool) -> str:
    view = desk.app.screen.query_one(article_view.ArticleView)
    return marked(view._strips, PALETTE.offer(label, focused=focused, marked=False))


# --- seen, and no labels -----------------------------------------------------------------------


async def test_they_are_seen_and_counted_nowhere(offer: Offer) -> None:
    async with running(offer(*EVERYTHING), size=WIDE) as desk:
        assert drawn(desk, "quote", focused=True) == BOTH
        assert drawn(desk, "attribution", focused=True) == SAID[1]
        assert any("q? “It was dark,”" in line for line in desk.lines)
        body = next(line for line in desk.lines if BODIES[0][1] in line)
        assert body.split()[:3] == ["2", "·", "b"]
        assert desk.spans == []
        assert "quote            0" in desk.screen
        await desk.press("escape")
        assert " 0/5 " in next(line for line in desk.lines if "━━━" in line)
    assert stored(desk.app._project.folder) == EMPTY


async def test_the_footer_names_what_can_be_done_about_them(offer: Offer) -> None:
    async with running(offer(*EVERYTHING), size=WIDE) as desk:
        footer = desk.lines[-1]
        assert "⏎ accept · next" in footer
        assert "and on" in footer
        assert "x reject" in footer
        await desk.press("tab")
        assert "q accept quote" in desk.lines[-1]
        await desk.press("x", "end", "enter", "home")
        assert "⏎ accept · next" in desk.lines[-1]
        await desk.press("enter", "up")
        assert "⏎ done · next" in desk.lines[-1]


async def test_space_is_named_only_where_it_goes_further(offer: Offer) -> None:
    async with running(offer(QUOTE, CAPTION), size=WIDE) as desk:
        assert "and on" not in desk.lines[-1]
        await desk.press("down", "down")
        assert "and on" in desk.lines[-1]


@pytest.mark.parametrize("width", range(8, 90, 3))
async def test_no_hint_is_cut_in_the_middle(offer: Offer, width: int) -> None:
    async with running(offer(*EVERYTHING), size=WIDE) as desk:
        whole = desk.lines[-1].split("  ")
    async with running(desk.app._project.folder, size=(width, 24)) as desk:
        shown = desk.lines[-1].split("  ")
        assert shown == whole[: len(shown)] or shown == [""]


# --- accepted ----------------------------------------------------------------------------------


async def test_enter_accepts_the_paragraph_and_undo_takes_it_back(offer: Offer) -> None:
    async with running(offer(*EVERYTHING)) as desk:
        await desk.press("enter")
        assert desk.spans == [QUOTE, SAID, SECOND]
        assert ("attributes", SAID[1], QUOTE[1]) in desk.links
        assert stored(desk.app._project.folder).spans == desk.article.content.spans
        await desk.press("u")
        assert desk.spans == []
        assert drawn(desk, "quote", focused=True) == BOTH


async def test_space_lights_up_what_it_accepts_and_one_undo_takes_the_run_back(
    offer: Offer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(article_view, "LIT", 3600)
    async with running(offer(*EVERYTHING)) as desk:
        await desk.press("space")
        assert "5 paragraphs done · article done" in desk.screen
        assert statuses(desk) == "ddddd"
        view = desk.app.screen.query_one(article_view.ArticleView)
        assert view._lit == [0, 1, 2, 3, 4]
        bright = PALETTE.tone("text")
        assert BODIES[0][1] in marked(view._strips, bright)
        view._fade()
        view._fade()
        assert BODIES[0][1] not in marked(view._strips, bright)
        assert BODIES[1][1] in marked(view._strips, bright)
        await desk.press("u")
        assert (desk.spans, statuses(desk)) == ([], "")


async def test_space_stops_at_the_last_paragraph_in_sight(offer: Offer) -> None:
    texts = [f"Line {n} of it." for n in range(40)]
    async with running(
        offer(*(("body", t) for t in texts), texts=("\n\n".join(texts),)), size=(60, 16)
    ) as desk:
        view = desk.app.screen.query_one(article_view.ArticleView)
        last = view.last_in_sight
        assert 3 < last < 12
        await desk.press("space")
        assert statuses(desk) == "d" * (last + 1)
        assert desk.article.cursor.paragraph == last + 1


async def test_a_label_key_and_tab_accept_one_and_x_rejects_it_for_good(offer: Offer) -> None:
    folder = offer(*EVERYTHING)
    async with running(folder, size=WIDE) as desk:
        await desk.press("a")
        assert desk.spans == [SAID]
        await desk.press("home", "tab", "x")
        assert "quote rejected" in desk.lines[-1]
        assert drawn(desk, "quote", focused=True) == SECOND[1]
        await desk.press("tab", "tab", "shift+left")
        assert desk.spans == [SAID, ("quote", "“We saw nothing")]
    async with running(folder) as desk:
        assert drawn(desk, "quote", focused=True) == ""
        await desk.press("enter")
        assert desk.spans == [SAID, ("quote", "“We saw nothing")]


async def test_x_after_the_last_paragraph_was_accepted_takes_what_is_in_brackets(
    offer: Offer,
) -> None:
    last, inner = ("body", "It rained."), ("attribution", "It rained")
    async with running(offer(last, inner), size=WIDE) as desk:
        await desk.press("end", "tab", "enter")
        assert "5▸✓[b]" in desk.screen
        assert "x remove body" in desk.lines[-1]
        await desk.press("x")
        assert desk.spans == [inner]


async def test_escape_lets_go_of_a_reached_one_before_it_leaves_the_article(offer: Offer) -> None:
    async with running(offer(QUOTE)) as desk:
        await desk.press("tab", "escape")
        assert desk.article.cursor.offer is None
        assert "accept quote" not in desk.lines[-1]
        await desk.press("escape")
        assert "article 1 of 1" not in desk.screen
        assert "1 article " in desk.lines[0]


async def test_a_quotations_key_where_tab_reached_the_paragraph_takes_the_quotation(
    offer: Offer,
) -> None:
    paragraph = "body", TEXT.partition("\n")[0]
    async with running(offer(*EVERYTHING, paragraph), size=WIDE) as desk:
        await desk.press("tab", "q")
        assert desk.spans == [QUOTE]
        await desk.press("home", "tab", "b", "d")
        assert desk.spans == [("ad", paragraph[1]), QUOTE]


async def test_clearing_rejects_all_of_the_paragraph(offer: Offer) -> None:
    async with running(offer(*EVERYTHING)) as desk:
        await desk.press("a", "X")
        assert desk.spans == []
        await desk.press("enter")
        assert desk.spans == []


async def test_why_is_told(offer: Offer) -> None:
    async with running(offer(*EVERYTHING), size=WIDE) as desk:
        await desk.press("w")
        assert "quote? rules: a rule · right 90 in 100" in desk.lines[-1]
        await desk.press("q", "w")
        assert "quote · rules: a rule" in desk.lines[-1]


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


async def test_an_article_that_is_shown_without_has_none(offer: Offer) -> None:
    async with running(offer(*EVERYTHING, file="without = 1.0"), size=WIDE) as desk:
        assert drawn(desk, "quote", focused=True) == ""
        assert "accept" not in desk.lines[-1]
        await desk.press("ctrl+o")
        assert "This article is shown without any" in desk.screen


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
        listed = [(line[27:].split()[0], line.split()[-2]) for line in desk.lines if "━━━" in line]
        assert listed == [("Title1", "90%"), ("Title2", "60%"), ("Title0", "10%")]
        await desk.press("home", "enter")
        reached = [desk.article.document.title]
        for _ in range(3):
            await desk.press("N")
            reached.append(desk.article.document.title)
        assert reached == ["Title1", "Title2", "Title0", "Title1"]
        await desk.press("escape")
        assert "by uncertainty" in desk.lines[0]
