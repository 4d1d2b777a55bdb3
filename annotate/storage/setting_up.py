"""How a connection to a project's database is set up, and which databases are refused."""

import sqlite3
import time
from collections.abc import Mapping
from pathlib import Path

from annotate.core.errors import StorageError
from annotate.storage.failures import FOREIGN
from annotate.storage.schema import APPLICATION_ID, STEPS

PATIENCE = 30
"""Seconds to wait for another program that writes."""
Pragma = tuple[str, str | int]
"""What is set, and what reading it back must give."""
PRAGMAS: dict[str, Pragma] = {
    "busy_timeout": (f"{PATIENCE * 1000}", PATIENCE * 1000),
    "journal_mode": ("WAL", "wal"),
    "synchronous": ("FULL", 2),  # every acknowledged gesture is on the disk
    "foreign_keys": ("ON", 1),
    "secure_delete": ("ON", 1),  # what is purged is gone from the file, merged index pages too
    "recursive_triggers": ("ON", 1),  # else INSERT OR REPLACE slips past the log's triggers
}
OF_COPIES: dict[str, Pragma] = {
    # a file without a name is nobody else's, and is gone with its connection
    "journal_mode": ("DELETE", "delete"),
    "synchronous": ("OFF", 0),
}


def set_up(connection: sqlite3.Connection, path: Path, pragmas: Mapping[str, Pragma]) -> None:
    """Set each pragma, and see that it holds. Raises StorageError for one that does not."""
    for pragma, (value, expected) in pragmas.items():
        set_pragma(connection, pragma, value)
        (found,) = connection.execute(f"PRAGMA {pragma}").fetchone()
        if found != expected:
            raise StorageError(f"{pragma} is {found}, not {expected}", str(path))


def set_pragma(connection: sqlite3.Connection, pragma: str, value: str) -> None:
    """Many may open a new file at once, and SQLite does not wait for the journal's mode."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            connection.execute(f"PRAGMA {pragma} = {value}").fetchall()
            return
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
            if not busy or time.monotonic() > until:
                raise
            time.sleep(0.01)


def refuse_foreign(connection: sqlite3.Connection, path: Path) -> None:
    """Refuse, before anything is written, a database that another program made."""
    (application_id,) = connection.execute("PRAGMA application_id").fetchone()
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    if application_id != APPLICATION_ID and (tables or application_id):
        hint = "it belongs to another program"
        raise StorageError(FOREIGN, str(path), hint)


def refuse_newer(connection: sqlite3.Connection, path: Path) -> set[str]:
    """The steps that were applied; none of them by a later program, maybe just now."""
    applied = _applied(connection)
    if newer := sorted(applied - set(STEPS)):
        hint = f"it has {newer[-1]}: update annotate, then start it again"
        raise StorageError("the database is of a newer version", str(path), hint)
    return applied


def _applied(connection: sqlite3.Connection) -> set[str]:
    table = "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"
    if not connection.execute(table).fetchone():
        return set()
    return {name for (name,) in connection.execute("SELECT name FROM _sqlite_migrations")}
