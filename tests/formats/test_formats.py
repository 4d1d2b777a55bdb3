"""The family of formats: what is in the folder is in the dict, and each can be had by name."""

from pathlib import Path

import pytest

from annotate import formats
from annotate.core.errors import InputError
from annotate.formats import FORMATS, format_of, get_format, get_reader, get_writer
from annotate.formats.base import Format, Problem

HELPERS = {"__init__", "base", "encodings", "manifest", "lines", "json_array", "rest"} | {
    "alphabets",
    "brat_events",
    "brat_lines",
    "brat_writing",
    "columns",
    "expanding",
    "extras",
    "file_names",
    "huggingface_card",
    "huggingface_tags",
    "huggingface_writing",
    "spacy_bin",
    "spacy_docs",
    "spacy_pieces",
    "spacy_reading",
    "spacy_tokens",
    "spacy_training",
    "flat",
    "conll_own",
    "conll_writing",
    "html_blocks",
    "html_elements",
    "html_encoding",
    "html_metadata",
    "html_page",
    "label_studio_model",
    "label_studio_writing",
    "losses",
    "measured",
    "offsets",
    "parquet_writing",
    "places",
    "beside",
    "prodigy_model",
    "prodigy_tokens",
    "prodigy_writing",
    "record_files",
    "rows",
    "table_rows",
    "tokens",
    "uima_types",
    "uima_writing",
    "uima_xmi",
    "uima_zip",
    "webanno_model",
    "webanno_places",
    "webanno_writing",
}


def test_every_file_of_the_folder_is_a_member() -> None:
    files = {path.stem for path in Path(formats.__file__).parent.glob("*.py")}
    assert files - HELPERS == set(FORMATS)


def test_every_member_goes_by_its_own_name_and_can_do_something() -> None:
    for name, member in FORMATS.items():
        assert get_format(name).name == name
        assert member.read or member.write


def test_texts_are_read_before_what_names_them_by_hash() -> None:
    assert list(FORMATS)[:2] == ["text", "jsonl"]


def test_an_unknown_format_is_refused_with_those_there_are() -> None:
    with pytest.raises(InputError) as caught:
        get_format("word")
    assert str(caught.value) == f"unknown format 'word', known: {', '.join(FORMATS)}"


def test_a_format_goes_only_the_ways_it_can(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(FORMATS, "deaf", Format("deaf", (".deaf",)))
    with pytest.raises(InputError, match=r"^deaf cannot be read, can be read: text, jsonl"):
        get_reader("deaf")
    with pytest.raises(InputError, match=r"^deaf cannot be written, can be written: jsonl"):
        get_writer("deaf")
    assert format_of("x.deaf") is None


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("a.txt", "text"),
        ("A.TXT", "text"),
        ("a.b.md", "text"),
        ("a.jsonl", "jsonl"),
        ("a.ndjson", "jsonl"),
        ("a.pdf", None),
        ("txt", None),
        ("", None),
    ],
)
def test_a_file_is_told_by_its_suffix(name: str, expected: str | None) -> None:
    found = format_of(name)
    assert (found.name if found else None) == expected


def test_a_problem_is_one_line_that_names_file_and_line() -> None:
    assert str(Problem("a.jsonl", 7, "what")) == "a.jsonl:7: what"
    assert str(Problem("a.txt", 0, "what")) == "a.txt: what"
