"""From a key to the last byte of what it draws, in the two articles that are hard to draw."""

import pickle
import shutil
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.storage.store import FILE_NAME
from benchmarks import articles
from benchmarks.articles import Labelled, project_with
from benchmarks.programs import minimal, opened
from benchmarks.ratio import Clocked, Figure, compared
from benchmarks.raw_keys import labelling_and_undoing
from benchmarks.terminal import Terminal

DOWN, RIGHT, MORE = "\x1b[B", "\x1b[C", "\x1b[1;2C"
HOME, ANY = "\x1b[H", "x"
ROUNDS = 200
LABELLINGS = 100
"""Fewer, as each leaves a longer log to the next."""
WORDS = 40
"""Of every paragraph of text, at least."""
Hard = tuple[str, Callable[[], Labelled], int]
HARD: list[Hard] = [
    ("500 paragraphs, 1,000 spans", articles.long, articles.PARAGRAPHS),
    ("2,000 characters, 30 spans", articles.full, 2),
]
"""What an article is, what makes it, and how often ↓ leads on from its headline."""


def figures() -> Iterator[Figure]:
    """The moving keys against the minimal app, then those that write, while that commits too."""
    for what, make, paragraphs in HARD:
        with TemporaryDirectory() as name:
            folder = project_with(make(), Path(name) / "project")
            yield from _moving(what, folder, paragraphs)
            yield from _writing(what, folder, Path(name))


def _moving(what: str, folder: Path, paragraphs: int) -> Iterator[Figure]:
    with opened(folder) as ours, minimal() as theirs:
        for shown, key, most, back in (
            ("↓", DOWN, paragraphs, (HOME,)),
            ("→", RIGHT, WORDS, (HOME, DOWN)),
            ("Shift+→", MORE, WORDS, (HOME, DOWN)),
        ):
            pressing = _pressing(ours, key, most, back)
            yield compared(f"{shown} in {what}", pressing, _any(theirs), ROUNDS, at_most=1.5)


def _pressing(terminal: Terminal, key: str, most: int, back: Sequence[str]) -> Clocked:
    """Press a key; off the clock, the first time and after so many, go back to where it acts."""
    numbers = count()

    def run() -> float:
        if next(numbers) % most == 0:
            terminal.type(*back)
        return terminal.press(key)

    return run


def _any(terminal: Terminal) -> Clocked:
    """Press what any key of the minimal app is."""
    return lambda: terminal.press(ANY)


def _writing(what: str, folder: Path, beside: Path) -> Iterator[Figure]:
    database, statements, spare = beside / "raw.db", beside / "raw.pickle", beside / "spare"
    shutil.copyfile(folder / FILE_NAME, database)
    shutil.copytree(folder, spare)
    statements.write_bytes(pickle.dumps(list(labelling_and_undoing(spare, 2 * LABELLINGS))))
    with opened(folder) as ours, minimal(database, statements) as theirs:
        ours.type(HOME, DOWN)
        for clocked, shown, at_most in ((0, "q", 1.5), (1, "u, which folds anew,", 2.5)):
            yield compared(
                f"{shown} in {what}",
                _pair(ours, "q", "u", clocked),
                _pair(theirs, ANY, ANY, clocked),
                LABELLINGS,
                at_most=at_most,
            )


def _pair(terminal: Terminal, first: str, second: str, clocked: int) -> Clocked:
    """Press two keys, of which one is clocked."""

    def run() -> float:
        return [terminal.press(first), terminal.press(second)][clocked]

    return run
