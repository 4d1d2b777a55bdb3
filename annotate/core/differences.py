"""What a gesture changed in a long list of which it left most alone."""

from collections.abc import Sequence
from itertools import compress, count
from operator import ne
from typing import TypeVar

T = TypeVar("T")


def difference(before: Sequence[T], after: Sequence[T]) -> tuple[list[T], list[T]]:
    """What went and what came, in order; only what lies between the first and last is looked at."""
    first = _alike(before, after)
    last = _alike(before[first:][::-1], after[first:][::-1])
    old, new = before[first : len(before) - last], after[first : len(after) - last]
    stayed = set(old) & set(new) if old and new else ()
    return [x for x in old if x not in stayed], [x for x in new if x not in stayed]


def _alike(one: Sequence[T], other: Sequence[T]) -> int:
    """How many of the first in both are the same."""
    shorter = min(len(one), len(other))
    return next(compress(count(), map(ne, one, other)), shorter)
