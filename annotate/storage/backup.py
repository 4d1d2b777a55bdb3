"""A consistent copy of the database while others work on it, and putting one back."""

import fcntl
import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from itertools import count
from pathlib import Path
from urllib.parse import quote

from annotate.core.errors import StorageError
from annotate.storage.failures import FOREIGN, translated
from annotate.storage.store import Store

SHARED = (510, 0x4000_0002)
"""How many bytes, and from which on, SQLite holds a lock of while a database is open."""
BACKUP = "name one that `annotate backup` made"


def backup(store: Store, to: Path) -> None:
    """Copy the database to a new file, whole and in one moment; a half-made copy never stays.

    Raises StorageError where the file is already there, or the disk does not take it.
    """
    _refuse_folder(to, "name a file in it")
    # SQLite would read a log that was left there into the copy
    for path in _with_its_logs(to):
        if path.exists():
            raise StorageError("there is a file already", str(path), "choose another name")
    with _part_of(to) as part:
        _copy(store.connection, part)
        _name(part, to)


def restore(copy: Path, to: Path) -> Path | None:
    """Put a backup in the place of a database; where what was there is now, if there was any.

    The backup itself is only read. Raises StorageError, and leaves everything as it was, where it
    is no project database, another program has the old one open, or the disk does not take it.
    """
    if not copy.exists():
        raise StorageError("no such backup", str(copy), BACKUP)
    _refuse_folder(copy, BACKUP)
    with _part_of(to) as part:
        _refuse_open(to)
        with _named(copy):
            with closing(_read_only(copy)) as source:
                _copy(source, part)
            Store.open(part, create=False).close()
        aside = _set_aside(to)
        _name(part, to)
    return aside


def project_of(path: Path) -> str:
    """The id of the project that a database is of; "" where it has none, or cannot be asked."""
    if any(log.exists() for log in _with_its_logs(path)[1:]):
        return ""  # nothing is to be written beside it
    with suppress(StorageError, sqlite3.Error), closing(_read_only(path)) as connection:
        row = connection.execute("SELECT value FROM project WHERE name = 'id'").fetchone()
        return str(row[0]) if row else ""
    return ""


@contextmanager
def _part_of(to: Path) -> Iterator[Path]:
    """A file to be filled and renamed to `to`; it never stays. Failures name `to`."""
    part = to.with_name(f".{to.name}.part")
    try:
        with translated(to):
            _unlink(part)
            yield part
    except OSError as error:
        what = f"the copy cannot be written ({error.strerror})"
        raise StorageError(what, str(to), "free some space, or choose another place") from error
    finally:
        with suppress(OSError):  # what went wrong before is what is told
            _unlink(part)


def _unlink(path: Path) -> None:
    for file in _with_its_logs(path):
        file.unlink(missing_ok=True)


def _with_its_logs(path: Path) -> list[Path]:
    """A database's file and those that SQLite keeps beside it."""
    return [path.with_name(path.name + suffix) for suffix in ("", "-wal", "-shm")]


def _read_only(copy: Path) -> sqlite3.Connection:
    # without a log beside it the file is all there is, and needs nothing written beside it
    alone = not copy.with_name(copy.name + "-wal").exists()
    uri = f"file:{quote(os.fsencode(copy.absolute()))}?{'immutable=1' if alone else 'mode=ro'}"
    with translated(copy):
        source = sqlite3.connect(uri, uri=True)
        try:
            source.execute("SELECT count(*) FROM sqlite_master").fetchone()
        except BaseException:
            source.close()
            raise
    return source


@contextmanager
def _named(copy: Path) -> Iterator[None]:
    """Failures name the backup, whatever was made of it, and what it should be."""
    try:
        yield
    except StorageError as error:
        hint = BACKUP if error.what == FOREIGN else error.hint
        raise StorageError(error.what, str(copy), hint) from error


def _refuse_folder(path: Path, hint: str) -> None:
    if path.is_dir():
        raise StorageError("that is a folder", str(path), hint)


def _refuse_open(path: Path) -> None:
    """Whoever has it open would go on in what is set aside, and delete the new one's log."""
    if not path.is_file():
        return
    with path.open("rb+") as file:
        try:
            fcntl.lockf(file, fcntl.LOCK_EX | fcntl.LOCK_NB, *SHARED)
        except BlockingIOError as error:
            hint = "leave it there, then restore"
            raise StorageError("another program has the database open", str(path), hint) from error


def _set_aside(path: Path) -> Path | None:
    """Give a database, damaged or not, another name; where it is then, if there was one."""
    names = (f"{path.name}.old-{n}" for n in count(1))
    aside = next(path.with_name(name) for name in names if not path.with_name(name).exists())
    found = path.exists()
    if not (found and _named_twice(path, aside)):
        _renamed(path, aside)
    return aside if found else None


def _named_twice(path: Path, aside: Path) -> bool:
    """Whether it could have both names, so that at no moment there is none under the first."""
    if any(log.exists() for log in _with_its_logs(path)[1:]):
        return False
    with suppress(OSError):  # not every file system can
        aside.hardlink_to(path)
        return True
    return False


def _renamed(path: Path, aside: Path) -> None:
    """Rename it with its log: SQLite would read that into the next one."""
    for old, new in zip(_with_its_logs(path), _with_its_logs(aside), strict=True):
        if old.exists():
            old.rename(new)


def _name(part: Path, to: Path) -> None:
    """Give a finished copy its name, for good: power may fail before a folder is written."""
    part.rename(to)
    folder = os.open(to.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _copy(source: sqlite3.Connection, to: Path) -> None:
    target = sqlite3.connect(to)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        target.close()
    with to.open("rb") as file:
        os.fsync(file.fileno())
