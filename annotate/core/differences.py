"""What a gesture changed in a long list of which it left most alone."""

from bisect import bisect_left
from typing import TypeVar

T = TypeVar("T")


def difference(before: tuple[T, ...], after: tuple[T, ...]) -> tuple[list[T], list[T]]:
    """What went and what came, in order; only what lies between the first and last is looked at."""
    if before is after:
        return [], []
    most = min(len(before), len(after))
    first = _alike(before, after, most)
    last = _alike_at_end(before, after, most - first)
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    stayed = set(old) & set(new) if old and new else ()
    return [x for x in old if x not in stayed], [x for x in new if x not in stayed]


def _alike(one: tuple[T, ...], other: tuple[T, ...], most: int) -> int:
    """How many of the first `most` in both are the same.

    Where something was put in, or taken out, all that follows is moved: that is soon found, and
    then proved. Else it is found by halves, as slices are compared quickly.
    """
    alike = bisect_left(range(most), True, key=lambda n: one[n] is not other[n])
    if one[:alike] == other[:alike] and (alike == most or one[alike] != other[alike]):
        return alike
    alike = 0
    while alike < most:
        middle = (alike + most + 1) // 2
        if one[alike:middle] == other[alike:middle]:
            alike = middle
        else:
            most = middle - 1
    return alike


def _alike_at_end(one: tuple[T, ...], other: tuple[T, ...], most: int) -> int:
    """How many of the last `most` in both are the same."""
    alike = bisect_left(range(most), True, key=lambda n: one[-1 - n] is not other[-1 - n])
    if one[len(one) - alike :] == other[len(other) - alike :] and (
        alike == most or one[-1 - alike] != other[-1 - alike]
    ):
        return alike
    return _alike(one[len(one) - most :][::-1], other[len(other) - most :][::-1], most)
