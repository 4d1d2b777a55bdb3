"""Reading a project from Python: true to it, of one moment, and in nobody's way."""

import doctest
import hashlib
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

import annotate
from annotate.core.errors import AnnotateError, InputError, ProjectError, StorageError
from annotate.core.operations import Add, Change
from annotate.core.wanted import EVERYTHING
from annotate.services.exporting import export
from annotate.services.project import Project
from annotate.services.reading import reader
from annotate.services.reading.reader import Reader
from annotate.storage import documents
from annotate.storage.annotations import Annotations
from annotate.storage.log import Writer
from annotate.storage.store import FILE_NAME
from tests.services.files import given

PAGE = Path(__file__).parents[3] / "docs" / "python.md"


def hashes(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def label(project: Project, *bodies: Add | Change, id: str = "harbour/tide") -> None:
    """A gesture of Ana's."""
    key = documents.find_id(project.store, id)
    assert key
    document = documents.get(project.store, key)
    Annotations(project.store, key, document, "ana").commit(Writer("ana"), bodies)


def test_the_page_about_it_says_what_happens(folder: Path) -> None:
    failed, tried = doctest.testfile(str(PAGE), module_relative=False)
    assert not failed
    assert tried > 15


def test_the_docstrings_say_what_happens(folder: Path) -> None:
    finder, runner = doctest.DocTestFinder(recurse=False), doctest.DocTestRunner()
    tried = 0
    with annotate.open_project(folder) as project:
        for name in ("documents", "document", "spans"):
            for test in finder.find(getattr(Reader, name), name, reader, {"project": project}):
                tried += runner.run(test).attempted
    assert tried == 3
    assert not runner.failures


def test_what_is_read_is_what_is_exported(folder: Path, tmp_path: Path) -> None:
    with Project.open(folder) as project:
        export(project.store, project.scheme, "jsonl", tmp_path / "out", EVERYTHING)
    records = given({"records.jsonl": (tmp_path / "out" / "records.jsonl").read_bytes()})
    with annotate.open_project(folder) as opened:
        read = [(d, layer) for d in opened for layer in d.layers or (None,)]
    assert len(read) == len(records) == 3
    for (document, layer), record in zip(read, records, strict=True):
        assert (document.id, document.text) == (record["id"], record["text"])
        assert [[p.start, p.end] for p in document.paragraphs] == record["paragraphs"]
        if layer:
            assert (layer.annotator, layer.status) == (record["annotator"], record["status"])
            assert [s.id for s in layer.spans] == [s["id"] for s in record["spans"]]
            assert [s.text for s in layer.spans] == [s["text"] for s in record["spans"]]
            assert [[r.head.id, r.child.id] for r in layer.relations] == [
                [r["head"], r["child"]] for r in record["relations"]
            ]


def test_values_travel_between_processes(folder: Path) -> None:
    with annotate.open_project(folder) as project:
        read = list(project)
    assert pickle.loads(pickle.dumps(read)) == read


# --- in nobody's way -----------------------------------------------------------------------------


def test_reading_changes_nothing(folder: Path) -> None:
    before = hashes(folder)
    with annotate.open_project(folder) as project:
        assert list(project.spans())
    assert before.items() <= hashes(folder).items()


def test_nobody_is_kept_from_labelling_and_what_is_read_is_of_one_moment(folder: Path) -> None:
    with annotate.open_project(folder) as reading, Project.open(folder) as project:
        first = next(iter(reading))
        label(project, Add(0, 3, "body"))
        label(project, Add(0, 5, "body"), id=first.id)
        assert [len(document.spans) for document in reading] == [4, 0]
        with annotate.open_project(folder) as later:
            assert [len(document.spans) for document in later] == [5, 1]


def test_an_article_can_be_read_while_the_next_is(folder: Path) -> None:
    with annotate.open_project(folder) as project:
        pairs = [(a.id, b.id) for a in project for b in project]
    assert len(pairs) == 4


def test_it_does_not_write_even_if_told_to(folder: Path) -> None:
    with annotate.open_project(folder) as project:
        for sql in ("DELETE FROM spans RETURNING 1", "INSERT INTO project VALUES ('a', 'b')"):
            with pytest.raises(StorageError, match="read-only"):
                project._store.value(sql)


def test_a_folder_that_cannot_be_written_can_be_read(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / FILE_NAME).with_name(f"{FILE_NAME}-shm").unlink(missing_ok=True)
    monkeypatch.setattr(os, "access", lambda *_: False)  # root may write everywhere
    before = hashes(folder)
    with annotate.open_project(folder) as project:
        assert len(list(project.spans())) == 4
        assert hashes(folder) == before


def test_a_database_alone_explains_itself(folder: Path, tmp_path: Path) -> None:
    alone = tmp_path / "a copy?.db"
    (folder / FILE_NAME).rename(alone)
    with annotate.open_project(alone) as project:
        assert project.labels[0] == "quote"
        assert len(project) == 2


# --- errors --------------------------------------------------------------------------------------


def test_a_name_that_is_not_there_is_an_error_that_says_which_are(folder: Path) -> None:
    with annotate.open_project(folder) as project:
        with pytest.raises(InputError, match="no layer 'bne' in this project, it has ana, ben"):
            project.documents(layer=["ana", "bne"])
        with pytest.raises(
            InputError, match=r"no label 'Quote' .*, attribution, caption, ad, body$"
        ):
            project.spans(label="Quote")


def test_a_closed_project_says_that_it_is(folder: Path) -> None:
    project = annotate.open_project(folder)
    project.close()
    project.close()
    for ask in (list, len, lambda p: p.layers, lambda p: p.document("harbour/tide")):
        with pytest.raises(ProjectError, match=r"^this project is closed, open it again$"):
            ask(project)


def test_an_older_database_is_refused_and_left_as_it_is(folder: Path) -> None:
    with Project.open(folder) as project, project.store.transaction() as connection:
        sql = "DELETE FROM _sqlite_migrations WHERE name = 'm008_uncertainty'"
        connection.execute(sql)
    before = hashes(folder)
    with pytest.raises(StorageError, match="of an older version"):
        annotate.open_project(folder)
    assert before.items() <= hashes(folder).items()


def test_what_is_no_project_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ProjectError, match="no project"):
        annotate.open_project(tmp_path)
    (tmp_path / FILE_NAME).write_bytes(b"no database" * 100)
    with pytest.raises(StorageError, match="no annotate database"):
        annotate.open_project(tmp_path)


def test_a_damaged_text_is_an_error(folder: Path) -> None:
    with Project.open(folder) as project, project.store.transaction() as connection:
        connection.execute("UPDATE texts SET text = replace(text, 'Kim', 'Tim')")
    with (
        annotate.open_project(folder) as opened,
        pytest.raises(AnnotateError, match="not the one its hash names"),
    ):
        list(opened)


# --- as light as before --------------------------------------------------------------------------


def modules(code: str) -> set[str]:
    script = f"{code}\nimport sys\nprint(*sys.modules)"
    done = subprocess.run([sys.executable, "-S", "-c", script], capture_output=True, check=True)
    return set(done.stdout.decode().split())


def test_the_package_alone_loads_nothing() -> None:
    root = str(PAGE.parent.parent)
    here = f"import sys\nsys.path.insert(0, {root!r})\n"
    assert modules(f"{here}import annotate") - modules(here) == {"annotate"}
