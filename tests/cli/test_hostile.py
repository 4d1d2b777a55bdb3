"""Hostile text in titles, names, notes and files: no command lets a terminal obey any of it.

Of every run `tests.cli.program.harmless` looks at every byte that is printed.
"""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from annotate.cli.group import COMMANDS
from annotate.core.annotation_set import AnnotationSet
from annotate.storage.store import FILE_NAME, Store
from tests.cli.conftest import Run
from tests.cli.hostile import EVIL, PAYLOADS, hostile_project
from tests.storage.making import put


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return hostile_project(tmp_path)


def named_hostile(project: Path) -> None:
    """Let people have labelled whose names no import takes, as an older program did."""
    with Store.open(project / FILE_NAME) as store:
        for key, payload in enumerate(PAYLOADS, 1):
            put(store, key, AnnotationSet(status="d"), f"ana {payload}")


def ids(run: Run) -> list[str]:
    return [found["id"] for found in run("search", "needle", "--json").json()]


def test_every_command_prints_hostile_articles_harmlessly(
    project: Path, run: Run, tmp_path: Path
) -> None:
    run("import", "--annotator", "ana")
    named_hostile(project)
    first, *others = ids(run)
    assert len(others) == len(PAYLOADS) - 1
    runs: dict[str, list[list[str | Path]]] = {
        "init": [["init", tmp_path / f"new {EVIL}"], ["init", project]],
        "import": [["import", project / "corpora"]],
        "suggest": [["suggest", "--processes", "1"]],
        "status": [["status"], ["status", "--json"], ["status", "--suggesters"]],
        "search": [["search", "needle"], ["search", "needle", "--json"], ["search", EVIL]],
        "export": [
            ["export", "jsonl", "--out", tmp_path / f"out {EVIL}"],
            ["export", "jsonl", "--out", tmp_path / "out", "--json"],
        ],
        "train": [["train", "--layer", EVIL]],
        "agreement": [["agreement"], ["agreement", "--json"]],
        "adjudicate": [
            ["adjudicate", "--unanimous", "--annotator", "eva"],
            ["adjudicate", "--unanimous", "--annotator", EVIL],
        ],
        "assign": [
            ["assign", "--overlap", "1", "--count", "2", "--name", f"first {PAYLOADS[6]}"],
            ["assign", f"ana {EVIL}", "--calibration"],
            ["assign", "--end", EVIL],
            ["assign"],
        ],
        "controls": [["controls"], ["controls", "--json"]],
        "feedback": [["feedback", "--annotator", "ana"], ["feedback", first]],
        "merge": [["merge", tmp_path / f"no {EVIL}"]],
        "sync": [["sync", tmp_path / f"shared {EVIL}"]],
        "hub": [["hub", "people", f"postgresql://localhost:1/{EVIL}"]],
        "serve": [["serve", EVIL], ["serve", "ana", "--url", f"https://{EVIL}"]],
        "stats": [["stats"], ["stats", "--json"], ["stats", "--html", tmp_path / "stats.html"]],
        "log": [["log"], ["log", "--json"], ["log", "--document", first]],
        "remove": [["remove", first], ["remove", "--restore", first], ["remove", f"x{EVIL}"]],
        "check": [["check"], ["check", "--json"]],
        "backup": [["backup", tmp_path / f"copy {EVIL}"]],
        "restore": [["restore", tmp_path / f"copy {EVIL}"], ["restore", tmp_path / f"no {EVIL}"]],
        "completion": [["completion", "bash"]],
    }
    assert set(runs) | {"demo"} == set(COMMANDS)
    for arguments in (each for several in runs.values() for each in several):
        ended = run(*arguments)
        assert ended.out or ended.err, arguments


def test_damage_is_told_harmlessly(project: Path, run: Run) -> None:
    run("import", "--annotator", "ana")
    with closing(sqlite3.connect(project / "annotations.db")) as connection:
        connection.execute("UPDATE texts SET text = text || 'x'")
        connection.execute("DELETE FROM spans")
        connection.commit()
    for as_json in ([], ["--json"]):
        ended = run("check", *as_json)
        assert ended.code == 1
        assert ended.out.count("the text is not the one its hash names") > len(PAYLOADS)
