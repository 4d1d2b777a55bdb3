"""What SQLite's errors mean to the person who meets them."""

import os
import sqlite3
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from annotate.core.errors import AnnotateError, BusyError, IntegrityError, StorageError

RESTORE = "put a backup in its place with `annotate restore FILE`"
DAMAGED = f"see `annotate check`, or {RESTORE}"
FOREIGN = "this is no annotate database"
NOT_UNDERSTOOD = sqlite3.SQLITE_ERROR
"""There is no such table or column, say."""
SHARED = 32 * 1024
"""Bytes of the file by which several programs share a database."""
MISUSED = "is it closed, or another thread's?"
MEANINGS: dict[int, tuple[str, str]] = {
    sqlite3.SQLITE_FULL: ("the disk is full", "free some space and do it again; nothing is lost"),
    sqlite3.SQLITE_IOERR: ("the disk cannot be read or written", "check it and try again"),
    sqlite3.SQLITE_READONLY: ("the database is read-only", "make the file and its folder writable"),
    sqlite3.SQLITE_CANTOPEN: ("the database cannot be opened", "check the path and its rights"),
    sqlite3.SQLITE_PERM: ("the database cannot be opened", "check the path and its rights"),
    sqlite3.SQLITE_CORRUPT: ("the database is damaged", DAMAGED),
    sqlite3.SQLITE_NOTADB: (FOREIGN, f"move it away, or {RESTORE}"),
    sqlite3.SQLITE_BUSY: ("another program has held the database for 30 s", "try again"),
    sqlite3.SQLITE_PROTOCOL: ("another program holds the database", "try again"),
    sqlite3.SQLITE_LOCKED: ("another program holds the database", "try again"),
}


class translated:  # noqa: N801  read as a word: `with translated(path):`
    """Let errors of SQLite leave as a StorageError that names the file and what to do.

    `explain` may raise one that knows more where SQLite does not understand what it is asked.

    A class, since it surrounds every query: entering a generator takes longer than some of them.
    """

    __slots__ = ("_explain", "_path")

    def __init__(self, path: Path, explain: Callable[[], object] | None = None) -> None:
        self._path, self._explain = path, explain

    def __enter__(self) -> None:
        pass

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if isinstance(error, sqlite3.Error):
            if self._explain and _code(error) == NOT_UNDERSTOOD:
                with suppress(sqlite3.Error):
                    self._explain()
            raise meaning(error, self._path) from error


def meaning(error: sqlite3.Error, path: Path) -> AnnotateError:
    """The StorageError for an error of SQLite."""
    code = _code(error)
    if code == sqlite3.SQLITE_IOERR and _is_full(path):
        code = sqlite3.SQLITE_FULL  # it says so of its database alone, and not of what lies beside
    if code in MEANINGS:
        what, hint = MEANINGS[code]
        kind = BusyError if code == sqlite3.SQLITE_BUSY else StorageError
        return kind(what, str(path), hint)
    if isinstance(error, sqlite3.ProgrammingError):
        return StorageError(f"it cannot be used so ({error})", str(path), MISUSED)
    return IntegrityError(f"the database refused this ({error})", str(path), DAMAGED)


def _is_full(path: Path) -> bool:
    """Whether there is no room for the least that SQLite puts beside a database."""
    try:
        disk = os.statvfs(path.parent)
    except OSError:
        return False
    return disk.f_bavail * disk.f_frsize < SHARED


def _code(error: sqlite3.Error) -> int:
    return getattr(error, "sqlite_errorcode", 0) & 0xFF
