"""Native JSONL: one record a line; a bad line is named, and the rest is read."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core.document import text_hash
from annotate.core.record import Record
from annotate.formats.base import Loss, Writing
from annotate.formats.jsonl import FILE_NAME, write
from annotate.formats.jsonl import read as reader
from tests.formats.reading import problems, read, records


def texts(content: bytes, encoding: str | None = None) -> list[tuple[int, str | None]]:
    """Line and text of every record."""
    return [(item.line, item.record.text) for item in records(read(reader, content, encoding))]


def test_every_line_is_a_record() -> None:
    assert texts(b'{"text": "a"}\n{"text": "b"}\n') == [(1, "a"), (2, "b")]


def test_the_last_line_needs_no_end() -> None:
    assert texts(b'{"text": "a"}\n{"text": "b"}') == [(1, "a"), (2, "b")]


def test_empty_lines_count_and_say_nothing() -> None:
    assert texts(b'\n{"text": "a"}\n \t\n\n{"text": "b"}\n\n') == [(2, "a"), (5, "b")]


def test_an_empty_file_holds_nothing() -> None:
    assert read(reader, b"") == []


def test_lines_may_end_in_crlf_and_begin_with_a_bom() -> None:
    assert texts(b'\xef\xbb\xbf{"text": "a"}\r\n{"text": "b"}\r\n') == [(1, "a"), (2, "b")]


def test_only_a_line_feed_ends_a_line() -> None:
    text = "a\u2028b\u2029c\x85d\x1ce\x0bf\x0cg"
    line = json.dumps({"text": text}, ensure_ascii=False, separators=(",", ":"))
    line = line.replace("\\u000b", "\\u000b").replace("\\f", "\\f")
    assert texts(line.encode() + b"\n") == [(1, text)]
    assert texts(line.encode("utf-16"), "utf-16") == [(1, text)]


def test_a_bad_line_is_named_and_the_rest_is_read() -> None:
    content = b'{"text": "a"}\n{"text": \n{"text": 3}\n\xff\xfe\n[]\n{"text": "b"}\n'
    found = read(reader, content)
    assert [item.line for item in found] == [1, 2, 3, 4, 5, 6]
    assert problems(found) == [
        "file:2: not valid JSON (Input data was truncated), is the line cut off?",
        "file:3: expected text or null, got a whole number, $.text, see docs/formats.md",
        "file:4: not UTF-8, name its encoding with --encoding",
        "file:5: expected an object, got a list, see docs/formats.md",
    ]


@pytest.mark.parametrize("encoding", ["cp1252", "utf-16", "utf-16-le", "utf-32", "shift_jis"])
def test_an_encoding_that_was_named_is_taken_and_told(encoding: str) -> None:
    content = '{"text": "a"}\n{"text": "b"}\n'.encode(encoding)
    found = records(read(reader, content, encoding))
    assert [item.record.text for item in found] == ["a", "b"]
    assert {item.encoding for item in found} != {"utf-8"}


def test_utf_8_by_any_name_is_not_worth_telling() -> None:
    (found,) = records(read(reader, b'{"text": "a"}', "UTF8"))
    assert found.encoding == "utf-8"


def test_a_line_that_is_not_of_that_encoding_is_named_and_the_rest_is_read() -> None:
    content = b'{"text": "a"}\n{"text": "\x81"}\n{"text": "c"}'
    found = read(reader, content, "cp1252")
    assert [item.line for item in found] == [1, 2, 3]
    assert [line.split(",")[0] for line in problems(found)] == ["file:2: not cp1252"]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-32", "idna"])
def test_where_lines_can_no_longer_be_told_reading_ends(encoding: str) -> None:
    content = '{"text": "a"}\n{"text": "b"}\n'.encode("utf-16") + b"\x00"
    *_, last = problems(read(reader, content, encoding))
    assert last.endswith(f"not {encoding} from here on, name its encoding with --encoding")


def test_a_binary_file_is_named_once_and_one_damaged_line_does_not_end_the_file() -> None:
    assert problems(read(reader, b"\x7fELF\0\0\n\xff\n\0\n" * 9)) == [
        "file:1: NUL characters: no JSON Lines, nothing of the file is read, "
        "or name its encoding with --encoding"
    ]
    damaged = b'{"text": "a"}\n\0\0\0\n{"text": "b"}\n'
    found = read(reader, damaged)
    assert len(problems(found)) == 1
    assert [item.line for item in found] == [1, 2, 3]


@given(st.binary(max_size=60), st.sampled_from([None, "utf-8", "utf-16", "cp1252", "utf-7"]))
def test_reading_never_fails(content: bytes, encoding: str | None) -> None:
    read(reader, content, encoding)
    read(reader, b'{"text": "a", "x": "' + content + b'"}\n' + content, encoding)


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"))))
def test_what_is_written_is_read_again(
    tmp_path_factory: pytest.TempPathFactory, given_texts: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("out")
    made = [Record(text=text, sha256=text_hash(text)) for text in given_texts]
    assert write(iter(made), folder, Writing()) == Loss()
    content = (folder / FILE_NAME).read_bytes()
    assert content.count(b"\n") == len(made)
    assert [item.record for item in records(read(reader, content))] == made


def test_what_is_written_is_utf_8_without_a_time(tmp_path: Path) -> None:
    write([Record(text="“é” 😀")], tmp_path, Writing())
    assert (tmp_path / FILE_NAME).read_bytes() == '{"text":"“é” 😀"}\n'.encode()
