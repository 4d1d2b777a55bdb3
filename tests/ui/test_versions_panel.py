"""The panel of an adjudication: all answers at once, and what gold has if that is another one."""

from pathlib import Path

import pytest

from annotate.services.project import Project
from annotate.storage import documents
from tests.ui.adjudicating import QUOTES, SAID, TITLE, adjudicating, finish, retire
from tests.ui.conftest import Make
from tests.ui.running import NARROW, WIDE, Desk

ALL = "quote", "“It was dark,” said Ana Ruiz, a nurse. “We saw nothing.”"
WORDS = [("quote", word) for word in ("“It", "was", "dark,”", "said", "Ana", "nurse", "nothing")]
LONGER = "attribution", "said Ana Ruiz, a nurse"


def finished(folder: Path, **said: list[tuple[str, str]]) -> Path:
    """The first article, finished by each with these labels on these words."""
    with Project.open(folder) as project:
        text = documents.get(project.store, 1).text
        for name, labels in said.items():
            finish(project.store, 1, text, name, *labels)
    return folder


def panel(desk: Desk) -> list[str]:
    """The lines of the panel below the article, without blanks around them."""
    at = next(n for n, line in enumerate(desk.lines) if line.startswith("  conflict "))
    return [" ".join(line.split()) for line in desk.lines[at:-1]]


def digits(desk: Desk) -> str:
    """Those of the answers that are seen."""
    return "".join(line[0] for line in panel(desk) if line[:1].isdigit())


async def test_all_answers_are_seen_at_once_however_many_spans_they_have(folder: Path) -> None:
    finished(folder, ana=[ALL], ben=[*QUOTES], eve=WORDS[:4], max=WORDS[2:], zoe=WORDS[::2])
    async with adjudicating(folder, size=NARROW) as desk:
        assert digits(desk) == "123450"
        assert sum(line.split().count("q") for line in panel(desk)) == 1 + 2 + 4 + 5 + 4
        await desk.press("v")
        assert digits(desk) == "123450"


async def test_of_more_answers_than_lines_it_says_how_many_are_not_seen(folder: Path) -> None:
    two = {f"p{n}": [word, ("quote", "We")] for n, word in enumerate(WORDS)}
    finished(folder, **two, all=[ALL, ("quote", "We")], both=[*QUOTES])
    async with adjudicating(folder, size=NARROW) as desk:
        assert digits(desk) == "1234567"
        assert panel(desk)[-1] == "… 3 more answers"


async def test_an_answer_of_blanks_only_is_seen(make: Make) -> None:
    folder = finished(make("One.\n\nTwo   words."), ana=[("quote", "   ")], ben=[])
    async with adjudicating(folder, size=NARROW) as desk:
        assert "q ␣␣␣" in panel(desk)


@pytest.mark.parametrize("size", [NARROW, WIDE])
async def test_what_gold_has_is_shown_where_it_is_none_of_the_answers(
    folder: Path, size: tuple[int, int]
) -> None:
    finished(folder, ana=[SAID], ben=[LONGER])
    async with adjudicating(folder, size=size) as desk:
        await desk.press("1")
        assert "yours" not in desk.screen
        await desk.press(*["comma"] * 2)
        after = desk.screen[desk.screen.index("✓yours") :]
        assert desk.spans[0][1] in after
        assert "1✓" not in desk.screen
        await desk.press("u", "u")
        assert "yours" not in desk.screen
        assert "1✓" in desk.screen


async def test_what_was_taken_so_far_is_shown_as_that(folder: Path) -> None:
    finished(folder, ana=[*QUOTES], ben=[ALL])
    async with adjudicating(folder, size=NARROW) as desk:
        await desk.press("right", "q")
        assert desk.spans == [QUOTES[0]]
        assert panel(desk)[-2:] == ["so far", "q “It was dark,”"]
        await desk.press("right", "right", "right", "right", "right", "right", "right", "q")
        assert "so far" not in desk.screen


async def test_a_label_that_was_retired_is_named(folder: Path) -> None:
    finished(folder, ana=[TITLE], ben=[])
    retire(folder, "caption")
    async with adjudicating(folder, size=NARROW) as desk:
        assert "? caption Ferry strikes breakwater" in panel(desk)


async def test_a_long_note_ends_in_dots_where_there_is_no_room(folder: Path) -> None:
    finished(folder, ana=[TITLE], ben=[])
    async with adjudicating(folder, size=NARROW) as desk:
        await desk.press("exclamation_mark")
        await desk.type("why " * 30, "enter")
        note = next(line for line in desk.lines if "✎ why" in line)
        assert note.endswith("…")
        assert len(note) <= NARROW[0]
