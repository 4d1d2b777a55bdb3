"""An article that another program takes out of the project while it is open on the screen."""

from collections.abc import Callable
from pathlib import Path

import pytest

from annotate.storage import documents
from annotate.storage.store import FILE_NAME, Store
from tests.ui.adjudicating import QUOTES, TITLE, adjudicating
from tests.ui.agreeing import reviewed
from tests.ui.running import WIDE, running, stored

GONE = "this article was taken out of the project"
Out = Callable[[Store, int], bool]


def take_out(folder: Path, out: Out) -> None:
    with Store.open(folder / FILE_NAME) as store:
        out(store, 1)


@pytest.mark.parametrize("out", [documents.remove, documents.purge])
@pytest.mark.parametrize("key", ["q", "enter", "space", "s", "S", "f", "F", "c"])
async def test_what_would_be_seen_by_nobody_is_refused_and_the_way_on_is_said(
    folder: Path, out: Out, key: str
) -> None:
    async with running(folder, size=WIDE) as desk:
        await desk.press("down", "q")
        take_out(folder, out)
        before = stored(folder)
        await desk.press(key)
        assert GONE in desk.lines[-1]
        assert stored(folder) == before
        await desk.press("N")
        assert desk.article.document.id == "a/2"
        await desk.press("enter")
        assert desk.article.content.status_of(0) == "done"


async def test_a_note_is_not_lost_unsaid(folder: Path) -> None:
    async with running(folder, size=WIDE) as desk:
        await desk.press("n")
        take_out(folder, documents.purge)
        await desk.type("whose?", "enter")
        assert GONE in desk.lines[-1]
        assert stored(folder).notes == ()


async def test_one_that_is_brought_back_is_labelled_on(folder: Path) -> None:
    async with running(folder, size=WIDE) as desk:
        take_out(folder, documents.remove)
        await desk.press("enter")
        take_out(folder, documents.restore)
        await desk.press("enter")
        assert desk.article.content.status_of(0) == "done"


@pytest.mark.parametrize("key", ["1", "0", "space", "q"])
async def test_nor_is_it_adjudicated(folder: Path, key: str) -> None:
    project = reviewed(folder, ana=[[QUOTES[0], TITLE], []], ben=[[TITLE], []])
    async with adjudicating(project, size=WIDE) as desk:
        take_out(project, documents.purge)
        await desk.press(key)
        assert GONE in desk.lines[-1]
