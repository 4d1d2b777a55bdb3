"""How the exchange with others goes, as it is seen above and below an article."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from annotate.services.project import Project
from annotate.ui.app import AnnotateApp
from annotate.ui.screens.article import ArticleScreen
from tests.ui.running import NARROW, Desk

SHORT = "the hub cannot be reached"
LONG = "the address is of ana, and anna is who annotates here, say --annotator ana, or not"


@asynccontextmanager
async def sharing(folder: Path, *states: str) -> AsyncIterator[tuple[Desk, list[str]]]:
    """The program beside an exchange, and what that says, the last of it now."""
    said = [*states]
    with Project.open(folder) as project:
        app = AnnotateApp(project, "ana", team=lambda: said[-1], teach="not")
        async with app.run_test(size=NARROW, notifications=True) as pilot:
            await pilot.pause()
            yield Desk(app, pilot), said
        app.leave()


async def pulse(desk: Desk) -> str:
    assert isinstance(desk.app.screen, ArticleScreen)
    desk.app.screen._pulse()
    await desk.pilot.pause()
    return desk.screen


@pytest.mark.parametrize("why", [SHORT, LONG])
async def test_what_goes_wrong_is_said_and_then_that_it_goes_well(folder: Path, why: str) -> None:
    async with sharing(folder, "begins") as (desk, said):
        assert "ana · syncing" in desk.screen
        said.append(why)
        shown = await pulse(desk)
        assert "ana · not synced" in shown
        assert why[:20] in shown
        said.append("in step")
        assert "ana · synced" in await pulse(desk)


@pytest.mark.parametrize("why", [SHORT, LONG])
async def test_what_was_wrong_before_there_was_anything_to_see_is_said_too(
    folder: Path, why: str
) -> None:
    async with sharing(folder, why) as (desk, _):
        assert "ana · not synced" in desk.screen
        assert why[:20] in desk.screen
