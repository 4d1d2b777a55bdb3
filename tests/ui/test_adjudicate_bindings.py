"""What each key does in adjudication, by keys alone: what is seen before it, and after."""

from pathlib import Path

import pytest
from textual.binding import Binding

from annotate.services.project import Project
from annotate.storage import documents
from annotate.ui.bindings import SCREENS
from annotate.ui.bindings.adjudicating import NOT_IN_ADJUDICATION
from tests.ui import test_bindings as labelling
from tests.ui.adjudicating import QUOTES, SAID, TITLE, adjudicating, finish
from tests.ui.test_bindings import Case, does_what_it_says, panel, paragraph, shows, spans, status

LABELS = [labelling.ANNOTATE[f"label-{n}"] for n in range(1, 6)]
CONFLICTS = {
    "onward": Case("1", status, "d"),
    "agreed": Case("", spans, [QUOTES[0]]),
    "next-conflict": Case("", shows("conflict 2 of 3 · 3 open"), True),
    "previous-conflict": Case("tab", shows("conflict 1 of 3 · 3 open"), True),
    "take-1": Case("", spans, [TITLE]),
    **{f"take-{n}": Case("", shows("1 version here"), True) for n in range(2, 10)},
    "take-none": Case("1", spans, []),
    "reveal": Case("", shows("names shown"), True),
    "agreement": Case("", shows("done by two or more"), True),
    "unclear": Case("", shows("What does the guideline leave open?"), True),
}
"""Where one has a caption and an attribution that the other lacks, and one quotation more."""
REMARK = "exclamation_mark x enter"
AS_LABELLING = {
    **{id: c for id, c in labelling.ANNOTATE.items() if id not in NOT_IN_ADJUDICATION},
    **{f"letter-{n}": case for n, case in enumerate(LABELS, 1)},
    "page-down": Case("p", paragraph, 5),
    "next-remark": Case(f"down down {REMARK} home", paragraph, 3),
    "previous-remark": Case(f"down {REMARK} end", paragraph, 2),
    "panel": Case("p", panel, True),
    "annotator": Case("", shows("Who reviews now?"), True),
}
"""Where nothing differs."""
CASES = CONFLICTS | AS_LABELLING
BINDINGS = labelling.EVERY["adjudicate"]


@pytest.fixture
def reviewed(folder: Path, request: pytest.FixtureRequest) -> Path:
    """A project whose articles two have finished."""
    with Project.open(folder) as project:
        text = documents.get(project.store, 1).text
        one = (TITLE, *QUOTES, SAID) if request.param else ()
        finish(project.store, 1, text, "ana", *one)
        finish(project.store, 1, text, "ben", *one[1:2])
        for name in ("ana", "ben"):
            finish(project.store, 2, documents.get(project.store, 2).text, name)
    return folder


def test_no_binding_is_left_out() -> None:
    assert {binding.id for binding in BINDINGS} == set(CASES)
    assert set(SCREENS) == {*labelling.CASES, "adjudicate", "agreement", "queue"}


@pytest.mark.parametrize(
    ("reviewed", "binding"),
    [pytest.param(b.id in CONFLICTS, b, id=f"{b.id}") for b in BINDINGS],
    indirect=["reviewed"],
)
async def test_each_key_does_what_it_says(reviewed: Path, binding: Binding) -> None:
    case = CASES[binding.id or ""]
    async with adjudicating(reviewed) as desk:
        await does_what_it_says(desk, case, binding)
