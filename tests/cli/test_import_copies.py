"""`annotate import` names near-copies: which, how many, and once nobody had compared them."""

import json
from pathlib import Path

import pytest

from annotate.cli import import_
from annotate.services.importing import import_paths
from annotate.services.project import Project
from tests.cli.articles import SPANISH
from tests.cli.conftest import FERRY, Run


def test_a_near_copy_is_named_with_what_it_is_a_copy_of(run: Run, tmp_path: Path) -> None:
    story = SPANISH.read_text(encoding="utf-8")
    run("import", SPANISH)
    half = story[: len(story) // 2]
    (tmp_path / "half.txt").write_text(half, encoding="utf-8")
    (tmp_path / "other.txt").write_text("Nothing that anybody wrote before.", encoding="utf-8")
    ended = run("import", tmp_path / "half.txt", tmp_path / "other.txt")
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.splitlines() == [
        "articles: 2 new",
        "near-copies: 1 of the new articles",
        f"  half: copy of {SPANISH.stem}, 100 %",
    ]
    assert run("import", tmp_path / "half.txt").err == "nothing new\narticles: 1 known\n"


def test_all_near_copies_are_in_the_json_and_ten_are_named(run: Run, tmp_path: Path) -> None:
    story = SPANISH.read_text(encoding="utf-8")
    lines = [json.dumps({"id": f"copy-{n}", "text": f"{story}\n\nNote {n}."}) for n in range(13)]
    (tmp_path / "copies.jsonl").write_text("\n".join(lines))
    ended = run("import", "--json", tmp_path / "copies.jsonl")
    copies = ended.json()["copies"]
    assert [copy["id"] for copy in copies] == [f"copy-{n}" for n in range(1, 13)]
    assert all(copy["share"] > 0.99 and copy["jaccard"] > 0.98 for copy in copies)
    assert "near-copies: 12 of the new articles" in ended.err
    assert ended.err.count("copy of copy-") == 10
    assert ended.err.endswith("  and 2 more, which --json names\n")


def test_what_nobody_compared_yet_is_compared_with_the_next_import(
    project: Path, run: Run, tmp_path: Path
) -> None:
    twice = project / "corpora" / "gazette" / "again.txt"
    twice.write_text(f"{FERRY}\nThe inquiry goes on.\n", encoding="utf-8")
    with Project.open(project) as opened:  # as an import that was interrupted at the end
        import_paths(opened.store, opened.scheme, [project / "corpora"], annotator="ana")
    said = run("import").err
    assert "nothing new" in said
    assert "near-copies: 1 of the new articles" in said
    assert "copy of gazette/" in said


def test_an_interruption_while_copies_are_looked_for_leaves_what_is_in_and_says_so(
    run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupt(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(import_, "refresh", interrupt)
        ended = run("import", "--json")
    assert ended.code == 130
    assert (ended.json()["documents"], ended.json()["copies"]) == (2, [])
    assert "Harbour: 2 articles" in run("status").out
