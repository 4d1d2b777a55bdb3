"""`annotate demo` in a real terminal: a project to play with, of which nothing stays."""

import signal
from pathlib import Path

import pytest

from tests.cli.program import COMMAND
from tests.end_to_end.terminal import Terminal


@pytest.fixture
def temporary(tmp_path: Path) -> Path:
    folder = tmp_path / "temporary"
    folder.mkdir()
    return folder


def demo(temporary: Path, *options: str) -> Terminal:
    """The demo, open; the terminal's own arguments go to the shell."""
    line = f'exec "{COMMAND}" demo --annotator ana {" ".join(options)}'
    where = {"TMPDIR": str(temporary)}
    return Terminal(temporary, command=("sh", "-c", line), variables=where)


def test_it_opens_on_the_sample_articles_and_leaves_nothing_behind(temporary: Path) -> None:
    with demo(temporary) as terminal:
        terminal.wait("article 1 of 14")
        [folder] = temporary.iterdir()
        assert (folder / "annotations.db").exists()
        assert terminal.quit() == 0
    assert not list(temporary.iterdir())


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_told_to_end_it_leaves_nothing_behind_either(
    number: signal.Signals, temporary: Path
) -> None:
    with demo(temporary) as terminal:
        terminal.wait("article 1 of 14").kill(number)
        assert terminal.end() == 128 + number
    assert not list(temporary.iterdir())


def test_it_shows_the_guidelines_for_the_sample(temporary: Path) -> None:
    with demo(temporary) as terminal:
        terminal.wait("article 1 of 14").press("g").wait("Guidelines for annotators")
        assert terminal.press("escape").quit() == 0


def test_it_can_begin_with_the_tutorial_and_leaves_nothing_of_that(temporary: Path) -> None:
    with demo(temporary, "--tutorial") as terminal:
        terminal.wait("The light is back").press("down").wait("leads back to paragraph 1")
        assert len(list(temporary.iterdir())) == 2
        terminal.press("f2").wait("article 1 of 14")
        terminal.wait(lambda _: len(list(temporary.iterdir())) == 1)
        terminal.press("f2").wait("The light is back").kill(signal.SIGTERM)
        assert terminal.end() == 128 + signal.SIGTERM
    assert not list(temporary.iterdir())


def test_who_is_new_is_offered_the_tutorial(temporary: Path) -> None:
    with demo(temporary) as terminal:
        terminal.wait("New here? F2 teaches the ten keys").press("enter")
        terminal.wait(lambda seen: "  2▸" in seen.text and "New here?" not in seen.text)
        assert terminal.quit() == 0
