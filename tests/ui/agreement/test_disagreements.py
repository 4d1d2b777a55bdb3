"""The disagreements behind a figure, by keys: who has what, on which words, in which order."""

from pathlib import Path

import pytest

from annotate.services.project import Project
from annotate.storage import documents
from annotate.storage.log import now
from tests.ui.adjudicating import QUOTES, SAID, TITLE, finish
from tests.ui.agreeing import LOT, figures, pressed, reviewed
from tests.ui.agreement.finding import to
from tests.ui.conftest import FERRY, STRIKE, Make
from tests.ui.running import NARROW, row

BEN_FIRST, JOANA_FIRST = "1", "3"
"""Lots by which ben is P1 and ana P2; joana P1 and ana P2."""
WEEK = 7 * 24 * 60 * 60 * 1000
"""In milliseconds."""
LONG = "said Ana Ruiz, a nurse", "“We saw nothing.”"


def drawn(monkeypatch: pytest.MonkeyPatch, lot: str) -> None:
    """Let this lot draw who is P1."""
    monkeypatch.setattr("annotate.services.adjudicating.versions.project_id", lambda _: lot)


def linking(folder: Path, words: tuple[str, str]) -> Path:
    """Two annotators of one article have two spans, and one of them a link between these."""
    head, child = ("attribution", words[0]), ("quote", words[1])
    with Project.open(folder) as project:
        text = documents.get(project.store, 1).text
        finish(project.store, 1, text, "ana", child, head)
        finish(project.store, 1, text, "ben", head, child)
    return folder


async def test_each_article_stands_above_its_disagreements(make: Make) -> None:
    project = reviewed(make(FERRY, STRIKE), ana=[[TITLE], [("body", "Strike ends")]], ben=[[], []])
    async with figures(project, NARROW) as desk:
        await pressed(desk, "enter")
        shown = [" ".join(line.split()) for line in desk.lines[1:5]]
        assert shown == [
            "Ferry strikes breakwater",
            "▸ missing P1 caption · P2 – Ferry strikes breakwater",
            "Strike ends",
            "missing P1 body · P2 – Strike ends",
        ]
        assert desk.lines[0].endswith("1 of 2")
        await pressed(desk, "down")
        assert desk.lines[0].endswith("2 of 2")


async def test_where_ends_differ_both_are_shown(folder: Path) -> None:
    longer = "attribution", LONG[0]
    project = reviewed(folder, ana=[[SAID]], ben=[[longer]])
    async with figures(project, NARROW) as desk:
        await to(desk, "other boundary")
        await pressed(desk, "enter")
        assert row(desk, "▸") == (
            "▸ boundary P1 · P2 attribution said Ana Ruiz │ said Ana Ruiz, a nurse"
        )


async def test_a_link_has_the_words_at_both_its_ends_however_long_one_is(make: Make) -> None:
    said = " ".join(["said Ana Ruiz, a nurse,", *["and so on"] * 9])
    project = linking(make(f"Title\n\n“It was dark,” {said}."), (said, "“It was dark,”"))
    async with figures(project, NARROW) as desk:
        await to(desk, "links, F1 exact")
        await pressed(desk, "enter")
        assert "P1 attributes · P2 –" in row(desk, "▸")
        assert row(desk, "▸").endswith("→ “It was dark,”")


async def test_words_that_are_blanks_only_are_seen(make: Make) -> None:
    project = reviewed(make("One.\n\nTwo   words."), ana=[[("quote", "   ")]], ben=[[]])
    async with figures(project, NARROW) as desk:
        await pressed(desk, "enter")
        assert row(desk, "▸").endswith("P1 quote · P2 – ␣␣␣")


