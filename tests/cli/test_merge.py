"""`annotate merge`: another file of the project, by the command line."""

from pathlib import Path
from shutil import copytree

from annotate.cli.main import outcome
from annotate.services.project import Project, init
from annotate.storage.copies import pairs
from tests.cli.conftest import FERRY, Run


def copied(project: Path) -> Path:
    """The project as another device has it, with labels of Ben's."""
    folder = project.parent / "device"
    copytree(project, folder)
    labels = project.parent / "ben.jsonl"
    labels.write_text((project.parent / "labels.jsonl").read_text().replace("ana", "ben"))
    assert outcome(["--project", str(folder), "import", str(labels)]) == 0
    return folder


def test_what_another_device_has_comes_in_once(filled: Run, project: Path) -> None:
    device = copied(project)
    assert filled("merge", device).err == "came in: 0 articles, 1 operation\n"
    assert filled("merge", device / "annotations.db").err == "nothing new\n"
    assert "ben" in filled("status").out
    assert filled("check").code == 0


def test_an_empty_project_becomes_a_copy(filled: Run, project: Path) -> None:
    folder = project.parent / "new"
    init(folder)
    assert outcome(["--project", str(folder), "merge", str(project)]) == 0
    assert filled("merge", folder).err == "nothing new\n"


def test_near_copies_that_came_in_are_known_here_too(filled: Run, project: Path) -> None:
    (project.parent / "again.txt").write_text(f"{FERRY}\nThe inquiry goes on.", "utf-8")
    filled("import", project.parent / "again.txt")
    folder = project.parent / "new"
    init(folder)
    assert outcome(["--project", str(folder), "merge", str(project)]) == 0
    with Project.open(folder) as other:
        assert len(list(pairs(other.store))) == 1


def test_what_is_no_file_of_the_project_is_one_line(filled: Run, project: Path) -> None:
    other = project.parent / "other"
    init(other)
    (other / "corpora" / "a.txt").write_text("Another text.")
    assert outcome(["--project", str(other), "import"]) == 0
    for file, said in [
        (other, "error: the other side is another project"),
        (project.parent / "nothing.db", "error: no database"),
        (project / "annotate.toml", "error: this is no annotate database"),
    ]:
        ended = filled("merge", file)
        assert ended.code == 1
        assert ended.err.startswith(said)
        assert ended.err.count("\n") == 1
        assert file == other or ended.error().endswith(
            "name another copy of the project: its folder, or the annotations.db in it"
        )
