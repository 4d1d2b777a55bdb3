"""Whatever comes of a command, it is an exit code and at most one line; no traceback."""

from pathlib import Path

import pytest

from annotate.cli import group
from annotate.cli.main import outcome
from annotate.core.errors import AnnotateError

Captured = pytest.CaptureFixture[str]


def failing(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    def invoke(arguments: list[str]) -> int:
        raise error

    monkeypatch.setattr(group, "invoke", invoke)


@pytest.mark.parametrize(
    ("error", "code", "line"),
    [
        (AnnotateError("what", "where", "what to do"), 1, "error: what, where, what to do"),
        (AnnotateError("two\nlines\x1b[2J", "a\x9bb"), 1, "error: two lines␛[2J, a\ufffdb"),
        (PermissionError(13, "Permission denied", "x.txt"), 1, "error: Permission denied, x.txt"),
        (OSError(28, "No space left on device"), 1, "error: No space left on device"),
        (MemoryError(), 1, "error: not enough memory, is there a limit to it? (ulimit -v)"),
        (KeyboardInterrupt(), 130, "interrupted"),
    ],
)
def test_an_error_is_one_line_with_its_code(
    error: BaseException, code: int, line: str, monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    failing(monkeypatch, error)
    assert outcome([]) == code
    assert capsys.readouterr() == ("", line + "\n")


def test_what_nobody_expected_is_one_line_that_says_where(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    failing(monkeypatch, ValueError("oh\x1b]0;no\nno"))
    assert outcome([]) == 1
    err = capsys.readouterr().err
    assert err.startswith("error: unexpected ValueError: oh␛]0;no no, test_main.py:")
    assert err.endswith(", please report it (ANNOTATE_DEBUG=1 shows more)\n")
    assert err.count("\n") == 1


def test_a_traceback_can_be_asked_for_and_is_as_harmless_as_the_rest(
    monkeypatch: pytest.MonkeyPatch, capsys: Captured
) -> None:
    failing(monkeypatch, ValueError("oh\x1b]0;no"))
    monkeypatch.setenv("ANNOTATE_DEBUG", "1")
    assert outcome([]) == 1
    err = capsys.readouterr().err
    assert "Traceback" in err
    assert Path(__file__).name in err
    assert "\x1b" not in err
