"""Who may do what in a hub: every role tries every forbidden act, by SQL, and is refused."""

import psycopg
import pytest
from msgspec.structs import replace

from annotate.core.errors import SyncError
from annotate.core.operations import Operation
from annotate.hub import people
from annotate.hub.hub import APPEND, operation_row
from annotate.hub.people import Person
from tests.hub.server import TheHub, run

CHANGES = {
    "hub": "project = ''",
    "people": "role = 'administrator'",
    "documents": "empty = ''",
    "texts": "carried = ''",
    "standings": "at = 0",
    "schemes": "at = 0",
    "writers": "n = 7",
    "operations": "body = '{}'",
    "batches": "lease = 0",
    "places": "annotator = 'ana'",
    "golds": "content = ''",
    "shown": "name = 'ana'",
}
"""Of each table something that somebody might like to change."""
TABLES = tuple(CHANGES)
EVERYBODY = ("ana", "rosa", "adam")
FORBIDDEN = {
    "be somebody else": "SET ROLE ben",
    "be the owner": "SET ROLE postgres",
    "be somebody else for a session": "SET SESSION AUTHORIZATION ben",
    "look past the policies": "SET row_security = off; SELECT * FROM annotate.operations",
    "switch the policies off": "ALTER TABLE annotate.operations DISABLE ROW LEVEL SECURITY",
    "switch the triggers off": "ALTER TABLE annotate.operations DISABLE TRIGGER ALL",
    "skip the triggers": "SET session_replication_role = replica",
    "drop the log": "DROP TABLE annotate.operations",
    "drop everything": "DROP SCHEMA annotate CASCADE",
    "make a table": "CREATE TABLE annotate.mine (x int)",
    "replace a function": "CREATE OR REPLACE FUNCTION annotate.me() RETURNS text LANGUAGE sql AS "
    "$$ SELECT 'ben' $$",
    "make a policy": "CREATE POLICY mine ON annotate.operations USING (true)",
    "grant rights": "GRANT UPDATE ON annotate.operations TO PUBLIC; "
    "UPDATE annotate.operations SET body = ''",
    "make a login": "CREATE ROLE mallory LOGIN SUPERUSER",
    "add a person": "INSERT INTO annotate.people VALUES ('mallory', 'mallory', 'administrator')",
    "set a watermark": "INSERT INTO annotate.writers VALUES ('ana@1', 9, '')",
    "give out": "INSERT INTO annotate.batches VALUES (1, 'x', 'x', '[]', NULL, 0)",
    "take a place without asking": "INSERT INTO annotate.places SELECT 1, 0, 0, sha256, 'ana', "
    "NULL, false, false, 0 FROM annotate.documents",
    "make another hub": "INSERT INTO annotate.hub VALUES (true, '', '', 1, 0)",
}
OPERATION = Operation("ana@1", 1, 1, "ana", "", 1, "add", '{"start":0,"end":2,"label":"quote"}', 5)


def contents(hub: TheHub) -> list[object]:
    return [hub.rows(f"SELECT * FROM annotate.{table} ORDER BY 1, 2") for table in TABLES]


@pytest.mark.parametrize("who", EVERYBODY)
def test_nobody_changes_deletes_or_gets_round_it(used: TheHub, who: str) -> None:
    acts = dict(FORBIDDEN)
    for table, change in CHANGES.items():
        acts[f"delete from {table}"] = f"DELETE FROM annotate.{table}"
        acts[f"empty {table}"] = f"TRUNCATE annotate.{table} CASCADE"
        acts[f"change {table}"] = f"UPDATE annotate.{table} SET {change}"
    before = contents(used)
    refusals = dict[str, str | None]()
    for act, sql in acts.items():
        refusals[act] = state(used.of(who), sql)
    assert refusals == dict.fromkeys(acts, "42501")
    assert contents(used) == before


