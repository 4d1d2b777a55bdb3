"""A project: found, made, opened; its scheme in force; every failure in one line."""

import sqlite3
from pathlib import Path

import pytest

from annotate.core.errors import AnnotateError, ProjectError, SchemeError, StorageError
from annotate.core.operations import Add, Reject, Relate, Remove
from annotate.core.scheme import DEFAULT_SCHEME, Scheme
from annotate.core.scheme_file import NAME, render
from annotate.services.project import VARIABLE, Project, find, init
from annotate.storage import annotations, documents
from annotate.storage.project import project_id
from annotate.storage.store import FILE_NAME
from tests.storage.making import add, commit

WITHOUT_AD = Scheme(
    tuple(label for label in DEFAULT_SCHEME.labels if label.name != "ad"), DEFAULT_SCHEME.relations
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "project"
    init(folder, "Harbour")
    return folder


def refused(folder: Path) -> str:
    with pytest.raises(AnnotateError) as caught:
        Project.open(folder)
    assert "\n" not in str(caught.value)
    return str(caught.value)


def put(folder: Path, scheme: Scheme) -> None:
    (folder / NAME).write_text(render("Harbour", scheme), encoding="utf-8")


# --- made and found ------------------------------------------------------------------------------


def test_a_new_project_has_its_file_and_its_folders(folder: Path) -> None:
    assert {path.name for path in folder.iterdir()} == {NAME, "corpora", "exports"}
    with Project.open(folder) as project:
        assert project.file.name == "Harbour"
        assert project.scheme == DEFAULT_SCHEME
        assert (project.corpora, project.exports) == (folder / "corpora", folder / "exports")
    assert (folder / FILE_NAME).exists()


@pytest.mark.parametrize(
    "name", ["plain", 'a "quoted" one', "new\nline = 1", "\x1b[31m", "é “x” 日本", "a\\b", "\x7f"]
)
def test_a_project_is_named_after_its_folder_whatever_that_is_called(
    tmp_path: Path, name: str
) -> None:
    init(tmp_path / name)
    with Project.open(tmp_path / name) as project:
        assert project.file.name == name


def test_so_is_one_whose_folder_is_named_in_no_encoding(tmp_path: Path) -> None:
    init(tmp_path / "a\udcff")
    with Project.open(tmp_path / "a\udcff") as project:
        assert project.file.name == "a?"


@pytest.mark.parametrize("there", [NAME, FILE_NAME])
def test_a_project_is_not_made_over_another(tmp_path: Path, there: str) -> None:
    (tmp_path / there).write_text("mine")
    with pytest.raises(ProjectError, match=r"^there is a project already, "):
        init(tmp_path)
    assert (tmp_path / there).read_text() == "mine"
    assert len(list(tmp_path.iterdir())) == 1


def test_nor_inside_a_file(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ProjectError, match=r"^cannot be made \(Not a directory\), "):
        init(tmp_path / "file" / "project")


def test_the_nearest_project_above_is_found(folder: Path, tmp_path: Path) -> None:
    deep = folder / "corpora" / "a" / "b"
    deep.mkdir(parents=True)
    assert find(None, {}, deep) == find(None, {}, folder) == folder
    init(folder / "corpora" / "a", "Inner")
    assert find(None, {}, deep) == folder / "corpora" / "a"
    assert find(None, {VARIABLE: str(tmp_path)}, deep) == tmp_path
    assert find(folder, {VARIABLE: str(tmp_path)}, deep) == folder
    assert find(None, {VARIABLE: ""}, folder) == folder


def test_where_none_is_that_is_said(tmp_path: Path) -> None:
    with pytest.raises(ProjectError) as caught:
        find(None, {}, tmp_path)
    assert str(caught.value) == (
        f"no annotate.toml here or above, {tmp_path}, make one with `annotate init DIR`, "
        "name one with --project, or try `annotate demo`"
    )


def test_a_folder_called_like_the_file_is_no_project(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    with pytest.raises(ProjectError):
        find(None, {}, tmp_path)
    assert refused(tmp_path) == f"cannot be read (Is a directory), {tmp_path}/{NAME}"


# --- opened --------------------------------------------------------------------------------------


def test_a_folder_without_a_project_is_refused_and_left_alone(tmp_path: Path) -> None:
    said = f"no project, {tmp_path}, make one with `annotate init`"
    assert refused(tmp_path) == said
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["nowhere", "file"])
def test_so_is_what_is_no_folder(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    assert refused(tmp_path / name).startswith("no project, ")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"\xff", "not UTF-8, {file}, save it as UTF-8"),
        (b"labels = [", "not valid TOML: "),
        (b"lables = []", "unknown key lables (did you mean labels?), {file}"),
    ],
)
def test_a_bad_file_is_one_line_and_makes_no_database(
    folder: Path, content: bytes, said: str
) -> None:
    (folder / NAME).write_bytes(content)
    assert refused(folder).startswith(said.format(file=folder / NAME))
    assert not (folder / FILE_NAME).exists()


