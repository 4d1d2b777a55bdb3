"""`annotate agreement`: the table, JSON, CSV, and what it exits with."""

import csv
import subprocess
from io import StringIO
from pathlib import Path

import pytest

from annotate.services.sample import corpora
from tests.cli.conftest import Run
from tests.cli.program import COMMAND


@pytest.fixture
def sample(run: Run) -> Run:
    """A project with the sample articles and their three annotators."""
    assert run("import", corpora()).code == 0
    return run


def test_the_table_begins_with_what_one_may_conclude(sample: Run) -> None:
    head, verdict, *lines = sample("agreement").out.splitlines()
    assert head == "8 articles done by two or more, 3 annotators"
    assert verdict == "reliable: alpha is at least 0.8, by the lower end of its interval"
    assert any(line.split()[:5] == ["0.936", "0.922", "to", "0.947", "alpha"] for line in lines)


def test_the_parts_of_what_differs_add_up_in_the_table(sample: Run) -> None:
    _, _, parts = sample("agreement").out.partition("what 1 − alpha is made of")
    for line in parts.splitlines()[2:5]:
        whole, *shares = map(float, line.split()[:4])
        assert sum(shares) == pytest.approx(whole, abs=0.0016)


def test_a_project_in_which_nothing_is_shared_says_so(filled: Run) -> None:
    ended = filled("agreement")
    assert ended.code == 0
    assert ended.out.splitlines() == [
        "0 articles done by two or more, 0 annotators",
        "– no document done by two: only ana has finished any (1 article), "
        "a second person's are needed",
    ]


def test_undefined_figures_are_dashes_with_their_reason(sample: Run) -> None:
    ended = sample("agreement", "--source", "harbour-gazette", "--label", "ad")
    lines = [" ".join(line.split()) for line in ended.out.splitlines()]
    assert "no judgement: alpha has no interval (fewer than 5 documents)" in lines
    assert "– links, F1 exact no links on either side" in lines


def test_as_csv_every_figure_is_a_line(sample: Run) -> None:
    found = list(csv.DictReader(StringIO(sample("agreement", "--csv").out)))
    assert {row["measure"] for row in found} >= {"alpha", "kappa", "f1_exact", "percent"}
    (alpha,) = (r for r in found if r["measure"] == "alpha" and not r["label"] and not r["a"])
    assert float(alpha["low"]) < float(alpha["value"]) < float(alpha["high"])


def test_filters_and_the_bootstrap_reach_the_figures(sample: Run) -> None:
    two = ["--annotator", "sample-ana", "--annotator", "sample-ben"]
    found = sample("agreement", "--json", *two, "--label", "quote").json()
    assert found["annotators"] == ["sample-ana", "sample-ben"]
    assert list(found["alpha"]["labels"]) == ["quote"]
    assert sample("agreement", "--json", "--since", "2026-01-01").json()["documents"] == 3
    drawn = [
        sample("agreement", "--json", "--bootstrap", "200", "--seed", seed).json()["alpha"][
            "pooled"
        ]
        for seed in ("1", "1", "2")
    ]
    assert drawn[0] == drawn[1] != drawn[2]


def test_a_threshold_that_does_not_hold_exits_3_and_says_so(sample: Run) -> None:
    assert sample("agreement", "--threshold", "alpha=0.8").code == 0
    ended = sample("agreement", "--threshold", "alpha=0.93", "--threshold", "percent=0.5")
    assert ended.code == 3
    assert ended.err == "alpha is 0.936, and may be 0.922: below 0.93\n"
    assert ended.out.startswith("8 articles")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--threshold", "alpha"], "'alpha' is not MEASURE=NUMBER, as alpha=0.667"),
        (["--threshold", "alpha=many"], "'alpha=many' is not MEASURE=NUMBER, as alpha=0.667"),
        (["--threshold", "beta=1"], "for '--threshold': unknown measure 'beta', known: alpha"),
        (["--since", "soon"], "'soon' is no date, as 2026-01-08"),
        (["--threshold", "alpha=nan"], "'alpha=nan' is not MEASURE=NUMBER, as alpha=0.667"),
        (["--threshold", "alpha=-inf"], "'alpha=-inf' is not MEASURE=NUMBER, as alpha=0.667"),
        (["--threshold", "alpha=80"], "alpha goes from -1 to 1, and never to 80"),
        (["--threshold", "f1_exact=2"], "f1_exact goes from 0 to 1, and never to 2"),
        (["--threshold", "percent=-0.1"], "percent goes from 0 to 1, and never to -0.1"),
        (["--bootstrap", "9"], "9 is not in the range x>=100"),
        (["--drift-every", "0"], "0 is not in the range x>=1"),
    ],
)
def test_what_makes_no_sense_is_wrong_usage_in_one_line(
    sample: Run, arguments: list[str], message: str
) -> None:
    ended = sample("agreement", *arguments)
    assert ended.code == 2
    assert message in ended.error()


@pytest.mark.parametrize(
    ("option", "name", "message"),
    [
        ("--annotator", "eve", "no layer 'eve' in this project, it has sample-ana, sample-b"),
        ("--label", "qoute", "no label 'qoute' in this project, it has quote, attribution,"),
        ("--source", "gazette", "no article of the source 'gazette' in this project, it has"),
        ("--document", "d/9", "no article with the id 'd/9', `annotate search` shows ids"),
    ],
)
def test_what_the_project_does_not_have_is_an_error_and_no_wrong_usage(
    sample: Run, option: str, name: str, message: str
) -> None:
    ended = sample("agreement", option, name)
    assert ended.code == 1
    assert message in ended.error()
    listed = sample("agreement", option, name, "--disagreements", "-")
    assert (listed.code, listed.err) == (1, ended.err)


