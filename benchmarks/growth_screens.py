"""What one waits for on the screen, by the number of short articles, in turn with the fewest.

In seconds that the processor works in the program, from the key to the last byte of what it draws:
other work on the machine does not count.

`ANNOTATE_LARGE=1 python -m benchmarks growth-screens` goes on to a million articles.
"""

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services import project
from annotate.services.copies import refresh
from annotate.services.importing import import_paths
from annotate.services.measuring.measure import measure
from annotate.storage import decisions
from annotate.storage.finished import Choice
from benchmarks.grown import SIZES, written
from benchmarks.programs import TITLE, command, reviewing
from benchmarks.projects import ANNOTATOR
from benchmarks.ratio import Figure, compared
from benchmarks.terminal import Terminal

NEXT, AGREEMENT, ESCAPE = "]", "\x01", "\x1b[27u"
"""Esc as terminals send it that tell it from the beginning of another key: without a wait."""
MEASURED = "done by two or more"
ARTICLES, SCREENS = 100, 20
"""How often each is pressed."""
SETTLED = 1.0
"""Seconds without output after which all that a key leads to is done."""
Press = Callable[[Terminal], object]
Pressed = tuple[str, Press, Sequence[str], int]
"""What it is called, what is pressed until it is there, the way back, and how often."""


def figures() -> Iterator[Figure]:
    """Articles and the list for an annotator, the figures of agreement for a reviewer."""
    with TemporaryDirectory() as name:
        least = _made(Path(name), SIZES[0])
        for size in SIZES:
            folder = least if size == SIZES[0] else _made(Path(name), size)
            for start, presses in RUNS:
                with Terminal(start(folder)) as ours, Terminal(start(least)) as theirs:
                    for terminal in (ours, theirs):
                        terminal.until(TITLE)
                    for pressed in presses:
                        yield _figure(pressed, size, ours, theirs)


def _figure(pressed: Pressed, size: int, ours: Terminal, theirs: Terminal) -> Figure:
    what, press, back, rounds = pressed

    def worked(terminal: Terminal) -> float:
        terminal.settle(0.1)
        before = terminal.worked
        press(terminal)
        took = terminal.worked - before
        terminal.type(*back)
        return took

    for terminal in (ours, theirs):
        terminal.settle(SETTLED)
        worked(terminal)
    return compared(
        f"{what}, {size:,} articles", lambda: worked(ours), lambda: worked(theirs), rounds
    )


def _made(folder: Path, size: int) -> Path:
    """A project in which nothing is left to be found out or counted for the first time."""
    file, made = folder / f"{size}.jsonl", folder / f"{size}"
    written(file, size)
    project.init(made)
    with project.Project.open(made) as opened:
        import_paths(opened.store, DEFAULT_SCHEME, [file], annotator=ANNOTATOR)
        refresh(opened.store)
        measure(opened.store, DEFAULT_SCHEME, Choice())
        decisions.refresh(opened.store, ANNOTATOR)
    file.unlink()
    return made


def _shown(key: str, text: str) -> Press:
    return lambda terminal: terminal.after(key, text)


def _painted(key: str) -> Press:
    return lambda terminal: terminal.press(key)


RUNS: list[tuple[Callable[[Path], tuple[str, ...]], list[Pressed]]] = [
    (
        partial(command, annotator="dee"),  # who has not had half of it imported today
        [
            ("next article", _painted(NEXT), (), ARTICLES),
            ("list of articles", _painted(ESCAPE), (ESCAPE,), SCREENS),
        ],
    ),
    (
        reviewing,
        [
            ("list of what is to be settled", _painted(ESCAPE), (ESCAPE,), SCREENS),
            ("agreement: the screen", _shown(AGREEMENT, "agreement"), (ESCAPE,), SCREENS),
            ("agreement: its figures", _shown(AGREEMENT, MEASURED), (ESCAPE,), SCREENS),
        ],
    ),
]
"""What is started, and what is pressed there."""
