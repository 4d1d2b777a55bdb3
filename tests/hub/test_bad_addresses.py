"""What is wrong with a hub is one line, changes nothing, and shows no password."""

import io
import socket
import ssl
import threading
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest
import trustme

from annotate.cli.main import outcome
from annotate.hub import connecting
from tests.cli.conftest import Run, project, run
from tests.hub.server import PASSWORD, Server, TheHub, database
from tests.hub.server import run as sql

__all__ = ["project", "run"]
SECRET = "s3cr3t-p4ss"


def refused(run: Run, where: str) -> str:
    """The one line that a sync with this hub is."""
    ended = run("sync", where)
    assert ended.code == 1
    assert ended.out == ""
    assert ended.err.startswith("error: ")
    assert ended.err.count("\n") == 1
    assert SECRET not in ended.err
    assert PASSWORD not in ended.err
    return ended.err.removeprefix("error: ").strip()


@pytest.mark.parametrize(
    ("where", "said"),
    [
        (f"postgresql://ana:{SECRET}@127.0.0.1:9/hub", "the hub cannot be reached"),
        (f"postgresql://ana:{SECRET}@no-such-host.invalid/hub", "the hub cannot be reached"),
        (f"postgresql://ana:{SECRET}@127.0.0.1:port/hub", ""),
        (f"postgresql://ana:{SECRET}@127.0.0.1/hub?nonsense=1", "this is no address of a hub"),
        (f"postgresql://ana:{SECRET}@[127.0.0.1/hub", "this is no address of a hub"),
        (f"postgresql://ana:{SECRET}@127.0.0.1/hub?sslmode={SECRET}", ""),
        *(
            (where.replace("SECRET", SECRET), "this is no address of a hub")
            for where in (
                "postgresql:/ana:SECRET@127.0.0.1/hub",
                "postgressql://ana:SECRET@127.0.0.1/hub",
                "POSTGRESQL://ana:SECRET@127.0.0.1/hub",
                "mysql://ana:SECRET@127.0.0.1/hub",
                "ana:SECRET@127.0.0.1/hub",
                "ana:p/SECRET@127.0.0.1/hub",
                "postgresql//ana:p/SECRET@127.0.0.1/hub",
                f"postgresq://ana:SECRET@127.0.0.1/{'a' * 5000}",  # too long for a file's name
                "host=127.0.0.1 user=ana password=SECRET",
                # a password with a mark in it ends there, and the rest of it is a host
                "postgresql://ana:p@SECRET@127.0.0.1/hub",
                "postgresql://ana:p@x:SECRET@127.0.0.1/hub",
                "postgresql://ana:p/SECRET@127.0.0.1/hub",
                "postgresql://ana:5432/SECRET@127.0.0.1/hub",
                "postgresql://ana:SECRET%@127.0.0.1/hub",
            )
        ),
    ],
)
def test_a_wrong_address(run: Run, where: str, said: str) -> None:
    assert refused(run, where).startswith(said)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("merge",), "a hub is no file, `annotate sync` goes there"),
        (("assign", "--overlap", "1", "--hub"), "this is no address of a hub"),
    ],
)
def test_what_is_meant_as_an_address_is_not_shown(
    run: Run, words: tuple[str, ...], said: str
) -> None:
    ended = run(*words, f"postgressql://ana:{SECRET}@127.0.0.1/hub")
    assert (ended.code, ended.err.startswith(f"error: {said}")) == (1, True)
    assert SECRET not in ended.err
    assert run("assign").out == "nothing is given out: everybody has all articles\n"


@pytest.mark.parametrize("where", ["ana:p%SECRET@127.0.0.1", "ana:p@SECRET@127.0.0.1"])
def test_a_mark_that_a_password_may_not_have_as_it_is_is_named(run: Run, where: str) -> None:
    said = refused(run, f"postgresql://{where.replace('SECRET', SECRET)}/hub")
    assert said.endswith("and % @ : / ? in a password like %25 %40 %3A %2F %3F")


def test_a_wrong_password(run: Run, hub: TheHub) -> None:
    where = hub.server.address(hub.name, "ana", SECRET)
    assert refused(run, where) == (
        f"the hub does not know this name and password, 127.0.0.1:{hub.server.port}/{hub.name}, "
        "see PGPASSWORD and ~/.pgpass"
    )


def test_no_password_at_all(run: Run, hub: TheHub) -> None:
    where = f"postgresql://ana@127.0.0.1:{hub.server.port}/{hub.name}"
    assert refused(run, where).startswith("the hub asks for a password")


def test_a_database_without_a_hub(run: Run, server: Server) -> None:
    with database(server) as name:
        assert refused(run, server.address(name)).startswith("there is no hub in this database")
    assert refused(run, server.address(name)).startswith("there is no such database")


def test_a_hub_of_a_newer_and_of_an_older_version(run: Run, hub: TheHub) -> None:
    hub.rows("UPDATE annotate.hub SET version = 99")
    assert refused(run, hub.of("ana")) == "the hub is of a newer version, update annotate"
    hub.rows("UPDATE annotate.hub SET version = 0")
    assert "older version" in refused(run, hub.of("ana"))


def test_a_hub_of_another_project(run: Run, project: Path, hub: TheHub) -> None:
    assert run("import").code == 0
    before = run("log", "--json").out
    assert "another project" in refused(run, hub.of("ana"))
    assert run("log", "--json").out == before
    ended = run("hub", "init", hub.owner)
    assert ended.code == 1
    assert "the hub is of another project" in ended.err


