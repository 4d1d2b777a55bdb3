"""What the pages name in passing is there: commands, options, variables of the environment."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import click
import pytest

from annotate.cli.group import COMMANDS
from annotate.cli.main import outcome
from tests.docs.pages import PAGES, ROOT, SHELL, blocks, codes

EVERYWHERE = {"--project", "--annotator", "--version", "--help"}
CODE = ("annotate", "benchmarks", "tests")
COMMAND = re.compile(r"annotate(?: |$)")
VARIABLE = re.compile(r"\bANNOTATE_[A-Z]+\b")


def unknown(code: str) -> list[str]:
    """The words of a command line, as a page has it, that the program does not know."""
    _, *words = code.split()
    options = [word.partition("=")[0] for word in words if word.startswith("--")]
    name = words[0] if words and re.fullmatch("[a-z]+", words[0]) else ""
    if name and name not in COMMANDS:
        return [name]
    known = EVERYWHERE | (set(_options(name)) if name else set())
    return [option for option in options if option not in known]


def _options(name: str) -> Iterator[str]:
    command = import_module(f"annotate.cli.{COMMANDS[name]}").command
    inner = getattr(command, "commands", {}).values()
    for param in (param for each in (command, *inner) for param in each.params):
        if isinstance(param, click.Option):
            yield from param.opts


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_command_named_in_a_sentence_is_one_with_its_options(page: Path) -> None:
    lines = [code for code in codes(page) if COMMAND.match(code)]
    assert not {line: unknown(line) for line in lines if unknown(line)}


def test_what_is_no_command_or_option_is_found() -> None:
    assert unknown("annotate assign --again") == []
    assert unknown("annotate hub add --role reviewer") == []
    assert unknown("annotate asign") == ["asign"]
    assert unknown("annotate assign --agian --overlap 2") == ["--agian"]
    assert unknown("annotate --watch") == ["--watch"]


def test_every_block_with_a_command_is_marked_so_that_it_is_run() -> None:
    first = re.compile(r"(annotate (?!\[)|make |pip |python |cd )")
    plain = (block for page in PAGES for block in blocks(page) if block.language not in SHELL)
    assert not [f"{b.page}:{b.line}" for b in plain if first.match(b.text)]


def test_every_variable_is_one_that_something_reads() -> None:
    code = (path for folder in CODE for path in (ROOT / folder).rglob("*.py"))
    here = Path(__file__).parent
    read = {name for path in code if path.parent != here for name in _named(path)}
    named = {name for page in PAGES for name in _named(page)}
    assert {"ANNOTATE_PROJECT", "ANNOTATE_HUB"} <= named
    assert named <= read


def _named(path: Path) -> set[str]:
    return set(VARIABLE.findall(path.read_text(encoding="utf-8")))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_every_command_is_covered_by_its_section(
    name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert outcome([name, "--help"]) == 0
    shown = set(re.findall(r"--[a-z][a-z-]+", capsys.readouterr().out)) - EVERYWHERE
    page = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    section = page.partition(f"\n## annotate {name}\n")[2].partition("\n## ")[0]
    assert not {option for option in shown if option not in section}
