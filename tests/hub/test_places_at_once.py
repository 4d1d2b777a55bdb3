"""What a hub gives out while several take at once, or after it was put back from a backup."""

import multiprocessing
from collections import Counter
from pathlib import Path
from typing import Any

import psycopg

from annotate.hub import people
from annotate.services.syncing.stored import Stored
from annotate.storage import assignments, documents
from tests.campaign import campaign
from tests.hub.placing import TEXTS, finish, holders, led, own, sync
from tests.hub.server import Server, TheHub, database, run
from tests.services.syncing.replicas import PROJECT, replica


def work(folder: Path, name: str, url: str, barrier: Any) -> None:
    """One machine: take and finish until there is nothing."""
    with replica(folder) as stored:
        barrier.wait()
        while True:
            sync(stored, url, 2)
            todo = [id for id in own(stored, name) if not _is_done(stored, name, id)]
            if not todo:
                return
            for id in todo:
                finish(stored, id, name)


def _is_done(stored: Stored, name: str, id: str) -> bool:
    key = documents.find_id(stored.store, id)
    sql = """SELECT 1 FROM progress WHERE document = ? AND state = 'done'
        AND layer = (SELECT key FROM layers WHERE name = ?)"""
    return stored.store.value(sql, key, name) is not None


def test_machines_at_once_take_all_of_it_and_no_place_twice(hub: TheHub, tmp_path: Path) -> None:
    overlap, number = 2, campaign(4, 20)
    led(hub, tmp_path, overlap=overlap)
    names = [hub.add(f"p{n}", "annotator") and f"p{n}" for n in range(number)]
    context = multiprocessing.get_context("spawn")
    barrier = context.Barrier(number)
    machines = [
        context.Process(target=work, args=(tmp_path / name, name, hub.of(name), barrier))
        for name in names
    ]
    for machine in machines:
        machine.start()
    for machine in machines:
        machine.join()
    assert [machine.exitcode for machine in machines] == [0] * number
    taken = holders(hub)
    assert Counter(id for id, _ in taken) == dict.fromkeys((t[:3] for t in TEXTS), overlap)
    assert len(set(taken)) == len(taken)
    assert all(name for _, name in taken)
    sql = "SELECT count(*) FROM annotate.operations WHERE kind = 'status'"
    assert hub.rows(sql) == [(overlap * len(TEXTS),)]


def test_who_is_just_taking_a_place_keeps_nobody_waiting(hub: TheHub, tmp_path: Path) -> None:
    led(hub, tmp_path)
    with psycopg.connect(hub.of("ana")) as slow, replica(tmp_path / "ben") as ben:
        taking = b"SELECT annotate.take('{1,1}', '{0,1}', '{0,0}', 1)"
        assert slow.execute(taking).fetchone() == (1,)
        sync(ben, hub.of("ben"), 2)  # nothing is committed yet
        assert own(ben, "ben") == ["a01", "a02"]


def test_what_was_taken_before_and_committed_after_is_heard_of(hub: TheHub, tmp_path: Path) -> None:
    led(hub, tmp_path)
    with replica(tmp_path / "rosa") as rosa:
        with psycopg.connect(hub.of("ana")) as slow:
            slow.execute(b"SELECT annotate.take('{1}', '{0}', '{0}', 1)")
            run(hub.of("ben"), "SELECT annotate.take('{1}', '{1}', '{0}', 1)")
            sync(rosa, hub.of("rosa"))
        sync(rosa, hub.of("rosa"))
        assert {s.annotator for s in assignments.standing(rosa.store)} == {"", "ana", "ben"}


def test_a_hub_put_back_from_a_backup_gives_out_as_it_did_then(
    hub: TheHub, server: Server, tmp_path: Path
) -> None:
    led(hub, tmp_path)
    with replica(tmp_path / "ana") as ana, replica(tmp_path / "ben") as ben:
        sync(ana, hub.of("ana"), 2)
        with database(server) as name:
            run(server.superuser, f"DROP DATABASE {name}")
            run(server.superuser, f"CREATE DATABASE {name} TEMPLATE {hub.name}")
            sync(ana, hub.of("ana"), 3)
            people.init(server.address(name), PROJECT)
            sync(ben, server.address(name, "ben"), 2)
            sync(ana, server.address(name, "ana"), 3)
            assert own(ben, "ben") == ["a02", "a03"]
            assert own(ana, "ana") == ["a00", "a01", "a04"]
