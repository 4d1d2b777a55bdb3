"""Elements of a JSON array: each found as it is, wherever the file is read on."""

import json
from collections.abc import Callable
from contextlib import suppress
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.core.errors import InputError
from annotate.formats import json_array
from annotate.formats.json_array import elements
from tests.steps import steps

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
        (b"[{}, {}}", 2, "a bracket that closes nothing, and what comes after it is not read"),
        (b"[{}, {}], {}]", 2, "a bracket that closes nothing, and what comes after it is not"),
        (b"[{}, {}] and more", 2, "a bracket that closes nothing"),
        (b"[{}, {}", 2, "the array is not closed"),
        (b"{} and more", 1, "something else than objects at the end"),
    ],
)
def test_what_is_no_array_is_one_error(content: bytes, before: int, expected: str) -> None:
    reading = elements(BytesIO(content))
    for _ in range(before):
        next(reading)
    with pytest.raises(InputError, match=f"^{expected}"):
        next(reading)


def test_objects_after_each_other_are_elements_without_an_array() -> None:
    content = b'{"a": 1}\n{"b": [{}]}\n\n {"c": 2} {}'
    assert found(content) == [{"a": 1}, {"b": [{}]}, {"c": 2}, {}]
    assert [line for line, _ in elements(BytesIO(content))] == [1, 2, 4, 4]


DAMAGES: dict[str, Callable[[str], str]] = {
    "a bracket is missing": lambda text: text.rstrip()[:-1],
    "one in the midst is missing": lambda text: text.replace("]", ""),
    "one is there too often": lambda text: text + "}",
    "the array ends": lambda text: text + "]",
    "a quotation mark is missing": lambda text: text.replace('t"', "t", 1),
    "one is there too often within": lambda text: text.replace("said", 'sa"id'),
    "cut off": lambda text: text[: len(text) // 2],
    "a comma is missing": lambda text: text.replace(",", "", 1),
}


@pytest.mark.parametrize("indent", [None, 2])
@pytest.mark.parametrize("damage", DAMAGES)
@pytest.mark.parametrize("of", [(2,), (1, 2, 4), (0, 5)])
@given(chunk=st.integers(1, 400))
def test_damage_costs_no_other_element_that_begins_a_line(
    damage: str, indent: int | None, of: tuple[int, ...], chunk: int
) -> None:
    values = [{"n": n, "text": "“No,” said {Kim}.", "labels": [{"a": [1, 2]}]} for n in range(6)]
    texts = [json.dumps(value, indent=indent) for value in values]
    for n in of:
        texts[n] = DAMAGES[damage](texts[n])
    content = "[\n" + ",\n".join(texts) + "\n]\n"
    whole = []
    with pytest.MonkeyPatch.context() as patch, suppress(InputError):
        patch.setattr(json_array, "CHUNK", chunk)
        for _, element in elements(BytesIO(content.encode())):
            whole += [json.loads(element)] if is_json(element) else []
    rest = [value for n, value in enumerate(values) if n not in of]
    assert [value for value in whole if value in rest] == rest


def test_where_each_element_is_damaged_the_work_grows_as_the_file_does() -> None:
    def ran(number: int) -> int:
        one = b'{\n "n": [1,\n "text": "%s"\n}' % (b"said [Kim], {Ida} " * 9)
        content = b"[\n" + b",\n".join([one] * number) + b"\n]"
        with steps() as taken, suppress(InputError):
            for _ in elements(BytesIO(content)):
                pass
        return taken.number

    ran(10)  # what is made when it is first wanted is there
    assert ran(400) < 5 * ran(100)


def is_json(element: bytes) -> bool:
    with suppress(ValueError):
        json.loads(element)
        return True
    return False


def test_an_object_without_an_end_does_not_fill_the_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(json_array, "LONGEST", 100)
    monkeypatch.setattr(json_array, "CHUNK", 10)
    with pytest.raises(InputError, match=r"^an element of more than"):
        found(b'{"' + b"a" * 1000)
