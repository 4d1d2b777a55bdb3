"""The agreement screen by keys: figures, what lies behind each, and the way to the article."""

from pathlib import Path

import pytest
from textual.binding import Binding

from annotate.services.project import Project
from annotate.storage import documents
from annotate.ui.screens.adjudicate import AdjudicateScreen
from annotate.ui.screens.agreement import AgreementScreen
from annotate.ui.screens.queue import QueueScreen
from tests.ui import test_bindings as labelling
from tests.ui.adjudicating import QUOTES, SAID, TITLE, finish
from tests.ui.agreeing import figures, pressed, reviewed
from tests.ui.conftest import FERRY, Make
from tests.ui.payloads import PAYLOADS
from tests.ui.running import NARROW, WIDE, row
from tests.ui.test_bindings import Case, See, shows


async def test_first_come_the_figures_with_letters_for_names(differing: Path) -> None:
    async with figures(differing) as desk:
        assert "2 articles done by two or more, 2 annotators" in desk.lines[0]
        assert row(desk, "P1 · P2").startswith("P1 · P2")
        assert "ben" not in desk.screen
        assert row(desk, "only one has it").startswith("only one has it 3 ")
        assert row(desk, "other boundary") == "other boundary 0"
        await pressed(desk, "v")
        assert "ana · ben" in desk.screen
        await pressed(desk, "v")
        assert "ben" not in desk.screen


async def test_behind_a_label_are_its_disagreements_and_behind_one_its_place_in_the_article(
    differing: Path,
) -> None:
    async with figures(differing) as desk:
        assert desk.lines[4].startswith("▸ all labels")
        await pressed(desk, "down", "enter")
        assert desk.lines[0].startswith(" agreement  quote · 1 disagreement")
        assert row(desk, "▸").startswith("▸ missing P1 quote · P2 – “We saw nothing.”")
        await pressed(desk, "enter")
        assert isinstance(desk.app.screen, AdjudicateScreen)
        assert desk.article.document.text == FERRY
        assert desk.at == "“We saw "


async def test_escape_leads_from_the_article_back_to_the_disagreement_a_step_at_a_time(
    differing: Path,
) -> None:
    async with figures(differing) as desk:
        await pressed(desk, "v", "enter", "down", "down")
        before = row(desk, "▸")
        await pressed(desk, "enter")
        assert desk.at == "“We saw "
        await pressed(desk, "1", "escape")
        assert "all labels · 3 disagreements" in desk.lines[0]
        assert row(desk, "▸") == before
        assert "ana" in before
        await pressed(desk, "escape")
        assert row(desk, "▸").startswith("▸ all labels")
        await pressed(desk, "escape")
        assert isinstance(desk.app.screen, QueueScreen)
        await pressed(desk, "escape", "escape")
        assert isinstance(desk.app.screen, QueueScreen)


async def test_each_disagreement_of_a_paragraph_leads_to_its_own_question(folder: Path) -> None:
    said = [("quote", word) for word in TITLE[1].split()]
    project = reviewed(folder, ana=[said, []], ben=[[], []])
    async with figures(project) as desk:
        await pressed(desk, "enter")
        for number in range(3):
            await pressed(desk, *["home", *["down"] * number], "enter")
            assert isinstance(desk.app.screen, AdjudicateScreen)
            assert f"conflict {number + 1} of 3" in desk.screen
            await pressed(desk, "escape")


async def test_what_lies_within_another_leads_to_its_own_question(folder: Path) -> None:
    body = next(p for p in FERRY.split("\n\n") if QUOTES[0][1] in p)
    said = [("body", body), *QUOTES, SAID]
    project = reviewed(folder, ana=[said, []], ben=[[], []])
    async with figures(project) as desk:
        await pressed(desk, "enter")
        for number in range(len(said)):
            await pressed(desk, *["home", *["down"] * number])
            who, words = row(desk, "▸").split(" – ")
            answer = f"  {who.split()[3][0]} {words[:12]}"
            await pressed(desk, "enter")
            assert any(answer in line for line in desk.lines)
            await pressed(desk, "escape")


async def test_behind_the_figures_of_links_are_those_that_only_one_has(make: Make) -> None:
    with Project.open(make(FERRY)) as project:
        text, folder = documents.get(project.store, 1).text, project.store.path.parent
        finish(project.store, 1, text, "ana", QUOTES[0], SAID)
        finish(project.store, 1, text, "ben", SAID, QUOTES[0])
    async with figures(folder) as desk:
        while not row(desk, "▸").startswith("▸ links, F1 exact"):
            await pressed(desk, "down")
        await pressed(desk, "enter")
        assert "links, F1 exact · 1 disagreement" in desk.lines[0]
        assert row(desk, "▸").startswith(
            "▸ link P1 attributes · P2 – said Ana Ruiz → “It was dark,”"
        )


async def test_from_another_article_escape_leads_to_the_list_of_articles(differing: Path) -> None:
    async with figures(differing) as desk:
        await pressed(desk, "enter", "enter", "right_square_bracket", "escape")
        assert isinstance(desk.app.screen, QueueScreen)


