"""Hostile words on a command line: they are said back as no terminal obeys them."""

import pytest

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
