"""`annotate import --undo`: what was wrongly imported goes again."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_an_import_is_taken_back_by_the_id_that_the_log_shows(filled: Run) -> None:
    (entry,) = filled("log", "--json").json()
    ended = filled("import", "--undo", entry["id"])
    assert (ended.code, ended.out, ended.err) == (0, "", "took back 1 import\n")
    kinds = [each["kind"] for each in filled("log", "--json").json()]
    assert kinds == ["undo", "import"]
    assert filled("import", "--undo", entry["writer"]).err == "took back 0 imports\n"


def test_what_is_no_import_is_refused(filled: Run) -> None:
    ended = filled("import", "--undo", "ana@1:1")
    said = "error: no import with the id 'ana@1:1', `annotate log` shows ids\n"
    assert (ended.code, ended.err) == (1, said)


def test_it_takes_ids_and_no_paths(filled: Run) -> None:
    ended = filled("import", "--undo", "ana@1:1", "labels.jsonl")
    assert (ended.code, "--undo takes ids" in ended.err) == (2, True)


@pytest.mark.parametrize("option", ["--json", "--strict", "--replace"])
def test_what_is_of_reading_files_is_refused_beside_it(filled: Run, option: str) -> None:
    (entry,) = filled("log", "--json").json()
    ended = filled("import", "--undo", entry["id"], option)
    assert (ended.code, "are not for --undo" in ended.err) == (2, True)
    assert filled("log", "--json").json() == [entry]


def test_it_can_be_quiet(filled: Run) -> None:
    (entry,) = filled("log", "--json").json()
    ended = filled("import", "--undo", entry["id"], "--quiet")
    assert (ended.code, ended.out, ended.err) == (0, "", "")
    assert filled("log", "--json").json()[0]["kind"] == "undo"


def test_what_it_leaves_in_an_article_is_told(filled: Run, project: Path) -> None:
    labels = project.parent / "labels.jsonl"
    other = labels.read_text("utf-8").replace("quote", "body")
    labels.write_text(other, "utf-8")
    assert filled("import", "--replace", labels).code == 0
    last, _ = filled("log", "--json").json()
    ended = filled("import", "--undo", last["id"])
    assert ended.err.splitlines() == [
        "took back 1 import",
        f"  {last['document']}, ana: 2 labels stay that it did not bring; "
        "ana is done with it all the same",
    ]


def labelled(file: Path, label: str) -> Path:
    """A file of twelve articles, each with a label, whose ids are long."""
    span = {"start": 0, "end": 7, "label": label}
    texts = {f"{n:02}{'a' * 150}": f"Article {n:02}.\n" for n in range(12)}
    records = ({"id": i, "text": t, "spans": [span]} for i, t in texts.items())
    file.write_text("".join(f"{json.dumps(record)}\n" for record in records), "utf-8")
    return file


def test_of_many_articles_the_first_are_named_by_shortened_ids(run: Run, tmp_path: Path) -> None:
    for label in ("quote", "body"):
        made = labelled(tmp_path / "labels.jsonl", label)
        assert run("import", "--replace", made, "--annotator", "ana").code == 0
    last = run("log", "--json").json()[0]
    _, *named, more = run("import", "--undo", last["writer"]).err.splitlines()
    assert [line.partition(", ")[0] for line in named] == [
        f"  {n:02}{'a' * 58}…{'a' * 60}" for n in range(10)
    ]
    assert more == "  and 2 more"
