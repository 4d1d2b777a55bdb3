"""`annotate init` and `annotate completion`: what one does once."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run
from tests.cli.program import annotate


def test_a_new_project_has_its_file_and_folders_and_takes_articles(
    run: Run, tmp_path: Path
) -> None:
    folder = tmp_path / "new"
    ended = run("init", folder)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.startswith(f"made the project {folder}\n")
    assert {p.name for p in folder.iterdir()} == {"annotate.toml", "corpora", "exports"}
    (folder / "corpora" / "a.txt").write_text("One line.")
    assert run("import", "--project", folder).err == "articles: 1 new\n"


def test_a_project_is_never_made_over_another(run: Run, project: Path) -> None:
    ended = run("init", project)
    assert ended.code == 1
    assert ended.error() == f"error: there is a project already, {project}, open it with --project"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_a_shell_gets_what_it_needs(shell: str, run: Run) -> None:
    ended = run("completion", shell)
    assert ended.code == 0
    assert "_ANNOTATE_COMPLETE" in ended.out


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("annotate ex", "export"),
        ("annotate import --off", "--offset-unit"),
        ("annotate export js", "jsonl"),
        ("annotate import --offset-unit ut", "utf16"),
    ],
)
def test_words_are_completed(words: str, expected: str) -> None:
    typed = words.split()
    asked = {
        "_ANNOTATE_COMPLETE": "bash_complete",
        "COMP_WORDS": words,
        "COMP_CWORD": str(len(typed) - 1),
    }
    assert annotate(variables=asked).out.split() == [f"plain,{expected}"]
