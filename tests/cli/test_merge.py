"""`annotate merge`: another file of the project, by the command line."""

from pathlib import Path
from shutil import copytree

from annotate.cli.main import outcome
from annotate.services.project import init
from tests.cli.conftest import Run


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
