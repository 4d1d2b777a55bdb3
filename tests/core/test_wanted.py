"""Windows as they are asked for."""

import pytest

from annotate.core.errors import InputError
from annotate.core.wanted import Window, parse_window


@pytest.mark.parametrize(
    ("given", "window"),
    [
        ("400", Window(400, 400)),
        ("400w", Window(400, 400)),
        ("2000c", Window(2000, 2000, "character")),
        ("400:200", Window(400, 200)),
        ("9c:9", Window(9, 9, "character")),
    ],
)
def test_a_size_a_unit_and_a_stride(given: str, window: Window) -> None:
    assert parse_window(given) == window


@pytest.mark.parametrize(
    "given", ["", "0", "-1", "x", "4:5", "4:0", "4:", "4cc", "1.5", "٤0000000000"]
)
def test_what_is_no_window_is_one_line(given: str) -> None:
    with pytest.raises(InputError, match=r"^no window: .*write 400 \(words\)"):
        parse_window(given)


def test_a_window_of_one_word_moves_by_one() -> None:
    assert parse_window("1") == Window(1, 1)
    assert parse_window("4:1") == Window(4, 1)
