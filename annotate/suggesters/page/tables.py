"""Tables in plain text: runs of short lines of which many are figures."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from annotate.suggesters.page.lines import Line

CELL = 40
"""Characters that a cell of a table may have."""
LEAST = 6
"""Cells that are a table."""
FIGURES = 0.3
"""The part of them that are figures and no words: a menu has fewer."""


def cells(read: Sequence[Line]) -> frozenset[int]:
    """Which lines are cells of a table."""
    return frozenset(index for run in _runs(read) if _is_table(read, run) for index in run)


def _runs(read: Sequence[Line]) -> Iterator[range]:
    """The runs of lines that are short enough."""
    start = 0
    for index in [*(i for i, line in enumerate(read) if len(line.text) > CELL), len(read)]:
        if index - start >= LEAST:
            yield range(start, index)
        start = index + 1


def _is_table(read: Sequence[Line], run: range) -> bool:
    return sum(1 for i in run if _figure().fullmatch(read[i].text)) >= FIGURES * len(run)


@cache
def _figure() -> re.Pattern[str]:
    return re.compile(r"[^\w\s]?\d[\d.,:/%–-]*+\s?[%°€$£]?")
