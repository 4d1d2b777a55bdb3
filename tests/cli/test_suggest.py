"""`annotate suggest`: a line of JSON for each article, with or without a project."""

import json
import os
import select
import signal
import subprocess
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import FERRY, STRIKE, Run
from tests.cli.program import COMMAND, annotate

QUOTE = {"start": 26, "end": 31, "label": "quote"}


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


def test_without_a_path_it_answers_for_the_projects_own_articles(run: Run, articles: Path) -> None:
    assert run("suggest").error().endswith("import something first")
    run("import", articles)

    ended = run("suggest", "--processes", "1")

    assert ended.code == 0
    assert [r["id"] for r in records(ended.out)] == ["1-ferry", "2-strike"]
    assert ended.out == run("suggest", articles, "--processes", "1").out
    lines = articles / "suggested.jsonl"
    lines.write_text(ended.out, encoding="utf-8")
    assert run("import", lines).code == 0
    run("remove", "1-ferry")
    assert [r["id"] for r in records(run("suggest", "--processes", "1").out)] == ["2-strike"]


@pytest.mark.parametrize("options", [("--format", "text"), ("--on", "ray", "--out", "x")])
def test_what_is_for_files_needs_one(options: tuple[str, ...], run: Run) -> None:
    ended = run("suggest", *options)
    assert ended.code == 2
    assert "are for files: name a PATH" in ended.err


def test_it_reads_standard_input(run: Run, project: Path) -> None:
    given = json.dumps({"text": FERRY}).encode()
    ended = annotate("suggest", "-", "--format", "jsonl", project=project, stdin=given)
    assert ended.code == 0
    assert ("quote", "“No,”") in labelled(*records(ended.out))


def test_what_is_known_of_an_article_is_in_its_line(run: Run, project: Path) -> None:
    known = {
        "source": "The Ferry Post",
        "url": "https://ferry.example/1",
        "published": "2026-01-08",
        "language": "en",
        "hints": ["p"],
    }
    given = json.dumps({"text": "Nobody was hurt, she said.", **known}).encode()
    [record] = records(
        annotate("suggest", "-", "--format", "jsonl", project=project, stdin=given).out
    )
    assert {key: record[key] for key in known} == known


def test_options_leave_things_out(articles: Path, run: Run) -> None:
    def suggested(*options: str) -> list[dict[str, Any]]:
        return records(run("suggest", articles, "--processes", "1", *options).out)

    everything, none = suggested(), suggested("--threshold", "1")
    bare, off = suggested("--without-text"), suggested("--off", "quotations")
    assert len(everything) == len(none) == len(bare) == len(off) > 1
    assert all("text" not in record for record in bare)
    assert sum(map(len, map(labelled, none))) < sum(map(len, map(labelled, everything)))
    assert not any(label == "quote" for record in off for label, _ in labelled(record))


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
        (["--threshold", "nan"], 2, "error: invalid value for '--threshold': nan is no number"),
        (["--off", "nobody"], 2, "error: invalid value for '--off': 'nobody' is not one of "),
        (["--encoding", "klingon"], 2, "error: invalid value for '--encoding': unknown encoding "),
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


def test_of_a_model_that_is_not_to_speak_nothing_is_said(articles: Path, run: Run) -> None:
    asked = ("suggest", articles, "--processes", "1", "--model", articles / "none.crf")
    ended = run(*asked, "--off", "learned")
    assert (ended.code, ended.err) == (0, "")
    assert len(records(ended.out)) == 2


