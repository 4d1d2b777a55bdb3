"""A team with a hub, by command lines alone: who gives out, who takes, who is refused."""

from collections.abc import Iterator
from pathlib import Path
from shutil import rmtree
from typing import Any

import pytest

from annotate.core.exchange import Role
from annotate.hub import people
from annotate.hub.people import Person
from tests.cli.program import Ended, annotate, made, prepared
from tests.hub.server import PASSWORD, Server, database
from tests.services.files import jsonl

ROLES: dict[str, Role] = {"adam": "administrator", "ana": "annotator", "ben": "annotator"}


class Team:
    """An administrator with four articles, and two annotators, each in a folder of their own."""

    def __init__(self, folder: Path, address: str) -> None:
        self.folder, self._address = folder, address
        lead = made(folder / "adam")
        for number in range(4):
            (lead / "corpora" / f"{number}.txt").write_text(f"Article {number}.\n")
        prepared("import", project=lead)
        prepared("hub", "init", address, project=lead)
        for name, role in ROLES.items():
            if name != "adam":
                made(folder / name)
            people.add(address, Person(name, name, role), PASSWORD)

    def run(self, who: str, *words: str, hub: str | None = None) -> Ended:
        """Run a command as somebody, with their hub in the environment, or another."""
        own = self._address.replace("//postgres:", f"//{who}:")
        variables = {"ANNOTATE_ANNOTATOR": who, "ANNOTATE_HUB": own if hub is None else hub}
        return annotate(*words, project=self.folder / who, variables=variables)

    def standing(self, who: str) -> Any:
        found = self.run(who, "assign", "--json").json()["assignments"]
        return [(s["batch"], s["annotator"], s["taken"], s["free"]) for s in found]


@pytest.fixture
def team(server: Server, tmp_path: Path) -> Iterator[Team]:
    with database(server) as name:
        yield Team(tmp_path, server.address(name))


def test_articles_are_given_out_in_the_hub_and_freed_there(team: Team) -> None:
    done = team.run("adam", "assign", "--overlap", "1", "--name", "first")
    assert (done.code, done.err) == (0, "first: 4 articles, 4 places on them\n")
    done = team.run("ana", "sync", "--hold", "3")
    assert (done.code, done.err.splitlines()[-1]) == (0, "to label: 3 articles more")
    assert team.run("ana", "sync", "--hold", "3").err == "nothing new\n"
    assert team.standing("ana") == [("first", "", 3, 0), ("first", "ana", 3, 0)]
    assert team.run("ben", "sync").code == 0
    assert team.standing("ben") == [("first", "", 1, 0), ("first", "ben", 1, 0)]
    done = team.run("adam", "assign", "--release", "ana")
    assert done.err == "freed 3 places that ana had taken\n"
    assert team.run("adam", "assign", "--release", "adam").err.startswith("freed 0 places")
    assert "no annotator 'anna'" in team.run("adam", "assign", "--release", "anna").error()
    assert team.standing("adam") == [("first", "", 1, 3), ("first", "ben", 1, 0)]
    done = team.run("adam", "assign", "--end", "first")
    assert done.err == "freed 3 places of first; it gives out no more\n"
    assert team.run("ana", "sync").code == 0
    assert team.standing("ana") == []


def test_what_was_given_out_elsewhere_is_known(team: Team) -> None:
    assert team.run("adam", "assign", "--overlap", "1", "--count", "3").code == 0
    assert team.run("ana", "sync").code == 0
    rmtree(team.folder / "adam")
    made(team.folder / "adam")
    done = team.run("adam", "assign", "--overlap", "1")
    assert done.err == "batch 2: 1 article, 1 place on them\n"


def test_who_is_no_administrator_gives_nothing_out(team: Team) -> None:
    assert team.run("ana", "sync").code == 0
    for words in (("--overlap", "1"), ("--release", "ben"), ("--end", "first")):
        done = team.run("ana", "assign", *words)
        assert (done.code, done.error()) == (1, "error: only an administrator gives out, ask one")
    assert team.standing("ana") == []


def test_without_its_hub_a_project_that_has_one_gives_nothing_out(team: Team) -> None:
    assert team.run("adam", "sync").code == 0
    done = team.run("adam", "assign", "--overlap", "1", hub="")
    hint = "say which with --hub or ANNOTATE_HUB"
    assert (done.code, done.error()) == (1, f"error: a hub gives out here, {hint}")
    away = "postgresql://adam@127.0.0.1:1/x"
    done = team.run("adam", "assign", "--overlap", "1", hub=away)
    assert done.error().startswith("error: the hub cannot be reached (Connection refused)")
    assert team.standing("adam") == []


def test_who_is_known_by_another_name_is_told_before_anything_stays_here(team: Team) -> None:
    team.run("ana", "sync")
    done = team.run("ana", "sync", "--annotator", "anna")
    line = (
        "error: the address is of ana, and anna is who annotates here, "
        "say --annotator ana, or take the address of anna"
    )
    assert (done.code, done.error()) == (1, line)


def test_what_went_in_under_another_name_is_said_not_to_be_sent(team: Team) -> None:
    labels = [{"text": f"Article {n}.\n", "annotator": "ben", "spans": []} for n in range(2)]
    for who in ("ana", "adam"):
        assert team.run(who, "sync").err != ""
        file = jsonl(team.folder / who / "labels.jsonl", *labels)
        assert team.run(who, "import", str(file), "--annotator", "root").code == 0
        said = "not sent: 2 operations by root, which go when root syncs\n"
        for _ in range(2):
            done = team.run(who, "sync")
            assert (done.code, done.err) == (0, said)
        assert team.run(who, "sync", "--json").json()["unsent"] == {"root": 2}


def test_what_others_did_and_the_hub_has_is_not_said_to_be_unsent(team: Team) -> None:
    team.run("ana", "sync")
    spans = [{"start": 0, "end": 7, "label": "quote"}]
    file = jsonl(team.folder / "labels.jsonl", {"text": "Article 1.\n", "spans": spans})
    assert team.run("ana", "import", str(file)).code == 0
    assert team.run("ana", "sync").err == "sent: 0 articles, 1 operation\n"
    assert team.run("adam", "sync").err == "came in: 0 articles, 1 operation\n"
    assert team.run("adam", "sync").err == "nothing new\n"
    copy = team.folder / "ana" / "annotations.db"
    assert team.run("ana", "import", "--undo", last(team)).code == 0
    assert team.run("adam", "merge", str(copy)).code == 0
    said = "not sent: 1 operation by ana, which go when ana syncs\n"
    assert team.run("adam", "sync").err == said
    assert team.run("ana", "sync").code == 0
    assert team.run("adam", "sync").err == "nothing new\n"


def last(team: Team) -> str:
    """The id of ana's last operation."""
    return str(team.run("ana", "log", "--json").json()[0]["id"])
