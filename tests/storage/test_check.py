"""`check` finds every kind of damage and nothing in a sound file; `rebuild` mends the state."""

from pathlib import Path

import pytest

from annotate.core import operations as ops
from annotate.storage.check import check, rebuild
from annotate.storage.log import Writer
from annotate.storage.store import Store
from tests.storage.making import STATE, damage, dump, layer, problems


def test_a_sound_database_has_no_problems(full: Path) -> None:
    assert problems(full) == []
    assert all(rows for table, rows in dump(full, *STATE).items()), "or the tests below show less"


def test_nor_has_an_empty_one(store: Store) -> None:
    assert list(check(store)) == []


MINE = "document 1, ana"
CONTENT = "spans, relations or status are not what the log adds up to"
STATE_DAMAGE = {
    "a span lost": ("DELETE FROM spans WHERE label = 'quote'", f"{MINE}: {CONTENT}"),
    "a span's end": ('UPDATE spans SET "end" = 4 WHERE start = 0', f"{MINE}: {CONTENT}"),
    "a span's id": ("UPDATE spans SET id = 'x' WHERE start = 0", f"{MINE}: {CONTENT}"),
    "a span's origin": ("UPDATE spans SET origin = NULL", f"{MINE}: {CONTENT}"),
    "a span's score": ("UPDATE spans SET score = 0.25", f"{MINE}: {CONTENT}"),
    "a span too many": (
        "INSERT INTO spans SELECT document, layer, 9, 11, label, 'z', origin, score FROM spans"
        " LIMIT 1",
        f"{MINE}: {CONTENT}",
    ),
    "a relation lost": ("DELETE FROM relations", f"{MINE}: {CONTENT}"),
    "a relation turned round": (
        "UPDATE relations SET (head, child) = (child, head)",
        f"{MINE}: {CONTENT}",
    ),
    "a note's text": ("UPDATE remarks SET text = 'me' WHERE kind = 'note'", f"{MINE}: {CONTENT}"),
    "a flag lost": ("DELETE FROM remarks WHERE kind = 'flag'", f"{MINE}: {CONTENT}"),
    "a rejection lost": ("DELETE FROM rejections", f"{MINE}: {CONTENT}"),
    "a settlement lost": ("DELETE FROM settlements", f"document 2, gold/ben: {CONTENT}"),
    "a settlement that is no JSON": (
        "UPDATE settlements SET versions = '['",
        "document 2, gold/ben: a settlement is damaged (Input data was truncated)",
    ),
    "a status": ("UPDATE progress SET status = 'ud' WHERE document = 1", f"{MINE}: {CONTENT}"),
    "a count": (
        "UPDATE progress SET done = 3 WHERE document = 1",
        f"{MINE}: the progress is not what the log adds up to",
    ),
    "a state": (
        "UPDATE progress SET state = 'done' WHERE document = 1",
        f"{MINE}: the progress is not what the log adds up to",
    ),
    "a gesture lost": (
        "DELETE FROM gestures WHERE gesture = 4",
        f"{MINE}: the gestures are not those of the log",
    ),
    "a mark": (
        "UPDATE gestures SET undone = 0, marked = 0 WHERE undone",
        f"{MINE}: the gestures are not those of the log",
    ),
    "a gesture of nobody": (
        "INSERT INTO gestures VALUES (1, 1, 'x', 1, 4, 0, 0, 0, 1)",
        "document 4, ana: the gestures are not those of the log",
    ),
    "a tally": (
        "UPDATE tallies SET documents = documents + 1 WHERE layer = 1 AND state = 'open'",
        "tallies: they are not what the progress of the articles adds up to",
    ),
    "a tally lost": (
        "DELETE FROM tallies WHERE layer = 2",
        "tallies: they are not what the progress of the articles adds up to",
    ),
    "a span of nobody": (
        "INSERT INTO spans VALUES (4, 1, 0, 1, 'ad', 'x', NULL, NULL)",
        "spans: row None refers to what progress does not hold",
    ),
}


@pytest.mark.parametrize("case", STATE_DAMAGE)
def test_damage_to_the_state_is_found_and_mended(full: Path, case: str) -> None:
    sql, said = STATE_DAMAGE[case]
    before = dump(full, *STATE)
    assert damage(full, sql) >= 1
    assert said in problems(full)
    with Store.open(full) as store:
        assert rebuild(store) == 2
    assert problems(full) == []
    assert dump(full, *STATE) == before


def test_a_lost_table_of_progress_is_mended_too(full: Path) -> None:
    before = dump(full, *STATE)
    for table in STATE:
        damage(full, f"DELETE FROM {table}")
    assert len(problems(full)) >= 2
    with Store.open(full) as store:
        rebuild(store)
    assert dump(full, *STATE) == before


LOG_DAMAGE = {
    "a byte of a body": "UPDATE operations SET body = replace(body, '5', '4') WHERE n = 1",
    "a byte that is no letter": (
        "UPDATE operations SET body = CAST(replace(body, '5', x'ff') AS TEXT) WHERE n = 1"
    ),
    "a kind": "UPDATE operations SET kind = 'noted' WHERE n = 4",
    "a layer": "UPDATE operations SET layer = 2 WHERE n = 1",
    "a document": "UPDATE operations SET document = 2 WHERE n = 1",
    "a clock": "UPDATE operations SET lamport = lamport + 1 WHERE n = 8",
    "a gesture": "UPDATE operations SET gesture = 2 WHERE n = 2",
    "a time": "UPDATE operations SET at = at + 1 WHERE n = 1",
    "a writer": "UPDATE writers SET name = 'ben@1' WHERE key = 1",
    "a hash": "UPDATE operations SET hash = x'00' WHERE n = 1",
    "a number": "UPDATE operations SET n = 99 WHERE n = 1 AND writer = 1",
}


@pytest.mark.parametrize("case", LOG_DAMAGE)
def test_damage_to_the_log_is_found(full: Path, case: str) -> None:
    assert damage(full, LOG_DAMAGE[case]) >= 1
    assert any("its content is not what its hash says" in p for p in problems(full))


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        ("DELETE FROM operations WHERE n = 3", ": 8 operations, numbered from 1 to 9, of 9"),
        (
            "DELETE FROM operations WHERE n = 1 AND writer = 1",
            ": 8 operations, numbered from 2 to 9, of 9",
        ),
        ("DELETE FROM operations WHERE n = 9", ": 8 operations, numbered from 1 to 8, of 9"),
        ("UPDATE writers SET n = 10 WHERE n = 9", ": 9 operations, numbered from 1 to 9, of 10"),
        ("UPDATE writers SET lamport = 1 WHERE n = 9", ": its clock stands at 1, before its last"),
    ],
)
def test_a_gap_in_a_log_is_found(full: Path, sql: str, said: str) -> None:
    assert damage(full, sql) == 1
    assert any(p.startswith("writer ana@") and said in p for p in problems(full))


def test_a_check_is_of_one_moment(full: Path) -> None:
    with Store.open(full) as store, Store.open(full) as other:
        opened, writer = layer(other, 1), Writer("ana")

        def write_before(sql: str) -> None:
            """A gesture between the reading of the log and that of the state."""
            if "FROM spans" in sql or "FROM progress" in sql:
                made.append(opened.commit(writer, [ops.SetFlag(on=bool(len(made) % 2))]))

        made: list[object] = []
        store.connection.set_trace_callback(write_before)
        found = list(check(store))
        store.connection.set_trace_callback(None)
        assert found == []
        assert len(made) > 1
