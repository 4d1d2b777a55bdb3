"""Near-copies: the line above says so, and a key carries labels over from the other one."""

from pathlib import Path

import pytest

from annotate.services.copies import refresh
from annotate.services.project import Project
from tests.ui.adjudicating import QUOTES, SAID, adjudicating
from tests.ui.agreeing import reviewed
from tests.ui.conftest import FERRY, STRIKE, Make
from tests.ui.payloads import PAYLOADS
from tests.ui.running import NARROW, WIDE, running

COPY = FERRY.replace("Ferry strikes breakwater", "Ferry hits pier") + "\n\nBy our own reporter."


def found(folder: Path) -> Path:
    """The project when its near-copies are known, as they are after an import."""
    with Project.open(folder) as project:
        refresh(project.store)
    return folder


@pytest.fixture
def copied(make: Make) -> Path:
    """An article, a near-copy of it, and another one."""
    return found(make(FERRY, COPY, STRIKE))


async def test_the_line_above_says_of_what_it_is_a_copy(copied: Path) -> None:
    async with running(copied, size=WIDE) as desk:
        assert "copy of Ferry hits pier 90 %" in desk.lines[0]
        await desk.press("]")
        assert "copy of Ferry strikes breakwater 90 %" in desk.lines[0]
        await desk.press("]")
        assert "copy" not in desk.screen


async def test_the_list_marks_them(copied: Path) -> None:
    async with running(copied) as desk:
        await desk.press("escape")
        marked = [line for line in desk.lines if "≈" in line]
        assert [line.split("≈")[1].split("  ")[0] for line in marked] == [
            "Ferry strikes breakwater",
            "Ferry hits pier",
        ]


async def test_labels_and_links_are_carried_over_by_one_key_and_back_by_one(copied: Path) -> None:
    async with running(copied, size=WIDE) as desk:
        await desk.press("down", "q", "a", "]")
        assert "C carries your labels of the copy over" in desk.lines[-1]
        await desk.press("C")
        assert desk.spans == [
            ("quote", "“It was dark,”"),
            ("attribution", "said Ana Ruiz"),
        ]
        assert desk.links == [("attributes", "said Ana Ruiz", "“It was dark,”")]
        assert "2 labels, 1 link from Ferry strikes breakwater" in desk.lines[-1]
        await desk.press("down", "w")
        await desk.press("u")
        assert (desk.spans, desk.links) == ([], [])


async def test_where_a_label_came_from_is_told(copied: Path) -> None:
    async with running(copied, size=WIDE) as desk:
        await desk.press("down", "q", "]", "C", "tab", "w")
        assert "copy" in desk.lines[-1]


async def test_without_labels_of_ones_own_there_is_nothing_to_carry(copied: Path) -> None:
    async with running(copied, size=WIDE) as desk:
        assert "carries" not in desk.screen
        await desk.press("C")
        assert "you have labelled no near-copy of this article" in desk.lines[-1]
        await desk.press("]", "]", "C")
        assert "no near-copy of this article is known" in desk.lines[-1]


async def test_where_it_is_narrow_the_title_stays(copied: Path) -> None:
    async with running(copied, size=NARROW) as desk:
        assert desk.lines[0].lstrip().startswith("Ferry strikes breakwater")


@pytest.mark.parametrize("evil", PAYLOADS[:6])
async def test_the_title_of_a_copy_is_shown_harmlessly(make: Make, evil: str) -> None:
    folder = found(make(FERRY, f"{evil}\n\n{FERRY}"))
    async with running(folder, size=WIDE) as desk:
        assert "copy of" in desk.lines[0]
        assert not any(ord(c) < 32 or 0x7F <= ord(c) < 0xA0 for c in desk.lines[0])


async def test_in_adjudication_which_has_no_key_for_it_it_is_not_offered(copied: Path) -> None:
    labels = [QUOTES[0], SAID]
    reviewed(copied, ana=[labels, labels], ben=[labels, labels])
    async with adjudicating(copied, size=WIDE) as desk:
        await desk.press("space", "N")
        assert desk.spans == []
        assert "copy of" in desk.lines[0]
        assert "carries" not in desk.screen
