"""Help, guidelines and the palette: all that can be done is said there, and can be done there."""

from pathlib import Path

import pytest
from textual.binding import Binding

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.ui.keymap import in_force
from tests.ui.conftest import FERRY, Make
from tests.ui.running import WIDE, Desk, running

TALL = (120, 110)
"""A terminal on which a whole page of help is seen."""


def listed(desk: Desk, binding: Binding) -> bool:
    """Whether a binding is on the screen with all of its keys and what it does."""
    keys = "  ".join(desk.app.get_key_display(Binding(k, "")) for k in binding.key.split(","))
    return any(
        line.strip().startswith(f"{keys} ") and f" {binding.description} " in f"{line} "
        for line in desk.lines
    )


@pytest.mark.parametrize("screen", ["annotate", "documents"])
async def test_help_lists_every_key_of_the_screen_and_no_other(folder: Path, screen: str) -> None:
    bindings = in_force(DEFAULT_SCHEME, {})
    async with running(folder, size=TALL) as desk:
        await desk.press(*(["escape"] if screen == "documents" else []), "question_mark")
        assert all(listed(desk, binding) for binding in bindings[screen])
        around = ("Keys", "Remap", "↓ ↑ PgDn PgUp move")
        lines = [line.strip() for line in desk.lines if line.strip()]
        assert sum(not line.startswith(around) for line in lines) == len(bindings[screen])
        assert any(listed(desk, b) for b in bindings["annotate"] if b.id == "grow") == (
            screen == "annotate"
        )


