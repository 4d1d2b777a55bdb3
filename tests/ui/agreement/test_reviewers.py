"""Reviewers on the agreement screen: compared like anyone else, and back to annotators."""

from pathlib import Path

import pytest

from annotate.ui.screens.adjudicate import AdjudicateScreen
from tests.ui.adjudicating import QUOTES, TITLE
from tests.ui.agreeing import figures, pressed, reviewed
from tests.ui.running import row

# reviewers


@pytest.fixture
def settled(differing: Path) -> Path:
    """The same, settled by two reviewers who differ in a quotation."""
    both = {"gold/eva": [[QUOTES[0], TITLE], []], "gold/max": [[TITLE], []]}
    return reviewed(differing, **both)


async def test_reviewers_are_compared_like_anyone_else(settled: Path) -> None:
    async with figures(settled) as desk:
        assert "r reviewers" in desk.lines[-1]
        await pressed(desk, "down", "r")
        assert "2 articles done by two or more, 2 reviewers" in desk.lines[0]
        assert row(desk, "▸").startswith("▸ all labels")
        assert row(desk, "R1 · R2")
        assert "reviewers, those who agree least" in desk.screen
        assert "eva" not in desk.screen
        assert "P1" not in desk.screen
        await pressed(desk, "v")
        assert "gold/eva" in row(desk, " · gold/")
        await pressed(desk, "v", "down", "enter")
        assert "quote · 1 disagreement" in desk.lines[0]
        assert row(desk, "▸").startswith("▸ missing R1 ")
        assert row(desk, "▸").endswith(" “It was dark,”")


async def test_escape_leads_from_the_article_back_to_the_reviewers(settled: Path) -> None:
    async with figures(settled) as desk:
        await pressed(desk, "r", "down", "enter", "enter")
        assert isinstance(desk.app.screen, AdjudicateScreen)
        assert desk.at == "“It was "
        await pressed(desk, "escape")
        assert "quote · 1 disagreement" in desk.lines[0]
        await pressed(desk, "escape")
        assert "2 reviewers" in desk.lines[0]
        await pressed(desk, "r")
        assert "2 articles done by two or more, 2 annotators" in desk.lines[0]


async def test_from_the_disagreements_the_key_leads_to_the_others_figures(settled: Path) -> None:
    async with figures(settled) as desk:
        await pressed(desk, "enter", "r")
        assert "2 reviewers" in desk.lines[0]
        await pressed(desk, "enter", "r")
        assert "2 annotators" in desk.lines[0]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({}, "two reviewers are compared, and nobody has settled articles"),
        ({"gold/eva": [[TITLE]]}, "two reviewers are compared, and only one has settled articles"),
    ],
)
async def test_without_two_of_them_it_says_so_and_stays(
    differing: Path, said: dict[str, list[list[tuple[str, str]]]], words: str
) -> None:
    async with figures(reviewed(differing, **said)) as desk:
        assert "reviewers" not in desk.lines[-1]
        await pressed(desk, "r")
        assert words in desk.lines[-1]
        assert "2 annotators" in desk.lines[0]
        await pressed(desk, "down")
        assert words not in desk.screen
