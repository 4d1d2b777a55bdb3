"""Hostile text in names and files: neither a pipe nor a terminal gets what it would obey.

`tests.cli.program.annotate` looks at every byte that is printed, of every run in every test; what
all other commands print is looked at by `tests.cli.test_hostile`.
"""

import os
import pty
import subprocess
from pathlib import Path

import pytest

from tests.cli.hostile import hostile_project
from tests.cli.program import COMMAND, annotate, made


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return hostile_project(tmp_path_factory.mktemp("hostile"))


def test_what_is_imported_is_said_harmlessly(project: Path) -> None:
    ended = annotate("import", "--annotator", "ana", project=project)
    assert ended.code == 1  # the last line of the records is cut off
    assert "␛[2J.jsonl:12: not valid JSON" in ended.err
    assert annotate("import", "--annotator", "ana", "--json", project=project).json()["known"] > 20


def on_a_terminal(*arguments: str | Path) -> tuple[int, bytes]:
    """A run whose output is a terminal; all that reaches it."""
    ours, theirs = pty.openpty()
    with subprocess.Popen([COMMAND, *arguments], stdout=theirs, stderr=theirs) as process:
        os.close(theirs)
        printed = b""
        while chunk := _read(ours):
            printed += chunk
        process.wait(60)
    os.close(ours)
    return process.returncode, printed


def _read(terminal: int) -> bytes:
    try:
        return os.read(terminal, 65536)
    except OSError:
        return b""  # the other end is closed: how Linux says that this is the end


def test_a_terminal_sees_a_progress_bar_and_nothing_of_the_articles(
    project: Path, tmp_path: Path
) -> None:
    code, printed = on_a_terminal("--project", made(tmp_path / "p"), "import", project / "corpora")
    assert code == 1
    assert b"importing  [" in printed
    assert "␛[2J.jsonl:12: not valid JSON".encode() in printed
    for evil in (b"\x1b[2J", b"\x1b]", b"\x1bP", b"\xc2\x9b", b"\x07", "\u202e".encode()):
        assert evil not in printed