@pytest.mark.parametrize(
    ("measure", "number"),
    [
        ("all labels", "2 disagreements"),
        ("alpha, sets of labels", "2 disagreements"),
        ("F1 exact", "2 disagreements"),
        ("F1 overlapping", "1 disagreement"),
        ("links, F1 exact", "1 disagreement"),
        ("paragraphs, alpha", "1 disagreement"),
        ("paragraphs, AC1", "1 disagreement"),
        ("P1 · P2", "3 disagreements"),
    ],
)
async def test_each_measure_leads_to_what_it_counts(
    folder: Path, measure: str, number: str
) -> None:
    """A boundary is none of overlapping spans, a link none of spans at all."""
    with Project.open(folder) as project:
        text = documents.get(project.store, 1).text
        longer = "attribution", LONG[0]
        finish(project.store, 1, text, "ana", QUOTES[0], longer, QUOTES[1])
        finish(project.store, 1, text, "ben", SAID, QUOTES[0], TITLE, QUOTES[1])
    async with figures(folder) as desk:
        await to(desk, measure)
        await pressed(desk, "enter")
        assert f" agreement  {measure} · {number}" in desk.lines[0]


async def test_a_paragraph_stands_with_what_covers_most_of_it(folder: Path) -> None:
    whole = FERRY.split("\n\n")[1]
    project = reviewed(folder, ana=[[TITLE, ("body", whole)]], ben=[[("quote", whole), SAID]])
    async with figures(project, NARROW) as desk:
        await to(desk, "paragraphs, AC1")
        await pressed(desk, "enter")
        first, second = (" ".join(line.split()) for line in desk.lines[2:4])
        assert first == "▸ paragraph P1 caption · P2 – Ferry strikes breakwater"
        assert second.startswith("paragraph P1 body · P2 quote “It was dark,” said")
        await pressed(desk, "down", "enter")
        assert desk.at == QUOTES[0][1][:8]


async def test_a_week_leads_to_what_was_annotated_in_it(
    make: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = make(FERRY, STRIKE)
    with Project.open(folder) as project:
        for key, week in ((1, 0), (2, 3)):
            at = now() + week * WEEK
            monkeypatch.setattr("annotate.storage.log.now", lambda at=at: at)
            text = documents.get(project.store, key).text
            finish(project.store, key, text, "ana", ("body", text.split("\n")[0]))
            finish(project.store, key, text, "ben")
    monkeypatch.undo()
    drawn(monkeypatch, LOT)
    async with figures(folder, NARROW) as desk:
        await pressed(desk, "end")
        assert "fewer than 5 documents; 1 article" in row(desk, "▸")
        await pressed(desk, "enter")
        assert desk.lines[0].endswith("1 of 1")
        assert "Strike ends" in desk.screen
        assert "Ferry" not in desk.screen


# whose they are


async def test_no_order_tells_who_is_who(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn(monkeypatch, BEN_FIRST)
    project = reviewed(folder, ana=[[TITLE]], ben=[[QUOTES[0]]])
    async with figures(project) as desk:
        assert "P1 marked 0, P2 marked 24" in row(desk, "caption ")
        await pressed(desk, "enter")
        assert row(desk, "▸").startswith("▸ missing P1 – · P2 caption")
        assert row(desk, "“It was").startswith("missing P1 quote · P2 –")
        await pressed(desk, "v")
        assert row(desk, "▸").startswith("▸ missing ben – · ana caption")


async def test_a_name_that_ends_like_another_is_another(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn(monkeypatch, JOANA_FIRST)
    project = reviewed(folder, ana=[[TITLE]], joana=[[]])
    async with figures(project) as desk:
        assert "P1 marked 0, P2 marked 24" in row(desk, "caption ")
        await pressed(desk, "v")
        assert "joana marked 0, ana marked 24" in row(desk, "caption ")


async def test_what_stands_above_has_names_as_long_as_they_are_shown(folder: Path) -> None:
    async with figures(reviewed(folder, ana=[[TITLE]], ben=[[]])) as desk:
        await to(desk, "P1 · P2")
        await pressed(desk, "enter", "v")
        assert " agreement  ana · ben · 1 disagreement" in desk.lines[0]
        await pressed(desk, "v")
        assert "ben" not in desk.screen


async def test_of_two_long_names_something_is_left_of_each(folder: Path) -> None:
    names: dict[str, list[list[tuple[str, str]]]]
    names = {"christopher-robin": [[TITLE]], "maximiliane-ottilie": [[]]}
    async with figures(reviewed(folder, **names), NARROW) as desk:
        await pressed(desk, "v", "end")
        pair = next(line for line in desk.lines if " · " in line and "F1" in line)
        assert {"christo", "maximil"} <= {name[:7] for name in pair.split()}
