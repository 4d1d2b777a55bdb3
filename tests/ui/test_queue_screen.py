"""The list of what is to be settled, by keys."""

from pathlib import Path

import pytest
from textual.binding import Binding

from annotate.core.operations import Add
from annotate.services.project import Project
from annotate.storage import documents, gold
from annotate.ui.layout import cells
from annotate.ui.screens.adjudicate import AdjudicateScreen
from annotate.ui.screens.agreement import AgreementScreen
from annotate.ui.screens.rowed import RowedScreen
from tests.storage.making import commit
from tests.ui import test_bindings as labelling
from tests.ui.adjudicating import QUOTES, TITLE, adjudicating, finish
from tests.ui.conftest import Make
from tests.ui.payloads import PAYLOADS
from tests.ui.running import NARROW, WIDE, Desk, row
from tests.ui.test_bindings import Case, See, shows


@pytest.fixture
def differing(folder: Path) -> Path:
    """Of two articles the annotators differ in the first."""
    with Project.open(folder) as project:
        for key in (1, 2):
            text = documents.get(project.store, key).text
            for name in ("ana", "ben"):
                more = [TITLE] if (key, name) == (1, "ana") else []
                finish(project.store, key, text, name, *(QUOTES[:1] if key == 1 else []), *more)
    return folder


def chosen(desk: Desk) -> str:
    return row(desk, "▸")


async def test_those_with_most_to_settle_come_first_and_the_open_one_is_chosen(
    differing: Path,
) -> None:
    async with adjudicating(differing, size=WIDE) as desk:
        await desk.press("right_square_bracket", "escape")
        assert desk.lines[0].startswith(" 2 articles  the most contested first")
        assert row(desk, "Ferry").startswith("· Ferry strikes breakwater gazette 1 contested span")
        assert chosen(desk).startswith("▸ · Strike ends gazette 0 contested spans, 2 annotators")


async def test_what_is_settled_has_its_sign_until_an_annotator_changes_it(differing: Path) -> None:
    async with adjudicating(differing, size=WIDE) as desk:
        await desk.press("right_square_bracket", "space", "escape")
        assert chosen(desk).startswith("▸ ✓ Strike ends")
        assert "1 settled · gold/eva" in desk.lines[0]
        with Project.open(differing) as project:
            commit(project.store, 2, Add(0, 6, "caption"), name="ben")
        await desk.press("enter", "escape")
        assert row(desk, "Strike").lstrip("▸ ").startswith("↻ Strike ends")


async def test_what_was_changed_since_counts_as_settled_no_longer(differing: Path) -> None:
    async with adjudicating(differing, size=WIDE) as desk:
        await desk.press("right_square_bracket", "space", "escape")
        with Project.open(differing) as project:
            commit(project.store, 2, Add(0, 6, "caption"), name="ben")
        await desk.press("enter", "escape")
        await desk.settle()
        assert "0 settled, 1 changed since · gold/eva" in desk.lines[0]


async def test_an_open_list_takes_in_what_another_program_does(differing: Path) -> None:
    async with adjudicating(differing, size=WIDE) as desk:
        await desk.press("right_square_bracket", "escape")
        before = chosen(desk)
        with Project.open(differing) as project:
            documents.remove(project.store, 1)
            commit(project.store, 2, Add(0, 6, "caption"), name="ben")
        await desk.press("ctrl+a", "escape")
        await desk.settle()
        assert desk.lines[0].startswith(" 1 article ")
        assert before.startswith("▸ · Strike ends gazette 0 contested spans")
        assert chosen(desk).startswith("▸ · Strike ends gazette 1 contested span, 2 annotators")


async def test_an_article_that_is_removed_leaves_an_open_list(differing: Path) -> None:
    async with adjudicating(differing, size=WIDE) as desk:
        await desk.press("escape")
        assert desk.lines[0].startswith(" 2 articles ")
        with Project.open(differing) as project:
            documents.remove(project.store, 1)
        await desk.press("ctrl+a", "escape")
        assert desk.lines[0].startswith(" 1 article ")
        assert "Ferry" not in desk.screen


async def test_where_it_is_narrow_what_is_to_be_settled_is_not_cut_off(differing: Path) -> None:
    async with adjudicating(differing, size=NARROW) as desk:
        await desk.press("escape")
        assert row(desk, "Ferry").endswith("1 contested, 2 annotators")


