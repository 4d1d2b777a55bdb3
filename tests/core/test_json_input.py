"""JSON as it arrives: what is wrong with it is said in one line."""

import msgspec
import pytest

from annotate.core.errors import InputError
from annotate.core.json_input import decode_json

decode = msgspec.json.Decoder(dict[str, int]).decode


def refusal(line: str | bytes) -> str:
    with pytest.raises(InputError) as caught:
        decode_json(line, decode)
    return str(caught.value)


def test_text_and_bytes_are_read_alike() -> None:
    assert decode_json('{"ä": 1}', decode) == decode_json('{"ä": 1}'.encode(), decode) == {"ä": 1}


def test_what_is_nested_too_deeply_is_named() -> None:
    deep = b'{"\\u0000": ' + b"[" * 100_000
    assert refusal(deep) == "nested too deeply, see docs/formats.md"


def test_what_is_no_json_says_why() -> None:
    assert refusal('{"a": ').startswith("not valid JSON (Input data was truncated), is the line ")


@pytest.mark.parametrize(
    ("line", "where"),
    [('{"a\\u0000": 1}', "$"), ('{"b": "\\u0000"}', "$.b"), ('{"b": [1, "\\u0000"]}', "$.b[1]")],
)
def test_a_nul_anywhere_is_refused_with_its_place(line: str, where: str) -> None:
    assert refusal(line) == f"NUL character, {where}, remove it and import again"


def test_a_value_of_another_kind_is_named() -> None:
    assert refusal('{"a": "x"}') == "expected a whole number, got text, $[...], see docs/formats.md"
