"""`annotate import --undo`: what was wrongly imported goes again."""

from pathlib import Path

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
