"""What a member of a team does to a hub by SQL: refused there, or by everybody who gets it."""

from pathlib import Path

import psycopg
import pytest
from msgspec.structs import replace

from annotate.core.errors import SyncRefusedError
from annotate.core.operations import Operation
from annotate.hub.hub import APPEND, Hub, operation_row
from tests.hub.server import TheHub, run
from tests.hub.test_hub import sync
from tests.services.syncing.replicas import is_sound, label, replica

BODY = '{"start":0,"end":2,"label":"quote"}'
FALSE: list[tuple[dict[str, object], str]] = [
    ({"lamport": 2**33}, "AN003"),
    ({"lamport": 2**53}, "23514"),
    ({"lamport": 2**63 - 1}, "23514"),
    ({"lamport": 2**70}, "22003"),
    ({"writer": "ana@" + "1" * 1000}, "23514"),
    ({"writer": "ana@" + "é€🙂" * 100_000}, "23514"),
    ({"kind": "k" * 100}, "23514"),
    ({"gesture": 9}, "23514"),
    ({"body": "{"}, "22P02"),
    ({"body": ""}, "22P02"),
    ({"body": "[" * 100_000}, "54001"),
    ({"n": 2, "lamport": 2}, "AN002"),
    ({"n": 0, "gesture": 0}, "23514"),
    ({"document": "0" * 64}, "23503"),
]


def false(hub: TheHub, **lies: object) -> Operation:
    (sha256,) = hub.rows("SELECT sha256 FROM annotate.documents")[0]
    true = Operation("ana@1", 1, 1, "ana", sha256, 1, "add", BODY, 5)
    return replace(true, **lies)


@pytest.mark.parametrize(("lies", "code"), FALSE, ids=lambda each: str(each)[:40])
def test_what_no_program_could_have_made_is_refused_in_one_line(
    used: TheHub, lies: dict[str, object], code: str
) -> None:
    operation = false(used, **lies)
    with pytest.raises(psycopg.Error) as refused:
        run(used.of("ana"), APPEND, *([value] for value in operation_row(operation)))
    assert refused.value.sqlstate == code
    with Hub(used.of("ana")) as hub, pytest.raises(SyncRefusedError) as told:
        hub.append([operation])
    assert str(told.value).isprintable()
    assert len(str(told.value)) < 200
    assert used.rows("SELECT writer FROM annotate.operations WHERE writer LIKE 'ana%%'") == []


def test_a_hash_that_is_wrong_stops_that_log_alone_for_everybody(
    used: TheHub, tmp_path: Path
) -> None:
    operation = false(used)
    row = (*operation_row(operation)[:-1], bytes(32))
    run(used.of("ana"), APPEND, *([value] for value in row))
    with replica(tmp_path / "rosa") as rosa:
        done = sync(rosa, used.of("rosa"))
        assert done.operations == 1
        assert done.problems[0] == "an operation is not what its hash says, ana@1:1"
        assert is_sound(rosa)
        label(rosa, "one", by="rosa")
        assert sync(rosa, used.of("rosa")).operations_sent == 1


def test_a_clock_that_is_pushed_ahead_leaves_room_for_all_others(
    used: TheHub, tmp_path: Path
) -> None:
    for n in range(1, 4):
        ahead = false(used, n=n, gesture=n, lamport=n * 2**32)
        run(used.of("ana"), APPEND, *([value] for value in operation_row(ahead)))
    with replica(tmp_path / "rosa") as rosa, replica(tmp_path / "ben") as ben:
        sync(rosa, used.of("rosa"))
        label(rosa, "one", by="rosa")
        assert sync(rosa, used.of("rosa")).operations_sent == 1
        sync(ben, used.of("ben"))
        label(ben, "one", 4, by="ben")
        assert sync(ben, used.of("ben")).operations_sent == 1
        assert not sync(rosa, used.of("rosa")).problems
