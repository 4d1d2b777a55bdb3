"""Garbage while the program starts, and after."""

import gc
from collections.abc import Iterator
from weakref import ref

import pytest
from textual._styles_cache import StylesCache

from annotate.ui import heap
from annotate.ui.widgets.article_view import ArticleView
from tests.ui.conftest import FERRY, Make
from tests.ui.running import running


@pytest.fixture(autouse=True)
def collecting() -> Iterator[None]:
    before = gc.get_threshold()
    gc.unfreeze()  # what was there before the first test
    yield
    gc.set_threshold(*before)
    gc.enable()
    gc.unfreeze()
    gc.collect()
    gc.freeze()  # again, for the tests that come after


def test_what_is_there_after_the_start_is_never_looked_through_again() -> None:
    heap.grow()
    assert not gc.isenabled()
    heap.keep()
    assert gc.isenabled()
    assert gc.get_freeze_count() > 0


def test_a_program_that_never_began_so_goes_on_as_it_was() -> None:
    heap.keep()
    assert (gc.isenabled(), gc.get_freeze_count()) == (True, 0)


class Ring:
    """Refers to itself: garbage that only collecting takes away."""

    def __init__(self) -> None:
        self.ring = self


def test_what_a_key_makes_is_collected_after_it() -> None:
    gc.collect()
    heap.grow()
    heap.keep()
    gone = ref(Ring())
    made = [Ring() for _ in range(5_000)]  # Python itself would collect after 700
    assert gone() is not None
    heap.tidy()
    assert gone() is None
    assert len(made) == 5_000


def drawn() -> int:
    """Of how many widgets it is kept what they drew."""
    gc.collect()
    return sum(type(each) is StylesCache for each in gc.get_objects())


async def test_what_closed_screens_drew_is_not_kept(make: Make) -> None:
    async with running(make(FERRY)) as desk:
        kept = []
        for times in (1, 5):
            for _ in range(times):
                await desk.press("question_mark", "escape")
            await desk.press("down")
            desk.app.screen.query_one(ArticleView)._draw_ahead()  # as a timer does after each key
            kept.append(drawn())
        assert kept[0] == kept[1]
