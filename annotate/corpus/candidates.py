"""Which pairs of texts may be near-duplicates, told by their sketches: fast, and seldom wrong.

An index of all shingles in all sketches, sorted; each text is compared with those just before it
that have a shingle of its own. Nothing grows with the square of the number of texts, even where
thousands share a line: of more copies than REACH, each is found by its neighbours.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from annotate.corpus.likeness import CONTAINMENT, JACCARD
from annotate.corpus.sketches import LIMIT, Sketch

REACH = 16
"""Texts before it that a text is compared with for each of its shingles."""
LEAST = min(2 * JACCARD / (1 + JACCARD), CONTAINMENT)
"""Of the shorter of two near-duplicates at least this part is in the longer."""
DOUBT = 1.5
"""Three standard deviations of a share of one half, times the root of the number sampled."""
AT_ONCE = 2_000_000
"""Shingles of the index in memory at a time, about."""
PART, PLACE = np.uint64(32), np.uint64(0xFFFFFFFF)
Numbers = NDArray[np.int64]
Codes = NDArray[np.uint64]
"""Two numbers in one, the first in the upper half."""


def candidates(sketches: Sequence[Sketch], new: int = 0) -> list[tuple[int, int]]:
    """Pairs (earlier, later) of places in `sketches`, in order of the later; later ones >= `new`.

    A pair of near-duplicates is left out only if chance made the sketches far less alike than the
    texts are.
    """
    if not len(sketches) > new:
        return []
    later, earlier, shared = _met(sketches, new)
    sampled = np.array([np.searchsorted(each, LIMIT) for each in sketches], np.int64)
    fewer = np.minimum(sampled[later], sampled[earlier])
    likely = shared >= LEAST * fewer - DOUBT * np.sqrt(fewer)
    return list(zip(earlier[likely].tolist(), later[likely].tolist(), strict=True))


def _met(sketches: Sequence[Sketch], new: int) -> tuple[Numbers, Numbers, Numbers]:
    """Later and earlier places of the pairs that share a shingle, and how many they share."""
    found = [_lagged(index, lag, new) for index in _index(sketches) for lag in range(1, REACH + 1)]
    pairs, shared = np.unique(np.concatenate(found), return_counts=True)
    return (pairs >> PART).astype(np.int64), (pairs & PLACE).astype(np.int64), shared


def _index(sketches: Sequence[Sketch]) -> Iterator[Codes]:
    """Every shingle with the place of a text that has it, sorted: one range after the other."""
    values = np.concatenate(sketches)
    places = np.repeat(np.arange(len(sketches), dtype=np.uint32), [len(s) for s in sketches])
    edges = np.linspace(0, LIMIT, 2 + len(values) // AT_ONCE).astype(np.int64)
    edges[-1] = 1 << 32  # what only short texts have kept
    for low, high in pairwise(edges):
        inside = (values >= low) & (values < high)
        index = values[inside].astype(np.uint64) << PART | places[inside]
        index.sort()
        yield index


def _lagged(index: Codes, lag: int, new: int) -> Codes:
    """The pairs of texts that are so far apart among those with the same shingle."""
    same = np.flatnonzero((index[lag:] ^ index[:-lag]) <= PLACE)
    later, earlier = index[same + lag] & PLACE, index[same] & PLACE
    wanted = later >= np.uint64(new)
    found: Codes = later[wanted] << PART | earlier[wanted]
    return found
