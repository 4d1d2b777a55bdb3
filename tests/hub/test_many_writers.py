"""Many at once on one hub: whoever reads by watermarks misses nothing, whatever commits when."""

import os
import random
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import psycopg

from annotate.core.document import text_hash
from annotate.core.errors import AnnotateError
from annotate.core.exchange import Stretch
from annotate.core.operations import Add, Operation, encode_body
from annotate.hub.hub import APPEND, Hub, operation_row
from tests.campaign import campaign
from tests.hub.server import Server, TheHub, database
from tests.hub.test_hub import TEXT, sync
from tests.services.syncing.replicas import act, folds, is_sound, label, replica

WRITERS = campaign(8, 20)
EACH = campaign(25, 202)
"""Operations of a writer; 4,040 in all in a campaign."""
NAIVE = (
    "CREATE TABLE annotate.sequence (seq bigserial PRIMARY KEY, writer text, n integer)",
    """CREATE FUNCTION annotate.count_on() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS
    $$ BEGIN INSERT INTO annotate.sequence (writer, n) VALUES (NEW.writer, NEW.n);
    RETURN NEW; END $$""",
    """CREATE TRIGGER zz_count_on BEFORE INSERT ON annotate.operations
    FOR EACH ROW EXECUTE FUNCTION annotate.count_on()""",
)


def operations(person: str) -> list[Operation]:
    """A log of so many operations on one document."""
    kind, body = encode_body(Add(0, 2, "quote"))
    return [
        Operation(f"{person}@1", n, n, person, text_hash(TEXT), n, kind, body, 0)
        for n in range(1, EACH + 1)
    ]


def write(url: str, log: Sequence[Operation], seed: int) -> None:
    """Append a log in small transactions, each of which takes its time to commit."""
    dice = random.Random(seed)
    with psycopg.connect(url) as connection:
        rest = list(log)
        while rest:
            some, rest = rest[: (size := dice.randint(1, 5))], rest[size:]
            columns = [list(column) for column in zip(*map(operation_row, some), strict=True)]
            connection.execute(APPEND.encode(), columns)
            time.sleep(dice.random() * 0.02)
            connection.commit()


class Reader:
    """Reads on until all is written: by watermarks, and, as a control, by a sequence."""

    def __init__(self, hub: TheHub) -> None:
        self.by_watermark: set[tuple[str, int]] = set()
        self.by_sequence: set[tuple[str, int]] = set()
        self._known: dict[str, int] = {}
        self._last = 0
        self._hub, self._control = Hub(hub.of("rosa")), psycopg.connect(hub.owner, autocommit=True)

    def read(self) -> None:
        sql = "SELECT seq, writer, n FROM annotate.sequence WHERE seq > %s ORDER BY seq"
        for seq, writer, n in self._control.execute(sql, (self._last,)):
            self._last = seq
            self.by_sequence.add((writer, n))
        marks = self._hub.marks()
        new = [Stretch(w, self._known.get(w, 0), m.n) for w, m in marks.items()]
        found = self._hub.operations([s for s in new if s.after < s.upto] or [Stretch("", 0, 0)])
        self.by_watermark |= {(o.writer, o.n) for o in found}
        self._known = {w: m.n for w, m in marks.items()}

    def close(self) -> None:
        self._hub.__exit__()
        self._control.close()


def test_a_live_reader_misses_nothing_and_one_by_sequence_does(hub: TheHub, tmp_path: Path) -> None:
    with replica(tmp_path / "first", TEXT) as first:
        sync(first, hub.owner)
    for statement in NAIVE:
        hub.rows(statement)
    people = [f"w{number}" for number in range(WRITERS)]
    logs = {person: operations(person) for person in people}
    threads = [
        threading.Thread(target=write, args=(hub.add(person, "annotator"), log, seed))
        for seed, (person, log) in enumerate(logs.items())
    ]
    reader = Reader(hub)
    for thread in threads:
        thread.start()
    while any(thread.is_alive() for thread in threads):
        reader.read()
    reader.read()
    reader.close()
    written = {(o.writer, o.n) for log in logs.values() for o in log}
    assert reader.by_watermark == written
    assert reader.by_sequence < written  # the control: commits land out of order


# programs that die, and a server that does

CLIENT = """
import sys
from tests.hub.test_many_writers import work
work(sys.argv[1], sys.argv[2], sys.argv[3])
"""


