"""Memory of the program while nobody presses a key, by the number of articles and what is shown."""

from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.programs import MINIMAL, command
from benchmarks.projects import writable
from benchmarks.ratio import Figure
from benchmarks.terminal import Terminal

FEW, MANY = 100, 100_000
IDLE = 10.0
"""Seconds without a key: what works in the background has come to its end by then."""
LIST, END = "\x1b", "\x1b[F"
MB = 1e6


def figures() -> Iterator[Figure]:
    """In an article, in the list of all and at its end, and for comparison the minimal app."""
    with TemporaryDirectory() as name:
        for articles in (FEW, MANY):
            with Terminal(command(writable(Path(name), articles))) as terminal:
                yield _figure(f"idle in an article, {articles:,} in the project", terminal)
                terminal.type(LIST)
                yield _figure("then in the list", terminal)
                terminal.type(END)
                yield _figure("then at its end", terminal)
    with Terminal(MINIMAL) as terminal:
        yield _figure("the minimal app", terminal)


def _figure(what: str, terminal: Terminal) -> Figure:
    terminal.settle(IDLE)
    return Figure(what, f"{terminal.memory / MB:.0f} MB")