async def test_what_is_too_long_for_a_line_goes_on_below_its_beginning(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("question_mark")
        first = next(line for line in desk.lines if "Accept what" in line)
        second = desk.lines[desk.lines.index(first) + 1]
        assert second.startswith(" " * first.index("Accept") + "paragraph done, next")
        assert desk.lines[-1].strip() == "↓ ↑ PgDn PgUp move · Esc goes back"


@pytest.mark.parametrize("key", ["escape", "q", "question_mark", "g"])
async def test_pages_are_left_to_where_one_was(folder: Path, key: str) -> None:
    async with running(folder) as desk:
        await desk.press("down", "right", "question_mark", "down", "j", "up", key)
        assert desk.at == "It was d"
        await desk.press("g", key)
        assert desk.at == "It was d"
        assert desk.spans == []


async def test_a_page_that_is_longer_than_the_screen_can_be_scrolled(folder: Path) -> None:
    async with running(folder) as desk:
        await desk.press("question_mark")
        top = desk.screen
        await desk.press("down", "down")
        assert desk.screen != top
        await desk.press("up", "up")
        assert desk.screen == top
        await desk.press("pagedown", "space", "space")
        assert "next unfinished" in desk.screen
        await desk.press("pageup", "pageup", "pageup")
        assert desk.screen == top
        await desk.press("end")
        assert "docs/keys.md" in desk.screen
        await desk.press("home")
        assert desk.screen == top


async def test_the_guidelines_are_the_schemes_help_and_the_projects_own(make: Make) -> None:
    folder = make(FERRY)
    text = (folder / "annotate.toml").read_text(encoding="utf-8")
    given = 'guidelines = "rules.md"\n' + text
    (folder / "annotate.toml").write_text(given, encoding="utf-8")
    (folder / "rules.md").write_text("# Quotes\nWith their marks, [b]always[/b].\n", "utf-8")
    async with running(folder, size=TALL) as desk:
        await desk.press("g")
        for label in DEFAULT_SCHEME.labels:
            assert f"{label.key}  {label.name}" in desk.screen
            assert label.help in desk.screen
        assert "From a part of a quotation to its next part." in desk.screen
        assert "With their marks, [b]always[/b]." in desk.screen


async def test_the_guidelines_are_shown_as_their_marks_mean(make: Make) -> None:
    folder = named(make(FERRY), "rules.md")
    text = "## Quotes\n\nWith their **marks**:\n\n- `q` labels one\n\n> “No,” she said.\n"
    (folder / "rules.md").write_text(text, "utf-8")
    async with running(folder) as desk:
        await desk.press("g", "end")
        lines = [line.strip(" ▁▂▃▄▅▆▇█") for line in desk.lines]
        for shown in ("Quotes", "With their marks:", "•  q labels one", "│ “No,” she said."):
            assert shown in lines
        assert not [mark for mark in ("##", "**", "`") if mark in desk.screen]


@pytest.mark.parametrize(
    ("name", "why"),
    [
        ("docs/guidelines.md", "no such file"),
        ("../secret.txt", "not in the project's folder"),
        ("latin.md", "not UTF-8"),
    ],
)
async def test_guidelines_that_cannot_be_shown_are_said_to_be_missing(
    make: Make, name: str, why: str
) -> None:
    folder = named(make(FERRY), name)
    (folder.parent / "secret.txt").write_text("Not for you.", "utf-8")
    (folder / "latin.md").write_bytes(b"\xe9t\xe9")
    async with running(folder, size=WIDE) as desk:
        await desk.press("g", "end")
        assert f"{why}, {name}, " in desk.screen
        assert "Not for you." not in desk.screen


def named(folder: Path, guidelines: str) -> Path:
    """Let this be what the project's file says of the guidelines."""
    file = folder / "annotate.toml"
    text = file.read_text(encoding="utf-8")
    file.write_text(f'guidelines = "{guidelines}"\n{text}', encoding="utf-8")
    return folder


async def test_a_project_without_guidelines_shows_what_the_labels_are_for(folder: Path) -> None:
    async with running(folder, size=TALL) as desk:
        await desk.press("g")
        assert "Advertising, also the site's own." in desk.screen


async def palette(desk: Desk, words: str) -> None:
    """Open the palette, type words, and wait for what it offers."""
    await desk.press("ctrl+p")
    await desk.type(words)
    await desk.settle()


async def test_the_palette_does_what_was_chosen(folder: Path) -> None:
    async with running(folder) as desk:
        await palette(desk, "whole article aside")
        assert "not usable" in desk.screen
        await desk.press("enter")
        await desk.settle()
        assert desk.article.content.status == "sssss"


async def test_the_palette_finds_labels_by_their_names(folder: Path) -> None:
    async with running(folder) as desk:
        await palette(desk, "caption")
        await desk.press("enter")
        await desk.settle()
        assert desk.spans == [("caption", "Ferry strikes breakwater")]


async def test_the_palette_offers_everything_the_screen_can_do(folder: Path) -> None:
    bindings = in_force(DEFAULT_SCHEME, {})
    for screen in ("annotate", "documents"):
        async with running(folder, size=TALL) as desk:
            await desk.press(*(["escape"] if screen == "documents" else []), "ctrl+p")
            await desk.settle()
            for binding in bindings[screen]:
                assert binding.description in desk.screen


async def test_on_80_columns_each_key_stands_on_the_line_where_its_command_begins(
    folder: Path,
) -> None:
    async with running(folder, size=(80, 24)) as desk:
        await palette(desk, "suggesters")
        first = next(line for line in desk.lines if "suggesters: Which of them" in line)
        assert first.split()[0] == "^o"
        assert "🔎" not in desk.screen, "a picture that many terminals cannot show"


async def test_the_palette_is_left_with_nothing_done(folder: Path) -> None:
    async with running(folder) as desk:
        await palette(desk, "whole article aside")
        await desk.press("escape")
        assert desk.article.content.status == ""
        await desk.press("b")
        assert len(desk.spans) == 1


async def test_help_can_be_opened_from_the_palette(folder: Path) -> None:
    async with running(folder) as desk:
        await palette(desk, "every key of this")
        await desk.press("enter")
        await desk.settle()
        assert "Keys" in [line.strip() for line in desk.lines]
