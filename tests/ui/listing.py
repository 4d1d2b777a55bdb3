"""Articles to list, and what their list shows."""

from tests.ui.running import Desk, listed

MIXED = ["Beta\n\nOne.", "Alpha\n\nTwo.", "Gamma\n\nThree."]


def titles(desk: Desk) -> list[str]:
    """The first words of the titles in the list, from the top."""
    return [first for line in desk.lines if (first := listed(line))]


def chosen(desk: Desk) -> str:
    """The first word of the title on which the cursor is."""
    return next(listed(line) for line in desk.lines if line.startswith("▸"))
