"""Bringing a hub up to date: from each version, with all that is in it."""

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import psycopg
import pytest

from annotate.core.errors import SyncError
from annotate.core.exchange import PlaceKey
from annotate.hub import people
from annotate.hub.hub import Hub
from annotate.hub.people import Person
from annotate.hub.places import Places
from annotate.hub.schema import STEPS
from tests.hub.placing import TEXTS, finish, own, sync
from tests.hub.server import LOGINS, PASSWORD, Server, database, run
from tests.services.syncing.replicas import PROJECT, replica

DESCRIBED = (
    """SELECT table_name, column_name, data_type, is_nullable, column_default
        FROM information_schema.columns WHERE table_schema = 'annotate' ORDER BY 1, 2""",
    """SELECT proname, pg_get_functiondef(oid) FROM pg_proc
        WHERE pronamespace = 'annotate'::regnamespace ORDER BY 1, 2""",
    """SELECT tablename, policyname, cmd, qual, with_check FROM pg_policies
        WHERE schemaname = 'annotate' ORDER BY 1, 2""",
    """SELECT tgname, pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal ORDER BY 1""",
    "SELECT indexdef FROM pg_indexes WHERE schemaname = 'annotate' ORDER BY 1",
    "SELECT version FROM annotate.hub",
)


def described(url: str) -> list[object]:
    """All that a hub is, but for what is in it."""
    return [run(url, sql) for sql in DESCRIBED]


@pytest.fixture
def url(server: Server) -> Iterator[str]:
    """The address of a database without a hub, for its owner."""
    with database(server) as name:
        yield server.address(name)


def make(url: str, number: int) -> None:
    """A hub as its first steps make it."""
    with psycopg.connect(url) as connection:
        connection.execute("CREATE SCHEMA annotate")
        for statement in chain(*STEPS[:number]):
            connection.execute(statement.encode())
    run(url, people.MAKE, "an old one", PROJECT)
    run(url, "UPDATE annotate.hub SET version = %s", number)


@pytest.mark.parametrize("number", range(1, len(STEPS)))
def test_a_hub_of_any_older_version_becomes_what_a_new_one_is(
    server: Server, url: str, number: int
) -> None:
    make(url, number)
    assert not people.init(url, PROJECT)
    with database(server) as other:
        people.init(server.address(other), PROJECT)
        assert described(url) == described(server.address(other))


def test_a_step_that_fails_leaves_the_hub_as_it_was(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    make(url, len(STEPS) - 1)
    before = described(url)
    with monkeypatch.context() as patch:
        patch.setattr(people, "STEPS", (*STEPS[:-1], (*STEPS[-1], "SELECT nonsense")))
        with pytest.raises(SyncError):
            people.init(url, PROJECT)
    assert described(url) == before
    people.init(url, PROJECT)
    assert described(url) != before


def test_what_is_no_longer_there_for_who_is_in_the_middle_is_told(url: str) -> None:
    people.init(url, PROJECT)
    with Hub(url) as hub:
        hub.greet()
        run(url, "ALTER FUNCTION annotate.keep RENAME TO keep_otherwise")
        with pytest.raises(SyncError) as caught:
            Places(hub).keep([(PlaceKey(1, 0, 0), True, 1)])
    said = "the hub was brought to another version meanwhile, sync again"
    assert str(caught.value) == said


GIVE = """SELECT annotate.give('batch 1', '[]', 1000000, 5, '{0,1,2}', %s, '{0,0,0}',
    '{ana,ana,ana}', '{NULL,NULL,5}', '{t,t,f}')"""


def test_what_an_older_hub_took_for_done_for_good_is_told_anew(url: str, tmp_path: Path) -> None:
    make(url, 4)
    for name, role in LOGINS.items():
        people.add(url, Person(name, name, role), PASSWORD)  # type: ignore[arg-type]  # a role
    of_ana = url.replace("postgres:", "ana:", 1)
    with replica(tmp_path / "ana", *TEXTS[:3]) as ana:
        known = [standing.sha256 for standing in ana.standings(0)]
        with Hub(url) as hub:
            hub.take(ana.documents(known), ana.standings(0))
        run(url, GIVE, known)
        for id, state in (("a00", "done"), ("a00", "unseen"), ("a01", "done"), ("a02", "done")):
            finish(ana, id, "ana", state)
        with pytest.raises(SyncError, match="the hub is of an older version"):
            sync(ana, of_ana)
        people.init(url, PROJECT)
        for _ in range(2):
            sync(ana, of_ana, 0)
        assert own(ana, "ana") == ["a00", "a01", "a02"]
    known_there = "SELECT done, until > 5, heard FROM annotate.places ORDER BY rank"
    assert run(url, known_there) == [(False, True, 2), (True, None, 0), (True, None, 1)]
