"""Going through disagreements: what is in sight, what was settled, and of very many the first."""

import gc
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from annotate.services.measuring.disagreements import disagreements
from tests.ui.adjudicating import QUOTES, SAID, TITLE, retire
from tests.ui.agreeing import figures, pressed, reviewed
from tests.ui.conftest import FERRY, STRIKE, Make
from tests.ui.running import NARROW, row

# how one gets about


async def test_below_the_last_figure_that_leads_somewhere_all_can_be_read(
    differing_often: Path,
) -> None:
    async with figures(differing_often, NARROW) as desk:
        await pressed(desk, "end")
        assert "drift: each period" in desk.screen
        assert "the reference" in desk.screen
        await pressed(desk, "home")
        assert "alpha by label" in desk.screen


@pytest.fixture
def differing_often(make: Make) -> Path:
    """So many articles that their list is longer than the screen."""
    texts = [f"{number}. {FERRY}" for number in range(24)]
    return reviewed(make(*texts), ana=[[TITLE]] * 24, ben=[[]] * 24)


async def test_going_up_to_the_first_of_an_article_shows_which_that_is(
    differing_often: Path,
) -> None:
    async with figures(differing_often, NARROW) as desk:
        await pressed(desk, "enter", "end")
        for _ in range(15):
            await pressed(desk, "up")
        shown = [" ".join(line.split()) for line in desk.lines]
        at = next(n for n, line in enumerate(shown) if line.startswith("▸"))
        assert shown[at - 1] == "8. Ferry strikes breakwater"


async def test_an_article_that_was_settled_says_so(make: Make) -> None:
    project = reviewed(make(FERRY, STRIKE), ana=[[TITLE], [("body", "Strike ends")]], ben=[[], []])
    async with figures(project, NARROW) as desk:
        await pressed(desk, "enter", "enter", "1", "space", "enter")
        assert "article settled" in desk.screen
        await pressed(desk, "escape")
        assert row(desk, "Ferry strikes breakwater ").endswith("✓ settled")
        assert row(desk, "Strike ends") == "Strike ends"


async def test_coming_back_the_article_of_the_disagreement_is_seen(folder: Path) -> None:
    project = reviewed(folder, ana=[[TITLE, *QUOTES]], ben=[[]])
    async with figures(project, NARROW) as desk:
        await pressed(desk, "enter", "down", "down")
        before = desk.screen
        await pressed(desk, "enter", "escape")
        assert desk.screen == before


async def test_names_leave_the_view_where_it_was(differing_often: Path) -> None:
    async with figures(differing_often, NARROW) as desk:
        await pressed(desk, "enter", "pagedown", "pagedown", "up", "up", "up")
        before = [line.startswith("▸") for line in desk.lines]
        await pressed(desk, "v")
        assert [line.startswith("▸") for line in desk.lines] == before


async def test_as_long_as_they_are_read_it_is_not_said_that_there_are_none(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    go_on = Event()

    def slow(*given: Any, **named: Any) -> Any:
        go_on.wait(10)
        return disagreements(*given, **named)

    monkeypatch.setattr("annotate.ui.screens.agreement.disagreements", slow)
    async with figures(reviewed(folder, ana=[[TITLE]], ben=[[]])) as desk:
        await desk.press("enter")
        assert "all labels · reading …" in desk.lines[0]
        await desk.pilot.resize_terminal(100, 30)
        assert "all labels · reading …" in desk.lines[0]
        assert "No disagreement" not in desk.screen
        go_on.set()
        await desk.settle()
        assert "all labels · 1 disagreement" in desk.lines[0]


async def test_of_very_many_the_first_are_shown(
    differing_often: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotate.ui.screens.agreement.MOST", 3)
    async with figures(differing_often) as desk:
        await pressed(desk, "enter")
        assert "all labels · 3 disagreements and more" in desk.lines[0]
        await pressed(desk, "end")
        assert desk.lines[0].endswith("3 of 3")
    gc.collect()  # what was begun to be read is no longer, or warns here


async def test_spans_of_labels_that_were_retired_are_counted_beside_the_figures(
    make: Make,
) -> None:
    folder = reviewed(make(FERRY), ana=[[TITLE, SAID]], ben=[[TITLE]])
    retire(folder, "caption")
    async with figures(folder, NARROW) as desk:
        assert "2 spans left out, whose labels the scheme has no more: caption 2" in desk.lines[2]
