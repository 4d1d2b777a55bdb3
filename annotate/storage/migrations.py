"""Bringing a database up to the schema of this program, through sqlite-utils' migrations."""

import sqlite3
from collections.abc import Callable

from annotate.storage.hiding import hidden
from annotate.storage.schema import APPLICATION_ID, STEPS

# it would load them for columns of their types, which takes six times as long as all the rest
with hidden("numpy", "pandas"):
    from sqlite_utils import Database, Migrations

SET = "annotate"


def migrate(connection: sqlite3.Connection) -> None:
    """Apply the steps that are still missing; the caller holds the transaction around them."""
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    _migrations().apply(Database(connection, execute_plugins=False))


def _migrations() -> Migrations:
    migrations = Migrations(SET)
    for name, statements in STEPS.items():
        migrations(name=name)(_step(statements))
    return migrations


def _step(statements: tuple[str, ...]) -> Callable[[Database], None]:
    def run(db: Database) -> None:
        for statement in statements:
            db.execute(statement)

    return run
