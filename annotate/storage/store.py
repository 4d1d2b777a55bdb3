"""The open database of a project: the one place that knows how SQLite must be set up.

The hot path uses the connection itself; sqlite-utils is imported when the schema is behind.
"""

import sqlite3
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, Self

from annotate.core.errors import StorageError
from annotate.storage.failures import translated
from annotate.storage.schema import APPLICATION_ID, STEPS
from annotate.storage.to_read import connected, copied, is_read_only, refuse_read_only

FILE_NAME = "annotations.db"
PATIENCE = 30.0
"""Seconds to wait for another program that writes."""
Pragma = tuple[str, str | int]
"""What is set, and what reading it back must give."""
PRAGMAS: dict[str, Pragma] = {
    "busy_timeout": ("30000", 30000),
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


class Store:
    """A project's database. Belongs to the thread that opened it; a context manager."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self._layers: dict[str, int] = {}
        self._writing = False
        self._tables = 0

    @classmethod
    def open(cls, path: Path, *, create: bool = True) -> Self:
        """Open the file, or make a new one; an older schema is brought up to date.

        Raises StorageError for a file that is missing (unless `create`), damaged, of a newer
        version, read-only, or no project database at all.
        """
        if not create:
            _refuse_missing(path)
        with translated(path):
            refuse_read_only(path)
            connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
            return cls._prepared(path, connection, PRAGMAS)

    @classmethod
    def to_read(cls, path: Path, *, create: bool = True) -> Self:
        """The same for whoever asks only: where it cannot be written, a copy that nobody keeps.

        So that what is worked out once and noted in the database can be had there, too.
        """
        if not is_read_only(path):
            return cls.open(path, create=create)
        if not create:
            _refuse_missing(path)
        with translated(path):
            return cls._prepared(path, copied(path), PRAGMAS | OF_COPIES)

    @classmethod
    def _prepared(
        cls, path: Path, connection: sqlite3.Connection, pragmas: Mapping[str, Pragma]
    ) -> Self:
        try:
            # lower() of SQLite knows the letters of English only
            connection.create_function("casefold", 1, str.casefold, deterministic=True)
            store = cls(path, connection)
            store._prepare(pragmas)
        except BaseException:
            connection.close()
            raise
        return store

    @classmethod
    def reading(cls, path: Path) -> Self:
        """Open the file to be read only, as it is at this moment; nobody is kept from writing.

        Raises StorageError for a file that is missing, damaged, of another version, or no project
        database at all.
        """
        _refuse_missing(path)
        with translated(path):
            connection = connected(path)
            try:
                store = cls(path, connection)
                # one transaction to the end: what is read first decides which moment it is
                connection.execute("BEGIN")
                store._refuse_other_versions()
            except BaseException:
                connection.close()
                raise
        return store

    def _refuse_other_versions(self) -> None:
        self._refuse_foreign()
        if self._refuse_newer() != set(STEPS):
            hint = "open it with `annotate` once"
            raise StorageError("the database is of an older version", str(self.path), hint)

    def _prepare(self, pragmas: Mapping[str, Pragma]) -> None:
        self._refuse_foreign()
        applied = self._refuse_newer()
        self._file = self._found()
        for pragma, (value, expected) in pragmas.items():
            self._set(pragma, value)
            found = self.value(f"PRAGMA {pragma}")
            if found != expected:
                raise StorageError(f"{pragma} is {found}, not {expected}", str(self.path))
        if applied != set(STEPS):
            self._migrate()

    def _refuse_newer(self) -> set[str]:
        """The steps that were applied; none of them by a later program, maybe just now."""
        applied = self._applied()
        if newer := sorted(applied - set(STEPS)):
            hint = f"it has {newer[-1]}: update annotate, then start it again"
            raise StorageError("the database is of a newer version", str(self.path), hint)
        return applied

    def _refuse_renewed(self) -> None:
        """A later program may have brought it to its version while this one had it open."""
        tables = self.value("PRAGMA schema_version")
        if tables != self._tables:
            self._refuse_newer()
            self._tables = tables

    def _found(self) -> tuple[int, int] | None:
        """Which file is in the database's place now."""
        try:
            there = self.path.stat()
        except OSError:
            return None
        return there.st_dev, there.st_ino

    def _refuse_moved(self) -> None:
        """What goes into a file that was moved, replaced or removed would be seen by nobody."""
        if self._found() != self._file:
            hint = "put it back, or start again"
            raise StorageError("the database is no longer in its place", str(self.path), hint)

    def _set(self, pragma: str, value: str) -> None:
        """Many may open a new file at once, and SQLite does not wait for the journal's mode."""
        until = time.monotonic() + PATIENCE
        while True:
            try:
                self.connection.execute(f"PRAGMA {pragma} = {value}").fetchall()
                return
            except sqlite3.OperationalError as error:
                busy = error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_BUSY
                if not busy or time.monotonic() > until:
                    raise
                time.sleep(0.01)

    def _refuse_foreign(self) -> None:
        """Refuse, before anything is written, a database that another program made."""
        application_id = self.value("PRAGMA application_id")
        empty = not self.value("SELECT count(*) FROM sqlite_master")
        if application_id != APPLICATION_ID and not (empty and application_id == 0):
            hint = "it belongs to another program"
            raise StorageError("this is no annotate database", str(self.path), hint)

    def _applied(self) -> set[str]:
        table = "SELECT 1 FROM sqlite_master WHERE name = '_sqlite_migrations'"
        if not self.connection.execute(table).fetchone():
            return set()
        rows = self.connection.execute("SELECT name FROM _sqlite_migrations")
        return {name for (name,) in rows}

    def _migrate(self) -> None:
        from annotate.storage.migrations import migrate

        with self.transaction():
            migrate(self.connection)

    def commit_at_once(self) -> None:
        """Wait for no disk: for what comes again from elsewhere, should the power fail.

        What goes in before a gesture is on the disk with it: the log is written in order.
        """
        self._set("synchronous", "NORMAL")

    @property
    def translating(self) -> translated:
        """Surrounds what is asked of the connection itself."""
        return translated(self.path, self._refuse_newer)

    @contextmanager
    def transaction(self, *, waits: bool = True) -> Iterator[sqlite3.Connection]:
        """All or nothing, durable once the block is left. Not to be nested.

        Where another program writes and nothing `waits` for it, that is a StorageError at once.
        """
        self._refuse_moved()
        with self.translating:
            self._begin(waits=waits)
            self._writing = True
            try:
                self._refuse_renewed()
                yield self.connection
                self.connection.execute("COMMIT")
            except BaseException:
                self._layers.clear()
                self._roll_back()
                raise
            finally:
                self._writing = False

    def _begin(self, *, waits: bool) -> None:
        patience, _ = PRAGMAS["busy_timeout"]
        if not waits:
            self._set("busy_timeout", "0")
        try:
            # a deferred BEGIN that reads first is refused under load, whatever the timeout
            self.connection.execute("BEGIN IMMEDIATE")
        finally:
            if not waits:
                self._set("busy_timeout", patience)

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All that is read in the block is of one moment, whatever others write meanwhile."""
        if self.connection.in_transaction:
            yield
            return
        with self.translating:
            self.connection.execute("BEGIN")
            try:
                yield
            finally:
                self._roll_back()

    def _roll_back(self) -> None:
        """Unless SQLite has done so by itself, as it does where the disk fails."""
        if self.connection.in_transaction:
            self.connection.execute("ROLLBACK")

    def rows(self, sql: str, *values: object) -> Iterator[tuple[Any, ...]]:
        """The rows of a query, as they come."""
        # a chain has no close: a cursor's is an error once the database is closed
        with self.translating:
            yield from chain(self.connection.execute(sql, values))

    def named_rows(self, sql: str, values: dict[str, object]) -> Iterator[tuple[Any, ...]]:
        """The rows of a query whose values have names."""
        with self.translating:
            yield from chain(self.connection.execute(sql, values))

    def value(self, sql: str, *values: object) -> Any:
        """The first column of the first row, or None."""
        with self.translating:
            row = self.connection.execute(sql, values).fetchone()
        return row[0] if row else None

    def layer(self, name: str) -> int:
        """The number of a layer: a new one inside a transaction, 0 for one that is not there."""
        if name not in self._layers:
            key = self.value("SELECT key FROM layers WHERE name = ?", name)
            if key is None and self._writing:
                key = self.value("INSERT INTO layers (name) VALUES (?) RETURNING key", name)
            if key is None:
                return 0
            self._layers[name] = key
        return self._layers[name]

    def close(self) -> None:
        """Close the connection; nothing waits for this."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def _refuse_missing(path: Path) -> None:
    if not path.exists():
        raise StorageError("no database", str(path), "import something first")
