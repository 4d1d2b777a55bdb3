"""`annotate suggest`: a line of JSON for each article, with or without a project."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import FERRY, STRIKE, Run
from tests.cli.program import annotate


@pytest.fixture
def articles(tmp_path: Path) -> Path:
    """A folder of two articles, in no project."""
    folder = tmp_path / "articles"
    folder.mkdir()
    (folder / "1-ferry.txt").write_text(FERRY, encoding="utf-8")
    (folder / "2-strike.txt").write_text(STRIKE, encoding="utf-8")
    return folder


def records(printed: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in printed.splitlines()]


def labelled(record: dict[str, Any]) -> list[tuple[str, str]]:
    return [(span["label"], span["text"]) for span in record["spans"]]


def test_it_needs_no_project_and_keeps_the_order(articles: Path, tmp_path: Path) -> None:
    ended = annotate("suggest", articles, cwd=tmp_path)
    assert (ended.code, ended.err) == (0, "")
    ferry, strike = records(ended.out)
    assert ferry["text"] == FERRY
    assert ("quote", "“No,”") in labelled(ferry)
    assert ("attribution", "according to the union") in labelled(strike)
    assert all("suggester" in record and "annotator" not in record for record in (ferry, strike))


def test_without_a_path_it_reads_the_projects_corpora(run: Run) -> None:
    ended = run("suggest", "--processes", "1")
    assert (ended.code, len(records(ended.out))) == (0, 2)


def test_it_reads_standard_input(run: Run, project: Path) -> None:
    given = json.dumps({"text": FERRY}).encode()
    ended = annotate("suggest", "-", "--format", "jsonl", project=project, stdin=given)
    assert ended.code == 0
    assert ("quote", "“No,”") in labelled(*records(ended.out))


def test_options_leave_things_out(articles: Path, run: Run) -> None:
    def suggested(*options: str) -> list[dict[str, Any]]:
        return records(run("suggest", articles, "--processes", "1", *options).out)

    everything, none = suggested(), suggested("--threshold", "1")
    assert all("text" not in record for record in suggested("--without-text"))
    assert sum(map(len, map(labelled, none))) < sum(map(len, map(labelled, everything)))
    assert not any(
        label == "quote" for r in suggested("--off", "quotations") for label, _ in labelled(r)
    )


def test_what_cannot_be_read_is_named_and_the_rest_goes_on(articles: Path, run: Run) -> None:
    (articles / "3-broken.jsonl").write_text('{"text": \n{"text": "“Yes,” he said."}\n')
    ended = run("suggest", articles, "--processes", "1")
    assert ended.code == 1
    assert "3-broken.jsonl:1: " in ended.error()
    assert len(records(ended.out)) == 3


@pytest.mark.parametrize(
    ("options", "code", "line"),
    [
        (["--format", "word"], 2, "error: invalid value for '--format': 'word' is not one of "),
        (["--threshold", "2"], 2, "error: invalid value for '--threshold': 2.0 is not in "),
        (["--off", "nobody"], 1, "error: "),
        (["--encoding", "klingon"], 1, "error: "),
    ],
)
def test_what_is_not_there_is_one_line(
    articles: Path, run: Run, options: list[str], code: int, line: str
) -> None:
    ended = run("suggest", articles, "--processes", "1", *options)
    assert (ended.code, ended.out) == (code, "")
    assert ended.error().startswith(line)


def test_a_model_that_is_missing_is_said_and_the_rules_go_on(articles: Path, run: Run) -> None:
    ended = run("suggest", articles, "--processes", "1", "--model", articles / "none.crf")
    assert ended.code == 1
    assert ended.error().endswith("; the rules go on without it")
    assert len(records(ended.out)) == 2