def state(url: str, sql: str) -> str | None:
    """How statements fail, one after the other on one connection; None if they do not."""
    with psycopg.connect(url, autocommit=True) as connection:
        try:
            for statement in sql.split("; "):
                connection.execute(statement.encode())
        except psycopg.Error as error:
            return error.sqlstate
    return None


def append(hub: TheHub, who: str, **changed: object) -> None:
    """Append an operation by SQL, as somebody who goes round the program would."""
    (sha256,) = hub.rows("SELECT sha256 FROM annotate.documents")[0]
    operation = replace(OPERATION, document=sha256, **changed)
    run(hub.of(who), APPEND, *([value] for value in operation_row(operation)))


ALLOWED = [
    ("ana", {}),
    ("ana", {"kind": "import", "body": "{}"}),
    ("ana", {"layer": "again/ana"}),
    ("rosa", {"writer": "rosa@1", "layer": "rosa"}),
    ("rosa", {"writer": "rosa@1", "layer": "gold/rosa"}),
    ("adam", {"writer": "adam@1", "layer": "adam"}),
    ("adam", {"writer": "adam@1", "layer": "gold/adam"}),
    ("adam", {"writer": "adam@1", "layer": "ben", "kind": "import"}),
    (
        "adam",
        {"writer": "adam@1", "layer": "ben", "kind": "undo", "body": '{"gesture":"adam@2:1"}'},
    ),
]
REFUSED = [
    ("ana", {"writer": "ben@1"}),
    ("ana", {"writer": "ben@1", "layer": "ben"}),
    ("ana", {"layer": "ben"}),
    ("ana", {"layer": "gold/ana"}),
    ("ana", {"layer": "again/ben"}),
    ("ana", {"layer": "ben", "kind": "import"}),
    ("ana", {"writer": "ana", "layer": "ana"}),
    ("rosa", {"writer": "ana@1"}),
    ("rosa", {"writer": "rosa@1", "layer": "ana"}),
    ("rosa", {"writer": "rosa@1", "layer": "gold/adam"}),
    ("rosa", {"writer": "rosa@1", "layer": "gold/ROSA"}),
    ("rosa", {"writer": "rosa@1", "layer": "ben", "kind": "import"}),
    ("adam", {"writer": "ana@1", "kind": "import"}),
    ("adam", {"writer": "adam@1", "layer": "ben"}),
    ("adam", {"writer": "adam@1", "layer": "ben", "kind": "undo"}),
    ("adam", {"writer": "adam@1", "layer": "gold/rosa"}),
]


@pytest.mark.parametrize(("who", "changed"), ALLOWED)
def test_what_a_role_may_append(used: TheHub, who: str, changed: dict[str, object]) -> None:
    append(used, who, **changed)
    assert len(used.rows("SELECT * FROM annotate.operations")) == 2


@pytest.mark.parametrize(("who", "changed"), REFUSED)
def test_what_a_role_may_not_append(used: TheHub, who: str, changed: dict[str, object]) -> None:
    with pytest.raises(psycopg.Error) as refused:
        append(used, who, **changed)
    assert refused.value.sqlstate in {"42501", "23514"}  # a policy, or no name of a writer
    assert len(used.rows("SELECT * FROM annotate.operations")) == 1


@pytest.mark.parametrize(
    ("changed", "code"),
    [({"n": 2, "lamport": 2}, "AN002"), ({"body": "{}"}, "AN001"), ({"lamport": 2**53}, "23514")],
)
def test_a_gap_a_fork_and_a_clock_without_end_are_refused_by_the_server(
    used: TheHub, changed: dict[str, object], code: str
) -> None:
    if code == "AN001":
        append(used, "ana")
    with pytest.raises(psycopg.Error) as refused:
        append(used, "ana", **changed)
    assert refused.value.sqlstate == code


BRINGING = {
    "documents": "SELECT repeat('0', 64), ''",
    "texts": "SELECT sha256, '' FROM annotate.documents",
    "standings": "SELECT sha256, 'purged', 9, 0 FROM annotate.documents",
    "schemes": "SELECT 1, '', '', 0",
}