def test_a_bad_database_is_one_line(folder: Path) -> None:
    (folder / FILE_NAME).write_bytes(b"no database\n" * 99)
    with pytest.raises(StorageError, match=r"^this is no annotate database"):
        Project.open(folder)


def test_a_database_without_a_file_explains_itself(folder: Path) -> None:
    (folder / NAME).write_text(render("Mine", WITHOUT_AD), encoding="utf-8")
    with Project.open(folder) as project:
        made = project_id(project.store)
    (folder / NAME).unlink()
    with Project.open(folder) as project:
        assert project.file.name == "Mine"
        assert project.scheme == WITHOUT_AD
        assert project_id(project.store) == made


def test_one_that_never_had_a_file_has_the_default_scheme(folder: Path) -> None:
    Project.open(folder).store.close()
    (folder / NAME).unlink()
    connection = sqlite3.connect(folder / FILE_NAME)
    connection.execute("DELETE FROM schemes")
    connection.commit()
    connection.close()
    with Project.open(folder) as project:
        assert project.scheme == DEFAULT_SCHEME


# --- the scheme in force -------------------------------------------------------------------------


def versions(folder: Path) -> list[str]:
    with Project.open(folder) as project:
        return [source for (source,) in project.store.rows("SELECT source FROM schemes")]


def test_a_scheme_is_put_in_force_once_and_again_when_it_changes(folder: Path) -> None:
    first = (folder / NAME).read_text(encoding="utf-8")
    assert versions(folder) == [first]
    assert versions(folder) == [first]
    put(folder, WITHOUT_AD)
    second = (folder / NAME).read_text(encoding="utf-8")
    assert versions(folder) == [first, second]
    (folder / NAME).write_text(first, encoding="utf-8")
    assert versions(folder) == [first, second, first]


def label_and_link(folder: Path) -> None:
    with Project.open(folder) as project:
        (key,) = add(project.store, "Text.")
        one, two, _ = commit(
            project.store, key, Add(0, 1, "quote"), Add(1, 2, "quote"), Reject(0, 4, "ad")
        )
        commit(project.store, key, Add(0, 2, "ad"), Relate("continues", one.id, two.id))


def test_a_label_that_is_in_use_cannot_be_dropped(folder: Path) -> None:
    label_and_link(folder)
    put(folder, WITHOUT_AD)
    with pytest.raises(SchemeError) as caught:
        Project.open(folder)
    assert str(caught.value) == (
        "no label 'ad' any more, 1 span still labelled so, annotate.toml, "
        'put it back, or add formerly = ["ad"] to the label it became, '
        'or retired = ["ad"] at the top'
    )
    put(folder, DEFAULT_SCHEME)
    assert len(versions(folder)) == 1, "what was refused was never in force"


def test_nor_can_a_relation(folder: Path) -> None:
    label_and_link(folder)
    put(folder, Scheme(DEFAULT_SCHEME.labels, DEFAULT_SCHEME.relations[:1]))
    assert refused(folder) == (
        "no relation 'continues' any more, 1 link still called so, annotate.toml, "
        'put it back, or add retired = ["continues"] at the top'
    )


def test_it_can_once_it_is_not(folder: Path) -> None:
    label_and_link(folder)
    with Project.open(folder) as project:
        spans = annotations.read(project.store, 1, "ana").spans
        commit(project.store, 1, *(Remove(s.id) for s in spans if s.label == "ad"))
    put(folder, WITHOUT_AD)
    with Project.open(folder) as project:
        assert project.scheme == WITHOUT_AD


def test_or_where_its_documents_were_removed(folder: Path) -> None:
    label_and_link(folder)
    with Project.open(folder) as project:
        documents.remove(project.store, 1)
    put(folder, WITHOUT_AD)
    Project.open(folder).store.close()


def test_a_label_may_be_renamed(folder: Path) -> None:
    label_and_link(folder)
    text = render("Harbour").replace('name = "ad"', 'name = "advert"\nformerly = ["ad"]')
    (folder / NAME).write_text(text, encoding="utf-8")
    with Project.open(folder) as project:
        assert project.scheme.former == {"ad": "advert"}


def test_an_open_that_fails_leaves_no_lock(folder: Path) -> None:
    label_and_link(folder)
    put(folder, WITHOUT_AD)
    refused(folder)
    put(folder, DEFAULT_SCHEME)
    with Project.open(folder) as project:
        project.store.connection.execute("PRAGMA busy_timeout = 0")
        commit(project.store, 1, Add(2, 3, "ad"))
