"""Many programs on one file, a file in two places, and programs that are killed."""

import os
import random
import shutil
import signal
import time
from pathlib import Path

from annotate.core import operations as ops
from annotate.core.fold import fold
from annotate.storage import annotations, log
from annotate.storage.check import check, rebuild
from annotate.storage.log import Writer
from annotate.storage.store import Store
from tests.campaign import campaign
from tests.storage.forked import fork
from tests.storage.making import commit, layer, numbered

PROGRAMS, GESTURES = 20, 50
KILLS = campaign(12, 200)


def annotate(path: Path, name: str, keys: list[int], chance: random.Random) -> None:
    """Make all gestures of one program, each on any document."""
    with Store.open(path) as store:
        writer = Writer(name)
        opened = [layer(store, key, name) for key in keys]
        for _ in range(GESTURES):
            start = chance.randrange(20)
            opened[chance.randrange(len(keys))].commit(
                writer,
                [ops.Add(start, start + 3, "quote"), ops.Status((chance.randrange(3),), "done")],
            )


def test_twenty_programs_annotate_one_file_at_once(path: Path) -> None:
    with Store.open(path) as store:
        keys = numbered(store, 5)
        children = []
        for number in range(PROGRAMS):
            if not (child := fork()):
                try:
                    # four programs to a person, so that layers are shared as well
                    annotate(path, f"person{number % 5}", keys, random.Random(number))
                    os._exit(0)
                finally:
                    os._exit(1)
            children.append(child)
        assert [os.waitpid(child, 0)[1] for child in children] == [0] * PROGRAMS
        assert store.value("SELECT count(*) FROM operations") == 2 * PROGRAMS * GESTURES
        assert store.value("SELECT count(*) FROM gestures") == PROGRAMS * GESTURES
        assert store.value("SELECT count(*) FROM writers WHERE n = ?", 2 * GESTURES) == PROGRAMS
        assert list(check(store)) == []


# --- one file in two places ----------------------------------------------------------------------


def take_over(store: Store, source: Store) -> None:
    """Merge by hand: append whatever operations the other file has and this one has not."""
    known = {o.id for o, _ in log.each(store)}
    with store.transaction() as connection:
        for operation, hash in log.each(source):
            if operation.id in known:
                continue
            writer = Writer("anybody")
            writer.name = operation.writer
            number, _, _ = writer.start(store)
            key = store.value("SELECT key FROM documents WHERE sha256 = ?", operation.document)
            row = log.row(operation, number, store.layer(operation.layer), key)
            assert row[-1] == hash
            connection.execute(log.INSERT, row)
            sql = "UPDATE writers SET n = max(n, ?), lamport = max(lamport, ?) WHERE key = ?"
            connection.execute(sql, (operation.n, operation.lamport, number))
    rebuild(store)


def test_a_file_used_in_two_places_merges_without_a_clash(path: Path, tmp_path: Path) -> None:
    with Store.open(path) as store:
        keys = numbered(store, 2)
        commit(store, keys[0], ops.Add(0, 5, "quote"))
    copy = tmp_path / "copy.db"
    shutil.copy(path, copy)
    for place in (path, copy):
        with Store.open(place) as store:
            for key in keys * 10:
                commit(store, key, ops.Add(0, 5, "quote"), ops.SetNote(str(place), paragraph=0))
    with Store.open(path) as here, Store.open(copy) as there:
        mine, theirs = ({o.id for o, _ in log.each(store)} for store in (here, there))
        assert len(mine & theirs) == 1, "only what was there before the copy"
        take_over(here, there)
        take_over(there, here)
        for store in (here, there):
            assert list(check(store)) == []
            assert {o.id for o, _ in log.each(store)} == mine | theirs
        for key in keys:
            assert annotations.read(here, key, "ana") == annotations.read(there, key, "ana")


def test_a_file_brought_back_from_a_copy_goes_on_without_a_clash(
    path: Path, tmp_path: Path
) -> None:
    """The log was further before; who writes now is somebody else."""
    with Store.open(path) as store:
        (key,) = numbered(store, 1)
    copy = tmp_path / "copy.db"
    shutil.copy(path, copy)
    with Store.open(path) as store:
        lost = commit(store, key, ops.SetFlag())
    shutil.copy(copy, path)
    with Store.open(path) as store:
        new = commit(store, key, ops.SetFlag())
        assert new[0].id != lost[0].id


# --- killed --------------------------------------------------------------------------------------


def work_and_tell(path: Path, keys: list[int], pipe: int) -> None:
    """Annotate until killed, saying after each gesture which it was."""
    with Store.open(path) as store:
        writer = Writer("ana")
        opened = [layer(store, key) for key in keys]
        for n in range(10**6):
            start = n % 20
            body = ops.Add(start, start + 5 + n % 7, "quote")
            made = opened[n % 2].commit(writer, [body, ops.SetNote(str(n), paragraph=0)])
            os.write(pipe, f"{made[0].gesture_id}\n".encode())


def killed(path: Path, keys: list[int], after: float) -> list[str]:
    """The gestures that a program acknowledged before it was killed."""
    out, into = os.pipe()
    if not (child := fork()):
        try:
            work_and_tell(path, keys, into)
        finally:
            os._exit(1)
    os.close(into)
    with os.fdopen(out, "rb") as pipe:
        first = pipe.readline().decode().strip()
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
        rest = pipe.read().decode().split()
    os.waitpid(child, 0)
    return [first, *rest]


def test_killing_a_program_loses_no_acknowledged_gesture(path: Path) -> None:
    chance = random.Random(7)
    acknowledged: list[str] = []
    with Store.open(path) as store:
        keys = numbered(store, 2)
    for _ in range(KILLS):
        acknowledged += killed(path, keys, chance.uniform(0, 0.03))
        with Store.open(path) as store:
            logged = [o for o, _ in log.each(store)]
            gestures = {o.gesture_id for o in logged}
            assert gestures >= set(acknowledged)
            assert len(logged) == 2 * len(gestures), "none is half there"
            assert len(gestures) <= len(acknowledged) + KILLS, "each may have one not yet told"
            assert list(check(store)) == []
            for key in keys:
                operations = [o for _, o in log.of(store, key, "ana")]
                assert annotations.read(store, key, "ana") == fold(operations)
    assert len(acknowledged) > KILLS


def test_a_killed_program_leaves_no_lock(path: Path) -> None:
    with Store.open(path) as store:
        (key,) = numbered(store, 1)
    if not (child := fork()):
        try:
            with Store.open(path) as store, store.transaction():
                os.kill(os.getpid(), signal.SIGKILL)
        finally:
            os._exit(1)
    os.waitpid(child, 0)
    with Store.open(path) as store:
        store.connection.execute("PRAGMA busy_timeout = 0")
        commit(store, key, ops.SetFlag())


def test_two_hundred_writers_have_two_hundred_names() -> None:
    assert len({Writer("ana").name for _ in range(200)}) == 200
