"""What was given to an annotator: where they begin, go and end."""

from pathlib import Path

import pytest

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.assigning import Wish, give
from annotate.storage import controls
from annotate.storage.store import FILE_NAME, Store
from tests.ui.conftest import Make
from tests.ui.running import running

ARTICLES = ["Alpha\n\nOne.", "Beta\n\nTwo.", "Gamma\n\nThree.", "Delta\n\nFour."]


def assigned(folder: Path, **wish: object) -> None:
    with Store.open(folder / FILE_NAME) as store:
        give(store, DEFAULT_SCHEME, Wish(**wish))  # type: ignore[arg-type]  # as named


@pytest.fixture
def folder(make: Make) -> Path:
    """Four articles, of which the first two are somebody else's."""
    folder = make(*ARTICLES)
    assigned(folder, people=("zoe",), count=2)
    assigned(folder, people=("ana",), count=2)
    return folder


async def test_one_begins_with_what_is_ones_own_and_goes_on_in_it(folder: Path) -> None:
    async with running(folder) as desk:
        assert "Gamma" in desk.lines[0]
        assert "article 1 of 2" in desk.lines[0]
        await desk.press("right_square_bracket")
        assert "Delta" in desk.lines[0]
        assert "article 2 of 2" in desk.lines[0]
        await desk.press("right_square_bracket")
        assert "this is the last article" in desk.screen


async def test_the_next_unfinished_is_ones_own_until_all_that_was_given_is_done(
    folder: Path,
) -> None:
    async with running(folder) as desk:
        await desk.press("enter", "enter", "N")
        assert "Delta" in desk.lines[0]
        await desk.press("enter", "enter", "N")
        assert "every other article that was given to you is finished" in desk.screen


async def test_the_list_shows_what_is_ones_own_and_everything_if_asked(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("escape")
        assert desk.lines[0].startswith(" 2 articles  yours, all · as given out")
        assert "Alpha" not in desk.screen
        await desk.press("m")
        assert desk.lines[0].startswith(" 4 articles  all · by import")
        await desk.press("m", "f")
        assert desk.lines[0].startswith(" 2 of 2 articles  yours, unfinished · as given out")


async def test_the_orders_go_round_and_back_to_that_of_the_batch(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("escape", *["o"] * 6)
        assert "yours, all · by uncertainty" in desk.lines[0]
        await desk.press("o")
        assert "yours, all · as given out" in desk.lines[0]


async def test_who_comes_takes_a_few_and_more_when_those_are_done(make: Make) -> None:
    folder = make(*ARTICLES)
    assigned(folder, overlap=1)
    async with running(folder) as ana:
        assert "article 1 of 3" in ana.lines[0]
        await ana.press("enter", "enter", "N")
        assert "article 2 of 4" in ana.lines[0]
    async with running(folder, annotator="ben") as ben:
        assert "article 1 of 4" in ben.lines[0]  # nothing is left for ben: all is everybody's
        await ben.press("escape")
        assert ben.lines[0].startswith(" 4 articles  all · by import")


async def test_one_goes_on_in_what_one_holds_while_another_program_writes(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make(*ARTICLES)
    assigned(folder, overlap=1)
    async with running(folder) as desk:
        await desk.press("enter", "enter")
    waited, take = list[float](), controls.take

    def noted(store: Store, annotator: str, *, waits: float) -> None:
        waited.append(waits)
        take(store, annotator, waits=waits)

    monkeypatch.setattr(controls, "take", noted)
    with Store.open(folder / FILE_NAME) as other:
        other.connection.execute("BEGIN IMMEDIATE")
        async with running(folder) as desk:
            assert "article 1 of 3" in desk.lines[0]
            await desk.press("N")
            assert "article 2 of 3" in desk.lines[0]
            other.connection.execute("ROLLBACK")
            await desk.press("N")
            assert "article 3 of 4" in desk.lines[0]
    assert waited == [0] * 3


async def test_labelling_something_else_is_no_harm(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("escape", "m", "home", "enter", "b")
        assert "Alpha" in desk.lines[0]
        assert desk.spans == [("body", "Alpha")]


async def test_an_article_that_was_begun_before_others_were_given_out_is_not_counted_among_them(
    make: Make,
) -> None:
    folder = make(*ARTICLES)
    async with running(folder) as desk:
        await desk.press("N", "N", "N", "b")
        assert "article 4 of 4" in desk.lines[0]
    assigned(folder, people=("ana",), count=2)
    async with running(folder) as desk:
        assert "Delta" in desk.lines[0]
        assert "not in the list of 2" in desk.lines[0]
        await desk.press("N")
        assert "article 1 of 2" in desk.lines[0]
