"""From starting the program to its first painted paragraph, by the number of articles."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.minimal import SHOWN
from benchmarks.programs import MINIMAL, TITLE, command
from benchmarks.projects import writable
from benchmarks.ratio import Clocked, Figure, compared
from benchmarks.terminal import Terminal

FEW, MANY = 100, 100_000
ROUNDS = 20


def figures() -> Iterator[Figure]:
    """Against the minimal app, and with many articles against few."""
    with TemporaryDirectory() as name:
        few, many = (_started(writable(Path(name), size)) for size in (FEW, MANY))
        minimal = _until(MINIMAL, SHOWN)
        for run in (few, many, minimal):
            run()
        for size, run in ((FEW, few), (MANY, many)):
            what = f"start to first paragraph, {size:,} articles ÷ a minimal app's"
            yield compared(what, run, minimal, ROUNDS, at_most=1.5)
        what = f"start to first paragraph, {MANY:,} articles ÷ {FEW:,}"
        yield compared(what, many, few, ROUNDS, at_most=1.1)


def _started(folder: Path) -> Clocked:
    return _until(command(folder), TITLE)


def _until(command: Sequence[str], text: str) -> Clocked:
    def run() -> float:
        with Terminal(command) as terminal:
            return terminal.until(text)

    return run
