"""A consistent copy of the database while others work on it, and putting one back."""

import os
import sqlite3
from pathlib import Path

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


def restore(copy: Path, to: Path) -> None:
    """Put a backup in the place of a database that is lost or damaged, which must be gone.

    Raises StorageError where `copy` is no sound project database.
    """
    if not copy.exists():
        raise StorageError("no such backup", str(copy))
    with Store.open(copy, create=False) as store:
        backup(store, to)


def _copy(source: sqlite3.Connection, to: Path) -> None:
    target = sqlite3.connect(to)
    try:
        source.backup(target)
        target.execute("PRAGMA journal_mode = DELETE").fetchall()
    finally:
        target.close()
    with to.open("rb") as file:
        os.fsync(file.fileno())
