"""`annotate stats`: for people, for programs, and as a page."""

from pathlib import Path

import msgspec

from annotate.services.statistics.values import Statistics
from tests.cli.conftest import Run


def test_figures_for_people(filled: Run) -> None:
    done = filled("stats")
    assert done.code == 0
    head, *lines = done.out.splitlines()
    assert head == "1 labelled article, 1 reading (1 finished), 2 spans"
    assert any(line.split() == ["1", "1", "5", "5", "5", "quote"] for line in lines)
    assert any(line.endswith("  gazette") for line in lines)
    assert "longer than 5 minutes" in lines[-1]


def test_figures_for_programs(filled: Run) -> None:
    done = filled("stats", "--json", "--finished", "--layer", "ana", "--idle", "2")
    found = msgspec.json.decode(done.out, type=Statistics)
    assert (found.spans, found.finished, found.idle_minutes) == (2, 1, 2)


def test_a_page_is_written_beside_the_figures(filled: Run, tmp_path: Path) -> None:
    done = filled("stats", "--html", tmp_path / "stats.html")
    assert "labelled article" in done.out
    assert done.err == f"page: {tmp_path / 'stats.html'}\n"
    page = (tmp_path / "stats.html").read_text(encoding="utf-8")
    assert "<title>Harbour · statistics</title>" in page
    assert "quote · attribution" in page


def test_an_empty_project_has_nothing_to_say(run: Run) -> None:
    assert run("stats").out == "0 labelled articles, 0 readings (0 finished), 0 spans\n"


def test_what_cannot_be_is_an_error_in_a_line(filled: Run, tmp_path: Path) -> None:
    assert filled("stats", "--layer", "x").err.startswith("error: no layer 'x' in this project")
    assert "could not be written" in filled("stats", "--html", tmp_path / "no" / "x.html").err
    for minutes in ("0", "nan", "inf", "x"):
        ended = filled("stats", "--idle", minutes)
        assert (ended.code, "'--idle'" in ended.error()) == (2, True)
