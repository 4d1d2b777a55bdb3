"""`annotate status`: how far everybody is."""

import json
from pathlib import Path

from tests.cli.conftest import Run


def test_an_empty_project_says_so(run: Run, project: Path) -> None:
    out = run("status").out
    assert out == f"Harbour: 0 articles, {project}\nnobody has labelled anything yet\n"


def test_each_layer_is_a_line_of_counts_with_its_name_last(filled: Run) -> None:
    title, _, heads, ana = filled("status").out.splitlines()
    assert title.startswith("Harbour: 2 articles")
    assert " ".join(heads.split()) == "done set aside begun paragraphs spans flags layer"
    assert ana.split() == ["1", "0", "0", "3", "2", "0", "ana"]


def test_as_json(filled: Run, project: Path) -> None:
    assert filled("status", "--json").json() == {
        "name": "Harbour",
        "folder": str(project),
        "documents": 2,
        "layers": [
            {
                "layer": "ana",
                "done": 1,
                "skipped": 0,
                "open": 0,
                "paragraphs": 3,
                "spans": 2,
                "flags": 0,
            }
        ],
        "bygone": [],
        "guidelines": [],
    }


def test_what_was_accepted_elsewhere_and_imported_answers_no_suggestion(
    run: Run, tmp_path: Path
) -> None:
    span = {"id": "ana@1:1", "start": 0, "end": 4, "label": "quote", "origin": "quotations: marks"}
    record = {"text": "“No”", "annotator": "ana", "spans": [span]}
    file = tmp_path / "records.jsonl"
    file.write_text(json.dumps(record), "utf-8")
    run("import", str(file))
    assert run("status", "--json").json()["layers"][0]["spans"] == 1
    assert run("status", "--suggesters").out == "no suggestion was answered yet\n"


def test_what_suggestions_do_is_told_where_some_articles_have_none(
    filled: Run, project: Path
) -> None:
    none = filled("status", "--suggesters")
    assert none.out == "no suggestion was answered yet\n"
    assert none.error().startswith("all articles are shown with suggestions: to measure")
    with (project / "annotate.toml").open("a", encoding="utf-8") as file:
        file.write("[suggestions]\nwithout = 0.25\n")
    _, blank, *table = filled("status", "--suggesters").out.splitlines()
    assert blank == ""
    assert [row.split()[0] for row in table[1:-1]] == [
        "readings",
        "paragraphs",
        "seconds",
        "labels",
        "agreement",
    ]
    assert table[-1].startswith("25% of the articles are shown without; a dash: fewer than 5")


def test_the_project_above_is_found_and_outside_of_one_there_is_an_error(
    filled: Run, project: Path, tmp_path: Path
) -> None:
    from tests.cli.program import annotate

    assert "2 articles" in annotate("status", cwd=project / "corpora" / "gazette").out
    ended = annotate("status", cwd=tmp_path)
    assert ended.code == 1
    assert ended.error().startswith(f"error: no annotate.toml here or above, {tmp_path}, make one")


def test_a_folder_that_is_gone_is_an_error(project: Path, tmp_path: Path) -> None:
    from tests.cli.program import annotate

    ended = annotate("status", project=tmp_path / "nowhere")
    assert ended.code == 1
    where = f"{tmp_path / 'nowhere'}"
    assert ended.error() == f"error: no project, {where}, make one with `annotate init`"
