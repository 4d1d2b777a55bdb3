"""Hostile words on a command line: they are said back as no terminal obeys them."""

from collections.abc import Iterator

import click
import pytest

from annotate.cli.group import COMMANDS, annotate
from tests.cli.conftest import Run
from tests.cli.hostile import EVIL


@pytest.mark.parametrize(
    "arguments",
    [
        [EVIL],
        [f"--{EVIL}"],
        ["import", EVIL],
        ["import", "--format", EVIL],
        ["import", "--encoding", EVIL],
        ["export", EVIL],
        ["export", "jsonl", "--layer", EVIL],
        ["log", "--layer", EVIL],
        ["log", "--document", EVIL],
        ["status", "--project", EVIL],
        ["import", "--annotator", EVIL],
        ["import", "\udce9\x9b2J"],
    ],
)
def test_what_was_typed_is_said_back_harmlessly(arguments: list[str], run: Run) -> None:
    ended = run(*arguments)
    assert ended.code in {1, 2}
    assert ended.error().startswith("error: ")
    assert "␛" in ended.err or "x1b" in ended.err or "\ufffd" in ended.err


def taking_text() -> Iterator[list[str]]:
    """Every command line that ends where a word is taken as it comes."""
    context = click.Context(annotate)
    for name in COMMANDS:
        command = annotate.get_command(context, name)
        below = command.commands if isinstance(command, click.Group) else {"": command}
        for other, each in below.items():
            for parameter in each.params if each else ():
                if isinstance(parameter.type, click.types.StringParamType):
                    option = parameter.opts[-1:] if isinstance(parameter, click.Option) else []
                    yield [name, *filter(None, [other]), *option]


@pytest.mark.parametrize("words", [*taking_text()], ids=" ".join)
def test_bytes_that_are_no_text_are_wrong_usage(words: list[str], run: Run) -> None:
    """No project holds such a name; of a path it may be one."""
    ended = run(*words, "\udc9b2J")
    assert (ended.code, ended.out) == (2, "")
    assert "it is not UTF-8, see `annotate" in ended.error()
