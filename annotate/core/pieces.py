"""Many places in a text, as those of windows: what they hold is found without a look at each."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import accumulate

from annotate.core.document import Range


class Pieces:
    """Places in a text, in any order; they may overlap."""

    def __init__(self, places: Sequence[Range]) -> None:
        ordered = sorted(places)
        self._starts = [start for start, _ in ordered]
        self._reach = list(accumulate((end for _, end in ordered), max))

    def hold(self, *places: Range) -> bool:
        """Whether one of them holds all of these."""
        before = bisect_right(self._starts, min(start for start, _ in places))
        return before > 0 and self._reach[before - 1] >= max(end for _, end in places)

    def touch(self, place: Range) -> bool:
        """Whether one of them shares a character with that."""
        before = bisect_left(self._starts, place[1])
        return before > 0 and self._reach[before - 1] > place[0]

    def begin_by(self, start: int) -> bool:
        """Whether one of them begins there or before."""
        return bool(self._starts) and self._starts[0] <= start