def test_where_there_is_nothing_to_read_it_says_so(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    ended = annotate("suggest", tmp_path / "empty", cwd=tmp_path)
    assert (ended.code, ended.out, ended.err) == (0, "", "no articles there\n")
    assert annotate("suggest", "--quiet", tmp_path / "empty", cwd=tmp_path).err == ""


# --- in a project's words --------------------------------------------------------------------


def renamed(project: Path, **names: str) -> None:
    """Call labels of the project otherwise."""
    file = project / "annotate.toml"
    text = file.read_text(encoding="utf-8")
    for old, new in names.items():
        text = text.replace(f'"{old}"', f'"{new}"')
    file.write_text(text, encoding="utf-8")


def test_a_project_is_spoken_to_in_its_own_words(articles: Path, run: Run, project: Path) -> None:
    renamed(project, quote="zitat", body="prose")
    ended = run("suggest", articles, "--processes", "1")
    spoken = {label for record in records(ended.out) for label, _ in labelled(record)}
    assert spoken == {"zitat", "attribution"}
    assert [r["label"] for record in records(ended.out) for r in record["relations"]]
    assert ended.error() == (
        "body suggests nothing: the scheme has no label 'body'; "
        'add formerly = ["body"] to what it became, or off = ["body"]'
    )
    assert run("suggest", articles, "--processes", "1", "--quiet").err == ""
    assert not (project / "annotations.db").exists(), "it changes nothing"


def test_a_project_says_how_sure_and_who(articles: Path, run: Run, project: Path) -> None:
    def spoken(*options: str) -> set[str]:
        found = records(run("suggest", articles, "--processes", "1", *options).out)
        return {label for record in found for label, _ in labelled(record)}

    with (project / "annotate.toml").open("a", encoding="utf-8") as file:
        file.write('[suggestions]\noff = ["quotations", "a model of theirs"]\nthreshold = 1.0\n')
    assert spoken() == set()
    assert "attribution" in spoken("--threshold", "0.5")
    assert "quote" not in spoken("--threshold", "0")


def test_what_leads_from_one_to_the_other_may_be_called_otherwise(
    articles: Path, run: Run, project: Path
) -> None:
    renamed(project, attributes="said by")
    ended = run("suggest", articles, "--processes", "1")
    assert ended.error() == (
        "links suggests no 'attributes': the scheme does not call it so, it has said by"
    )


def test_a_project_that_there_is_not_is_no_project(articles: Path, tmp_path: Path) -> None:
    ended = annotate("suggest", articles, project=tmp_path / "none")
    assert (ended.code, ended.out) == (1, "")
    assert ended.error() == (f"error: no project, {tmp_path}/none, make one with `annotate init`")


def test_a_paragraph_is_said_to_be_one_thing_and_the_surest(run: Run, tmp_path: Path) -> None:
    both = "Subscribe now for one month free. Photo: Ana Ruiz / Gazette"
    lone = tmp_path / "captioned.txt"
    lone.write_text(f"Ferry strikes breakwater\n\n{both}", encoding="utf-8")

    def kinds(*options: str) -> list[str]:
        (record,) = records(run("suggest", lone, "--processes", "1", *options).out)
        return [label for label, text in labelled(record) if text == both]

    assert kinds("--off", "captions") == ["ad"], "a rule takes it for one"
    assert kinds() == ["caption"], "and another, which is surer, for the other"


# --- through a pipe, and to its end ----------------------------------------------------------


@pytest.mark.parametrize("processes", ["1", "2"])
def test_each_article_is_answered_as_it_comes(processes: str, tmp_path: Path) -> None:
    command = [str(COMMAND), "suggest", "-", "--format", "jsonl", "--processes", processes]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, cwd=tmp_path) as running:
        assert running.stdin
        assert running.stdout
        for number in range(3):
            running.stdin.write(json.dumps({"id": number, "text": FERRY}).encode() + b"\n")
            running.stdin.flush()
            assert select.select([running.stdout], [], [], 60)[0], "it waits for more"
            assert json.loads(running.stdout.readline())["id"] == str(number)
        running.stdin.close()
    assert running.returncode == 0


def test_ctrl_c_ends_it_and_all_that_share_the_work(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text(json.dumps({"text": FERRY}) + "\n", encoding="utf-8")
    os.mkfifo(tmp_path / "rest.jsonl")
    command = [COMMAND, "suggest", "a.jsonl", "rest.jsonl", "--processes", "2"]
    pipe = subprocess.PIPE
    how = {"stdout": pipe, "stderr": pipe, "cwd": tmp_path, "start_new_session": True}
    with (  # without a buffer, in which the rest of what was read with the first line would stay
        subprocess.Popen(command, bufsize=0, **how) as running,  # type: ignore[call-overload]  # any of them
        (tmp_path / "rest.jsonl").open("wb", buffering=0) as rest,
    ):
        for _ in range(40):
            rest.write(json.dumps({"text": FERRY}).encode() + b"\n")
        running.stdout.readline()
        os.killpg(running.pid, signal.SIGINT)
        out, err = running.communicate(timeout=60)  # until the last of them has closed its pipe
    assert (running.returncode, err) == (130, b"interrupted\n")
    assert all(json.loads(line) for line in out.splitlines())


def test_a_suggester_to_be_off_that_there_is_not_is_named_where_files_are_read(
    articles: Path, run: Run, project: Path
) -> None:
    with (project / "annotate.toml").open("a", encoding="utf-8") as file:
        file.write('\n[suggestions]\noff = ["captions", "their model"]\n')
    asked = ("suggest", articles, "--processes", "1")
    ended = run(*asked)
    assert (ended.code, len(records(ended.out))) == (0, 2)
    assert ended.error().startswith("no suggester 'their model' to be off, annotate.toml, known: ")
    assert run(*asked, "--quiet").err == ""
    assert not (project / "annotations.db").exists(), "it changes nothing"
    suggested = project.parent / "suggested.jsonl"
    line = {"text": FERRY, "suggester": "their model", "spans": [{**QUOTE, "score": 0.9}]}
    suggested.write_text(json.dumps(line), encoding="utf-8")
    assert run("import", suggested).code == 0
    assert run(*asked).err == ""


def test_a_project_that_has_a_suggester_off_that_there_is_not_is_told_so(
    filled: Run, project: Path
) -> None:
    with (project / "annotate.toml").open("a", encoding="utf-8") as file:
        file.write('\n[suggestions]\noff = ["caption"]\n')
    ended = filled("suggest", "--processes", "1")
    assert (ended.code, ended.out) == (1, "")
    assert ended.error().startswith(
        "error: no suggester 'caption' to be off, annotate.toml, known:"
    )