async def test_a_terminal_that_changes_while_one_leaves_does_no_harm(differing: Path) -> None:
    async with adjudicating(differing) as desk:
        await desk.press("escape")
        queue = desk.app.screen
        await desk.press("ctrl+a")
        await desk.settle()
        figures = desk.app.screen
        await desk.press("escape", "enter")
        for left in (queue, figures):
            assert isinstance(left, RowedScreen)
            left.on_resize()
            left._lay()
        assert isinstance(figures, AgreementScreen)
        figures._show()
        assert isinstance(desk.app.screen, AdjudicateScreen)


async def test_another_reviewer_sits_down_whom_the_project_knows(differing: Path) -> None:
    async with adjudicating(differing, "max") as desk:
        await desk.press("space")
    async with adjudicating(differing) as desk:
        await desk.press("space", "escape", "at")
        assert "Who reviews now?" in desk.screen
        assert "gold/" not in desk.screen.partition("Who reviews now?")[2]
        await desk.press("down", "enter")
        assert "gold/max" in desk.lines[0]
        await desk.press("at", "down", "enter")
        assert "gold/eva" in desk.lines[0]
        await desk.press("at", "up", "enter")
        assert "gold/eva" in desk.lines[0]


async def test_a_key_says_whose_adjudication_is_gold(differing: Path) -> None:
    for reviewer in ("max", "eva"):
        async with adjudicating(differing, reviewer) as desk:
            await desk.press("right_square_bracket", "space", "escape")
    async with adjudicating(differing) as desk:
        await desk.press("escape", "end", "D")
        assert "gold/max is gold here" in desk.screen
        with Project.open(differing) as project:
            assert gold.settled(project.store, 2) == "gold/max"
        await desk.press("D")
        assert "gold/eva is gold here" in desk.screen


async def test_the_next_to_settle_is_opened_at_once_and_where_none_is_that_is_said(
    differing: Path,
) -> None:
    async with adjudicating(differing) as desk:
        await desk.press("right_square_bracket", "space", "escape", "N")
        assert isinstance(desk.app.screen, AdjudicateScreen)
        assert "Ferry" in desk.lines[0]
        assert desk.lines[-1].endswith("  from the first article again")
        await desk.press("escape", "N")
        assert "every other article is settled" in desk.screen


async def test_where_nothing_was_finished_by_two_that_is_said(folder: Path) -> None:
    async with adjudicating(folder) as desk:
        assert "No article was finished by two annotators yet." in desk.screen
        await desk.press("enter", "escape", "N")
        assert desk.screen.endswith("no article was finished by two annotators yet")
        await desk.press("down", "end")
        assert "0 articles" in desk.lines[0]


@pytest.mark.parametrize("size", [NARROW, WIDE, (40, 5), (20, 3)])
async def test_hostile_titles_fit_any_terminal(make: Make, size: tuple[int, int]) -> None:
    folder = make(*(f"{payload}\n\nNo, {payload} said." for payload in PAYLOADS))
    with Project.open(folder) as project:
        for key in range(1, len(PAYLOADS) + 1):
            for name in ("ana", "ben"):
                finish(project.store, key, documents.get(project.store, key).text, name)
    async with adjudicating(folder, size=size) as desk:
        await desk.press("escape", "end", "home", "pagedown", "pageup", "down")
        assert all(cells(line) <= size[0] for line in desk.raw_lines)


def on(words: str) -> See:
    return lambda desk: words in chosen(desk)


CASES = {
    **labelling.COMMON,
    "annotator": Case("", shows("Who reviews now?"), True),
    "queue-open": Case("down", shows("article 2 of 2"), True),
    "next-row": Case("", on("Strike"), True),
    "previous-row": Case("down", on("Ferry"), True),
    "rows-page-down": Case("", on("Strike"), True),
    "rows-page-up": Case("end", on("Ferry"), True),
    "first-row": Case("end", on("Ferry"), True),
    "last-row": Case("", on("Strike"), True),
    "queue-unsettled": Case("", shows("article 2 of 2"), True),
    "queue-gold": Case("end", shows("no gold here yet"), True),
    "agreement": Case("", shows("done by two or more"), True),
    "queue-back": Case("", shows("article 1 of 2"), True),
}
BINDINGS = labelling.EVERY["queue"]


def test_no_binding_is_left_out() -> None:
    assert {binding.id for binding in BINDINGS} == set(CASES)


@pytest.mark.parametrize("binding", [pytest.param(b, id=b.id) for b in BINDINGS])
async def test_each_key_does_what_it_says(differing: Path, binding: Binding) -> None:
    case = CASES[binding.id or ""]
    async with adjudicating(differing) as desk:
        await desk.press("escape", *case.before.split())
        assert case.see(desk) != case.after
        await desk.press(binding.key.split(",")[0])
        await desk.settle()
        assert case.see(desk) == case.after
