"""A hub on a real PostgreSQL: what each replica has reaches those who may see it."""

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import psycopg
import pytest

from annotate.core.errors import SyncError
from annotate.core.operations import Add
from annotate.hub import people
from annotate.hub.hub import Hub
from annotate.hub.people import Person
from annotate.services.syncing.exchange import exchange
from annotate.services.syncing.report import Exchanged
from annotate.services.syncing.stored import Stored
from annotate.storage import documents
from annotate.storage.log import Writer
from tests.hub.placing import sent_while
from tests.hub.server import PASSWORD, Server, TheHub, database, run
from tests.services.syncing.replicas import PROJECT, act, folds, is_sound, label, replica
from tests.storage.making import add, document, layer

TEXT = "one “No,” said X."


def sync(stored: Stored, url: str) -> Exchanged:
    with Hub(url) as hub:
        return exchange(stored, hub)


def test_labels_go_over_the_hub_to_the_reviewer(hub: TheHub, tmp_path: Path) -> None:
    with replica(tmp_path / "adam", TEXT) as adam, replica(tmp_path / "ana") as ana:
        assert sync(adam, hub.of("adam")).documents_sent == 1
        assert sync(ana, hub.of("ana")).documents == 1
        label(ana, "one", 4)
        assert sync(ana, hub.of("ana")) == Exchanged(operations_sent=1)
        with replica(tmp_path / "rosa") as rosa:
            assert sync(rosa, hub.of("rosa")) == Exchanged(documents=1, operations=1)
            assert folds(rosa) == folds(ana)
            assert is_sound(rosa)


def test_the_hub_gives_up_a_line_that_is_dead_with_what_was_locked_over_it(hub: TheHub) -> None:
    with Hub(hub.of("ana")) as open_hub:
        open_hub.greet()
        assert open_hub.rows("SHOW tcp_keepalives_idle") == [("15",)]
        assert open_hub.rows("SHOW tcp_user_timeout") == [("30000",)]


BEN = Person("ben", "ben", "annotator")
OWNERS: dict[str, Callable[[str], object]] = {
    "init": lambda url: people.init(url, PROJECT),
    "add": lambda url: people.add(url, BEN),
    "has_login": lambda url: people.has_login(url, "ben"),
    "people": people.people,
    "remove": lambda url: people.remove(url, "ben"),
}
"""What only the owner of a hub does."""


