"""The panel beside the article: spans over paragraphs, links to others, whose a remark is."""

from collections.abc import Sequence
from pathlib import Path

import pytest
from textual.strip import Strip

from annotate.core.annotation_set import Span
from annotate.services.annotating.doubting import doubted_in
from annotate.services.project import Project
from annotate.storage import suggestions
from annotate.ui.screens.article import ArticleScreen
from annotate.ui.widgets.article_view import ArticleView
from annotate.ui.widgets.panel_spans import PanelSpans
from annotate.ui.widgets.side_panel import SidePanel
from tests.services.annotating.offering import Words, found
from tests.storage.making import document
from tests.ui.conftest import RULES, Make, Offer, settings
from tests.ui.painting import PALETTE, marked
from tests.ui.running import WIDE, Desk, running

LONG = "“It rained.\n\n“Then it snowed.\n\n“Then it froze.”"
SPEECH = f"Speech\n\nQuiroga respondió.\n\n{LONG}\n\nThe end."


def panel(desk: Desk) -> list[str]:
    """The panel's lines that say anything."""
    return [text for line in desk.lines[1:-1] if (text := line[84:].strip())]


async def label(desk: Desk, words: str, key: str) -> None:
    """Select words, as with the mouse, and press a label's key."""
    start = desk.article.document.text.index(words)
    desk.article.cursor.select(start, start + len(words))
    await desk.press(key)


async def linked_over_paragraphs(desk: Desk) -> None:
    await label(desk, LONG, "q")
    await label(desk, "Quiroga respondió", "a")
    await desk.press("r")
    assert desk.links == [("attributes", "Quiroga respondió", LONG)]


async def test_a_link_to_another_paragraph_says_where_it_leads_and_whence_it_comes(
    make: Make,
) -> None:
    async with running(make(SPEECH), size=WIDE) as desk:
        await linked_over_paragraphs(desk)
        shown = panel(desk)
        assert shown[2] == "a Quiroga respondió"
        assert shown[3].startswith("→ ¶3–5 “It rained. “Then")
        await desk.press("down")
        shown = panel(desk)
        assert shown[2].startswith("q ¶3–5 “It rained. “Then")
        assert shown[3] == "← ¶2 Quiroga respondió"


async def test_dots_stand_for_words_that_find_no_room(make: Make) -> None:
    async with running(
        make("Head\n\n“Not one of us had ever seen so much of it,” Ann said."), size=WIDE
    ) as desk:
        await desk.press("down", "q")
        assert panel(desk)[2].startswith("q “Not one of us had ever")
        assert panel(desk)[2].endswith("…")


async def ahead_used(desk: Desk) -> int:
    """Go down from the top; how often what was drawn ahead is shown, which is as if drawn anew."""
    screen, used = desk.app.screen, 0
    assert isinstance(screen, ArticleScreen)
    view, widget = screen.query_one(ArticleView), screen.query_one(SidePanel)
    for _ in desk.article.document.paragraphs[1:]:
        view._draw_ahead()  # as a timer does a moment after each key
        await desk.pilot.pause()
        ahead, _ = widget._ahead
        await desk.press("down")
        used += widget._shown == ahead
        shown = [*widget._strips]
        widget._shown, widget._ahead = (), ((), [])
        widget.update(desk.article, PALETTE, screen._session.today.number)
        assert [*widget._strips] == shown
    return used


async def test_what_is_drawn_ahead_is_what_is_shown(make: Make) -> None:
    async with running(make(SPEECH), size=WIDE) as desk:
        await linked_over_paragraphs(desk)
        await desk.press("f", "home")
        assert await ahead_used(desk) > 2


async def test_so_it_is_where_something_is_suggested(offer: Offer) -> None:
    async with running(offer(("quote", "captain")), size=WIDE) as desk:
        await desk.settle()
        assert doubted_in(desk.article, 1)
        assert await ahead_used(desk) == len(desk.article.document.paragraphs) - 1


async def test_a_span_over_paragraphs_is_listed_in_each_with_its_extent(make: Make) -> None:
    async with running(make(SPEECH), size=WIDE) as desk:
        await label(desk, LONG, "q")
        await desk.press("home", "down")
        seen = []
        for _ in range(5):
            seen.append(any(line.startswith("q ¶3–5 “It rained.") for line in panel(desk)))
            assert "whole paragraph" not in desk.screen
            await desk.press("down")
        assert seen == [False, True, True, True, False]


