"""Whatever keys somebody presses: no screen breaks, nothing is lost, and the file stays sound."""

import random
from pathlib import Path

import pytest

from annotate.core.graphemes import splits_grapheme
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.storage import annotations
from annotate.storage.store import FILE_NAME, Store
from annotate.ui.keymap import in_force
from annotate.ui.screens.article import ArticleScreen
from annotate.ui.widgets.article_view import ArticleView
from tests.campaign import campaign
from tests.ui.conftest import FERRY, STRIKE, Make
from tests.ui.payloads import PAYLOADS, harm
from tests.ui.running import Desk, running

SEEDS = range(campaign(3, 40))
KEYS = campaign(130, 1000)
SIZES = [(80, 24), (120, 40), (40, 10), (1, 1), (200, 60)]
BOUND = [
    key
    for bindings in in_force(DEFAULT_SCHEME, {}).values()
    for binding in bindings
    for key in binding.key.split(",")
    if binding.id != "quit"
]
USUAL = ["escape", "enter", "down", "q", "a", "e", "tab", "r", "u", "right_square_bracket"]
"""Pressed more often: without them one would be in a dialog, or at one place, most of the time."""
HOSTILE = "\n\n".join(f"“{payload},” said {payload} Lee." for payload in PAYLOADS)
WIDE_CHARACTERS = "「日本」と言った。\n\n👩\u200d👩\u200d👧 🇩🇪 नमस्ते e\u0301\u0301 «oui», dit-elle."


@pytest.mark.parametrize("seed", SEEDS)
async def test_any_keys_on_any_terminal(make: Make, seed: int) -> None:
    chance = random.Random(seed)
    folder = make(FERRY, STRIKE, HOSTILE, WIDE_CHARACTERS)
    if seed % 2:
        _with_suggestions(folder)
    async with running(folder, size=chance.choice(SIZES[:2])) as desk:
        pressed = []
        for _ in range(KEYS):
            key = chance.choice(chance.choice((BOUND, USUAL)))
            pressed.append(key)
            await desk.pilot.press(key)
            if chance.random() < 0.02:
                await desk.pilot.resize_terminal(*chance.choice(SIZES))
            if desk.app._exit:  # the palette can be told to
                break
            assert list(harm(desk.app)) == [], pressed
            _holds(desk)
        await desk.settle()
        _is_saved(folder, desk)


def _with_suggestions(folder: Path) -> None:
    file = folder / "annotate.toml"
    file.write_text(file.read_text(encoding="utf-8").replace("without = 1.0", "without = 0.0"))


def _holds(desk: Desk) -> None:
    """What is true whenever an article is on the screen."""
    assert desk.app.failure is None
    if not isinstance(desk.app.screen, ArticleScreen):
        return
    article, page = desk.article, desk.app.screen.query_one(ArticleView)._page
    text = article.document.text
    for start, end in (*(s.range for s in article.content.spans), article.cursor.selection.range):
        assert 0 <= start <= end <= len(text)
        assert not splits_grapheme(text, start)
        assert not splits_grapheme(text, end)
    if page:
        assert len(page.viewport.places()) <= page.viewport.height


def _is_saved(folder: Path, desk: Desk) -> None:
    """What is on the screen is in the file."""
    session = desk.app._session
    assert session
    assert session.article
    with Store.open(folder / FILE_NAME) as store:
        stored = annotations.read(store, session.article.key, session.annotator)
    assert stored == session.article.content
