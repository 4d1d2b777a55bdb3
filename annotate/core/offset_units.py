"""Offsets in code points, UTF-16 units and UTF-8 bytes: from one to the other, either way."""

import re
from bisect import bisect_left
from collections.abc import Callable
from functools import lru_cache
from itertools import accumulate

from annotate.core.normalisation import OffsetUnit

WIDE: dict[OffsetUnit, re.Pattern[str]] = {
    "utf16": re.compile("[\U00010000-\U0010ffff]"),
    "byte": re.compile("[^\x00-\x7f]"),
}
"""Characters that take more than one unit."""


class Units:
    """A text measured once in a unit, for any number of offsets into it."""

    def __init__(self, text: str, unit: OffsetUnit) -> None:
        wide = [] if _takes_one(text, unit) else list(WIDE[unit].finditer(text))
        more = [1 if unit == "utf16" else len(m[0].encode()) - 1 for m in wide]
        self._places = [match.start() for match in wide]
        self._more = list(accumulate(more, initial=0))
        self._counted = [at + m for at, m in zip(self._places, self._more, strict=False)]
        self._length = len(text)

    @property
    def same(self) -> bool:
        """Whether every character takes one unit."""
        return not self._places

    def count(self, offset: int) -> int:
        """How a code-point offset counts in the unit."""
        return offset + self._more[bisect_left(self._places, offset)]

    def codepoint(self, offset: int) -> int:
        """The code-point offset for one in the unit.

        Raises ValueError where it lies outside the text or inside a character.
        """
        before = bisect_left(self._counted, offset)
        found = offset - self._more[before]
        if before and found <= self._places[before - 1]:
            raise ValueError(f"offset {offset} inside a character")
        if not 0 <= found <= self._length:
            raise ValueError(f"offset {offset} outside the text")
        return found


@lru_cache(maxsize=1)
def counting(text: str, unit: OffsetUnit | None) -> Callable[[int], int] | None:
    """How code-point offsets into a text count in `unit`; None where that makes no difference.

    The last answer is kept: an article comes once for each layer.
    """
    if unit is None or _takes_one(text, unit):
        return None
    return Units(text, unit).count


def _takes_one(text: str, unit: OffsetUnit) -> bool:
    """Whether every character takes one unit."""
    if unit == "utf16":
        return len(text.encode("utf-16-le", "surrogatepass")) == 2 * len(text)
    return unit == "codepoint" or text.isascii()
