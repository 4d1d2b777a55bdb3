"""The reference is whole: formats, options of suggestions, measures; its TOML and JSON are such."""

import json
import re
import tomllib
from collections.abc import Iterator

import pytest
from msgspec.structs import fields

from annotate.core.scheme_file import SuggestionSettings
from annotate.formats import FORMATS
from annotate.suggesters import SUGGESTERS
from tests.docs.pages import DOCS, PAGES, ROOT, Block, blocks, codes, rows

BLOCKS = [block for page in PAGES for block in blocks(page) if block.language in {"toml", "json"}]
NOT_THERE = "–"


def name(block: Block) -> str:
    """What a block is called in the list of tests."""
    return f"{block.page.relative_to(ROOT)}:{block.line}"


def test_the_table_of_formats_is_the_family() -> None:
    table = rows(DOCS / "formats.md", "format")
    assert sorted(row[0] for row in table) == sorted(FORMATS)
    for format, endings, read, written in table:
        member = FORMATS[format]
        assert set(re.findall(r"\.[\w.]+", endings)) >= set(member.suffixes), format
        assert (read != NOT_THERE, written != NOT_THERE) == (bool(member.read), bool(member.write))


def test_every_suggester_and_option_of_suggestions_is_told() -> None:
    settings = {field.encode_name for field in fields(SuggestionSettings)}
    assert {row[0] for row in rows(DOCS / "scheme.md", "key of [suggestions]")} == settings
    assert set(SUGGESTERS) <= set(codes(DOCS / "scheme.md"))


@pytest.mark.parametrize("block", BLOCKS, ids=name)
def test_an_example_in_toml_or_json_is_such(block: Block) -> None:
    assert list(_read(block))


def _read(block: Block) -> Iterator[object]:
    if block.language == "toml":
        yield tomllib.loads(block.text)
    elif block.text.startswith(("{", "[")):
        yield json.loads(block.text)
    else:  # a part of an object
        yield json.loads(f"{{{block.text}}}")