async def test_who_said_the_part_before_stands_below_it(make: Make) -> None:
    async with running(make("“One,” said Ann. “Two.”"), size=WIDE) as desk:
        await desk.press("q", "a", "q", "R")
        assert ("continues", "“One,”", "“Two.”") in desk.links
        said = "╰─a said Ann"
        assert panel(desk)[2:6] == ["q “Two.”", said, "╰─q “One,”", said]


def suggested(folder: Path, *words: Words) -> Path:
    with Project.open(folder) as project, project.store.transaction():
        suggestions.put(project.store, 1, "rules", found(document(SPEECH), *words))
    return settings(folder, 'off = ["quotations", "attributions", "captions", "body"]')


async def test_what_is_suggested_over_paragraphs_is_listed_and_underlined_in_each(
    make: Make,
) -> None:
    async with running(suggested(make(SPEECH), ("quote", LONG)), size=WIDE) as desk:
        await desk.press("down")
        seen: list[Sequence[bool]] = []
        for _ in range(5):
            seen.append([line.startswith("q? ¶3–5 “It rained.") for line in panel(desk)])
            await desk.press("down")
        assert [any(found) for found in seen] == [False, True, True, True, False]
        faint = PALETTE.offer("quote", focused=False, marked=False)
        assert "Then it froze.”" in marked(desk.app.screen.query_one(ArticleView)._strips, faint)
        await desk.press("home", "down", "down", "enter")
        assert desk.spans == [("quote", LONG)]


@pytest.mark.parametrize(
    ("keys", "on"),
    [("n", "paragraph"), ("ctrl+n", "article"), ("home tab n", "quote “It rained.…")],
)
async def test_a_note_tells_what_it_is_on(make: Make, keys: str, on: str) -> None:
    async with running(make(LONG + " Yes."), size=WIDE) as desk:
        await desk.press("q", "home", *keys.split())
        await desk.type("look", "enter")
        assert f"✎ {on}: look" in panel(desk)


@pytest.mark.parametrize(
    ("keys", "on"), [("f", "paragraph"), ("F", "article"), ("home tab f", "quote “It rained.…")]
)
async def test_a_flag_tells_what_it_is_on(make: Make, keys: str, on: str) -> None:
    async with running(make(LONG + " Yes."), size=WIDE) as desk:
        await desk.press("q", "home", *keys.split())
        assert f"⚑ {on} flagged" in panel(desk)


async def test_the_lines_that_are_kept_are_of_this_article_and_theme(make: Make) -> None:
    """Two articles differ in nothing but the words of what is suggested in the same place."""
    said = "“No.”", "“So.”"
    texts = [f"{words} It rained." for words in said]
    folder = settings(make(*texts), f"off = [{RULES}]")
    with Project.open(folder) as project, project.store.transaction():
        for key, (text, words) in enumerate(zip(texts, said, strict=True), 1):
            there = found(document(text), ("quote", words))
            suggestions.put(project.store, key, "rules", there)
    async with running(folder, size=WIDE) as desk:
        lines, grounds = desk.app.screen.query_one(SidePanel), []
        for words, pressed in (
            (said[0], "ctrl+t"),
            (said[0], "right_square_bracket"),
            (said[1], "p"),
        ):
            assert f"q? {words}" in panel(desk)
            listed = next(strip for strip in lines._strips if words in strip.text)
            grounds.append({s.style and s.style.bgcolor for s in listed})
            await desk.press(pressed)
        assert grounds[0] != grounds[1] == grounds[2]


async def test_a_key_draws_the_lines_of_the_spans_anew_that_look_otherwise(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[Span] = []
    draw = PanelSpans._span

    def counted(lines: PanelSpans, span: Span, here: int, before: str, active: bool) -> Strip:
        drawn.append(span)
        return draw(lines, span, here, before, active)

    monkeypatch.setattr(PanelSpans, "_span", counted)
    words = [f"“No {n}.”" for n in range(9)]
    async with running(make(f"Head\n\n{' '.join(words)}"), size=WIDE) as desk:
        await desk.press("down", *["q"] * 8)
        assert len(panel(desk)) > 8
        drawn.clear()
        await desk.press("q")
        text = desk.article.document.text
        assert [text[slice(*span.range)] for span in drawn] == words[-2:]
        assert all(f"q {said}" in panel(desk) for said in words)
