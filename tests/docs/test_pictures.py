"""Every picture is taken from the running program by a command, and shown on a page."""

from importlib import import_module
from pathlib import Path

import pytest

from annotate.services import preferences
from annotate.ui.project_app import THEME
from annotate.ui.themes import THEMES
from tests.docs.pages import DOCS, PAGES, links

FOLDER = DOCS / "pictures"
PICTURES = [path for path in FOLDER.iterdir() if path.suffix in {".svg", ".png"}]


def shown() -> set[Path]:
    """The files to which the pages' links and pictures lead."""
    return {(page.parent / link).resolve() for page in PAGES for link in links(page)}


def test_every_picture_is_one_that_a_command_takes() -> None:
    commands = "\n".join(path.read_text(encoding="utf-8") for path in FOLDER.glob("take*.py"))
    taken = set(commands.split('"'))
    assert PICTURES
    assert not [path.name for path in PICTURES if not {path.stem, path.name} & taken]


def test_every_picture_is_shown() -> None:
    there = shown()
    assert not [path.name for path in PICTURES if path.resolve() not in there]


async def test_a_picture_is_the_same_every_time_also_where_the_lot_falls(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pictures = import_module("docs.pictures.take")
    taken = []
    monkeypatch.setattr(pictures, "HERE", tmp_path)
    for theme in THEMES:
        monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / theme))
        preferences.keep(THEME, theme)  # of whoever takes it
        await pictures.take("disagreements")
        taken.append((tmp_path / "disagreements.svg").read_text(encoding="utf-8"))
    assert len(set(taken)) == 1
