"""The way in: runs a command, and turns whatever comes of it into an exit code and one line."""

import os
import sys
from io import BufferedWriter, FileIO, TextIOWrapper
from pathlib import Path
from traceback import extract_tb, format_exception
from typing import NoReturn, TextIO

from annotate.cli.exits import FAILED, INTERRUPTED
from annotate.core.display import display
from annotate.core.errors import AnnotateError

DEBUG = "ANNOTATE_DEBUG"
"""Set in the environment, it lets a traceback be seen."""


def run() -> NoReturn:
    """Run what the command line says, and leave with its exit code."""
    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout = _whole(sys.stdout)
    out = sys.stdout
    try:
        sys.exit(outcome(sys.argv[1:]))
    finally:
        _drop(out)  # Click put another in its place if the reader had gone


def outcome(arguments: list[str]) -> int:
    """The exit code of a command line; whatever goes wrong is one line on standard error."""
    try:
        return _run(arguments)
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:
        _drop(sys.stdout)
        return FAILED  # whoever read has gone: there is nothing to say
    except AnnotateError as error:
        return _say(f"error: {error}")
    except OSError as error:
        _drop(sys.stdout)
        return _say(f"error: {', '.join(filter(None, (error.strerror, _name(error))))}")
    except Exception as error:  # no traceback reaches a user
        return _say(f"error: {_unexpected(error)}")


def _run(arguments: list[str]) -> int:
    """The commands are imported here, so that even that cannot end in a traceback."""
    from annotate.cli.group import invoke

    if isinstance(sys.stdout, TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")
    code = invoke(arguments)
    if sys.stdout:
        sys.stdout.flush()
    return code


def _whole(stream: TextIOWrapper) -> TextIOWrapper:
    """A stream of which all is written, or it fails.

    With PYTHONUNBUFFERED Python forgets what a full disk, or a reader that leaves, did not take.
    """
    if not isinstance(stream.buffer, FileIO):
        return stream
    return TextIOWrapper(BufferedWriter(stream.buffer), stream.encoding, "replace")


def _say(line: str, code: int = FAILED) -> int:
    if sys.stderr:
        sys.stderr.write(display(line) + "\n")
    return code


def _interrupted() -> int:
    """Say so, over the ^C that a terminal shows."""
    if sys.stderr and sys.stderr.isatty():
        sys.stderr.write("\r")
    return _say("interrupted", INTERRUPTED)


def _drop(out: TextIO | None) -> None:
    """What cannot be written is not tried again on the way out, which would be another error."""
    if not out or out.closed:
        return
    try:
        out.flush()
    except OSError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), out.fileno())


def _name(error: OSError) -> str:
    return os.fsdecode(error.filename) if error.filename else ""


def _unexpected(error: Exception) -> str:
    """What it was and where, for a report; the whole of it only if asked for."""
    if os.environ.get(DEBUG) and sys.stderr:
        sys.stderr.writelines(map(_shown, format_exception(error)))
    if isinstance(error, MemoryError):
        return "not enough memory, is there a limit to it? (ulimit -v)"
    place = extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}:{place.lineno}"
    what = f"unexpected {type(error).__name__}: {error}"
    return f"{what}, {where}, please report it ({DEBUG}=1 shows more)"


def _shown(lines: str) -> str:
    return "".join(display(line) + "\n" for line in lines.splitlines())
