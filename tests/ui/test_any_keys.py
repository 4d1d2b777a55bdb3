"""Whatever keys somebody presses: no screen breaks, nothing is lost, and the file stays sound."""

import random
from pathlib import Path

import pytest

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.ui.keymap import in_force
from tests.campaign import campaign
from tests.ui.any_keys import HOSTILE, SIZES, WIDE_CHARACTERS, bound, is_saved, press_any
from tests.ui.conftest import FERRY, STRIKE, Make
from tests.ui.running import running

SEEDS = range(campaign(3, 40))
KEYS = campaign(130, 1000)
BOUND = bound(in_force(DEFAULT_SCHEME, {}))
USUAL = ["escape", "enter", "down", "q", "a", "e", "tab", "r", "u", "right_square_bracket"]
"""Pressed more often: without them one would be in a dialog, or at one place, most of the time."""


@pytest.mark.parametrize("seed", SEEDS)
async def test_any_keys_on_any_terminal(make: Make, seed: int) -> None:
    chance = random.Random(seed)
    folder = make(FERRY, STRIKE, HOSTILE, WIDE_CHARACTERS)
    if seed % 2:
        _with_suggestions(folder)
    async with running(folder, size=chance.choice(SIZES[:2])) as desk:
        await press_any(desk, chance, KEYS, BOUND, USUAL)
        is_saved(folder, desk)


def _with_suggestions(folder: Path) -> None:
    file = folder / "annotate.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("without = 1.0", "without = 0.0"))
