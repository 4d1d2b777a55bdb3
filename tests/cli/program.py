"""The program as its users have it: a process with a command line, and what it printed."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import pytest

from annotate.cli import main
from annotate.services.project import init

COMMAND = Path(sys.executable).with_name("annotate")
ALLOWED = set(range(0x20, 0x7F)) | {0x0A}
"""The bytes below 0x80 that may reach a terminal."""


class Ended(NamedTuple):
    """How a run of the program ended."""

    code: int
    out: str
    err: str

    def json(self) -> Any:
        """What it printed, as a value."""
        return msgspec.json.decode(self.out)

    def error(self) -> str:
        """The one line that says what went wrong."""
        line, *more = self.err.splitlines()
        assert not more, self.err
        return line


def annotate(
    *arguments: str | Path,
    project: Path | None = None,
    stdin: bytes = b"",
    variables: dict[str, str] | None = None,
    through: Sequence[str] = (),
    **how: Any,
) -> Ended:
    """Run the program, `through` another one if that is given; `how` is for subprocess.run."""
    where: list[str | Path] = ["--project", project] if project else []
    done = subprocess.run(
        [*through, COMMAND, *where, *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        timeout=120,
        env=os.environ | (variables or {}),
        **how,
    )
    return Ended(done.returncode, harmless(done.stdout), harmless(done.stderr))


def called(*arguments: str | Path, captured: pytest.CaptureFixture[bytes]) -> Ended:
    """Call the command line within the test's process; `captured` is what reaches its streams."""
    captured.readouterr()
    code = main.outcome([*map(str, arguments)])
    printed = captured.readouterr()
    return Ended(code, harmless(printed.out), harmless(printed.err))


def prepared(*arguments: str | Path, project: Path) -> None:
    """Let a command do its work on a project within the test's process: it only goes before."""
    assert main.outcome(["--project", str(project), *map(str, arguments)]) == 0, arguments


def harmless(printed: bytes) -> str:
    """What was printed: nothing of it that a terminal obeys, and never a traceback."""
    text = printed.decode()
    assert {ord(c) for c in text if ord(c) < 0xA0} <= ALLOWED, text
    assert not set(text) & set("\u2028\u2029\u202e\u2066\ufeff"), text
    assert "Traceback" not in text, text
    return text


def made(folder: Path) -> Path:
    """A new project there."""
    init(folder)
    return folder


def articles(project: Path) -> int:
    """How many a project has, as the program says."""
    count: int = annotate("status", "--json", project=project).json()["documents"]
    return count