def test_names_that_a_terminal_would_obey_are_harmless(run: Run, tmp_path: Path) -> None:
    records = tmp_path / "hostile.jsonl"
    record = '{"text": "A b.", "id": "d\\u001b[2J\\u202e", "annotator": "%s", "spans": []}\n'
    records.write_text(record % "ana" + record % "ben", encoding="utf-8")
    assert run("import", records).code == 0
    for way in ([], ["--json"], ["--csv"]):
        out = run("agreement", *way).out
        assert "\x1b" not in out
        assert "\u202e" not in out


def test_every_single_disagreement_is_a_line(sample: Run, tmp_path: Path) -> None:
    file = tmp_path / "disagreements.csv"
    two = ["--annotator", "sample-ana", "--annotator", "sample-ben"]
    ended = sample("agreement", *two, "--disagreements", file)
    assert ended.err == f"91 disagreements: {file}\n"
    assert ended.out.startswith("8 articles")
    found = list(csv.DictReader(StringIO(file.read_text(encoding="utf-8"))))
    assert len(found) == 91
    assert {row["kind"] for row in found} == {"label", "boundary", "missing", "link"}
    links = [row for row in found if row["kind"] == "link"]
    assert {row["label_a"] + row["label_b"] for row in links} == {"attributes", "continues"}
    assert all(" → " in row["text_a"] + row["text_b"] for row in links)
    first = next(row for row in found if row["kind"] == "boundary")
    assert (first["a"], first["b"]) == ("sample-ana", "sample-ben")
    assert int(first["start_a"]) != int(first["start_b"]) or first["end_a"] != first["end_b"]
    missing = next(row for row in found if row["label_b"] == "")
    assert (missing["start_b"], missing["text_b"]) == ("", "")


def test_disagreements_are_printed_instead_of_the_table(sample: Run) -> None:
    quotes = ["--label", "quote", "--source", "harbour-gazette"]
    ended = sample("agreement", "--disagreements", "-", *quotes)
    found = list(csv.DictReader(StringIO(ended.out)))
    assert found
    assert {"quote"} <= {label for row in found for label in (row["label_a"], row["label_b"])}
    assert all("quote" in (row["label_a"], row["label_b"]) for row in found)
    assert {row["source"] for row in found} == {"harbour-gazette"}
    one = found[0]["document"]
    alone = sample("agreement", "--disagreements", "-", *quotes, "--document", one).out
    assert list(csv.DictReader(StringIO(alone))) == [r for r in found if r["document"] == one]


def test_no_cell_is_a_formula_and_none_is_more_than_a_line(run: Run, tmp_path: Path) -> None:
    records = tmp_path / "hostile.jsonl"
    text = "=1+1 said X.\\n\\n@SUM(A1) or\\u001b[2J\\u202e"
    record = (
        f'{{"text": "{text}", "id": "+d", "title": "-t", "source": "@s", "annotator": "=%s",'
        ' "spans": [{"start": 0, "end": %d, "label": "quote"}]}\n'
    )
    records.write_text(record % ("ana", 4) + record % ("ben", 28), encoding="utf-8")
    assert run("import", records).code == 0
    for arguments in (["--disagreements", "-"], ["--csv"]):
        out = run("agreement", *arguments).out
        assert not {"\x1b", "\u202e"} & {*out}
        rows = list(csv.reader(StringIO(out)))
        assert {len(row) for row in rows} == {len(rows[0])}
        cells = [cell for row in rows[1:] for cell in row]
        assert any(cell.startswith("'=") for cell in cells)
        words = [cell for cell in cells if not cell.replace(".", "").lstrip("-").isdigit()]
        assert not [cell for cell in words if cell.startswith(("=", "+", "-", "@"))]


def test_the_page_is_whole_and_says_what_the_table_says(sample: Run, tmp_path: Path) -> None:
    page = tmp_path / "agreement.html"
    ended = sample("agreement", "--html", page)
    assert ended.err == f"page: {page}\n"
    text = page.read_text(encoding="utf-8")
    assert "0.922 to 0.947" in text
    assert text.count("<section>") == 8


@pytest.mark.parametrize("option", ["--html", "--disagreements"])
def test_a_file_that_cannot_be_written_is_one_line(
    sample: Run, tmp_path: Path, option: str
) -> None:
    ended = sample("agreement", option, tmp_path / "no" / "such")
    assert ended.code == 1
    assert "could not be written (No such file or directory)" in ended.error()


def test_only_one_thing_is_printed(sample: Run) -> None:
    ended = sample("agreement", "--csv", "--disagreements", "-")
    assert ended.code == 2
    assert "--csv and --disagreements - exclude each other" in ended.error()


def test_whoever_stops_reading_is_told_nothing(sample: Run, project: Path) -> None:
    command = (COMMAND, "--project", project, "agreement", "--disagreements", "-")
    # full, and then gone: the program has lines that nobody takes
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
        assert running.stdout
        assert running.stderr
        running.stdout.read(10)
        running.stdout.close()
        assert running.stderr.read() == b""
