"""The command line as a whole: help, shared options, wrong usage."""

from pathlib import Path

import click
import pytest

from annotate import __version__
from annotate.cli.group import COMMANDS, annotate
from annotate.cli.settings import Settings
from annotate.core.errors import ProjectError
from tests.cli.conftest import Run


def command(name: str) -> click.Command:
    found = annotate.get_command(click.Context(annotate), name)
    assert found is not None
    return found


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself_with_an_example_of_itself(name: str) -> None:
    help, epilog = command(name).help, command(name).epilog
    assert help
    assert epilog
    assert f"annotate {name}" in epilog


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_says_what_it_does(name: str) -> None:
    options = (p for p in command(name).params if isinstance(p, click.Option))
    assert all(option.help for option in options)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_goes_by_its_name_and_takes_what_all_take(name: str, run: Run) -> None:
    assert command(name).name == name
    ended = run(name, "--help")
    assert ended.code == 0
    takes = {"--project", "--annotator"} & set(ended.out.split())
    missing = {"init": 2, "completion": 2, "hub": 2, "demo": 1}  # what would mean nothing there
    assert len(takes) == 2 - missing.get(name, 0)


def test_help_names_every_command_with_a_sentence_that_fits(run: Run) -> None:
    ended = run("--help")
    assert ended.code == 0
    assert all(f"\n  {name} " in ended.out for name in COMMANDS)
    assert "..." not in ended.out.partition("Commands:")[2]


def test_the_version_is_the_packages(run: Run) -> None:
    assert run("--version").out == f"annotate {__version__}\n"


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["imprt"], "error: no such command 'imprt', did you mean 'import', see `annotate --help`"),
        (["--colour"], "error: no such option '--colour', see `annotate --help`"),
        (["status", "x"], "error: got unexpected extra argument (x), see `annotate status --help`"),
        (["search"], "error: missing argument 'WORDS...', see `annotate search --help`"),
        (["log", "--most", "0"], "error: invalid value for '--most': 0 is not in the range"),
        (["import", "--format", "pdf"], "error: invalid value for '--format': 'pdf' is not one"),
        (["export", "pdf"], "error: invalid value for 'FORMAT': 'pdf' is not"),
        (["agreement", "--csv", "--json"], "error: --csv and --json exclude each other, see"),
        (["init", ""], "error: invalid value for 'DIR': it is empty, see `annotate init --help`"),
        (["import", ""], "error: invalid value for '[PATH]...': it is empty, see"),
        (["suggest", ""], "error: invalid value for '[PATH]...': it is empty, see"),
        (["backup", ""], "error: invalid value for 'FILE': it is empty, see"),
        (["restore", ""], "error: invalid value for 'FILE': it is empty, see"),
        (["export", "jsonl", "--out", ""], "error: invalid value for '--out': it is empty, see"),
        (["status", "--project", ""], "error: invalid value for '--project': it is empty, see"),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(arguments: list[str], line: str, run: Run) -> None:
    ended = run(*arguments)
    assert (ended.code, ended.out) == (2, "")
    assert ended.error().startswith(line)


def test_project_and_annotator_may_stand_before_the_command_or_after_it(
    tmp_path: Path, run: Run
) -> None:
    run("init", tmp_path / "other")
    run("import", "--annotator", "ben")
    assert "Harbour: 2 articles" in run("status").out
    assert "other: 0 articles" in run("status", "--project", tmp_path / "other").out


def test_what_stands_after_the_command_counts_more(run: Run, tmp_path: Path) -> None:
    labels = tmp_path / "own.jsonl"
    labels.write_text('{"text": "A b c.", "spans": [{"start": 0, "end": 1, "label": "body"}]}\n')
    run("--annotator", "ana", "import", labels, "--annotator", "ben")
    assert run("status").out.split()[-1] == "ben"


def test_without_a_terminal_the_ui_is_not_opened(run: Run) -> None:
    for arguments in ([], ["demo"]):
        ended = run(*arguments)
        assert ended.code == 1
        assert ended.error().startswith("error: no terminal to draw on")


def test_an_empty_name_is_nobodys(run: Run) -> None:
    ended = run("import", "--annotator", "")
    assert ended.code == 1
    assert ended.error() == "error: no name, give one of 1 to 40 letters"


def test_nobody_to_be_found_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr("getpass.getuser", nobody)
    with pytest.raises(ProjectError, match="who annotates"):
        Settings().whose()


def test_whose_labels_are_is_given_else_in_the_environment_else_remembered_else_the_login(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from annotate.services import person

    monkeypatch.setattr("getpass.getuser", lambda: "login")
    assert Settings().whose() == "login"
    person.remember("remembered")
    assert Settings().whose() == "remembered"
    monkeypatch.setenv("ANNOTATE_ANNOTATOR", "environment")
    assert Settings().whose() == "environment"
    assert Settings(annotator="given").whose() == "given"
