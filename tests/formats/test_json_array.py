"""Elements of a JSON array: each found as it is, wherever the file is read on."""

import json
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core.errors import InputError
from annotate.formats import json_array
from annotate.formats.json_array import elements

TEXTS = st.text(st.sampled_from('{}[]"\\,:\né🚢a'), max_size=6)
VALUES: st.SearchStrategy[object] = st.recursive(
    TEXTS | st.integers(0, 9) | st.none(),
    lambda v: st.lists(v, max_size=3) | st.dictionaries(TEXTS, v, max_size=3),
    max_leaves=8,
)
OBJECTS = st.dictionaries(TEXTS, VALUES, max_size=3)


def found(content: bytes) -> list[object]:
    return [json.loads(element) for _, element in elements(BytesIO(content))]


@given(st.lists(OBJECTS, max_size=4), st.sampled_from([None, 1]), st.booleans(), st.integers(1, 9))
def test_every_element_is_found_wherever_reading_pauses(
    values: list[object], indent: int | None, plain: bool, chunk: int
) -> None:
    content = json.dumps(values, indent=indent, ensure_ascii=plain).encode()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(json_array, "CHUNK", chunk)
        assert found(content) == values


def test_an_object_alone_is_an_element() -> None:
    assert found(b'\xef\xbb\xbf {"a": [{}]} ') == [{"a": [{}]}]


def test_what_is_no_object_is_an_element_too_and_the_rest_follows() -> None:
    content = b'[{}, 3, {"a": 1},\n [1, {}],\n\n null, {}, "]"]'
    assert found(content) == [{}, 3, {"a": 1}, [1, {}], None, {}, "]"]
    assert [line for line, _ in elements(BytesIO(content))] == [1, 1, 1, 2, 4, 4, 4]


def test_an_element_knows_its_line() -> None:
    content = b'[\n{"a":\n 1},\n\n {"b": 2}, {}]'
    assert [line for line, _ in elements(BytesIO(content))] == [2, 5, 5]


def test_of_an_array_on_one_line_no_more_is_read_than_an_element_takes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(json_array, "LONGEST", 1000)
    monkeypatch.setattr(json_array, "CHUNK", 100)
    values = [{"id": number} for number in range(1000)]
    content = json.dumps(values).encode()
    stream, given = BytesIO(content), 0
    ahead: list[int] = []
    for _, element in elements(stream):
        given += len(element) + len(", ")
        ahead.append(stream.tell() - given)
    assert len(ahead) == len(values)
    assert max(ahead) <= 2 * json_array.CHUNK


@pytest.mark.parametrize(
    ("content", "before", "expected"),
    [
        (b"", 0, "neither a JSON array nor an object"),
        (b"plain text", 0, "neither a JSON array nor an object"),
        (b"plain {} text", 0, "neither a JSON array nor an object"),
        (b"[{}, {", 1, "an element that is not closed"),
        (b'[{}, {"a}', 1, "an element that is not closed"),
        (b"[{}, {}}", 2, "the array is not closed"),
        (b"[{}, {}", 2, "the array is not closed"),
    ],
)
def test_what_is_no_array_is_one_error(content: bytes, before: int, expected: str) -> None:
    reading = elements(BytesIO(content))
    for _ in range(before):
        next(reading)
    with pytest.raises(InputError, match=f"^{expected}"):
        next(reading)


def test_an_object_without_an_end_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_array, "LONGEST", 100)
    monkeypatch.setattr(json_array, "CHUNK", 10)
    with pytest.raises(InputError, match=r"^an element of more than"):
        found(b'{"' + b"a" * 1000)
