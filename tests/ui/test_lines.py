"""Lines of exactly so many cells, whatever their pieces are."""

import pytest
from rich.segment import Segment
from rich.style import Style

from annotate.ui.widgets.lines import line

PLAIN, BOLD = Style(), Style(bold=True)


@pytest.mark.parametrize(
    ("texts", "cells"),
    [
        (("ab", "cd"), 4),
        (("“é", "—”"), 4),
        (("漢", "字."), 5),
        (("a\u0301", "b"), 2),
        (("\u2764\ufe0f", "b"), 3),
        (("\u2764", "\ufe0fb"), 2),
        (("👩\u200d👧", "b"), 3),
        (("👩", "\u200d👧b"), 5),
    ],
)
def test_what_is_left_of_a_line_is_blank(texts: tuple[str, str], cells: int) -> None:
    made = line(map(Segment, texts, (PLAIN, BOLD)), 9, PLAIN)
    assert made.cell_length == 9
    assert made.text == "".join(texts) + " " * (9 - cells)


@pytest.mark.parametrize(
    ("width", "kept"), [(0, ""), (1, "…"), (3, "ab…"), (4, "ab …"), (5, "ab漢…"), (6, "ab漢字")]
)
def test_dots_stand_for_what_finds_no_room(width: int, kept: str) -> None:
    made = line(map(Segment, ("ab", "漢字"), (PLAIN, BOLD)), width, PLAIN, dots=True)
    assert made.text == kept
    assert made.cell_length == width
