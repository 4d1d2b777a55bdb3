"""Which pairs of texts may be near-duplicates, told by their sketches: fast, and seldom wrong.

An index of all shingles in all sketches, sorted; each text is compared with those just before it
that have a shingle of its own. Nothing grows with the square of the number of texts, even where
thousands share a line: of more copies than REACH, each is found by its neighbours.
"""

from collections.abc import Iterator, Sequence
from itertools import accumulate, groupby

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
AT_ONCE = 200_000
"""Shingles whose neighbours are in memory at a time, about: 100 MB."""
ENDING = np.uint32(0xFFFF)
"""Of a shingle: few are wanted, and most others end otherwise."""
PART, PLACE = np.uint64(32), np.uint64(0xFFFFFFFF)
Numbers = NDArray[np.int64]
Codes = NDArray[np.uint64]
"""Two numbers in one, the first in the upper half."""


def candidates(sketches: Sequence[Sketch], new: int = 0) -> Iterator[tuple[int, int]]:
    """Pairs (earlier, later) of places in `sketches`, in order of the later; later ones >= `new`.

    A pair of near-duplicates is left out only if chance made the sketches far less alike than the
    texts are, or if most of what they share is in more than REACH others as well.
    """
    if not len(sketches) > new:
        return
    codes = _index(sketches, new)
    tops = np.array([max(LIMIT, *each[-1:].tolist()) for each in sketches], np.float64)
    density = np.array([len(each) for each in sketches]) / tops
    for first, after in _blocks(sketches, new):
        mine = np.searchsorted(codes, np.sort(_codes(sketches[first:after], first)))
        later, earlier, shared = _met(codes, mine)
        fewer = np.minimum(tops[later], tops[earlier])  # below which both have all that they have
        fewer *= np.minimum(density[later], density[earlier])
        least = LEAST * fewer - DOUBT * np.sqrt(fewer)
        unmet = _crowded(codes, mine, len(sketches))[later]
        likely = (shared + unmet >= least) & (shared >= least / 2)
        for a, b, met, enough in zip(
            *(each[likely].tolist() for each in (earlier, later, shared, least)), strict=True
        ):
            if met >= enough or _overlap(sketches[a], sketches[b]) >= enough:
                yield a, b


def _crowded(codes: Codes, mine: Numbers, texts: int) -> Numbers:
    """How many shingles of each text may be in others too that it was not compared with for them.

    Such are what a newspaper prints under all of its articles.
    """
    whose = codes[_same(codes, mine[mine >= REACH], REACH)] & PLACE
    return np.bincount(whose.astype(np.int64), minlength=texts)


def _overlap(one: Sketch, other: Sketch) -> int:
    return len(np.intersect1d(one, other, assume_unique=True))


def _index(sketches: Sequence[Sketch], new: int) -> Codes:
    """Every shingle of a new text, with the place of each text that has it, sorted."""
    codes = _codes(sketches, 0, sketches[new:] if new else None)
    codes.sort()
    return codes


def _codes(sketches: Sequence[Sketch], first: int, wanted: Sequence[Sketch] | None = None) -> Codes:
    """Each shingle of texts with the place of its text; only those of some sketches if wanted."""
    values = np.concatenate(sketches)
    places = np.arange(first, first + len(sketches), dtype=np.uint32)
    places = np.repeat(places, [len(each) for each in sketches])
    if wanted:
        known = _known(values, np.unique(np.concatenate(wanted)))
        values, places = values[known], places[known]
    codes: Codes = values.astype(np.uint64)
    codes <<= PART
    codes |= places
    return codes


def _known(values: Sketch, wanted: Sketch) -> Numbers:
    """Which values are among those wanted, which are few."""
    endings = np.zeros(ENDING + 1, np.bool_)
    endings[wanted & ENDING] = True
    likely = np.flatnonzero(endings[values & ENDING])
    return likely[np.isin(values[likely], wanted)]


def _blocks(sketches: Sequence[Sketch], new: int) -> Iterator[tuple[int, int]]:
    """Stretches of new texts that have about AT_ONCE shingles together."""
    sizes = accumulate(len(each) for each in sketches[new:])
    numbered = zip(sizes, range(new, len(sketches)), strict=True)
    for _, block in groupby(numbered, lambda pair: pair[0] // AT_ONCE):
        places = [place for _, place in block]
        yield places[0], places[-1] + 1


def _met(codes: Codes, mine: Numbers) -> tuple[Numbers, Numbers, Numbers]:
    """Later and earlier places of the pairs that share a shingle, and how many they share."""
    found = [_lagged(codes, mine[mine >= lag], lag) for lag in range(1, REACH + 1)]
    pairs, shared = np.unique(np.concatenate(found), return_counts=True)
    return (pairs >> PART).astype(np.int64), (pairs & PLACE).astype(np.int64), shared


def _lagged(codes: Codes, mine: Numbers, lag: int) -> Codes:
    """The pairs of texts that are so far apart among those with the same shingle."""
    same = _same(codes, mine, lag)
    found: Codes = codes[same] << PART | codes[same - lag] & PLACE
    return found


def _same(codes: Codes, mine: Numbers, lag: int) -> Numbers:
    """Those of some entries of the index that have the same shingle as the one so far before."""
    return mine[(codes[mine] ^ codes[mine - lag]) <= PLACE]
