"""File names made of anything: harmless, and each its own where that is asked."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.formats.file_names import FileNames, file_name

NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("gazette/2025-11-04-ferry", "gazette_2025-11-04-ferry"),
        ("../../etc/passwd", "_.._etc_passwd"),
        (".hidden", "hidden"),
        ("ñandú", "ñandú"),
        ("a b\nc", "a_b_c"),
    ],
)
def test_a_name_is_made_harmless(name: str, expected: str) -> None:
    assert file_name(name) == expected


@pytest.mark.parametrize("name", ["", "..", "CON", "nul.txt", "a" * 300])
def test_what_is_no_name_anywhere_gets_its_hash(name: str) -> None:
    assert file_name(name) != name
    assert re.search(r"(^|-)[0-9a-f]{8}$", file_name(name))


@given(NAMES)
def test_it_stays_in_its_folder_and_fits(name: str) -> None:
    found = file_name(name)
    assert Path(found).name == found
    assert found not in {"", ".", ".."}
    assert found[0] not in ".-"
    assert len(found.encode()) < 200


@given(st.lists(NAMES, unique=True))
def test_each_name_has_a_file_of_its_own(names: list[str]) -> None:
    files = FileNames()
    found = [files.of(name) for name in names]
    assert len({name.casefold() for name in found}) == len(names)
    assert [files.of(name) for name in names] == found


def test_capitals_and_accents_tell_no_files_apart() -> None:
    files = FileNames()
    found = [files.of(name) for name in ("ana", "Ana", "é", "e\u0301", "a/b", "a_b")]
    assert found[0::2] == ["ana", "é", "a_b"]
    assert len(set(found)) == 6
