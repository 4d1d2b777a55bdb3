"""Offsets that count something else than code points of the stored text."""

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annotate.core.errors import InputError
from annotate.core.normalisation import OffsetUnit, normalise
from annotate.core.readings import locate, locate_stored
from annotate.core.record import RecordSpan

CRLF = "\ufeff😀 one\r\ntwo\r\nthree"
STORED = "😀 one\ntwo\nthree"
PIECES = st.text(st.sampled_from("\r\n\ufeff\u00a0é\u0301😀a“"), min_size=1, max_size=30)


def span(start: int, end: int, text: str | None = None) -> RecordSpan:
    return RecordSpan(start=start, end=end, label="ad", text=text)


def utf16_length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def utf8_length(text: str) -> int:
    return len(text.encode())


def found(raw: str, unit: OffsetUnit, *spans: RecordSpan) -> list[str]:
    located = locate(spans, raw, unit)
    return [located.text[located.read(s.start) : located.read(s.end)] for s in spans]


def test_offsets_in_a_text_with_crlf_and_bom_count_it_as_it_came() -> None:
    at = CRLF.index("three")
    assert found(CRLF, "codepoint", span(at, at + 5, "three")) == ["three"]


def test_unless_the_texts_are_found_as_it_is_stored() -> None:
    at = STORED.index("three")
    assert found(CRLF, "codepoint", span(at, at + 5, "three")) == ["three"]


def test_without_a_text_to_check_they_count_it_as_it_came() -> None:
    at = CRLF.index("two")
    assert found(CRLF, "codepoint", span(at, at + 3)) == ["two"]


def test_a_span_over_a_line_end_may_give_its_text_as_it_came() -> None:
    at = CRLF.index("one")
    assert found(CRLF, "codepoint", span(at, at + 8, "one\r\ntwo")) == ["one\ntwo"]


def test_it_may_end_within_a_line_end() -> None:
    at = CRLF.index("one")
    assert found(CRLF, "codepoint", span(at, at + 4, "one\r")) == ["one"]
    assert found("one\rtwo", "codepoint", span(0, 4, "one\r")) == ["one\n"]


def test_or_begin_with_the_mark_before_the_text() -> None:
    assert found(CRLF, "codepoint", span(0, 6, CRLF[:6])) == ["😀 one"]
    with pytest.raises(InputError, match=r"the text there is '😀 one', not '\\ufeff😀 two'"):
        found(CRLF, "codepoint", span(0, 6, "\ufeff😀 two"))


def test_another_unit_is_only_taken_where_every_span_has_a_text_to_tell() -> None:
    told, untold = span(3, 6, "one"), span(7, 10)
    located = locate_stored([told], STORED, "codepoint", or_any=True)
    assert located.places([told]) == [(2, 5)]
    with pytest.raises(InputError, match="import with --offset-unit utf16"):
        locate_stored([told, untold], STORED, "codepoint", or_any=True)


def test_all_spans_of_a_record_count_the_same() -> None:
    as_it_came, stored = CRLF.index("two"), STORED.index("three")
    with pytest.raises(InputError, match=r"\$\.spans\[1\]\.text"):
        found(CRLF, "codepoint", span(as_it_came, as_it_came + 3, "two"), span(stored, 16, "three"))


@given(PIECES, st.sampled_from(["codepoint", "utf16", "byte"]), st.data())
def test_a_span_in_any_unit_arrives_where_its_text_is(
    raw: str, unit: OffsetUnit, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(raw) - 1))
    end = data.draw(st.integers(start + 1, len(raw)))
    expected = normalise(raw)[0][normalise(raw)[1](start) : normalise(raw)[1](end)]
    assume(expected)
    sizes: dict[str, Callable[[str], int]] = {"codepoint": len, "utf16": utf16_length}
    size = sizes.get(unit, utf8_length)
    assert found(raw, unit, span(size(raw[:start]), size(raw[:end]), None)) == [expected]


@pytest.mark.parametrize(
    ("given_span", "message"),
    [
        (span(0, 99), "99 lies outside the text of 15 characters, $.spans[0].end"),
        (span(-1, 3), "-1 lies outside the text of 15 characters, $.spans[0].start"),
        (span(5, 3), "the start 5 is not before the end 3, $.spans[0]"),
        (span(5, 5), "the start 5 is not before the end 5, $.spans[0]"),
        (span(2, 5, "two"), "the text there is 'one', not 'two', $.spans[0].text"),
    ],
)
def test_a_span_that_does_not_fit_is_named(given_span: RecordSpan, message: str) -> None:
    with pytest.raises(InputError) as caught:
        locate([given_span], STORED, "codepoint")
    assert (
        str(caught.value) == f"{message}, offsets must count code points from 0, the end exclusive"
    )


def test_a_span_of_nothing_but_what_normalising_drops_is_refused() -> None:
    at = CRLF.index("\r")
    with pytest.raises(InputError, match=r"the text there is '', not '\\r'"):
        locate([span(at, at + 1, "\r")], CRLF, "codepoint")


@pytest.mark.parametrize(
    ("start", "end", "hint"),
    [
        (3, 6, "offsets count UTF-16 units? import with --offset-unit utf16"),
        (5, 8, "offsets count UTF-8 bytes? import with --offset-unit byte"),
    ],
)
def test_offsets_in_another_unit_are_recognised(start: int, end: int, hint: str) -> None:
    with pytest.raises(InputError) as caught:
        locate_stored([span(start, end, "one")], STORED, "codepoint")
    assert caught.value.hint == hint


def test_code_points_are_recognised_where_another_unit_was_asked_for() -> None:
    with pytest.raises(InputError) as caught:
        locate([span(2, 5, "one")], STORED, "utf16")
    assert caught.value.hint == "offsets count code points? import with --offset-unit codepoint"


def test_an_offset_inside_a_character_is_outside_the_text() -> None:
    with pytest.raises(
        InputError, match=r"1 lies outside .*start, offsets must count UTF-16 units"
    ):
        locate([span(1, 3)], STORED, "utf16")


def test_a_text_that_cannot_be_stored_is_named_by_line() -> None:
    with pytest.raises(InputError) as caught:
        locate([], "a\nb\0", "codepoint")
    assert str(caught.value) == "NUL character, line 2 of $.text, remove it and import again"
