"""The open database of a project: its transactions, and what is asked of it.

The hot path uses the connection itself; sqlite-utils is imported when the schema is behind.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from itertools import chain
from pathlib import Path
from typing import Any, Self

from annotate.core.errors import StorageError
from annotate.storage.failures import translated
from annotate.storage.schema import STEPS
from annotate.storage.setting_up import (
    OF_COPIES,
    PATIENCE,
    PRAGMAS,
    Pragma,
    refuse_foreign,
    refuse_newer,
    set_pragma,
    set_up,
)
from annotate.storage.to_read import connected, copied, is_read_only, refuse_read_only

FILE_NAME = "annotations.db"


class Store:
    """A project's database. Belongs to the thread that opened it; a context manager."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path = path
        self.connection = connection
        self._layers: dict[str, int] = {}
        self._writing = False
        self._tables = 0
        self._file: tuple[int, int] | None = None  # a new one is there only once it is written to

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
        refuse_foreign(self.connection, self.path)
        if self._refuse_newer() != set(STEPS):
            hint = "open it with `annotate` once"
            raise StorageError("the database is of an older version", str(self.path), hint)

    def _prepare(self, pragmas: Mapping[str, Pragma]) -> None:
        refuse_foreign(self.connection, self.path)
        applied = self._refuse_newer()
        self._file = self._found()
        set_up(self.connection, self.path, pragmas)
        if applied != set(STEPS):
            self._migrate()

    def _refuse_newer(self) -> set[str]:
        return refuse_newer(self.connection, self.path)

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

    def refuse_moved(self) -> None:
        """What goes into a file that was moved, replaced or removed would be seen by nobody.

        Nor would another connection to its place see what this one does. Raises StorageError.
        """
        if self._found() != self._file:
            hint = "put it back, or start again"
            raise StorageError("the database is no longer in its place", str(self.path), hint)

    def _migrate(self) -> None:
        from annotate.storage.migrations import migrate

        with self.transaction():
            migrate(self.connection)

    def commit_at_once(self) -> None:
        """Wait for no disk: for what comes again from elsewhere, should the power fail.

        What goes in before a gesture is on the disk with it: the log is written in order.
        """
        set_pragma(self.connection, "synchronous", "NORMAL")

    @property
    def translating(self) -> translated:
        """Surrounds what is asked of the connection itself."""
        return translated(self.path, self._refuse_newer)

    @contextmanager
    def transaction(self, *, waits: float = PATIENCE) -> Iterator[sqlite3.Connection]:
        """All or nothing, durable once the block is left. Not to be nested.

        Where another program has written for as many seconds as this `waits`, that is a BusyError.
        """
        self.refuse_moved()
        with self.translating:
            self._begin(waits)
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

    def _begin(self, waits: float) -> None:
        patience, _ = PRAGMAS["busy_timeout"]
        if waits != PATIENCE:
            set_pragma(self.connection, "busy_timeout", f"{waits * 1000:.0f}")
        try:
            # a deferred BEGIN that reads first is refused under load, whatever the timeout
            self.connection.execute("BEGIN IMMEDIATE")
        finally:
            if waits != PATIENCE:
                set_pragma(self.connection, "busy_timeout", patience)

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

    def at_once(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """All rows of a query, which is faster than one by one."""
        with self.translating:
            return self.connection.execute(sql, values).fetchall()

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
