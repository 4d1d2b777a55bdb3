"""Which suggesters speak, on the screen: switched and made surer by keys, at any size."""

import pytest

from annotate.suggesters.learning.model import NAME
from tests.services.annotating.offering import EVERYTHING, QUOTE, SAID
from tests.ui.conftest import Offer
from tests.ui.running import NARROW, WIDE, running

HINT = "Space on or off · ← → how sure it must be · Esc leaves"
SPEAKER, WORDS = f"a? {SAID[1]}", f"q? {QUOTE[1]}"
"""As the panel names what is suggested."""


async def test_a_suggester_is_switched_off_for_the_session(offer: Offer) -> None:
    folder = offer(*EVERYTHING)
    async with running(folder, size=WIDE) as desk:
        await desk.press("x", "q", "ctrl+o")
        await desk.settle()
        line = next(line for line in desk.lines if " rules" in line)
        assert "✓  on" in line
        assert "50% of 2 accepted" in line
        assert "·  off  quotations" in desk.screen
        await desk.press("up", *["down"] * 20, "space")
        assert '"links", "rules"]' in desk.screen
        await desk.press("escape")
        await desk.settle()
        assert SPEAKER not in desk.screen
        await desk.press("ctrl+o", *["down"] * 20, "enter", "escape")
        await desk.settle()
        assert SPEAKER in desk.screen
        await desk.press("ctrl+o", *["down"] * 20, "space", "escape")
    async with running(folder, size=WIDE) as desk:
        assert SPEAKER in desk.screen


async def test_where_it_is_narrow_each_has_one_line(offer: Offer) -> None:
    async with running(offer(*EVERYTHING), size=(58, 20)) as desk:
        await desk.press("x", "q", "ctrl+o")
        await desk.settle()
        await desk.press("down", "down", "down", "down", "down", "down", "down")
        assert any("rules" in line and line.endswith("50% of 2 accepted") for line in desk.lines)


async def test_the_threshold_moves(offer: Offer) -> None:
    async with running(offer(*EVERYTHING), size=WIDE) as desk:
        await desk.press("ctrl+o", *["right"] * 8)
        assert "At least 90% sure." in desk.screen
        assert "threshold = 0.9" in desk.screen
        await desk.press("escape")
        await desk.settle()
        assert WORDS in desk.screen
        await desk.press("ctrl+o", *["right"] * 9, "escape")
        await desk.settle()
        assert WORDS not in desk.screen
        await desk.press("w")
        what = "not shown: quote, right 90 in 100, ^o sets how sure it must be"
        assert desk.lines[-1].endswith(what)
        await desk.press("ctrl+o", *["left"] * 30)
        assert "At least 0% sure." in desk.screen


@pytest.mark.parametrize("size", [NARROW, (80, 14)])
async def test_where_it_does_not_fit_it_scrolls_and_keeps_its_instructions(
    offer: Offer, size: tuple[int, int]
) -> None:
    async with running(offer(*EVERYTHING, file="without = 1.0"), size=size) as desk:
        await desk.press("ctrl+o")
        for _ in range(8):
            assert HINT in desk.screen
            assert "At least 50% sure." in desk.screen
            assert "▸ ✓  on" in desk.screen
            await desk.press("down")
        assert "▸ ✓  on   rules" in desk.screen
        await desk.press(*["up"] * 8)
        assert "▸ ✓  on   quotations" in desk.screen


async def test_what_learns_is_listed_once_it_has_learned(offer: Offer) -> None:
    folder = offer(*EVERYTHING)
    async with running(folder) as desk:
        await desk.press("ctrl+o")
        assert "learned " not in desk.screen
        (folder / NAME).touch()
        await desk.press("escape", "ctrl+o")
        assert "·  off  learned " in desk.screen
