"""The themes as they reach the terminal, also where colours are not wanted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.style import Style

from annotate.ui.palette import PLAIN, THEMES
from tests.ui.running import Desk, running


def styles(desk: Desk) -> Iterator[tuple[str, Style]]:
    """Each character on the terminal with its style, as it is sent."""
    for strip in desk.app.screen._compositor.render_strips():
        for segment in strip:
            yield from ((character, segment.style or Style.null()) for character in segment.text)


async def test_each_theme_is_reached_and_the_first_comes_again(folder: Path) -> None:
    async with running(folder) as desk:
        seen = [desk.app.theme]
        for _ in THEMES:
            await desk.press("ctrl+t")
            seen.append(desk.app.theme)
    assert seen == [*THEMES, next(iter(THEMES))]


async def test_what_is_on_the_screen_is_repainted_in_it(folder: Path) -> None:
    async with running(folder) as desk:
        for screen in ("", "escape"):
            await desk.press(*screen.split())
            grounds = set()
            for _ in THEMES:
                await desk.press("ctrl+t")
                grounds.add(frozenset(style.bgcolor for c, style in styles(desk) if c == "F"))
            assert len(grounds) == len(THEMES)


async def test_labels_are_drawn_in_the_new_theme(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("down", "q", "down")
        words = desk.screen
        await desk.press("ctrl+t", "ctrl+t")
        assert desk.screen == words
        underlined = "".join(c for c, style in styles(desk) if style.underline)
        assert underlined == "“It was dark,”"


async def test_without_colours_the_plain_theme_is_there_from_the_start(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(folder) as desk:
        assert desk.app.theme == PLAIN.name
        await desk.press("down", "q", "right", "e")
        sent = list(styles(desk))
        assert "".join(c for c, style in sent if style.underline) == "“It was dark,”"
        assert desk.selected in "".join(c for c, style in sent if style.reverse)
        for _, style in sent:
            for colour in filter(None, (style.color, style.bgcolor)):
                assert len(set(colour.get_truecolor())) == 1


async def test_pages_and_dialogs_are_drawn_in_every_theme(folder: Path) -> None:
    async with running(folder) as desk:
        for _ in THEMES:
            await desk.press("ctrl+t")
            for key in ("question_mark", "g", "n", "ctrl+f", "ctrl+p"):
                await desk.press(key)
                assert len({style for _, style in styles(desk)}) > 1
                await desk.press("escape")