NOT_LET = (
    "the hub does not let you do this, whoever owns the hub adds people with `annotate hub add`"
)


@pytest.mark.parametrize("who", ["ana", "rosa", "adam"])
def test_who_owns_nothing_adds_nobody(run: Run, hub: TheHub, who: str) -> None:
    ended = run("hub", "add", hub.of(who), "ben")
    assert (ended.code, ended.err) == (1, f"error: {NOT_LET}\n")


def test_somebody_whom_nobody_has_added(run: Run, hub: TheHub) -> None:
    sql(hub.owner, f"CREATE ROLE eve LOGIN PASSWORD '{PASSWORD}'")
    try:
        assert refused(run, hub.of("eve")) == NOT_LET
    finally:
        sql(hub.owner, "DROP ROLE eve")


# certificates


@pytest.fixture
def encrypted(tmp_path: Path) -> Iterator[tuple[int, Path]]:
    """A port that shows a certificate for localhost, and the file of who made it; no more."""
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert("hub.example.org").configure_cert(context)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        thread = threading.Thread(target=show, args=(listening, context), daemon=True)
        thread.start()
        yield listening.getsockname()[1], tmp_path / "ca.pem"
        listening.shutdown(socket.SHUT_RDWR)
        thread.join(10)


def show(listening: socket.socket, context: ssl.SSLContext) -> None:
    """Answer each request for encryption as PostgreSQL does."""
    while True:
        try:
            connection, _ = listening.accept()
        except OSError:
            return
        with connection:
            try:
                connection.recv(8)
                connection.sendall(b"S")
                context.wrap_socket(connection, server_side=True).close()
            except OSError:
                continue


def test_a_certificate_of_nobody_known(
    run: Run, encrypted: tuple[int, Path], tmp_path: Path
) -> None:
    port, _ = encrypted
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    where = f"postgresql://ana:{SECRET}@127.0.0.1:{port}/hub?sslmode=verify-full&sslrootcert="
    assert refused(run, f"{where}{other}").startswith("the hub's certificate is not trusted")


def test_a_certificate_for_another_host(run: Run, encrypted: tuple[int, Path]) -> None:
    port, authority = encrypted
    where = f"postgresql://ana:{SECRET}@127.0.0.1:{port}/hub?sslmode=verify-full&sslrootcert="
    assert refused(run, f"{where}{authority}").startswith("the hub's certificate is not trusted")


def test_a_file_of_certificates_that_is_not_there(
    run: Run, encrypted: tuple[int, Path], tmp_path: Path
) -> None:
    where = f"postgresql://ana:{SECRET}@127.0.0.1:{encrypted[0]}/hub?sslmode=verify-full"
    line = refused(run, f"{where}&sslrootcert={tmp_path / 'nothing.pem'}")
    assert line.startswith("the hub's certificate is not trusted")


def test_a_hub_that_does_not_encrypt_where_that_is_asked_for(run: Run, hub: TheHub) -> None:
    line = refused(run, f"{hub.of('ana')}?sslmode=require")
    assert line.startswith("the hub does not encrypt")


def test_a_hub_elsewhere_is_asked_to_encrypt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PGSSLMODE", raising=False)
    asked = {
        where: connecting._parameters(f"postgresql://{where}/hub").get("sslmode")
        for where in ("hub.example.org", "127.0.0.1", "localhost", "hub.example.org")
    }
    assert asked == {"hub.example.org": "require", "127.0.0.1": None, "localhost": None}
    given = connecting._parameters("postgresql://hub.example.org/hub?sslmode=verify-full")
    assert given["sslmode"] == "verify-full"


# the commands of whoever owns it


def test_a_hub_from_nothing_by_the_command_line(
    run: Run, project: Path, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database(server) as name:
        owner = server.address(name)
        assert run("import").code == 0
        ended = run("hub", "init", owner)
        assert ended.err.splitlines() == [
            "the hub is made",
            "sent: 2 articles, 0 operations",
            "the scheme here is now the other side's too",
        ]
        assert run("hub", "init", owner).err == "the hub is up to date\nnothing new\n"
        monkeypatch.setattr("sys.stdin", io.StringIO(f"{SECRET}\n"))
        login = f"zoë {name}"
        ended = run("hub", "add", owner, "Zoë", "--login", login, "--role", "reviewer")
        assert ended.err == "Zoë may use the hub as reviewer\n"
        assert run("hub", "people", owner).out == f"reviewer       Zoë                  {login}\n"
        assert run("sync", server.address(name, quote(login), SECRET)).code == 0
        assert SECRET not in server.log.read_text()
        assert run("hub", "remove", owner, "Zoë").code == 0
        assert run("hub", "people", owner).out == ""
        sql(owner, f'DROP ROLE "{login}"')


def test_a_login_without_a_password_is_not_made(
    run: Run, hub: TheHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    ended = run("hub", "add", hub.owner, "nina")
    assert (ended.code, ended.err) == (1, "error: no password, give it on standard input\n")
    assert len(hub.rows("SELECT * FROM annotate.people")) == 4


def test_sync_with_nothing_named(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert outcome(["--project", str(project), "sync"]) == 1
    assert capsys.readouterr().err.startswith("error: sync with what?")
