"""`-` in the place of a file: standard input, or standard output."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from shutil import copyfileobj
from tempfile import TemporaryDirectory

from annotate.core.errors import ProjectError

STANDARD = Path("-")


@contextmanager
def given(file: Path) -> Iterator[Path]:
    """A file to be read; of standard input a copy that is thrown away."""
    if file != STANDARD or not sys.stdin:
        yield file
        return
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "standard input"
        with copy.open("wb") as to:
            copyfileobj(sys.stdin.buffer, to)
        yield copy


@contextmanager
def wanted(file: Path) -> Iterator[Path]:
    """A file to be written; what is to go to standard output goes there once it is whole."""
    if file != STANDARD:
        yield file
        return
    if not sys.stdout or sys.stdout.isatty():
        raise ProjectError("no terminal can take a database", hint="send it to a file or a program")
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "standard output"
        yield copy
        with copy.open("rb") as whole:
            copyfileobj(whole, sys.stdout.buffer)
