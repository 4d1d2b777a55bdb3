"""Machines that work at once while their lines break and the server stops: all of it arrives."""

import multiprocessing
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

from annotate.core.errors import AnnotateError
from annotate.core.operations import Add, Status
from annotate.services.syncing.stored import Stored
from tests.campaign import campaign
from tests.hub.placing import TEXTS, give_out, holders, own, sync
from tests.hub.server import Server, TheHub, database
from tests.services.syncing.replicas import act, folds, is_sound, replica

MACHINES = campaign(3, 20)
CUTS = campaign(8, 300)
"""Connections that are ended by force, before the server stops and again after it."""
OVERLAP = 2
CUT = """SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND usename <> current_user"""


def work(folder: Path, name: str, url: str, calm: Any) -> None:
    """One machine: label what one holds, again and again, until it is calm; then finish it."""
    with replica(folder) as stored:
        while True:
            is_calm = calm.is_set()
            try:
                sync(stored, url, 2)
            except AnnotateError:
                continue
            todo = own(stored, name)
            if not is_calm:
                label_all(stored, name, todo)
            elif not finished(stored, name, todo):
                return


def label_all(stored: Stored, name: str, todo: list[str]) -> None:
    for id in todo:
        act(stored, id, Add(0, 3, "quote"), by=name)


def finished(stored: Stored, name: str, todo: list[str]) -> int:
    """Finish what is not yet; how many that were."""
    sql = """SELECT d.id FROM documents d JOIN progress p ON p.document = d.key
        JOIN layers l ON l.key = p.layer WHERE l.name = ? AND p.state = 'done'"""
    left = set(todo) - {id for (id,) in stored.store.rows(sql, name)}
    for id in left:
        act(stored, id, Status((0,), "done"), by=name)
    return len(left)


def cut(hub: TheHub, dice: random.Random) -> None:
    """End connections, whatever they are at, until it were so many."""
    ended = 0
    while ended < CUTS:
        ended += len(hub.rows(CUT))
        time.sleep(dice.random() * 0.05)


def prove(hub: TheHub, folder: Path, urls: dict[str, str]) -> None:
    """What each machine has is with the reviewer, and each place was taken and finished once."""
    labelled = 0
    with replica(folder / "rosa") as rosa:
        assert not sync(rosa, hub.of("rosa")).problems
        whole = folds(rosa)
    for person in urls:
        with replica(folder / person) as mine:
            assert is_sound(mine)
            assert folds(mine) == {p: c for p, c in whole.items() if p[1] == person}
            labelled += mine.store.value("SELECT count(*) FROM operations")
    assert hub.rows("SELECT count(*) FROM annotate.operations") == [(labelled,)]
    taken = holders(hub)
    assert Counter(id for id, _ in taken) == dict.fromkeys((t[:3] for t in TEXTS), OVERLAP)
    assert len(set(taken)) == len(taken)
    assert all(person for _, person in taken)
    assert hub.rows("SELECT DISTINCT done FROM annotate.places") == [(True,)]


def test_machines_that_are_cut_off_while_people_work_lose_nothing(tmp_path: Path) -> None:
    server, dice = Server(), random.Random(3)
    context = multiprocessing.get_context("spawn")
    calm = context.Event()
    names = [f"p{number}" for number in range(MACHINES)]
    try:
        with database(server) as name:
            hub = TheHub(server, name)
            for role, person in (("administrator", "adam"), ("reviewer", "rosa")):
                hub.add(person, role)
            urls = {person: hub.add(person, "annotator") for person in names}
            with replica(tmp_path / "adam", *TEXTS) as adam:
                give_out(adam, overlap=OVERLAP)
                sync(adam, hub.of("adam"))
            machines = [
                context.Process(target=work, args=(tmp_path / person, person, url, calm))
                for person, url in urls.items()
            ]
            for machine in machines:
                machine.start()
            cut(hub, dice)
            server.stop(at_once=True)
            server.start()
            cut(hub, dice)
            calm.set()
            for machine in machines:
                machine.join()
            assert [machine.exitcode for machine in machines] == [0] * MACHINES
            prove(hub, tmp_path, urls)
    finally:
        server.remove()
