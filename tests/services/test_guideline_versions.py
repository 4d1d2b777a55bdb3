"""Which version of the guidelines each article was finished under, from export to import."""

import hashlib
import time
from pathlib import Path

import annotate
from annotate.core.operations import Add, Status, Undo
from annotate.core.scheme_file import NAME, render
from annotate.services.exporting import export
from annotate.services.guidelines import guided
from annotate.services.project import Project, init
from tests.services.files import TEXT, give, given, jsonl, took
from tests.storage.making import add, commit, document


def versions(folder: Path) -> dict[str, dict[str, int]]:
    with Project.open(folder) as project:
        return {found.version: found.finished for found in guided(project.store)}


def rewrite(folder: Path, text: str) -> None:
    """Say this at the top of the project's file."""
    (folder / NAME).write_text(text + render("Harbour"), encoding="utf-8")


def test_a_finished_article_is_under_the_guidelines_that_were_in_force(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    init(folder)
    with Project.open(folder) as project:
        keys = add(project.store, *(document(f"Text {n}.") for n in range(4)))
        commit(project.store, keys[0], Status((0,), "done"))
    assert versions(folder) == {}
    for number, name in enumerate(("1", "2"), 1):
        time.sleep(0.002)
        rewrite(folder, f'guidelines = "Label all."\nguidelines_version = "{name}"\n')
        with Project.open(folder) as project:
            commit(project.store, keys[number], Status((0,), "done"))
    assert versions(folder) == {"1": {"ana": 1}, "2": {"ana": 1}, "": {"ana": 1}}
    with Project.open(folder) as project:  # undone, and done again: under the second
        time.sleep(0.002)
        commit(project.store, keys[1], Status((0,), "unseen"))
        commit(project.store, keys[1], Status((0,), "done"))
    assert versions(folder) == {"1": {}, "2": {"ana": 2}, "": {"ana": 1}}


def test_what_was_undone_finished_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    init(folder)
    rewrite(folder, 'guidelines_version = "1"\n')
    with Project.open(folder) as project:
        (key,) = add(project.store, document(TEXT))
        commit(project.store, key, Status((0, 1), "done"))
    time.sleep(0.002)
    rewrite(folder, 'guidelines_version = "2"\n')
    with Project.open(folder) as project:
        (again,) = commit(project.store, key, Status((0,), "unseen"))
        commit(project.store, key, Undo(again.gesture_id))
    assert versions(folder) == {"1": {"ana": 1}, "2": {}}


def test_guidelines_without_a_name_go_by_their_hash(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    init(folder)
    rewrite(folder, 'guidelines = "guidelines.md"\n')
    (folder / "guidelines.md").write_text("Label all.")
    digest = hashlib.sha256(b"Label all.").hexdigest()
    assert versions(folder) == versions(folder) == {digest[:12]: {}}
    (folder / "guidelines.md").write_text("Label less.")
    assert len(versions(folder)) == 2


def test_the_version_goes_out_and_comes_in_again(tmp_path: Path) -> None:
    folder, other = tmp_path / "project", tmp_path / "other"
    init(folder)
    rewrite(folder, 'guidelines_version = "2.1"\n')
    with Project.open(folder) as project:
        (key,) = add(project.store, document(TEXT, "a/1"))
        commit(project.store, key, Add(0, 5, "quote"), Status((0, 1), "done"))
        commit(project.store, key, Add(0, 5, "quote"), name="ben")
        out = give(project.store, tmp_path / "out")
        manifest = export(project.store, project.scheme, "jsonl", tmp_path / "finished")
    assert [record.get("guidelines") for record in given(out)] == ["2.1", None]
    assert manifest.counts.guideline_versions == {"2.1": 1}
    init(other)
    rewrite(other, 'guidelines_version = "3"\n')
    with Project.open(other) as project:
        took(project.store, tmp_path / "out" / "records.jsonl")
        assert give(project.store, tmp_path / "again") == out
    assert versions(other) == {"3": {}, "2.1": {"ana": 1}}
    with annotate.open_project(other) as read:
        assert [layer.guidelines for layer in next(iter(read)).layers] == ["2.1", None]


def test_what_an_import_finished_is_under_none_that_is_known(tmp_path: Path) -> None:
    folder = tmp_path / "project"
    init(folder)
    rewrite(folder, 'guidelines_version = "2"\n')
    with Project.open(folder) as project:
        took(project.store, jsonl(tmp_path / "r.jsonl", {"text": "A.", "annotator": "ana"}))
    assert versions(folder) == {"2": {}, "": {"ana": 1}}