@pytest.mark.parametrize("act", OWNERS)
def test_so_it_does_while_its_owner_adds_and_removes_people(
    hub: TheHub, act: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown, close = [], psycopg.Connection.close

    def closed(connection: psycopg.Connection[Any]) -> None:
        shown.append(connection.execute("SHOW tcp_keepalives_idle").fetchone())
        close(connection)

    with monkeypatch.context() as patch:
        patch.setattr(psycopg.Connection, "close", closed)
        OWNERS[act](hub.owner)
    assert shown == [("15",)]


def test_an_annotator_sees_no_labels_of_others(hub: TheHub, tmp_path: Path) -> None:
    with replica(tmp_path / "adam", TEXT) as adam, replica(tmp_path / "ana", TEXT) as ana:
        sync(adam, hub.of("adam"))
        label(ana, "one")
        sync(ana, hub.of("ana"))
        with replica(tmp_path / "ben") as ben:
            assert sync(ben, hub.of("ben")) == Exchanged(documents=1)
            assert not ben.marks()


def test_the_owner_brings_what_a_project_has_already(hub: TheHub, tmp_path: Path) -> None:
    with replica(tmp_path / "first", TEXT) as first:
        label(first, "one", by="ana")
        label(first, "one", 4, by="ben")
        assert sync(first, hub.owner) == Exchanged(documents_sent=1, operations_sent=2)
        with replica(tmp_path / "rosa") as rosa:
            assert sync(rosa, hub.of("rosa")) == Exchanged(documents=1, operations=2)


def test_nothing_new_is_one_message_whatever_the_number_of_writers(
    hub: TheHub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with replica(tmp_path / "first", TEXT) as first:
        for _ in range(30):
            label(first, "one", by="ana")
        sync(first, hub.owner)
        sync(first, hub.owner)
        sent = sent_while(monkeypatch)
        assert sync(first, hub.owner).is_empty
        assert len(sent) == 1


def test_what_is_removed_and_purged_travels_and_leaves_no_text(hub: TheHub, tmp_path: Path) -> None:
    with replica(tmp_path / "adam", TEXT) as adam, replica(tmp_path / "ana") as ana:
        sync(adam, hub.of("adam"))
        sync(ana, hub.of("ana"))
        label(ana, "one")
        sync(ana, hub.of("ana"))
        key = documents.find_id(adam.store, "one")
        assert key
        documents.purge(adam.store, key)
        sync(adam, hub.of("adam"))
        assert not hub.rows("SELECT * FROM annotate.texts")
        assert sync(ana, hub.of("ana")).changed == 1
        assert not ana.store.value("SELECT count(*) FROM texts")
        with replica(tmp_path / "rosa") as rosa:
            assert sync(rosa, hub.of("rosa")).operations == 1
            assert is_sound(rosa)


def test_what_an_annotator_imported_waits_for_an_administrator(hub: TheHub, tmp_path: Path) -> None:
    with replica(tmp_path / "ana", TEXT, "two texts") as ana:
        label(ana, "one")
        done = sync(ana, hub.of("ana"))
        assert [p.partition(",")[0] for p in done.problems] == [
            "added or removed here only: 2 articles",
            "an operation is on an article that the hub has not",
        ]
        with replica(tmp_path / "adam", TEXT, "two texts") as adam:
            sync(adam, hub.of("adam"))
        assert sync(ana, hub.of("ana")) == Exchanged(operations_sent=1)


def test_of_what_waits_for_an_administrator_only_that_is_counted_whatever_comes(
    hub: TheHub, tmp_path: Path
) -> None:
    def waiting(number: str) -> list[str]:
        return [
            f"added or removed here only: {number}, an administrator must bring them",
        ]

    with replica(tmp_path / "adam", TEXT, "more") as adam, replica(tmp_path / "ana") as ana:
        sync(adam, hub.of("adam"))
        sync(ana, hub.of("ana"))
        add(ana.store, document("mine alone", "mine"))
        assert sync(ana, hub.of("ana")).problems == waiting("1 article")
        key = documents.find_id(adam.store, "more")
        assert key
        text = documents.get(adam.store, key)
        for change in (documents.remove, documents.restore, documents.purge):
            change(adam.store, key)
            sync(adam, hub.of("adam"))
            for _ in range(2):
                assert sync(ana, hub.of("ana")).problems == waiting("1 article"), change
        add(adam.store, text, document("another", "other"))
        sync(adam, hub.of("adam"))
        for _ in range(2):
            assert sync(ana, hub.of("ana")).problems == waiting("1 article")
        add(ana.store, document("mine too", "mine too"))
        for _ in range(2):
            assert sync(ana, hub.of("ana")).problems == waiting("2 articles")
        add(adam.store, *(documents.get(ana.store, k) for k, _ in documents.each(ana.store)))
        sync(adam, hub.of("adam"))
        assert sync(ana, hub.of("ana")).problems == []
        assert sync(ana, hub.of("ana")).is_empty
        assert {s.order for s in ana.standings(0)} == {s.order for s in adam.standings(0)}


def test_of_a_log_all_goes_that_is_before_what_is_refused_and_that_is_named(
    hub: TheHub, tmp_path: Path
) -> None:
    with replica(tmp_path / "adam", TEXT) as adam, replica(tmp_path / "ana", TEXT, "two") as ana:
        sync(adam, hub.owner)
        writer = Writer("ana")
        for number, id in enumerate(("one", "one", "one", "two", "one")):
            key = documents.find_id(ana.store, id)
            assert key
            layer(ana.store, key, "ana").commit(writer, [Add(number, number + 2, "quote")])
        done = sync(ana, hub.of("ana"))
        assert done.operations_sent == 3
        assert done.problems[1:] == [
            f"an operation is on an article that the hub has not, {writer.name}:4, "
            "an administrator brings them"
        ]
        assert sync(ana, hub.of("ana")).operations_sent == 0
        assert hub.rows("SELECT max(n) FROM annotate.operations") == [(3,)]


def test_one_log_that_the_hub_refuses_keeps_back_no_other(hub: TheHub, tmp_path: Path) -> None:
    with replica(tmp_path / "first", TEXT) as first:
        sync(first, hub.owner)
        key = documents.find_id(first.store, "one")
        assert key
        label(first, "one")
        layer(first.store, key, "ben").commit(Writer("ana"), [Add(0, 2, "quote")])
        done = sync(first, hub.of("ana"))
        assert done.operations_sent == 1
        (problem,) = done.problems
        assert re.fullmatch(
            r"the hub does not let you write this, ana@\w+:1, "
            "see who may do what in docs/teams.md",
            problem,
        )


def test_a_person_who_was_removed_is_told(hub: TheHub, tmp_path: Path) -> None:
    people.remove(hub.owner, "ben")
    with (
        replica(tmp_path / "ben") as ben,
        pytest.raises(SyncError, match="does not let you do this"),
    ):
        sync(ben, hub.of("ben"))
    with pytest.raises(SyncError, match="nobody of that name"):
        people.remove(hub.owner, "ben")


def test_whoever_gets_another_login_is_let_in_by_it_alone(hub: TheHub, server: Server) -> None:
    """The old login may be a role that others use."""
    people.add(hub.owner, Person("ben", "ben_anew", "annotator"), PASSWORD)
    asked = "SELECT count(*) FROM annotate.people"
    run(server.address(hub.name, "ben_anew"), asked)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(server.address(hub.name, "ben"), asked)


def test_whoever_had_a_login_that_the_server_knows_no_more_gets_another(
    hub: TheHub, server: Server
) -> None:
    people.add(hub.owner, Person("fay", "fay_once", "annotator"), PASSWORD)
    run(server.address(hub.name), "DROP OWNED BY fay_once")
    run(server.superuser, "DROP ROLE fay_once")
    people.add(hub.owner, Person("fay", "fay_now", "annotator"), PASSWORD)
    assert ("fay", "fay_now") in [(p.name, p.login) for p in people.people(hub.owner)]


def test_whom_the_server_knows_no_more_can_be_removed(hub: TheHub, server: Server) -> None:
    """The hub may have moved to a server on which not all logins were made."""
    people.add(hub.owner, people.Person("dora", "dora_of_another_server", "annotator"), "secret")
    run(server.address(hub.name), "DROP OWNED BY dora_of_another_server")
    run(server.superuser, "DROP ROLE dora_of_another_server")
    people.remove(hub.owner, "dora")
    assert "dora" not in [person.name for person in people.people(hub.owner)]


def test_an_article_without_end_goes_through(hub: TheHub, tmp_path: Path) -> None:
    with replica(tmp_path / "adam") as adam, replica(tmp_path / "ana") as ana:
        add(adam.store, document("é\u2028\u202e" * 500_000, "long"))
        sync(adam, hub.of("adam"))
        sync(ana, hub.of("ana"))
        act(ana, "long")
        assert documents.count(ana.store) == 1


def test_what_a_backup_had_not_comes_back_by_itself(
    hub: TheHub, server: Server, tmp_path: Path
) -> None:
    with replica(tmp_path / "adam", TEXT) as adam, replica(tmp_path / "ana") as ana:
        sync(adam, hub.of("adam"))
        with database(server) as name:
            run(server.superuser, f"DROP DATABASE {name}")
            run(server.superuser, f"CREATE DATABASE {name} TEMPLATE {hub.name}")
            add(adam.store, document("two texts", "two"))
            sync(adam, hub.of("adam"))
            sync(ana, hub.of("ana"))
            label(ana, "two")
            sync(ana, hub.of("ana"))
            restored = server.address(name)
            people.init(restored, PROJECT)
            assert sync(adam, server.address(name, "adam")).documents_sent == 1
            assert sync(ana, server.address(name, "ana")).operations_sent == 1
            assert run(restored, "SELECT count(*) FROM annotate.operations") == [(1,)]
