"""Reaching the hub, and what PostgreSQL's errors mean to the person who meets them."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from annotate.core.errors import ForkError, SyncError, SyncRefusedError

if TYPE_CHECKING:
    import psycopg

PATIENCE = 10
"""Seconds to wait for a hub that does not answer."""
DEFAULTS = {
    "connect_timeout": PATIENCE,
    "application_name": "annotate",
    # a line that is dead without a word is given up after half a minute
    "keepalives_idle": 15,
    "keepalives_interval": 5,
    "keepalives_count": 3,
    "tcp_user_timeout": 30_000,
}
HEED = """set_config('tcp_keepalives_idle', '15', false),
    set_config('tcp_keepalives_interval', '5', false),
    set_config('tcp_keepalives_count', '3', false),
    set_config('tcp_user_timeout', '30000', false)"""
"""Selected, it lets the server give up such a line, too, with what was locked over it: else it
waits for two hours, and who comes back waits for their own former connection."""
ADD = "whoever owns the hub adds people with `annotate hub add`"
INIT = "make one with `annotate hub init`"
MEANINGS: dict[str, tuple[str, str]] = {
    "28P01": ("the hub does not know this name and password", "see PGPASSWORD and ~/.pgpass"),
    "28000": ("the hub does not let this name in", ADD),
    "3D000": ("there is no such database", "check the address"),
    "42P01": ("there is no hub in this database", INIT),
    "3F000": ("there is no hub in this database", INIT),
    "42883": ("the hub was brought to another version meanwhile", "sync again"),
    "42501": ("the hub does not let you do this", ADD),
    "40P01": ("another replica sends the same at this moment", "try again"),
    "57P01": ("the hub was shut down", "try again later; nothing is lost"),
    "57P03": ("the hub is starting or stopping", "try again later; nothing is lost"),
    "53300": ("the hub has no room for one more connection", "try again later"),
    "53100": ("the hub's disk is full", "tell whoever runs it; nothing is lost"),
}
FORK, GAP, AHEAD, POLICY = "AN001", "AN002", "AN003", "RLS"
REFUSED: dict[str, tuple[str, str]] = {
    GAP: ("a log has a gap", "sync again"),
    AHEAD: ("a clock is too far ahead", "see `annotate check`"),
    POLICY: ("the hub does not let you write this", "see who may do what in docs/teams.md"),
    "23503": ("an operation is on an article that the hub has not", "an administrator brings them"),
    "23": ("the hub does not take this", "see `annotate check`"),
}
"""What is refused for good, while the rest may go in."""
MISFITS = ("22", "23", "54")
"""Classes of errors: data that is no such, a check that does not hold, more than there is room."""
LOOKS = (
    "it looks like postgresql://NAME@HOST/DATABASE, "
    "and % @ : / ? in a password like %25 %40 %3A %2F %3F"
)
MEANT = re.compile(r"^\w{2,}:/|:.*@|password=", re.IGNORECASE | re.DOTALL)
"""What is in addresses of hubs, however badly written, and hardly in paths."""
PORTS = re.compile(r"[\d,]*")
REACH = "check the address and the network; nothing is lost"
SAID: tuple[tuple[str, str, str], ...] = (
    ("certificate", "the hub's certificate is not trusted", "see sslrootcert in docs/teams.md"),
    ("does not support SSL", "the hub does not encrypt", "turn TLS on there (docs/teams.md)"),
    ("password authentication failed", *MEANINGS["28P01"]),
    ("no password supplied", "the hub asks for a password", "see PGPASSWORD and ~/.pgpass"),
    ("does not exist", "there is no such database or name", "check the address"),
    ("no pg_hba.conf entry", "the hub does not let this name in from here", REACH),
)
"""What libpq tells in words only, before there is a connection."""


def is_address(where: str) -> bool:
    """Whether this names a hub and no file."""
    return where.startswith(("postgresql://", "postgres://"))


def is_meant(path: str) -> bool:
    """Whether a path is none but an address: it may hold a password, which no error shows."""
    is_there = os.path.exists(path)  # noqa: PTH110  Path.exists raises where a name is too long
    return bool(MEANT.search(path)) and not is_there


def refuse_meant(path: str) -> None:
    """Raise SyncError for a path that is meant as an address."""
    if is_meant(path):
        raise SyncError("this is no address of a hub", hint=LOOKS)


def connect(url: str) -> "psycopg.Connection[tuple[Any, ...]]":
    """A connection to a hub, on which each statement is a transaction unless told otherwise.

    Raises SyncError where there is none; no error ever shows the password.
    """
    _need_psycopg()
    import psycopg

    parameters = _parameters(url)
    try:
        return psycopg.connect(**parameters, autocommit=True)
    except psycopg.OperationalError as error:
        raise _unreached(error, place(parameters)) from None


def _need_psycopg() -> None:
    try:
        import psycopg  # noqa: F401  whether it is there
    except ImportError as error:
        hint = "pip install 'annotate-news[hub]'"
        raise SyncError("a hub needs psycopg", hint=hint) from error


def _parameters(url: str) -> dict[str, Any]:
    """What libpq is told; an error of its own might quote the password."""
    from psycopg import ProgrammingError
    from psycopg.conninfo import conninfo_to_dict

    try:
        given: dict[str, Any] = conninfo_to_dict(url)
    except ProgrammingError:
        raise SyncError("this is no address of a hub", hint=LOOKS) from None
    _refuse_torn(given)
    defaults: dict[str, Any] = DEFAULTS.copy()
    if _is_afar(given) and "PGSSLMODE" not in os.environ:
        defaults["sslmode"] = "require"  # libpq would go on without
    return defaults | given


def _refuse_torn(given: dict[str, Any]) -> None:
    """A mark in a password may end it: what stands behind it then is a host, or the database."""
    names = (str(given.get(name, "")) for name in ("host", "port", "dbname"))
    if any("@" in name for name in names) or not PORTS.fullmatch(str(given.get("port", ""))):
        raise SyncError("this is no address of a hub", hint=LOOKS)


def _is_afar(given: dict[str, Any]) -> bool:
    host = str(given.get("host", ""))
    return bool(host) and not host.startswith("/") and host not in ("localhost", "127.0.0.1", "::1")


def place(parameters: dict[str, Any]) -> str:
    """Where the hub is, as an error names it."""
    host = parameters.get("host", "localhost")
    port, name = parameters.get("port", ""), parameters.get("dbname", "")
    return f"{host}{f':{port}' if port else ''}/{name}"


def _unreached(error: Exception, where: str) -> SyncError:
    text = str(error)
    for piece, what, hint in SAID:
        if piece in text:
            return SyncError(what, where, hint)
    reason = next((r for r in REASONS if r in text), "no answer")
    return SyncError(f"the hub cannot be reached ({reason})", where, REACH)


REASONS = (
    "Connection refused",
    "timeout expired",
    "Name or service not known",
    "No such file or directory",
    "No route to host",
    "Network is unreachable",
    "server closed the connection",
    "starting up",
    "shutting down",
)
"""What may be shown of libpq's own words."""


@contextmanager
def translated() -> Iterator[None]:
    """Let errors of PostgreSQL leave as errors of an exchange, in words of this program."""
    import psycopg

    try:
        yield
    except psycopg.Error as error:
        raise meaning(error) from None


def meaning(error: "psycopg.Error") -> SyncError | ForkError:
    """The error of an exchange for one of PostgreSQL's."""
    import psycopg

    code, said = error.sqlstate or "", error.diag.message_primary or ""
    if code == FORK:
        return ForkError(said)
    if code == "42501" and "row-level security" in said:
        code = POLICY
    if code[:2] in MISFITS or code in REFUSED:
        what, hint = REFUSED.get(code, REFUSED["23"])
        return SyncRefusedError(what, said if code in (GAP, AHEAD) else "", hint)
    if isinstance(error, psycopg.OperationalError) and code not in MEANINGS:
        return SyncError("the connection to the hub broke", hint="try again; nothing is lost")
    what, hint = MEANINGS.get(code, (f"the hub refused this ({code})", "see its log"))
    return SyncError(what, hint=hint)
