"""The themes as they reach the terminal, also where colours are not wanted."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from rich.style import Style
from textual.css.stylesheet import Stylesheet
from textual.geometry import Region

from annotate.services import preferences
from annotate.ui.contrast import contrast
from annotate.ui.themes import LIGHT, PLAIN, THEMES
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


async def test_the_one_that_was_chosen_is_there_the_next_time(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("ctrl+t")
    async with running(folder) as desk:
        assert desk.app.theme == LIGHT.name
        ground = {style.bgcolor and style.bgcolor.name for _, style in styles(desk)}
        assert LIGHT.background in ground


async def test_a_theme_that_is_no_more_is_as_none(folder: Path) -> None:
    preferences.keep("theme", "annotate-sepia")
    async with running(folder) as desk:
        assert desk.app.theme == next(iter(THEMES))


async def test_one_for_a_terminal_without_colours_is_not_kept(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(folder) as desk:
        await desk.press("ctrl+t", "ctrl+t")
    monkeypatch.delenv("NO_COLOR")
    async with running(folder) as desk:
        assert desk.app.theme == next(iter(THEMES))


async def test_a_screen_that_comes_adds_its_sheets_and_those_there_are_not_read_anew(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    async with running(folder) as desk:
        with monkeypatch.context() as patch:
            patch.setattr(Stylesheet, "reparse", lambda _: pytest.fail("all were read anew"))
            await desk.press("n", "escape", "g", "escape", "escape")
        sheets = {Path(sheet).name for sheet, _ in desk.app.stylesheet.source}
        assert sheets >= {"article.tcss", "dialog.tcss", "reading.tcss", "documents.tcss"}


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


SCREENS = {
    "article": ("", ""),
    "list": ("escape", ""),
    "help": ("question_mark", ""),
    "guidelines": ("g", ""),
    "tutorial": ("f2", ""),
    "note": ("n", ".dialog"),
    "search": ("ctrl+f", ".dialog"),
    "suggesters": ("ctrl+o", ".dialog"),
    "person": ("at", ".dialog"),
    "palette": ("ctrl+p", "CommandList"),
}
"""By which keys a screen is come to, and the part of it that is not behind something."""


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", SCREENS)
async def test_every_letter_stands_out_from_its_ground(folder: Path, theme: str, name: str) -> None:
    keys, part = SCREENS[name]
    async with running(folder, size=(110, 40)) as desk:
        await desk.press("down", "q", "a", "down", "n")
        await desk.type("Look again.", "enter")
        await desk.press(*["ctrl+t"] * list(THEMES).index(theme), *keys.split())
        await desk.settle()
        region = desk.app.screen.query(part).first().region if part else desk.app.screen.region
        seen = [(c, sent) for c, sent in letters(desk, region) if c.isalnum()]
        assert len(seen) > 20
        assert [(c, sent) for c, sent in seen if contrast(*sent) < 4.5] == []


def letters(desk: Desk, region: Region) -> Iterator[tuple[str, tuple[str, str]]]:
    """Each character in a region with the colours of it and of its ground, as they are sent."""
    for strip in desk.app.screen._compositor.render_strips()[region.y : region.bottom]:
        for segment in strip.crop(region.x, region.right):
            style = segment.style
            if style and style.color and style.bgcolor:
                sent = tuple(colour.get_truecolor().hex for colour in (style.color, style.bgcolor))
                yield from ((character, (sent[0], sent[1])) for character in segment.text)
