"""A hub that gives out articles, and what its annotators and their files do with them."""

from pathlib import Path
from typing import Any

import psycopg
import pytest

from annotate.core.operations import Status
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.hub.hub import Hub
from annotate.services.assigning import Wish, give
from annotate.services.syncing.giving import exchange_with_hub
from annotate.services.syncing.meeting import Terms
from annotate.services.syncing.report import Exchanged
from annotate.services.syncing.stored import Stored
from annotate.storage import documents, queue
from annotate.storage.queue import Filter
from tests.hub.server import TheHub
from tests.services.syncing.replicas import act, replica

OWN = Filter(order="assigned", own=True)
TEXTS = [f"a{number:02} says nothing." for number in range(12)]


def sync(stored: Stored, url: str, hold: int | None = None) -> Exchanged:
    with Hub(url) as hub:
        return exchange_with_hub(stored, hub, Terms(hold=hold))


def give_out(stored: Stored, **wish: object) -> None:
    give(stored.store, DEFAULT_SCHEME, Wish(**wish))  # type: ignore[arg-type]  # as named


def own(stored: Stored, name: str) -> list[str]:
    """The articles in somebody's list, in its order."""
    found = queue.page(stored.store, name, OWN, 0, 999)
    return [documents.get(stored.store, entry.key).id for entry in found]


def finish(stored: Stored, id: str, name: str, state: str = "done") -> None:
    act(stored, id, Status((0,), state), by=name)  # type: ignore[arg-type]  # a state


def led(hub: TheHub, folder: Path, **wish: object) -> None:
    """A project with twelve articles, given out by whoever leads."""
    with replica(folder / "adam", *TEXTS) as adam:
        give_out(adam, **wish)
        assert not sync(adam, hub.of("adam")).problems


def sent_while(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """The statements that are sent from now on, as they are."""
    sent = []
    execute = psycopg.Connection.execute

    def counted(connection: Any, query: Any, *values: Any) -> object:
        sent.append(query)
        return execute(connection, query, *values)

    monkeypatch.setattr(psycopg.Connection, "execute", counted)
    return sent


def holders(hub: TheHub) -> list[tuple[str, str | None]]:
    sql = "SELECT carried::json -> 'document' ->> 'id', annotator FROM annotate.places"
    return sorted(hub.rows(f"{sql} JOIN annotate.texts USING (sha256)"), key=str)
