"""What a command prints: data on standard output, everything else on standard error."""

import os
import re
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from annotate.core.display import TABLE, display
from annotate.core.errors import AnnotateError

ESCAPES = {c: f"\\u{c:04x}" for c in TABLE if c >= 0x7F}
"""What JSON would carry as it is, though a terminal obeys it."""
OBEYED = re.compile(f"[{''.join(map(chr, ESCAPES))}]")
PLAIN = bytes(range(0x7F))
"""None of which is among them: without these bytes there is little to look through."""
STEPS = 1000
ID = 120
"""Characters of an article's id that are told."""
Progress = Callable[[int, int], None]


def put(*lines: str) -> None:
    """Print lines of data, which may hold whatever a file held."""
    if lines:
        click.echo("\n".join(map(display, lines)))


def put_json(value: object) -> None:
    """Print a value as JSON in UTF-8, whatever the terminal's encoding."""
    import msgspec

    put_line(msgspec.json.format(msgspec.json.encode(value), indent=2))


def put_line(line: bytes) -> None:
    """Print JSON as it is, but for what a terminal would obey: that is escaped."""
    harmful = OBEYED.search(line.translate(None, PLAIN).decode())
    click.echo(line.decode().translate(ESCAPES).encode() if harmful else line)


def say(*lines: str) -> None:
    """Tell the user something, line by line, on standard error."""
    for line in lines:
        click.echo(display(line), err=True)


def shortened(line: str, longest: int) -> str:
    """A line without what is amid it, where it is longer; … stands for that."""
    half = longest // 2
    return line if len(line) <= longest else f"{line[:half]}…{line[-half:]}"


def path_text(path: Path) -> str:
    """A path as text that can be written anywhere, whatever bytes it is made of."""
    return os.fsencode(path).decode(errors="replace")


@contextmanager
def writing(what: str, file: Path) -> Iterator[None]:
    """Raise AnnotateError, of which file that is, where `what` cannot be written."""
    try:
        yield
    except OSError as error:
        why = f"{what} could not be written ({error.strerror or error})"
        raise AnnotateError(why, path_text(file)) from error


def put_page(file: Path, page: str) -> None:
    """Write a page to a file, and say so."""
    with writing("the page", file):
        file.write_text(page, encoding="utf-8")
    say(f"page: {path_text(file)}")


@contextmanager
def progress(label: str, *, quiet: bool) -> Iterator[Progress | None]:
    """A progress bar to be told (done, total); None where nobody would see it."""
    if quiet or not sys.stderr or not sys.stderr.isatty():
        yield None
        return
    with click.progressbar(length=STEPS, label=label, file=sys.stderr) as bar:
        yield lambda done, total: _move(bar, done, total)


def _move(bar: Any, done: int, total: int) -> None:
    """Move the bar to where the work is; standard input has no known total."""
    if total:
        bar.update(min(STEPS, STEPS * done // total) - bar.pos)
