"""A project in which two differ, in an order that is always the same."""

from pathlib import Path

import pytest

from tests.ui.adjudicating import QUOTES, SAID, TITLE
from tests.ui.agreeing import LOT, reviewed


@pytest.fixture(autouse=True)
def lot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is P1 is drawn by lot, but here the same in each run."""
    monkeypatch.setattr("annotate.services.adjudicating.versions.project_id", lambda _: LOT)


@pytest.fixture
def differing(folder: Path) -> Path:
    """Of two articles the first has differences: a caption, and a quotation with who said it."""
    return reviewed(folder, ana=[[QUOTES[0], TITLE, QUOTES[1], SAID], []], ben=[[QUOTES[0]], []])
