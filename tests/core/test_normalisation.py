"""Line ends and the BOM at import, and the offsets that follow them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core.errors import InputError
from annotate.core.normalisation import OffsetMap, normalise

RAW = st.lists(
    st.one_of(
        st.sampled_from(["\r\n", "\r\n\r\n", *"\r\n\ufeff\u00a0e\u0301\u2028\x85😀“"]),
        st.characters(exclude_categories=["Cs"], exclude_characters="\0"),
    )
).map("".join)


def test_line_ends_become_lf_and_the_bom_goes() -> None:
    text, offsets = normalise("\ufeffa\r\nb\rc\n")
    assert text == "a\nb\nc\n"
    assert [offsets(i) for i in range(9)] == [0, 0, 1, 1, 2, 3, 4, 5, 6]


def test_blank_lines_at_the_very_start_count_too() -> None:
    text, offsets = normalise("\r\n\r\n\ra\r\n")
    assert text == "\n\n\na\n"
    assert [offsets(i) for i in range(9)] == [0, 0, 1, 1, 2, 3, 4, 4, 5]


def test_only_a_leading_bom_goes_however_often_it_was_written() -> None:
    assert normalise("a\ufeffb")[0] == "a\ufeffb"
    text, offsets = normalise("\ufeff\ufeffb\r\nc\ufeff")
    assert text == "b\nc\ufeff"
    assert [offsets(i) for i in range(8)] == [0, 0, 0, 1, 1, 2, 3, 4]


@pytest.mark.parametrize("kept", ["\u00a0a\u00a0", " a ", "e\u0301", "é", "a\x0bb", "a\u2028b"])
def test_all_else_stays(kept: str) -> None:
    assert normalise(kept)[0] == kept


@pytest.mark.parametrize(
    ("raw", "message"),
    [
        ("a\nb\0c", "NUL character, line 2, remove it and import again"),
        ("a\ud800", "lone surrogate U+D800, line 1, remove it and import again"),
    ],
)
def test_what_cannot_be_stored_is_refused(raw: str, message: str) -> None:
    with pytest.raises(InputError) as caught:
        normalise(raw)
    assert str(caught.value) == message


@given(RAW)
def test_every_character_that_stays_is_found_through_the_map(raw: str) -> None:
    text, offsets = normalise(raw)
    for at, character in enumerate(raw):
        leading = not raw[: at + 1].strip("\ufeff")
        dropped = leading or raw[at : at + 2] == "\r\n"
        if not dropped:
            assert text[offsets(at)] == ("\n" if character == "\r" else character)
    assert offsets(len(raw)) == len(text)


@given(RAW)
def test_normalising_twice_changes_no_more(raw: str) -> None:
    text, _ = normalise(raw)
    assert "\r" not in text
    assert normalise(text) == (text, OffsetMap())


@pytest.mark.parametrize(
    ("raw", "line"), [("\0a", 1), ("\n\0", 2), ("a\0\n\0", 1), ("a\n\ud800\n\n", 2)]
)
def test_the_line_is_that_of_the_first_of_them(raw: str, line: int) -> None:
    with pytest.raises(InputError) as caught:
        normalise(raw)
    assert caught.value.where == f"line {line}"