@pytest.mark.parametrize("table", BRINGING)
@pytest.mark.parametrize("who", EVERYBODY)
def test_only_an_administrator_brings_articles_and_schemes(
    used: TheHub, who: str, table: str
) -> None:
    used.rows("DELETE FROM annotate.texts")
    sql = f"INSERT INTO annotate.{table} {BRINGING[table]}"
    if who == "adam":
        run(used.of(who), sql)
        return
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        run(used.of(who), sql)


def test_everybody_sees_what_is_theirs(used: TheHub) -> None:
    append(used, "ana")
    seen = {
        who: [len(run(used.of(who), f"SELECT * FROM annotate.{table}")) for table in TABLES]
        for who in EVERYBODY
    }
    assert seen["ana"] == [1, 1, 1, 1, 1, 0, 1, 1, 0, 0, 0, 0]
    assert seen["rosa"] == seen["adam"] == [1, 4, 1, 1, 1, 0, 2, 2, 0, 0, 0, 0]


DIRECTING = {
    "give": "SELECT annotate.give('x', '[]', NULL, 0, '{0}', ARRAY[(SELECT sha256 FROM "
    "annotate.documents)], '{0}', '{NULL}', '{NULL}', '{f}')",
    "release": "SELECT annotate.release('ben')",
    "end": "SELECT annotate.end_batch(1)",
}


@pytest.mark.parametrize("act", DIRECTING)
@pytest.mark.parametrize("who", EVERYBODY)
def test_only_an_administrator_gives_out_and_frees_what_others_took(
    used: TheHub, who: str, act: str
) -> None:
    assert state(used.of(who), DIRECTING[act]) == (None if who == "adam" else "42501")
    assert state(used.of(who), f"SELECT annotate.release('{who}')") is None


SHOW = "SELECT annotate.show((SELECT sha256 FROM annotate.documents), '{}', '{ben}')"


@pytest.mark.parametrize("who", EVERYBODY)
def test_an_annotator_shows_nobody_gold_and_sees_none_that_others_are_shown(
    used: TheHub, who: str
) -> None:
    assert state(used.of(who), SHOW) == ("42501" if who == "ana" else None)
    run(used.owner, SHOW)
    seen = run(used.of(who), "SELECT content FROM annotate.golds")
    assert seen == ([] if who == "ana" else [("{}",)])
    assert run(used.of("ben"), "SELECT content FROM annotate.golds") == [("{}",)]


def test_nobody_keeps_what_another_holds(used: TheHub) -> None:
    run(used.owner, DIRECTING["give"])
    assert run(used.of("ana"), "SELECT annotate.take('{1}', '{0}', '{0}', 1)") == [(1,)]
    for who in ("rosa", "adam"):
        assert run(used.of(who), "SELECT annotate.keep('{1}', '{0}', '{0}', '{t}', '{9}')") == [
            (0,)
        ]
    assert used.rows("SELECT annotator, done FROM annotate.places") == [("ana", False)]


def test_who_is_in_the_server_and_not_in_the_hub_sees_nothing(used: TheHub) -> None:
    used.rows("DELETE FROM annotate.people WHERE name = 'ana'")  # the rights are still there
    assert not any(run(used.of("ana"), f"SELECT * FROM annotate.{table}") for table in TABLES)
    with pytest.raises(psycopg.errors.InsufficientPrivilege):
        append(used, "ana")


@pytest.mark.parametrize(
    ("login", "what"),
    [
        ("postgres", "that login owns the hub and may do everything already"),
        ("pg_monitor", "nobody can log in as that role"),
    ],
)
def test_a_role_that_is_the_owner_s_or_nobody_s_login_is_given_to_no_person(
    hub: TheHub, login: str, what: str
) -> None:
    before = people.people(hub.owner)
    with pytest.raises(SyncError) as caught:
        people.add(hub.owner, Person("zoe", login, "annotator"))
    assert str(caught.value) == f"{what}, {login}, give another one with --login"
    assert people.people(hub.owner) == before
