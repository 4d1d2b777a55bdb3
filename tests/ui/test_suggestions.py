"""Suggestions on the screen: seen, accepted, rejected and explained by keys."""

import pytest

from annotate.core.annotation_set import EMPTY
from annotate.ui.widgets import article_view
from tests.services.annotating.offering import (
    BODIES,
    CAPTION,
    EVERYTHING,
    QUOTE,
    SAID,
    SECOND,
    TEXT,
)
from tests.ui.conftest import Offer
from tests.ui.painting import PALETTE, marked
from tests.ui.running import WIDE, listed, running, stored
from tests.ui.suggested import BOTH, drawn, statuses

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
        assert " 0/5 " in next(line for line in desk.lines if listed(line))
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


async def test_the_footer_and_the_panel_show_what_x_means_where_one_has_only_come(
    offer: Offer,
) -> None:
    text = "They fear a “flood.” So it is."
    folder = offer(("body", text), ("quote", "“flood.”"), texts=(text,))
    async with running(folder, size=WIDE) as desk:
        assert "x reject “flood.”" in desk.lines[-1]
        await desk.press("x")
        assert "quote rejected · “flood.”" in desk.lines[-1]
        assert desk.at == "They fea"
        await desk.press("u")
        assert "x reject “flood.”" in desk.lines[-1]
        await desk.press("right")
        assert "x reject “flood.”" in desk.lines[-1]
        await desk.press("shift+tab")
        assert "x reject  " in desk.lines[-1]
        await desk.press("x")
        assert "body rejected" in desk.lines[-1]


async def test_space_is_named_only_where_it_goes_further(offer: Offer) -> None:
    async with running(offer(QUOTE, CAPTION), size=WIDE) as desk:
        assert "and on" not in desk.lines[-1]
        await desk.press("down", "down")
        assert "and on" in desk.lines[-1]


@pytest.mark.parametrize("width", range(8, 90, 3))
async def test_no_hint_is_cut_in_the_middle(offer: Offer, width: int) -> None:
    async with running(offer(*EVERYTHING), size=WIDE) as desk:
        whole = desk.lines[-1].split("  ")
    async with running(desk.app._project.folder, size=(width, 60)) as desk:  # all of ¶ 1
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


async def test_undoing_a_run_leads_to_where_it_began_also_without_a_label_there(
    offer: Offer,
) -> None:
    async with running(offer(*BODIES)) as desk:
        await desk.press("space", "u", "space")
        assert statuses(desk) == "ddd"


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


async def test_a_label_key_after_what_tab_reached_and_was_accepted_labels_what_comes_next(
    offer: Offer,
) -> None:
    async with running(offer(*EVERYTHING), size=WIDE) as desk:
        await desk.press("tab", "q", "a")
        assert desk.spans == [QUOTE, SAID]
        await desk.press("shift+tab", "a")
        assert "that is attribution already" in desk.lines[-1]
        await desk.press("shift+tab", "c")
        assert desk.spans == [("caption", QUOTE[1]), SAID]


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
