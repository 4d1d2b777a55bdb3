"""The way to a row of the figures, or of the disagreements."""

from tests.ui.agreeing import pressed
from tests.ui.running import Desk, row


async def to(desk: Desk, words: str) -> None:
    """Go down to the row of these words."""
    while not row(desk, "▸").startswith(f"▸ {words}"):
        before = row(desk, "▸")
        await pressed(desk, "down")
        assert row(desk, "▸") != before, words
