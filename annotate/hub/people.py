"""Making a hub, and who may use it: what only its owner does."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from msgspec import Struct

from annotate.core.errors import SyncError
from annotate.core.exchange import Role
from annotate.hub.connecting import HEED, connect, translated
from annotate.hub.schema import GRANTS, REVOKES, STEPS

if TYPE_CHECKING:
    import psycopg

LOCK = 0x416E6E6F
"""One `annotate hub init` at a time: "Anno"."""
LONGEST = 63
"""Bytes of a role's name; PostgreSQL would cut what is longer."""
MAKE = "INSERT INTO annotate.hub (replica, project, version) VALUES (%s, %s, 0)"
LOGIN = """SELECT rolcanlogin, EXISTS (SELECT 1 FROM pg_namespace n
        WHERE n.nspname = 'annotate' AND n.nspowner = r.oid)
    FROM pg_roles r WHERE rolname = %s"""
LOGIN_OF = "SELECT login FROM annotate.people WHERE name = %s"
PERSON = """INSERT INTO annotate.people (name, login, role) VALUES (%s, %s, %s)
    ON CONFLICT (name) DO UPDATE SET login = excluded.login, role = excluded.role"""


class Person(Struct, frozen=True):
    """Somebody who may use a hub: their name in the project, the role they log in as, theirs."""

    name: str
    login: str
    role: Role


@contextmanager
def _opened(url: str) -> "Iterator[psycopg.Connection[Any]]":
    """A hub's database, for one transaction; a line that is dead is given up on both ends."""
    with connect(url) as connection, translated(), connection.transaction():
        connection.execute(f"SELECT {HEED}".encode())
        yield connection


def init(url: str, project: str) -> bool:
    """Make a hub of a project, or bring it to this program's version; whether it is new.

    Raises SyncError for another project's hub, or a newer one.
    """
    with _opened(url) as connection:
        connection.execute("SELECT pg_advisory_xact_lock(%s)", (LOCK,))
        new = _version(connection) is None
        if new:
            connection.execute("CREATE SCHEMA annotate")
            _step(connection, 0)
            connection.execute(MAKE, (secrets.token_hex(8), project))
        _refuse_other(connection, project)
        for version in range(1 if new else _version(connection) or 0, len(STEPS)):
            _step(connection, version)
        # another name, as it may be a backup: all that were here look at the whole of it again
        values = (len(STEPS), secrets.token_hex(8))
        connection.execute("UPDATE annotate.hub SET version = %s, replica = %s", values)
        for table in ("places", "shown"):  # changes are counted by the server
            connection.execute(f"UPDATE annotate.{table} SET changed = 0".encode())
        for login in _logins(connection):
            _grant(connection, login, GRANTS)
    return new


def add(url: str, person: Person, password: str | None = None) -> bool:
    """Let somebody use the hub, or in another role or by another login; whether one was made.

    A login that is not there yet is made, with the password; the hub is sent only what it keeps of
    it. Raises SyncError for a login that cannot be, is another person's or the owner's.
    """
    if len(person.login.encode()) > LONGEST:
        raise SyncError("too long for a login", person.login, "give a shorter one with --login")
    with _opened(url) as connection:
        sql = "SELECT name FROM annotate.people WHERE login = %s AND name <> %s"
        if other := connection.execute(sql, (person.login, person.name)).fetchone():
            raise SyncError(f"the login is {other[0]}'s", person.login, "give another one")
        new = not _is_login(connection, person.login)
        if new:
            _make_login(connection, person.login, password)
        before = connection.execute(LOGIN_OF, (person.name,)).fetchone()
        connection.execute(PERSON, (person.name, person.login, person.role))
        if before:  # it may be another by now, and let nobody in any more
            _shut_out(connection, before[0])
        _grant(connection, person.login, GRANTS)
    return new


