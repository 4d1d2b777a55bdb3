"""What is measured on a terminal: the UI on a project, and the minimal app."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from benchmarks.minimal import SHOWN
from benchmarks.projects import ANNOTATOR
from benchmarks.terminal import Terminal

MINIMAL = (sys.executable, "-m", "benchmarks.minimal")
TITLE = "arbour council meets"
"""The first paragraph of every article, less the letter that the cursor stands on."""


def command(folder: Path, annotator: str = ANNOTATOR) -> tuple[str, ...]:
    """What starts the UI on a project."""
    program = Path(sys.executable).with_name("annotate")
    return str(program), "--project", str(folder), "--annotator", annotator


def reviewing(folder: Path) -> tuple[str, ...]:
    """What starts the UI on a project for a reviewer."""
    program = Path(sys.executable).with_name("annotate")
    return str(program), "adjudicate", "--project", str(folder), "--annotator", "rae"


@contextmanager
def minimal(*arguments: Path) -> Iterator[Terminal]:
    """The minimal app, ready for keys."""
    with _ready((*MINIMAL, *map(str, arguments)), SHOWN) as terminal:
        yield terminal


@contextmanager
def opened(folder: Path) -> Iterator[Terminal]:
    """The UI on a project, ready for keys."""
    with _ready(command(folder), TITLE) as terminal:
        yield terminal


@contextmanager
def _ready(command: Sequence[str], text: str) -> Iterator[Terminal]:
    with Terminal(command) as terminal:
        terminal.until(text)
        terminal.settle(0.5)
        yield terminal
