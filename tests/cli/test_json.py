"""`docs/json.md`: what it shows for each command has the shape of what the command prints."""

import json
import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from annotate.core.document import text_hash
from annotate.services.sample import corpora
from tests.cli.conftest import STRIKE, Run

PAGE = Path(__file__).parent.parent.parent / "docs" / "json.md"
EXAMPLES = {
    name: json.loads(example)
    for name, example in re.findall(
        r"## annotate ([\w -]+) --json\n.*?```json\n(.*?)```",
        PAGE.read_text(encoding="utf-8"),
        re.S,
    )
}
NAMES = {
    "encodings",
    "finished",
    "guideline_versions",
    "labels",
    "relation_labels",
    "layers",
    "body",
    "not_kept",
}
"""Keys of objects whose own keys are names, or depend on the kind."""


def shape(value: Any, name: str = "") -> Any:
    """The keys and types of a value, without what it says; a list has the shape of its first."""
    if isinstance(value, dict):
        return {key: shape(inner, key) for key, inner in value.items() if name not in NAMES}
    if isinstance(value, list):
        return [shape(value[0])] if value else []
    return type(value).__name__


def a_bad_import(run: Run, folder: Path) -> str:
    spanish = corpora() / "diario-del-cabo" / "2026-01-15-la-biblioteca-flotante.txt"
    text = spanish.read_text(encoding="utf-8")
    (folder / "latin.txt").write_bytes(text.encode("cp1252"))
    (folder / "bad.jsonl").write_text("{}\n")
    (folder / "project" / "corpora" / "copy.txt").write_text(f"{text}\nMás mañana.\n", "utf-8")
    run("import", folder / "project" / "corpora")
    return run("import", folder / "latin.txt", folder / "bad.jsonl", "--json").out


def a_bad_check(run: Run, folder: Path) -> str:
    import sqlite3

    with sqlite3.connect(folder / "project" / "annotations.db") as connection:
        connection.execute("UPDATE progress SET done = 7")
    connection.close()
    return run("check", "--json").out


def an_accepted_suggestion(run: Run, folder: Path) -> str:
    twenty_articles(folder / "project")
    return run("status", "--suggesters", "--json").out


def twenty_articles(project: Path) -> None:
    """Let Ana label so many, half of them without suggestions, and accept one in another."""
    from annotate.core.operations import Add, Status
    from annotate.services.project import Project
    from tests.storage.making import commit, numbered

    with (project / "annotate.toml").open("a", encoding="utf-8") as file:
        file.write("[suggestions]\nwithout = 0.5\n")
    with Project.open(project) as opened:
        *keys, open_one = numbered(opened.store, 25)
        commit(opened.store, open_one, Add(0, 1, "body", "body: long", 0.5))
        for key in keys:
            commit(opened.store, key, Add(0, 1, "quote"))
            paragraphs = opened.store.value("SELECT paragraphs FROM documents WHERE key = ?", key)
            commit(opened.store, key, Status(tuple(range(paragraphs)), "done"))


def a_model(run: Run, folder: Path) -> str:
    label = f'{{"sha256": "{text_hash(STRIKE)}", "annotator": "ana", "spans": []}}'
    (folder / "labels.jsonl").write_text(label)
    run("import", folder / "labels.jsonl")
    return run("train", "--json", "--keep").out


def three_annotators(run: Run, folder: Path) -> str:
    run("import", corpora())
    return run("agreement", "--json").out


def what_all_agree_on(run: Run, folder: Path) -> str:
    run("import", corpora())
    return run("adjudicate", "--unanimous", "--json", "--annotator", "eva").out


def with_guidelines(run: Run, folder: Path) -> str:
    file = folder / "project" / "annotate.toml"
    said = 'guidelines = "All."\nguidelines_version = "2.1"\nretired = ["sidebar"]\n'
    file.write_text(said + file.read_text(encoding="utf-8"), encoding="utf-8")
    return run("status", "--json").out


def half_a_minute_of_work(run: Run, folder: Path) -> str:
    from annotate.core.operations import Add, Relate, Status
    from annotate.services.project import Project
    from tests.storage.making import commit

    with Project.open(folder / "project") as project, pytest.MonkeyPatch.context() as patch:
        commit(project.store, 1, Add(26, 31, "quote"))
        patch.setattr("annotate.storage.log.now", lambda: time.time_ns() // 1_000_000 + 30_000)
        commit(project.store, 1, Relate("attributes", "s2", "s1"), Status((0, 1, 2), "done"))
    return run("stats", "--json").out


def a_second_pass(run: Run, folder: Path) -> str:
    run("import", corpora())
    run("controls", "--repeat", "1", "sample-ana", "--after", "0")
    say_as(folder, "sample-ben", "again/sample-ana")
    return run("controls", "--json").out


def labels_beside_gold(run: Run, folder: Path) -> str:
    run("import", corpora())
    say_as(folder, "sample-ben", "gold/eva")
    return run("feedback", "--annotator", "sample-ana", "--json").out


def say_as(folder: Path, one: str, other: str) -> None:
    """Let a layer say what another says."""
    from annotate.services.project import Project
    from annotate.storage import annotations, gold
    from tests.storage.making import put

    with Project.open(folder / "project") as project:
        for key in gold.finished(project.store, one):
            put(project.store, key, annotations.read(project.store, key, one), other)


def a_merge(run: Run, folder: Path) -> str:
    from shutil import copytree

    copytree(folder / "project", folder / "device")
    return run("merge", folder / "device", "--json").out


def a_sync(run: Run, folder: Path) -> str:
    (folder / "shared").mkdir()
    return run("sync", folder / "shared", "--lead", "--json").out


RUNS: dict[str, Callable[[Run, Path], str]] = {
    "import": a_bad_import,
    "status --suggesters": an_accepted_suggestion,
    "status": with_guidelines,
    "search": lambda run, _: run("search", "captain", "--json").out,
    "export": lambda run, _: run("export", "jsonl", "--json").out,
    "stats": half_a_minute_of_work,
    "train": a_model,
    "agreement": three_annotators,
    "assign": lambda run, _: run("assign", "ben", "--calibration", "--json").out,
    "adjudicate": what_all_agree_on,
    "controls": a_second_pass,
    "feedback": labels_beside_gold,
    "merge": a_merge,
    "sync": a_sync,
    "log": lambda run, _: run("log", "--json").out,
    "check": a_bad_check,
}


def test_every_example_is_compared() -> None:
    assert set(EXAMPLES) == set(RUNS)


@pytest.mark.parametrize("name", RUNS)
def test_what_is_printed_has_the_shape_of_the_example(
    name: str, filled: Run, tmp_path: Path
) -> None:
    assert shape(json.loads(RUNS[name](filled, tmp_path))) == shape(EXAMPLES[name])
