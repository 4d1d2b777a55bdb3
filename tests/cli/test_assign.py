"""`annotate assign`: giving out, freeing, and how far each batch is."""

import json
from pathlib import Path

import pytest

from annotate.services.project import Project, init
from tests.cli.conftest import Run


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    init(folder)
    for number in range(4):
        (folder / "corpora" / f"{number}.txt").write_text(f"Article {number}.\n")
    return folder


@pytest.fixture
def assign(run: Run) -> Run:
    """Call the command on the project with its articles."""
    assert run("import").code == 0
    return lambda *arguments: run("assign", *arguments)


def test_nothing_is_given_out_at_first(assign: Run) -> None:
    done = assign()
    assert done.out == "nothing is given out: everybody has all articles\n"
    assert assign("--json").json() == {"assignments": []}


def test_giving_out_says_what_and_shows_how_far_each_batch_is(assign: Run) -> None:
    done = assign("--overlap", "2", "--count", "3", "--name", "first")
    assert done.err == "first: 3 articles, 6 places on them\n"
    assert done.out.splitlines()[-1].split() == ["0", "0", "0", "6", "3", "first"]
    done = assign("ana", "ben", "--calibration")
    assert done.err == "batch 1: 1 article, 2 places on them\n"
    found = assign("--json").json()["assignments"]
    assert [(s["batch"], s["annotator"], s["taken"], s["free"]) for s in found] == [
        ("first", "", 0, 6),
        ("batch 1", "", 2, 0),
        ("batch 1", "ana", 1, 0),
        ("batch 1", "ben", 1, 0),
    ]


def test_the_uncertain_first_though_no_list_was_ever_in_that_order(
    assign: Run, run: Run, project: Path, tmp_path: Path
) -> None:
    spans = [{"start": 0, "end": 7, "label": "ad", "score": 0.5}]
    for number, score in ((1, 0.9), (2, 0.55), (0, 0.8)):
        said = {"text": f"Article {number}.\n", "suggester": "m", "spans": spans}
        spans[0]["score"] = score
        (tmp_path / "said.jsonl").write_text(json.dumps(said), encoding="utf-8")
        assert run("import", tmp_path / "said.jsonl").code == 0
    given = assign("ana", "--calibration", "--order", "uncertain", "--count", "2")
    assert (given.code, given.err) == (0, "batch 1: 2 articles, 2 places on them\n")
    sql = "SELECT id FROM assignments a JOIN documents d ON d.key = a.document ORDER BY rank"
    with Project.open(project) as opened:
        assert [id for (id,) in opened.store.rows(sql)] == ["2", "0"]


def test_what_is_held_can_be_freed_and_a_batch_ended(assign: Run) -> None:
    assign("ana", "ben", "--calibration")
    freed = assign("--release", "ana")
    assert freed.err == "freed 4 places that ana had taken\n"
    ended = assign("--end", "batch 1")
    assert ended.err == "freed 4 places of batch 1; it gives out no more\n"
    assert ended.out.splitlines()[1].split() == ["0", "4", "0", "0", "4", "batch", "1"]


def test_who_holds_nothing_is_known_all_the_same_and_a_misspelt_name_is_not(assign: Run) -> None:
    assign("ana", "ben", "--overlap", "1")
    assert assign("--release", "ana").err == "freed 0 places that ana had taken\n"
    done = assign("--release", "anna")
    line = "error: no annotator 'anna' in this project, it has ana, ben"
    assert (done.code, done.error(), done.out) == (1, line, "")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["ana"], 2, "to give out, say --overlap k or --calibration"),
        (["--overlap", "0"], 2, "0 is not in the range"),
        (["--count", "5", "--order", "random"], 2, "to give out, say --overlap k or --calibration"),
        (["--name", "pilot"], 2, "to give out, say --overlap k or --calibration"),
        (["ben", "--release", "ana"], 2, "--release and --end go without name"),
        (["--end", "batch 1", "--share", "1"], 2, "--release and --end go without name"),
        (["--end", "batch 1", "--release", "ana"], 2, "exclude each other"),
        (["--overlap", "2", "--calibration"], 2, "exclude each other"),
        (["--overlap", "2", "--share", "1.5"], 2, "1.5 is not in the range"),
        (["--overlap", "2", "--share", "nan"], 2, "nan is no number"),
        (["--overlap", "1", "--source", "gone"], 1, "no article of the source 'gone'"),
        (["--end", "\x1b[2J"], 1, "no batch of that name"),
        (["--release", "anna"], 1, "no annotator 'anna' in this project, it has none"),
        (["--release", ""], 1, "no annotator '' in this project"),
        (["--calibration"], 1, "a calibration set for nobody"),
    ],
)
def test_what_cannot_be_is_one_line(
    assign: Run, arguments: list[str], code: int, words: str
) -> None:
    done = assign(*arguments)
    assert done.code == code
    assert words in done.error().lower()
    assert not done.out
