"""A consistent copy of the database while others work on it, and putting one back."""

import os
import sqlite3
from contextlib import closing
from itertools import count
from pathlib import Path
from urllib.parse import quote

from annotate.core.errors import StorageError
from annotate.storage.failures import translated
from annotate.storage.store import Store


def backup(store: Store, to: Path) -> None:
    """Copy the database to a new file, whole and in one moment; a half-made copy never stays.

    Raises StorageError where the file is already there, or the disk does not take it.
    """
    if to.exists():
        raise StorageError("there is a file already", str(to), "choose another name")
    part = to.with_name(f".{to.name}.part")
    part.unlink(missing_ok=True)
    try:
        with translated(to):
            _copy(store.connection, part)
        part.rename(to)
    finally:
        part.unlink(missing_ok=True)


def restore(copy: Path, to: Path) -> Path | None:
    """Put a backup in the place of a database; where what was there is now, if there was any.

    The backup itself is only read. Raises StorageError, and leaves everything as it was, where it
    is no project database, or the disk does not take it.
    """
    if not copy.exists():
        raise StorageError("no such backup", str(copy))
    part = to.with_name(f".{to.name}.part")
    part.unlink(missing_ok=True)
    try:
        _copy_read_only(copy, part)
        _prove(part, copy)
        aside = _set_aside(to)
        part.rename(to)
    finally:
        part.unlink(missing_ok=True)
    return aside


def _copy_read_only(copy: Path, part: Path) -> None:
    uri = f"file:{quote(os.fsencode(copy.absolute()))}?mode=ro"
    with translated(copy), closing(sqlite3.connect(uri, uri=True)) as source:
        source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        with translated(part):
            _copy(source, part)


def _prove(part: Path, copy: Path) -> None:
    """Raise StorageError that names `copy` where `part`, which was made of it, is no project's."""
    try:
        Store.open(part, create=False).close()
    except StorageError as error:
        raise StorageError(error.what, str(copy), error.hint) from error


def _set_aside(path: Path) -> Path | None:
    """Rename a database, damaged or not, with its log: SQLite would read that into the next one."""
    names = (f"{path.name}.old-{n}" for n in count(1))
    aside = next(path.with_name(name) for name in names if not path.with_name(name).exists())
    found = path.exists()
    for suffix in ("", "-wal", "-shm"):
        part = path.with_name(path.name + suffix)
        if part.exists():
            part.rename(aside.with_name(aside.name + suffix))
    return aside if found else None


def _copy(source: sqlite3.Connection, to: Path) -> None:
    target = sqlite3.connect(to)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        target.close()
    with to.open("rb") as file:
        os.fsync(file.fileno())
