"""Databases that nobody writes here: how one is read, also where it lies on read-only media."""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from annotate.core.errors import StorageError


def is_read_only(path: Path) -> bool:
    """Whether a database cannot be written, or its folder not, which takes the files beside it."""
    there = [file for file in (path.parent, path) if file.exists()]
    return not all(os.access(file, os.W_OK) for file in there)


def refuse_read_only(path: Path) -> None:
    """Raise StorageError for a database that cannot be written: before the first gesture."""
    if not is_read_only(path):
        return
    if os.statvfs(path.parent).f_flag & os.ST_RDONLY:
        hint = "copy its folder to where it can be written"
        raise StorageError("the project is on read-only media", str(path), hint)
    hint = "make the file and its folder writable"
    raise StorageError("the database is read-only", str(path), hint)


def connected(path: Path) -> sqlite3.Connection:
    """A connection that writes nothing, beside the file either."""
    return _copy(path) if _is_left_behind(path) else _connected(path)


def copied(path: Path) -> sqlite3.Connection:
    """A copy in a file without a name, that goes with the connection; empty where there is none."""
    return _copy(path) if path.exists() else _nameless()


def _copy(path: Path) -> sqlite3.Connection:
    copy = _nameless()
    try:
        with _whole(path) as whole, closing(_connected(whole)) as source:
            source.backup(copy)
    except BaseException:
        copy.close()
        raise
    return copy


def _nameless() -> sqlite3.Connection:
    return sqlite3.connect("", isolation_level=None)


def _connected(path: Path) -> sqlite3.Connection:
    """In a folder that cannot be written SQLite cannot make what several readers share.

    Where no log lies beside the file nobody writes, and it needs none.
    """
    alone = not os.access(path.parent, os.W_OK) and not _log(path).exists()
    address = f"{path.absolute().as_uri()}?mode=ro{'&immutable=1' if alone else ''}"
    return sqlite3.connect(address, uri=True, isolation_level=None)


@contextmanager
def _whole(path: Path) -> Iterator[Path]:
    """The file where SQLite can read it with its log: a log left behind needs a folder to write."""
    if not _is_left_behind(path):
        yield path
        return
    with TemporaryDirectory(prefix="annotate-") as folder:
        whole = Path(folder, path.name)
        for file in (path, _log(path)):
            copyfile(file, whole.with_name(file.name))
        yield whole


def _is_left_behind(path: Path) -> bool:
    """Whether a log lies there of a program that is gone, as whoever writes shares more files."""
    shared = path.with_name(f"{path.name}-shm")
    return is_read_only(path) and _log(path).exists() and not shared.exists()


def _log(path: Path) -> Path:
    return path.with_name(f"{path.name}-wal")
