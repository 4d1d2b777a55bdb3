"""A hub behind TLS with an authority of the team's own: proved, and everything goes through."""

import socket
import ssl
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
import trustme

from annotate.hub.connecting import connect
from tests.hub.line import Line
from tests.hub.placing import own, sync
from tests.hub.server import PASSWORD, TheHub
from tests.services.syncing.replicas import replica

HOST = "localhost"


class Encrypted(Line):
    """What stands before the hub and encrypts, as a pooler or a service's entrance does."""

    def __init__(self, port: int, context: ssl.SSLContext) -> None:
        super().__init__(port, 2**62)
        self._context = context
        self.requests = 0

    def _serve(self, client: socket.socket, hub: socket.socket) -> None:
        assert client.recv(8, socket.MSG_WAITALL)[4:] == bytes.fromhex("04d2162f")  # SSLRequest
        self.requests += 1
        client.sendall(b"S")
        with self._context.wrap_socket(client, server_side=True) as inside:
            super()._serve(inside, hub)


@pytest.fixture
def entrance(hub: TheHub, tmp_path: Path) -> Iterator[Encrypted]:
    authority = trustme.CA()
    authority.cert_pem.write_to_path(str(tmp_path / "ca.pem"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    authority.issue_cert(HOST).configure_cert(context)
    with Encrypted(hub.server.port, context) as line:
        yield line


def test_a_sync_goes_over_a_line_that_is_proved_from_end_to_end(
    hub: TheHub, entrance: Encrypted, tmp_path: Path
) -> None:
    with replica(tmp_path / "adam", "one says nothing.") as adam:
        sync(adam, hub.of("adam"))
    address = f"postgresql://ana:{PASSWORD.replace(' ', '%20')}@{HOST}:{entrance.port}/{hub.name}"
    proved = f"{address}?sslmode=verify-full&sslrootcert={tmp_path / 'ca.pem'}"
    with replica(tmp_path / "ana") as ana:
        assert sync(ana, proved).documents == 1
        assert own(ana, "ana") == []
    assert entrance.requests == 1
    with connect(proved) as connection:
        assert connection.pgconn.ssl_in_use
        assert connection.info.status == psycopg.pq.ConnStatus.OK
