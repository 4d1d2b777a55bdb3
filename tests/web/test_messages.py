"""What a page may say."""

import msgspec
import pytest

from annotate.web.messages import TALLEST, WIDEST, Blurred, Resized, Size, Typed, decode, size


def test_a_page_types_and_has_a_size() -> None:
    assert decode('["stdin","q"]') == Typed("q")
    assert decode('["resize",{"width":80,"height":24}]') == Resized(Size(80, 24))
    assert decode('["blur"]') == Blurred()
    assert size("80", "24") == Size(80, 24)


@pytest.mark.parametrize(
    "said",
    [
        "",
        "[]",
        "null",
        '["stdin"]',
        '["stdin",1]',
        '["quit"]',
        '{"type":"stdin"}',
        '["resize",{"width":80}]',
        f'["resize",{{"width":{WIDEST + 1},"height":24}}]',
        f'["resize",{{"width":80,"height":{TALLEST + 1}}}]',
        '["resize",{"width":0,"height":24}]',
        '["resize",{"width":1e99,"height":24}]',
        "[" * 100_000,
    ],
)
def test_nothing_else_is_understood(said: str) -> None:
    with pytest.raises(msgspec.DecodeError):
        decode(said)


@pytest.mark.parametrize("width", ["", "0", "-1", "NaN", "80.5", "2e3", "100000", "９" * 9])
def test_no_page_has_such_a_size(width: str) -> None:
    with pytest.raises(msgspec.ValidationError):
        size(width, "24")
