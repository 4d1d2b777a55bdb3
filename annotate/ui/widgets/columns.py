"""How the list of articles shares its width among what is told of an article."""

from collections.abc import Sequence
from typing import NamedTuple

from annotate.storage.queue import Entry, Order

BAR = 10 + 1
"""Cells of a progress bar, and of the blank after it."""
SIGNED = 2 + 2 + 3
"""Cells of an entry's signs: whether it is chosen, done, flagged, a copy."""
UNSURE = 5
"""Cells of how uncertain an article is, in figures alone."""
LAST = 12
"""Cells of when it was published, or how uncertain it is."""
SOURCE, LONG_SOURCE = 17, 24
"""Cells of a source, at least and at most."""
TITLE = 48
"""Cells that a title has before there is room for what else is known of an article."""
ROOMY = 64
"""Cells from which a list has more than titles."""


class Columns(NamedTuple):
    """Of how many cells the columns of a list are, 0 where it has none.

    `digits` are those of a number of paragraphs, `last` is when an article was published or, where
    `unsure`, how uncertain it is; a list without that column says the latter before the title.
    """

    title: int
    digits: int
    unsure: bool
    bar: int = 0
    source: int = 0
    last: int = 0


def columns(width: int, order: Order, entries: Sequence[Entry]) -> Columns:
    """Those of a list so wide, in that order, of which these are in sight.

    Titles come first, and what the list is in the order of; dates need no room where none is.
    """
    digits, unsure = _digits(entries), order == "uncertain"
    last = LAST if unsure or any(entry.published for entry in entries) else 0
    room = width - SIGNED - 2 * digits - 1
    if width < ROOMY:
        return Columns(max(2, room - UNSURE * unsure), digits, unsure)
    if order == "source" and room - last - SOURCE < TITLE:
        return Columns(room - SOURCE, digits, unsure, source=SOURCE)
    room -= last
    source = min(LONG_SOURCE, max(SOURCE, room // 4))
    source = source if room - source >= TITLE else 0
    bar = BAR if room - source - BAR >= TITLE else 0
    return Columns(room - source - bar, digits, unsure, bar, source, last)


def _digits(entries: Sequence[Entry]) -> int:
    return max(3, *(len(str(entry.paragraphs)) for entry in entries))
