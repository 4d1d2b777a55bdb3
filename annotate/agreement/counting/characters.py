"""Characters: how many each annotator marks, and on how many two of them differ, and how."""

import numpy as np

from annotate.agreement.counting.arrays import Bools, Ints
from annotate.agreement.counting.sweep import Sweep


def marked(swept: Sweep) -> Ints:
    """[D, m, K] characters that each annotator marks."""
    return swept.along(swept.lanes).swapaxes(1, 2)


def differing(swept: Sweep, i: int, j: int) -> Ints:
    """[D, K] characters that exactly one of two annotators (by slot) marks with each label."""
    return swept.along(swept.lanes[i] ^ swept.lanes[j])


def parts(swept: Sweep, i: int, j: int) -> Ints:
    """[D, 3] the same over all labels, split into label, boundary and missing.

    Label: each of the two has a label here that the other lacks. Boundary: only one has, in a
    stretch that joins without a gap what both gave that label. Missing: the rest.
    """
    ours, theirs = swept.lanes[i], swept.lanes[j]
    odd, both = ours ^ theirs, ours & theirs
    confused = (odd & ours).any(0) & (odd & theirs).any(0)
    joins = _joins(ours | theirs, both)
    differ = odd.sum(0)
    boundary = (odd & joins).sum(0) * ~confused
    label = differ * confused
    return swept.along(np.stack([label, boundary, differ - label - boundary]))


def _joins(either: Bools, both: Bools) -> Bools:
    """[K, E] whether the stretch that either marks holds anything that both mark."""
    begins = either.copy()
    begins[:, 1:] &= ~either[:, :-1]
    stretch = np.cumsum(begins, axis=1)
    stretch += np.arange(len(either))[:, None] * (either.shape[1] + 1)
    shared = np.zeros(len(either) * (either.shape[1] + 1), bool)
    shared[stretch[both]] = True
    joins: Bools = shared[stretch]
    return joins
