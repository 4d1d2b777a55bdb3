"""`annotate check`: problems are lines and exit 1, and what follows from the log can be rebuilt."""

import sqlite3
from pathlib import Path

from tests.cli.conftest import Run


def spoil(project: Path, sql: str) -> None:
    with sqlite3.connect(project / "annotations.db") as connection:
        connection.execute(sql)
    connection.close()


def test_a_sound_project_is_said_to_be(filled: Run) -> None:
    ended = filled("check")
    assert (ended.code, ended.out, ended.err) == (0, "", "sound\n")
    assert filled("check", "--json").json() == {"sound": True, "problems": []}


def test_a_label_that_the_log_does_not_have_is_a_problem_that_rebuilding_mends(
    filled: Run, project: Path
) -> None:
    spoil(project, "DELETE FROM spans WHERE label = 'quote'")
    ended = filled("check")
    assert ended.code == 1
    assert "ana: spans, relations or status are not what the log adds up to" in ended.out
    assert "annotate check --rebuild" in ended.err
    rebuilt = filled("check", "--rebuild")
    assert rebuilt.code == 0
    assert rebuilt.err == "rebuilt: 1 layer of articles\nsound\n"


def test_problems_as_json(filled: Run, project: Path) -> None:
    spoil(project, "UPDATE texts SET text = replace(text, 'captain', 'CAPTAIN')")
    ended = filled("check", "--json")
    assert ended.code == 1
    assert ended.json()["sound"] is False
    [problem] = ended.json()["problems"]
    assert "the text is not the one its hash names" in problem


def test_a_broken_scheme_is_not_in_the_way(filled: Run, project: Path) -> None:
    (project / "annotate.toml").write_text("labels = nonsense")
    assert filled("check").code == 0


def test_a_rule_that_says_nothing_in_this_scheme_is_named(filled: Run, project: Path) -> None:
    file = project / "annotate.toml"
    text = file.read_text(encoding="utf-8").replace('name = "ad"', 'name = "advert"')
    file.write_text(text, encoding="utf-8")
    silent, sound = filled("check").err.splitlines()
    assert silent.startswith("advertisements suggests nothing: the scheme has no label 'ad'; ")
    assert sound == "sound"
    file.write_text(text.replace('name = "advert"', 'name = "advert"\nformerly = ["ad"]'))
    assert filled("check").err == "sound\n"
    file.write_text(f'retired = ["ad"]\n{text}')
    assert filled("check").err == "sound\n"


def test_a_rule_whose_label_was_split_is_named_with_what_it_became(
    filled: Run, project: Path
) -> None:
    file = project / "annotate.toml"
    text = file.read_text(encoding="utf-8").replace('name = "ad"', 'name = "advert"')
    text = text.replace('name = "advert"', 'name = "advert"\nformerly = ["ad"]')
    more = '\n[[labels]]\nname = "house"\nkey = "h"\nformerly = ["ad"]\n'
    file.write_text(text + more, encoding="utf-8")
    silent, _ = filled("check").err.split("\n", 1)
    assert silent.startswith("advertisements suggests nothing: 'ad' was split into advert, house; ")


def test_a_project_without_a_database_has_nothing_to_check(run: Run) -> None:
    ended = run("check")
    assert ended.code == 1
    assert ended.error().startswith("error: no database, ")


def test_a_suggester_to_be_off_that_there_is_not_is_named(filled: Run, project: Path) -> None:
    with (project / "annotate.toml").open("a", encoding="utf-8") as file:
        file.write('\n[suggestions]\noff = ["captions", "their model"]\n')
    ended = filled("check")
    unknown, sound = ended.err.splitlines()
    assert unknown.startswith("no suggester 'their model' to be off, annotate.toml, known: ")
    assert (ended.code, sound) == (0, "sound")
