"""What the agreement screen says where there is no figure, no interval, or little room."""

from pathlib import Path

import pytest

from annotate.agreement.base import Figure
from annotate.services.project import Project
from annotate.storage import documents
from annotate.ui.plots import Plots
from tests.ui.adjudicating import SAID, TITLE, finish
from tests.ui.agreeing import figures, pressed, reviewed
from tests.ui.conftest import FERRY, Make
from tests.ui.running import WIDE, row

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
