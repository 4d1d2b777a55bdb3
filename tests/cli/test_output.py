"""What is printed: lines that no terminal obeys, JSON that says all the same what there was."""

import json
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.cli.output import ESCAPES, path_text, progress, put, put_json, put_line, say
from tests.campaign import campaign

Captured = pytest.CaptureFixture[str]


def test_lines_of_data_go_out_and_what_is_said_goes_beside(capsys: Captured) -> None:
    put("a\tb", "c\x1b[2J")
    say("d\re", "f\u202e")
    assert capsys.readouterr() == ("a b\nc␛[2J\n", "d␍e\nf\ufffd\n")


def test_no_lines_are_no_output(capsys: Captured) -> None:
    put()
    say()
    assert capsys.readouterr() == ("", "")


@settings(max_examples=campaign(100, 5000))
@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_holds_what_there_was_and_nothing_that_a_terminal_obeys(
    capfdbinary: pytest.CaptureFixture[bytes], text: str
) -> None:
    put_line(msgspec.json.encode({text: text}))
    encoded = capfdbinary.readouterr().out.decode().removesuffix("\n")
    assert json.loads(encoded) == {text: text}
    assert not any(ord(c) in ESCAPES or c < " " for c in encoded)


def test_json_is_printed_in_utf_8_and_indented(capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    put_json({"title": "“Ñandú” \x9b\x7f\u2028"})
    out = capfdbinary.readouterr().out
    assert out == '{\n  "title": "“Ñandú” \\u009b\\u007f\\u2028"\n}\n'.encode()


def test_a_file_name_of_any_bytes_can_be_written() -> None:
    assert path_text(Path("caf\udce9.txt")) == "caf\ufffd.txt"


def test_nobody_looking_no_progress() -> None:
    with progress("importing", quiet=False) as tell:
        assert tell is None