def work(folder: str, url: str, person: str) -> None:
    """Label and sync for ever, telling each operation that is on the disk, until killed."""
    with replica(Path(folder)) as mine:
        while True:
            tell("labelled", label(mine, "one", 4, by=person))
            try:
                sync(mine, url)
            except AnnotateError as error:
                tell("error", str(error))


def tell(*words: str) -> None:
    """A line that whoever waits for it has at once."""
    sys.stdout.write(" ".join(words) + "\n")
    sys.stdout.flush()


def start(folder: Path, url: str, person: str) -> subprocess.Popen[str]:
    words = [sys.executable, "-c", CLIENT, str(folder), url, person]
    return subprocess.Popen(words, stdout=subprocess.PIPE, text=True, cwd=Path.cwd())


def acknowledged(client: subprocess.Popen[str]) -> set[str]:
    """What a client that has ended had told of its labels."""
    assert client.stdout
    lines = client.stdout.read().splitlines()
    client.stdout.close()
    return {line.split()[1] for line in lines if line.startswith("labelled ") and ":" in line}


def begin(hub: TheHub, tmp_path: Path) -> Path:
    """A hub with an article, and Ana's copy of it."""
    with replica(tmp_path / "first", TEXT) as first:
        sync(first, hub.owner)
    with replica(tmp_path / "ana") as ana:
        sync(ana, hub.of("ana"))
    return tmp_path / "ana"


def prove(hub: TheHub, folder: Path, told: set[str]) -> None:
    """All that was told is here and there, once, in logs without gaps."""
    with replica(folder) as ana:
        sync(ana, hub.of("ana"))
        assert is_sound(ana)
        there = hub.rows("SELECT writer, n FROM annotate.operations")
        assert told <= {f"{writer}:{n}" for writer, n in there}
        sql = """SELECT w.name FROM annotate.writers w LEFT JOIN annotate.operations o
            ON o.writer = w.name GROUP BY w.name, w.n HAVING count(o.n) <> w.n OR max(o.n) <> w.n"""
        assert not hub.rows(sql)
        with replica(folder.with_name("rosa")) as rosa:
            sync(rosa, hub.of("rosa"))
            assert folds(rosa) == folds(ana)


def test_clients_that_are_killed_lose_nothing_that_was_told(hub: TheHub, tmp_path: Path) -> None:
    folder, told = begin(hub, tmp_path), set[str]()
    dice = random.Random(1)
    for _ in range(campaign(3, 50)):
        client = start(folder, hub.of("ana"), "ana")
        assert client.stdout
        told.add(client.stdout.readline().split()[1])
        time.sleep(dice.random() * 0.2)
        os.kill(client.pid, signal.SIGKILL)
        client.wait(30)
        told |= acknowledged(client)
    prove(hub, folder, told)


def test_a_server_that_stops_at_once_loses_nothing_that_it_took(tmp_path: Path) -> None:
    server = Server()
    try:
        with database(server) as name:
            hub = TheHub(server, name)
            hub.add("ana", "annotator")
            hub.add("rosa", "reviewer")
            folder = begin(hub, tmp_path)
            client = start(folder, hub.of("ana"), "ana")
            for _ in range(campaign(2, 8)):
                time.sleep(0.5)
                before = hub.rows("SELECT writer, n FROM annotate.operations")
                server.stop(at_once=True)
                server.start()
                assert set(before) <= set(hub.rows("SELECT writer, n FROM annotate.operations"))
            client.kill()
            client.wait(30)
            prove(hub, folder, acknowledged(client))
    finally:
        server.remove()


def test_what_another_device_is_sending_at_this_moment_is_sent_once(
    hub: TheHub, tmp_path: Path
) -> None:
    folder = begin(hub, tmp_path)
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    with replica(folder) as ana, psycopg.connect(hub.of("ana")) as other:
        act(ana, "one", *(Add(start_at, start_at + 2, "quote") for start_at in range(7)))
        logs = ana.operations([Stretch(w, 0, m.n) for w, m in ana.marks().items()])
        columns = [list(column) for column in zip(*map(operation_row, logs), strict=True)]
        other.execute(APPEND.encode(), columns)  # and has not committed yet
        thread = threading.Thread(target=commit_when, args=(other, hub, waiting))
        thread.start()
        assert not sync(ana, hub.of("ana")).problems
        thread.join()
    assert hub.rows("SELECT count(*) FROM annotate.operations") == [(7,)]


def commit_when(connection: "psycopg.Connection[Any]", hub: TheHub, waiting: str) -> None:
    """Commit once somebody waits for it."""
    while hub.rows(waiting) == [(0,)]:
        time.sleep(0.01)
    connection.commit()
