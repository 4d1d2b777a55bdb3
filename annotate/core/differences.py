"""What a gesture changed in a long list of which it left most alone."""

from typing import TypeVar

T = TypeVar("T")


def difference(before: tuple[T, ...], after: tuple[T, ...]) -> tuple[list[T], list[T]]:
    """What went and what came, in order; only what lies between the first and last is looked at."""
    first = _alike(before, after)
    last = _alike(before[first:][::-1], after[first:][::-1])
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    stayed = set(old) & set(new) if old and new else ()
    return [x for x in old if x not in stayed], [x for x in new if x not in stayed]


def _alike(one: tuple[T, ...], other: tuple[T, ...]) -> int:
    """How many of the first in both are the same; by halves, as slices are compared quickly."""
    alike, most = 0, min(len(one), len(other))
    while alike < most:
        middle = (alike + most + 1) // 2
        if one[alike:middle] == other[alike:middle]:
            alike = middle
        else:
            most = middle - 1
    return alike
