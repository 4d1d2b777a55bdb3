"""Any keys, one after the other, and what is true on screen and in the file whatever they were."""

import random
from collections.abc import Mapping, Sequence
from pathlib import Path

from textual.binding import Binding

from annotate.core.graphemes import splits_grapheme
from annotate.storage import annotations
from annotate.storage.store import FILE_NAME, Store
from annotate.ui.screens.article import ArticleScreen
from annotate.ui.widgets.article_view import ArticleView
from annotate.ui.widgets.looks import Looks
from tests.ui.payloads import PAYLOADS, harm
from tests.ui.running import Desk

SIZES = [(80, 24), (120, 40), (40, 10), (1, 1), (200, 60)]
HOSTILE = "\n\n".join(f"“{payload},” said {payload} Lee." for payload in PAYLOADS)
WIDE_CHARACTERS = "「日本」と言った。\n\n👩\u200d👩\u200d👧 🇩🇪 नमस्ते e\u0301\u0301 «oui», dit-elle."


def bound(screens: Mapping[str, Sequence[Binding]]) -> list[str]:
    """Every key of some screens, but for the one that leaves the program."""
    bindings = [b for of_screen in screens.values() for b in of_screen if b.id != "quit"]
    return [key for binding in bindings for key in binding.key.split(",")]


async def press_any(desk: Desk, chance: random.Random, number: int, *groups: Sequence[str]) -> None:
    """Press so many keys, each from a group drawn before it; the terminal changes its size."""
    pressed = []
    for _ in range(number):
        key = chance.choice(chance.choice(groups))
        pressed.append(key)
        await desk.pilot.press(key)
        if chance.random() < 0.02:
            await desk.pilot.resize_terminal(*chance.choice(SIZES))
        if desk.app._exit:  # the palette can be told to
            break
        assert list(harm(desk.app)) == [], pressed
        holds(desk)
    await desk.settle()


def holds(desk: Desk) -> None:
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
        afresh = Looks(page.article, page.painter, page.matches)
        for paragraph in {place.paragraph for place in page.viewport.places()}:
            assert page.looks.quiet(paragraph) == afresh.quiet(paragraph)


def is_saved(folder: Path, desk: Desk) -> None:
    """What is on the screen is in the file."""
    session = desk.app._session
    assert session
    assert session.article
    with Store.open(folder / FILE_NAME) as store:
        stored = annotations.read(store, session.article.key, session.annotator)
    assert stored == session.article.content
