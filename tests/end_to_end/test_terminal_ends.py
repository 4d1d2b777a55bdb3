"""How the program leaves its terminal: by its key, by signals, by errors nobody foresaw."""

import os
import signal
import sys
import termios
from pathlib import Path
from shutil import copytree

import pytest

from tests.cli.program import annotate
from tests.end_to_end.claims import claim, operations
from tests.end_to_end.terminal import LEAVING, Terminal

RESTORED = (b"\x1b[?25h", b"\x1b[?1000l", b"\x1b[?1003l", b"\x1b[?2004l", b"\x1b[?7h", LEAVING)
"""The cursor is shown, mouse and paste are no longer reported, lines wrap, the screen is back."""
BREAK = """
import sys
from annotate.cli.main import run
from {module} import {owner} as owner

def broken(*_: object, **__: object) -> None:
    local = "what locals hold is nobody's business"
    raise ValueError("\\x1b]0;title\\x07[/nope]\\nsecond line")

owner.{name} = broken
run()
"""
PLACES = {
    "a key": ("annotate.services.annotating", "labelling", "label", "b"),
    "drawing": ("annotate.ui.widgets.lines", "Lines", "render_lines", ""),
    "a dialog": ("annotate.ui.dialogs.ask", "Ask", "compose", "/"),
    "a timer": ("annotate.services.annotating.session", "Session", "remember", ""),
    "a thread": ("annotate.storage", "search", "search", "ctrl+f x enter"),
    "the start": ("annotate.services.annotating.session", "Session", "resume", ""),
}


def broken(tmp_path: Path, module: str, owner: str, name: str) -> tuple[str, ...]:
    """The program, with one function that raises what nobody expects."""
    script = tmp_path / "broken.py"
    script.write_text(BREAK.format(module=module, owner=owner, name=name), encoding="utf-8")
    return sys.executable, str(script)


@pytest.fixture(scope="module")
def begun(imported: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project in which a paragraph was labelled and done; only copied from."""
    project = Path(copytree(imported, tmp_path_factory.mktemp("begun") / "project"))
    with Terminal(project).wait("article 1 of") as terminal:
        terminal.press("c", "enter").wait("¶ 2 of")
        assert terminal.quit() == 0
    return project


@pytest.mark.parametrize("place", PLACES)
def test_an_unforeseen_error_is_one_line_and_a_status_and_nothing_is_lost(
    place: str, begun: Path, tmp_path: Path
) -> None:
    *what, keys = PLACES[place]
    project = Path(copytree(begun, tmp_path / "project"))
    with Terminal(project, command=broken(tmp_path, *what)) as terminal:
        if keys:
            terminal.wait("article 1 of").press(*keys.split())
        assert terminal.end() == 1
        assert terminal.left.splitlines() == [
            "error: unexpected ValueError: ␛]0;title␇[/nope] second line, broken.py:8,"
            " please report it (ANNOTATE_DEBUG=1 shows more)"
        ]
        assert b"business" not in terminal.raw
        assert not [code for code in RESTORED if code not in terminal.raw]
    assert [o.kind for o in operations(project)] == ["add", "status"]
    assert annotate("check", project=project).code == 0


def test_a_traceback_is_shown_to_those_who_ask_for_it(sample: Path, tmp_path: Path) -> None:
    command = broken(tmp_path, *PLACES["a key"][:3])
    variables = {"ANNOTATE_DEBUG": "1"}
    with Terminal(sample, command=command, variables=variables).wait("article 1 of") as terminal:
        assert terminal.press("b").end() == 1
        assert "Traceback (most recent call last):" in terminal.left
        assert b"business" not in terminal.raw


@pytest.mark.parametrize("name", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_gives_the_terminal_back_and_keeps_the_place(
    name: signal.Signals, sample: Path
) -> None:
    with Terminal(sample).wait("article 1 of") as terminal:
        terminal.press("down", "down").wait("¶ 3 of")
        assert terminal.kill(name).end() == 128 + name
        assert terminal.left == ""
        assert not [code for code in RESTORED if code not in terminal.raw]
    with Terminal(sample) as again:
        again.wait("¶ 3 of")


def test_a_dialog_is_no_hindrance_to_a_signal_nor_to_leaving(sample: Path) -> None:
    for key, seen in (("n", "Note on"), ("ctrl+f", "every article"), ("?", "Keys")):
        with Terminal(sample).wait("article 1 of") as terminal:
            terminal.press(key).wait(seen)
            assert terminal.kill(signal.SIGTERM).end() == 128 + signal.SIGTERM


def test_the_lines_of_the_terminal_are_as_they_were(sample: Path) -> None:
    with Terminal(sample) as terminal:
        before = terminal.modes
        terminal.wait("article 1 of")
        assert not terminal.modes[3] & termios.ECHO
        terminal.press("ctrl+q").wait(lambda t: bool(t.raw.count(LEAVING)))
        assert terminal.end() == 0
        assert terminal.modes == before


def test_a_terminal_that_is_gone_ends_the_program(sample: Path) -> None:
    with Terminal(sample).wait("article 1 of") as terminal:
        terminal.press("b").wait(lambda t: claim(t).counts.get("body") == 1)
        terminal.press("down").wait("¶ 2 of")
        terminal.hang_up()
    assert [o.kind for o in operations(sample)] == ["add"]
    with Terminal(sample) as again:
        again.wait("¶ 2 of")
    assert annotate("check", project=sample).code == 0


def stopped(terminal: Terminal) -> bool:
    """Whether the program stands still; what it still has to say is read meanwhile, or it waits."""
    how = os.WSTOPPED | os.WNOWAIT | os.WNOHANG
    return os.waitid(os.P_PID, terminal.pid, how) is not None


def test_a_stopped_program_goes_on_where_it_was(sample: Path) -> None:
    with Terminal(sample).wait("article 1 of") as terminal:
        terminal.press("down").wait("¶ 2 of").kill(signal.SIGTSTP).wait(stopped)
        terminal.kill(signal.SIGCONT).wait("¶ 2 of")
        terminal.press("down").wait("¶ 3 of")
        assert terminal.quit() == 0
