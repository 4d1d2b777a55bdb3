"""Who annotates: asked once, changed, and chosen among the names that are known."""

from pathlib import Path

from annotate.services import person
from annotate.storage import positions
from annotate.storage.positions import Position
from annotate.storage.store import FILE_NAME, Store
from tests.ui.conftest import FERRY, STRIKE, Make
from tests.ui.running import NARROW, Desk, running, stored


async def test_the_first_run_asks_for_a_name_once_and_remembers_it(folder: Path) -> None:
    async with running(folder, None) as desk:
        assert "What is your name?" in desk.screen
        await desk.type("  Ana   Ruiz ", "enter")
        assert "Ana Ruiz" in desk.lines[0]
        await desk.press("b")
    assert person.find(None, {}) == "Ana Ruiz"
    assert len(stored(folder, "Ana Ruiz").spans) == 1


async def test_what_can_be_no_name_is_asked_again(folder: Path) -> None:
    async with running(folder, None) as desk:
        for name in ("", "a@b", "gold/ana"):
            await desk.type(name, "enter")
            assert "What is your name?" in desk.screen
            assert "name" in desk.lines[desk_hint(desk)]
            await desk.press(*["backspace"] * len(name))
        await desk.type("ana", "enter")
        assert "ana" in desk.lines[0]


def desk_hint(desk: Desk) -> int:
    """The line below the one that is typed in."""
    return next(n for n, line in enumerate(desk.lines) if "What is your name" in line) + 4


async def test_who_gives_no_name_leaves(folder: Path) -> None:
    async with running(folder, None) as desk:
        await desk.press("escape")
        assert desk.app._exit
    assert person.find(None, {}) is None


async def test_somebody_else_sits_down_with_labels_and_a_place_of_their_own(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("down", "down", "b", "at")
        await desk.type("ben", "enter", "enter")
        assert "ben" in desk.lines[0]
        assert desk.spans == []
        assert desk.article.cursor.paragraph == 0
        await desk.press("q")
        await desk.press("u")
        assert "nothing to undo" in desk.screen
        await desk.press("at")
        await desk.type("ana", "enter")
        assert desk.article.cursor.paragraph == 2
        assert len(desk.spans) == 1
    assert stored(folder, "ben").spans == ()


async def test_a_name_that_is_new_is_meant_twice(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("at")
        await desk.type("nadia umit", "enter")
        assert "new annotator nadia umit? ⏎ again" in desk.screen
        await desk.press("t", "enter", "backspace")
        assert "⏎ changes over" in desk.screen
        await desk.press("enter")
        assert "new annotator nadia umit? ⏎ again" in desk.screen
        await desk.press("enter")
        assert desk.lines[0].endswith(" · nadia umit")


async def test_the_names_that_are_known_are_gone_through_the_latest_first(folder: Path) -> None:
    with Store.open(folder / FILE_NAME) as store:
        for name in ("cleo", "gold/ana", "chloé", "ben"):
            positions.put(store, name, Position(1, 0, 0))
    async with running(folder) as desk:
        seen = []
        for keys in (["down"], ["tab", "down"], ["up"], ["down", "shift+tab", "shift+tab"]):
            await desk.press("at")
            assert "gold" not in desk.screen
            await desk.press(*keys, "enter")
            seen.append(desk.lines[0].rpartition(" · ")[2])
        assert seen == ["ben", "chloé", "chloé", "cleo"]


async def test_what_is_typed_leaves_the_names_that_have_it(folder: Path) -> None:
    with Store.open(folder / FILE_NAME) as store:
        for name in ("nadia umit", "nadim", "ben"):
            positions.put(store, name, Position(1, 0, 0))
    async with running(folder) as desk:
        await desk.press("at")
        await desk.type("UM")
        assert "nadia umit" in desk.screen
        assert "nadim" not in desk.screen
        await desk.press("tab", "tab", "enter")
        assert desk.lines[0].endswith(" · nadia umit")


async def test_a_known_name_is_taken_by_a_click(folder: Path) -> None:
    with Store.open(folder / FILE_NAME) as store:
        positions.put(store, "benedikt", Position(1, 0, 0))
    async with running(folder) as desk:
        await desk.press("at")
        line = next(n for n, text in enumerate(desk.lines) if "benedikt" in text)
        await desk.pilot.click(offset=(desk.lines[line].index("benedikt") + 1, line))
        await desk.pilot.pause()
        assert desk.lines[0].endswith(" · benedikt")


async def test_who_comes_first_to_others_names_chooses_or_means_it_twice(folder: Path) -> None:
    with Store.open(folder / FILE_NAME) as store:
        positions.put(store, "ben", Position(1, 0, 0))
    async with running(folder, None) as desk:
        assert "ben" in desk.screen
        assert "↓ goes through those here" in desk.screen
        await desk.type("bne", "enter")
        assert "new annotator bne?" in desk.screen
        await desk.press("backspace", "backspace", "down", "enter")
        assert desk.lines[0].endswith(" · ben")
    assert person.find(None, {}) == "ben"


async def test_the_place_where_one_stopped_is_that_of_the_next_start(make: Make) -> None:
    folder = make(FERRY, STRIKE)
    async with running(folder) as desk:
        await desk.press("right_square_bracket", "down", "right")
    async with running(folder, size=NARROW) as desk:
        assert desk.article.document.id == "a/2"
        assert desk.at == "returned"