async def test_escape_leads_back_a_step_at_a_time_to_where_one_was(differing: Path) -> None:
    async with figures(differing) as desk:
        await pressed(desk, "down", "down", "enter")
        assert "attribution · 1 disagreement" in desk.lines[0]
        await pressed(desk, "escape")
        assert row(desk, "▸").startswith("▸ attribution")
        await pressed(desk, "escape")
        assert isinstance(desk.app.screen, AdjudicateScreen)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("all labels", "all labels · 3 disagreements"),
        ("ad ", "ad · 0 disagreements"),
        ("P1 · P2", "P1 · P2 · 3 disagreements"),
        ("only one has it", "only one has it · 3 disagreements"),
        ("other label", "other label · 0 disagreements"),
        ("links, F1 exact", "links, F1 exact · 0 disagreements"),
        ("a/1", "a/1 · 3 disagreements"),
        ("a/2", "a/2 · 0 disagreements"),
    ],
)
async def test_every_number_leads_to_what_lies_behind_it(
    differing: Path, words: str, found: str
) -> None:
    async with figures(differing) as desk:
        while not row(desk, "▸").startswith(f"▸ {words}"):
            before = row(desk, "▸")
            await pressed(desk, "down")
            assert row(desk, "▸") != before
        await pressed(desk, "enter")
        assert f" agreement  {found}" in desk.lines[0]
        nothing = "No disagreement lies behind this figure." in desk.screen
        assert nothing == (" 0 " in f" {found}")


async def test_an_annotator_leads_to_all_that_they_differ_in(folder: Path) -> None:
    project = reviewed(folder, ana=[[TITLE]], ben=[[]], eve=[[]])
    async with figures(project) as desk:
        assert row(desk, "P1 · P3").startswith("P1 · P3")
        while not row(desk, "▸").startswith("▸ P3 "):
            await pressed(desk, "down")
        await pressed(desk, "enter")
        assert "P3 · 1 disagreement" in desk.lines[0]
        assert "P1 caption · P3 –" in desk.screen


async def test_what_was_labelled_meanwhile_counts_when_one_comes_back(differing: Path) -> None:
    async with figures(differing) as desk:
        assert "2 articles" in desk.lines[0]
        await pressed(desk, "escape")
        with Project.open(differing) as project:
            documents.remove(project.store, 2)
        await pressed(desk, "ctrl+a")
        assert "1 article done by two or more" in desk.lines[0]


# whatever comes


@pytest.mark.parametrize("size", [NARROW, WIDE, (40, 5), (20, 3)])
async def test_it_fits_any_terminal(differing: Path, size: tuple[int, int]) -> None:
    async with figures(differing, size) as desk:
        await pressed(desk, "end", "enter", "escape", "home", "pagedown", "pageup", "down", "enter")
        assert all(len(line) <= size[0] for line in desk.raw_lines)
        assert "agreement" in desk.lines[0]


async def test_hostile_articles_are_shown_and_never_obeyed(make: Make) -> None:
    texts = [f"{payload}\n\nNo, {payload} said." for payload in PAYLOADS]
    said = [[("quote", "No,")] for _ in texts]
    project = reviewed(make(*texts), ana=said, ben=[[] for _ in texts])
    async with figures(project) as desk:
        await pressed(desk, "v", "enter", "end", "enter")
        assert isinstance(desk.app.screen, AdjudicateScreen)


async def test_every_theme_draws_it(differing: Path) -> None:
    async with figures(differing) as desk:
        before = desk.screen
        for _ in range(3):
            await pressed(desk, "ctrl+t")
            assert desk.screen == before


# every key


def on(words: str) -> See:
    """Whether the cursor is on the row of these words."""
    return lambda desk: row(desk, "▸").startswith(f"▸ {words}")


CASES = {
    **labelling.COMMON,
    "annotator": Case("", shows("Who reviews now?"), True),
    "agreement-open": Case("", shows("all labels · 3 disagreements"), True),
    "next-row": Case("", on("quote"), True),
    "previous-row": Case("down", on("all labels"), True),
    "rows-page-down": Case("", on("20"), True),
    "rows-page-up": Case("end", on("all labels"), True),
    "first-row": Case("end", on("all labels"), True),
    "last-row": Case("", on("20"), True),
    "agreement-reveal": Case("", shows("ana · ben"), True),
    "agreement-reviewers": Case("", shows("nobody has settled articles"), True),
    "agreement-back": Case("", lambda desk: isinstance(desk.app.screen, AgreementScreen), False),
}
BINDINGS = labelling.EVERY["agreement"]


def test_no_binding_is_left_out() -> None:
    assert {binding.id for binding in BINDINGS} == set(CASES)


@pytest.mark.parametrize("binding", [pytest.param(b, id=b.id) for b in BINDINGS])
async def test_each_key_does_what_it_says(differing: Path, binding: Binding) -> None:
    case = CASES[binding.id or ""]
    async with figures(differing) as desk:
        await pressed(desk, *case.before.split())
        assert case.see(desk) != case.after
        await pressed(desk, binding.key.split(",")[0])
        assert case.see(desk) == case.after