def _is_login(connection: "psycopg.Connection[Any]", login: str) -> bool:
    """Whether it is there already. Raises SyncError for a role that cannot be a person's login."""
    row = connection.execute(LOGIN, (login,)).fetchone()
    if row is None:
        return False
    can_log_in, is_owner = row
    if is_owner:  # whom the server keeps from nothing
        what = "that login owns the hub and may do everything already"
        raise SyncError(what, login, "give another one with --login")
    if not can_log_in:
        raise SyncError("nobody can log in as that role", login, "give another one with --login")
    return True


def has_login(url: str, login: str) -> bool:
    """Whether the server knows a login already, so that nobody is asked for a password."""
    with _opened(url) as connection:
        return _knows(connection, login)


def _knows(connection: "psycopg.Connection[Any]", login: str) -> bool:
    """Whether the server has a login: it need not be the one on which the hub was made."""
    rows = connection.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", (login,))
    return rows.fetchone() is not None


def remove(url: str, name: str) -> None:
    """Let somebody use the hub no more; what they wrote stays, and so does their login.

    Raises SyncError for a name that nobody has.
    """
    with _opened(url) as connection:
        sql = "DELETE FROM annotate.people WHERE name = %s RETURNING login"
        row = connection.execute(sql, (name,)).fetchone()
        if row is None:
            raise SyncError("nobody of that name", name, "see `annotate hub people`")
        _shut_out(connection, row[0])


def _shut_out(connection: "psycopg.Connection[Any]", login: str) -> None:
    """Take all rights from a login, if the server has it."""
    if _knows(connection, login):
        _grant(connection, login, REVOKES)


def people(url: str) -> list[Person]:
    """Everybody who may use the hub."""
    with _opened(url) as connection:
        return _people(connection)


def _people(connection: "psycopg.Connection[Any]") -> list[Person]:
    rows = connection.execute("SELECT name, login, role FROM annotate.people ORDER BY name")
    return [Person(*row) for row in rows]


def _logins(connection: "psycopg.Connection[Any]") -> list[str]:
    """Those of the people whom the server knows."""
    sql = """SELECT login FROM annotate.people p JOIN pg_roles r ON r.rolname = p.login
        ORDER BY login"""
    return [login for (login,) in connection.execute(sql.encode())]


def _version(connection: "psycopg.Connection[Any]") -> int | None:
    """The hub's version; None where there is none."""
    there = connection.execute("SELECT to_regclass('annotate.hub') IS NOT NULL").fetchone()
    if not (there and there[0]):
        return None
    row = connection.execute("SELECT version FROM annotate.hub").fetchone()
    return row[0] if row else 0


def _refuse_other(connection: "psycopg.Connection[Any]", project: str) -> None:
    row = connection.execute("SELECT version, project FROM annotate.hub").fetchone()
    version, known = row or (0, "")
    if known != project:
        what = f"the hub is of another project ({known[:8]}, not {project[:8]})"
        raise SyncError(what, hint="use another database")
    if version > len(STEPS):
        raise SyncError("the hub is of a newer version", hint="update annotate")


def _step(connection: "psycopg.Connection[Any]", version: int) -> None:
    for statement in STEPS[version]:
        connection.execute(statement.encode())


def _grant(connection: "psycopg.Connection[Any]", login: str, grants: tuple[str, ...]) -> None:
    from psycopg.sql import SQL, Identifier

    for grant in grants:
        connection.execute(SQL(grant).format(login=Identifier(login)))


def _make_login(connection: "psycopg.Connection[Any]", login: str, password: str | None) -> None:
    """Make a login; the server, and its log, never see the password itself."""
    from psycopg.sql import SQL, Identifier, Literal

    made = SQL("CREATE ROLE {} LOGIN").format(Identifier(login))
    if password is not None:
        raw, name = password.encode(), login.encode()
        kept = connection.pgconn.encrypt_password(raw, name, b"scram-sha-256").decode()
        made += SQL(" PASSWORD {}").format(Literal(kept))
    connection.execute(made)
