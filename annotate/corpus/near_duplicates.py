"""Finding the near-duplicates of new texts among all: candidates by sketch, each then counted."""

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache

import numpy as np
from msgspec import Struct

from annotate.corpus.candidates import candidates
from annotate.corpus.likeness import Likeness
from annotate.corpus.shingles import Shingles, shingles
from annotate.corpus.sketches import Sketch

AT_HAND = 2_000
"""Texts whose shingles are kept while their neighbours are compared: about 10 MB."""


class Pair(Struct, frozen=True):
    """Two near-duplicates by their places, the earlier first, and how alike they are."""

    earlier: int
    later: int
    likeness: Likeness


def near_duplicates(
    sketches: Sequence[Sketch], text: Callable[[int], str], new: int = 0
) -> Iterator[Pair]:
    """The pairs of near-duplicates whose later one is at `new` or after it, in order.

    `text` gives the text at a place; it is asked only for those that look alike.
    """

    @lru_cache(AT_HAND)
    def of(place: int) -> Shingles:
        return shingles(text(place))

    for earlier, later in candidates(sketches, new):
        likeness = compare(of(earlier), of(later))
        if likeness.near:
            yield Pair(earlier, later, likeness)


def compare(first: Shingles, second: Shingles) -> Likeness:
    """How alike two texts are, by all of their shingles."""
    shared = np.intersect1d(first, second, assume_unique=True)
    return Likeness(len(shared), len(first), len(second))
