"""One server a run of the tests, and a hub of its own for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.hub.server import LOGINS, Server, TheHub, database
from tests.hub.test_hub import TEXT, sync
from tests.services.syncing.replicas import label, replica


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    server = Server()
    yield server
    server.remove()


@pytest.fixture(scope="session")
def peopled(server: Server) -> Iterator[str]:
    """The database of a hub that is only copied from."""
    with database(server) as name:
        hub = TheHub(server, name)
        for person, role in LOGINS.items():
            hub.add(person, role)
        yield name


@pytest.fixture
def hub(server: Server, peopled: str) -> Iterator[TheHub]:
    """A hub for one test: making it anew gives a copy a name of its own, as a restored one."""
    with database(server, like=peopled) as name:
        yield TheHub(server, name)


@pytest.fixture
def used(hub: TheHub, tmp_path: Path) -> TheHub:
    """A hub with an article, on which Ben has labelled something."""
    with replica(tmp_path / "first", TEXT) as first:
        label(first, "one", by="ben")
        sync(first, hub.owner)
    return hub
