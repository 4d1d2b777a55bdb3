"""The agreement screen by keys: figures, what lies behind each, and the way to the article."""

from pathlib import Path

import pytest
from textual.binding import Binding

from annotate.agreement.base import Figure
from annotate.services.project import Project
from annotate.storage import documents
from annotate.ui.plots import Plots
from annotate.ui.screens.adjudicate import AdjudicateScreen
from annotate.ui.screens.agreement import AgreementScreen
from annotate.ui.screens.queue import QueueScreen
from tests.ui import test_bindings as labelling
from tests.ui.adjudicating import QUOTES, SAID, TITLE, finish
from tests.ui.agreeing import LOT, figures, pressed, reviewed, row
from tests.ui.conftest import FERRY, Make
from tests.ui.payloads import PAYLOADS
from tests.ui.running import NARROW, WIDE
from tests.ui.test_bindings import Case, See, shows


@pytest.fixture(autouse=True)
def lot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is P1 is drawn by lot, but here the same in each run."""
    monkeypatch.setattr("annotate.services.adjudicating.versions.project_id", lambda _: LOT)


@pytest.fixture
def differing(folder: Path) -> Path:
    """Of two articles the first has differences: a caption, and a quotation with who said it."""
    return reviewed(folder, ana=[[QUOTES[0], TITLE, QUOTES[1], SAID], []], ben=[[QUOTES[0]], []])


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


# what cannot be said


async def test_no_document_done_by_two(folder: Path) -> None:
    async with figures(reviewed(folder, ana=[[TITLE]])) as desk:
        said = "– no document done by two: only {} has finished any (1 article), a second"
        assert said.format("P1") in desk.screen
        await pressed(desk, "enter", "down", "end")  # nothing leads anywhere
        assert "0 articles done by two or more" in desk.lines[0]
        await pressed(desk, "v")
        assert said.format("ana") in desk.screen


async def test_who_has_finished_what_is_said_in_the_order_of_the_lot(folder: Path) -> None:
    project = reviewed(folder, ben=[[TITLE]])
    with Project.open(project) as opened:
        finish(opened.store, 2, documents.get(opened.store, 2).text, "ana")
    async with figures(project, (80, 24)) as desk:
        said = " ".join(line.strip() for line in desk.lines[1:3])
        assert "P1 has finished 1, P2 1, none of them the same;" in said
        assert said.endswith("`annotate assign --overlap 2` gives each to two")


async def test_no_variation_is_said_with_what_was_observed(folder: Path) -> None:
    async with figures(reviewed(folder, ana=[[TITLE]], ben=[[TITLE]])) as desk:
        assert row(desk, "quote ").startswith("quote –")
        assert row(desk, "quote ").endswith("no variation, observed 1.00")


async def test_a_label_that_one_of_two_did_not_use_has_its_value_and_the_numbers(
    folder: Path,
) -> None:
    async with figures(reviewed(folder, ana=[[TITLE]], ben=[[]])) as desk:
        found = row(desk, "caption ")
        assert "-0." in found or " 0.000" in found
        assert "P1 marked 24, P2 marked 0" in found


async def test_perfect_agreement_has_no_interval(folder: Path) -> None:
    async with figures(reviewed(folder, ana=[[TITLE]], ben=[[TITLE]])) as desk:
        assert row(desk, "caption ").startswith("caption 1.000")
        assert row(desk, "caption ").count("–") == 1


async def test_few_documents_have_no_interval_and_that_is_said(folder: Path) -> None:
    async with figures(reviewed(folder, ana=[[TITLE, SAID]], ben=[[TITLE]])) as desk:
        assert row(desk, "attribution ").endswith(
            "–; P1 marked 13, P2 marked 0; fewer than 5 documents"
        )


async def test_f1_without_spans_on_either_side_is_a_dash(folder: Path) -> None:
    async with figures(reviewed(folder, ana=[[]], ben=[[]])) as desk:
        assert row(desk, "F1 exact").startswith("F1 exact –")
        assert row(desk, "links, F1 exact").startswith("links, F1 exact –")


async def test_where_it_is_narrow_the_plot_gives_way_to_what_is_said_beside_it(
    folder: Path,
) -> None:
    project = reviewed(folder, ana=[[TITLE, SAID]], ben=[[TITLE]])
    async with figures(project, (80, 60)) as desk:
        assert row(desk, "quote ").endswith("no variation, observed 1.00")
        assert "fewer than 5 documents; P1 marked 13" in row(desk, "attribution ")
        assert "●" in row(desk, "caption ")
    with_interval = Figure(0.66, low=0.446, high=0.802, why="few documents")
    for after in ("", "  F1 0.752"):
        pieces = Plots(80).figure("links at matched heads", with_interval, after=after).pieces
        text = "".join(text for text, _ in pieces)
        assert text.endswith(f"0.446 to 0.802; few documents{after}")
        assert len(text) <= 78


@pytest.mark.parametrize("differing_in", [0, 1])
async def test_where_it_is_narrow_no_reason_is_cut_off(make: Make, differing_in: int) -> None:
    """The last of six articles may differ: then alpha has no interval, and F1 that of articles."""
    project = reviewed(
        make(*(f"{number}. {FERRY}" for number in range(6))),
        ana=[[TITLE, SAID]] * 6,
        ben=[[TITLE, SAID]] * (6 - differing_in) + [[TITLE]] * differing_in,
    )
    async with figures(project, (80, 60)) as desk:
        top = " ".join(line.strip() for line in desk.lines[1:3])
        assert top.endswith("(nothing differs, in all documents or all but one)")
        assert row(desk, "caption ").endswith("nothing differs but in one at most")
        assert row(desk, "F1 exact ").endswith("whole documents; few documents")
        assert " F1 " in row(desk, "P1 · P2")
    async with figures(project, WIDE) as desk:
        why = "nothing differs, in all documents or all but one"
        assert why in row(desk, "caption ")


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
