"""The marks of answers on the text: where they stand, and that they hide no character of it."""

from pathlib import Path

import pytest

from annotate.services.project import Project
from annotate.storage import documents
from tests.ui.adjudicating import adjudicating, finish

FIRST, BOTH = ("quote", "“It was dark,”"), ("quote", "“It was dark,” said Ana Ruiz, a nurse. “We")
ALL = "quote", "“It was dark,” said Ana Ruiz, a nurse. “We saw nothing.”"


@pytest.mark.parametrize(
    ("ana", "ben", "shown"),
    [
        ([FIRST], [BOTH], "q“It was dark,”1said Ana Ruiz, a nurse. “We2saw nothing.”"),
        ([ALL], [FIRST], "q“It was dark,”2said Ana Ruiz, a nurse. “We saw nothing.”1"),
        ([], [FIRST], "1“It was dark,”1said Ana Ruiz, a nurse. “We saw nothing.”"),
        ([("quote", "dark,”")], [], " “It was1dark,”1said Ana Ruiz, a nurse. “We saw nothing.”"),
        ([("quote", "Ana Ruiz")], [], " “It was dark,” said1Ana Ruiz, a nurse. “We saw nothing.”"),
    ],
)
async def test_digits_stand_in_blanks_where_answers_differ(
    folder: Path, ana: list[tuple[str, str]], ben: list[tuple[str, str]], shown: str
) -> None:
    with Project.open(folder) as project:
        text = documents.get(project.store, 1).text
        finish(project.store, 1, text, "ana", *ana)
        finish(project.store, 1, text, "ben", *ben)
    async with adjudicating(folder) as desk:
        # which of two is 1 is drawn by lot
        swapped = shown.translate(str.maketrans("12", "21")) if "2" in shown else shown
        number = next(n for n, line in enumerate(desk.lines) if "It was" in line)
        line = desk.lines[number][11:]
        assert desk.lines[number + 1] == ""
        assert line.replace("q", " ") in {s.replace("q", " ") for s in (shown, swapped)}
