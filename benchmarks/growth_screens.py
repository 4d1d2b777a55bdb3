"""What one waits for on the screen, by the number of short articles, in turn with the fewest.

`ANNOTATE_LARGE=1 python -m benchmarks growth-screens` goes on to a million articles.
"""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory

from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services import project
from annotate.services.copies import refresh
from annotate.services.importing import import_paths
from annotate.services.measuring.measure import measure
from annotate.storage.finished import Choice
from benchmarks.grown import SIZES, written
from benchmarks.programs import TITLE, command, reviewing
from benchmarks.projects import ANNOTATOR
from benchmarks.ratio import Figure, compared
from benchmarks.terminal import Terminal

NEXT, AGREEMENT, ESCAPE = "]", "\x01", "\x1b[27u"
"""Esc as terminals send it that tell it from the beginning of another key: without a wait."""
LISTED, MEASURED, SETTLING = "unfinished", "done by two or more", "to settle"
ARTICLES, SCREENS = 100, 20
"""How often each is pressed."""
Press = Callable[[Terminal], float]


def figures() -> Iterator[Figure]:
    """Articles and the list for an annotator, the figures of agreement for a reviewer."""
    with TemporaryDirectory() as name:
        least = _made(Path(name), SIZES[0])
        for size in SIZES:
            folder = least if size == SIZES[0] else _made(Path(name), size)
            for start, until, presses in RUNS:
                with ExitStack() as stack:
                    ours, theirs = (
                        stack.enter_context(Terminal(start(where))) for where in (folder, least)
                    )
                    for terminal in (ours, theirs):
                        terminal.until(until)
                        terminal.settle(1)
                    for what, press, rounds in presses:
                        yield _figure(f"{what}, {size:,} articles", press, ours, theirs, rounds)


def _figure(what: str, press: Press, ours: Terminal, theirs: Terminal, rounds: int) -> Figure:
    press(ours)
    press(theirs)
    return compared(what, lambda: press(ours), lambda: press(theirs), rounds)


def _made(folder: Path, size: int) -> Path:
    """A project in which nothing is left to be found out or counted for the first time."""
    file, made = folder / f"{size}.jsonl", folder / f"{size}"
    written(file, size)
    project.init(made)
    with project.Project.open(made) as opened:
        import_paths(opened.store, DEFAULT_SCHEME, [file], annotator=ANNOTATOR)
        refresh(opened.store)
        measure(opened.store, DEFAULT_SCHEME, Choice())
    file.unlink()
    return made


def _list(terminal: Terminal) -> float:
    took = terminal.press(ESCAPE)
    terminal.type(ESCAPE)
    return took


def _agreement(terminal: Terminal) -> float:
    took = terminal.after(AGREEMENT, MEASURED)
    terminal.settle()
    terminal.type(ESCAPE)
    return took


def _agreement_begun(terminal: Terminal) -> float:
    took = terminal.after(AGREEMENT, "agreement")
    terminal.settle()
    terminal.type(ESCAPE)
    return took


RUNS: list[tuple[Callable[[Path], tuple[str, ...]], str, list[tuple[str, Press, int]]]] = [
    (
        command,
        TITLE,
        [
            ("next article painted", lambda terminal: terminal.press(NEXT), ARTICLES),
            ("list of articles painted", _list, SCREENS),
        ],
    ),
    (
        reviewing,
        TITLE,
        [
            ("list of what is to be settled painted", _list, SCREENS),
            ("agreement: the screen is there", _agreement_begun, SCREENS),
            ("agreement: its figures are there", _agreement, SCREENS),
        ],
    ),
]
"""What is started, what it shows then, and what is pressed there, how often."""
