"""A hub that is dumped and put back into another database: all of it, and its rights."""

import os
import subprocess
from pathlib import Path

from annotate.hub import people
from tests.hub.placing import TEXTS, finish, led, own, sync
from tests.hub.server import Server, TheHub, binaries, database, run
from tests.hub.test_rights import TABLES
from tests.services.syncing.replicas import PROJECT, folds, is_sound, replica


def program(name: str, *words: str | Path) -> None:
    """Run one of PostgreSQL's programs, as docs/teams.md says."""
    done = subprocess.run([binaries() / name, *words], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, ""), os.fspath(binaries())


def test_a_hub_comes_back_whole_and_goes_on(hub: TheHub, server: Server, tmp_path: Path) -> None:
    led(hub, tmp_path, overlap=2)
    with (
        replica(tmp_path / "ana") as ana,
        replica(tmp_path / "ben") as ben,
        database(server) as name,
    ):
        sync(ana, hub.of("ana"), 2)
        finish(ana, "a00", "ana")
        sync(ana, hub.of("ana"), 2)
        dump, restored = tmp_path / "hub.dump", server.address(name)
        program("pg_dump", "--format", "custom", "--file", dump, hub.owner)
        finish(ana, "a01", "ana")  # after the backup
        sync(ana, hub.of("ana"), 2)
        program("pg_restore", "--dbname", restored, dump)
        for table in set(TABLES) - {"writers", "operations", "places"}:
            everything = f"SELECT * FROM annotate.{table} ORDER BY 1, 2"
            assert run(restored, everything) == hub.rows(everything)
        assert run(server.address(name, "ben"), "SELECT * FROM annotate.operations") == []
        people.init(restored, PROJECT)
        assert sync(ana, server.address(name, "ana"), 2).operations_sent == 1
        sync(ben, server.address(name, "ben"), 3)
        assert own(ana, "ana") == ["a00", "a01", "a02", "a03"]
        assert own(ben, "ben") == ["a00", "a01", "a02"]
        with replica(tmp_path / "rosa") as rosa:
            assert sync(rosa, server.address(name, "rosa")).documents == len(TEXTS)
            assert set(folds(rosa)) == set(folds(ana))
            assert is_sound(rosa)
