"""Characters: how many each annotator marks, and on how many two of them differ, and how."""

import numpy as np

from annotate.agreement.counting.arrays import Bools, Ints
from annotate.agreement.counting.sweep import Sweep


def marked(swept: Sweep) -> Ints:
    """[D, m, K] characters that each annotator marks with each label."""
    return swept.summed(swept.present * swept.sizes[:, None, None])


def differing(swept: Sweep, i: int, j: int) -> Ints:
    """[D, K] characters that exactly one of two annotators (by slot) marks with each label."""
    odd = swept.present[:, i] ^ swept.present[:, j]
    return swept.summed(odd * swept.sizes[:, None])


def parts(swept: Sweep, i: int, j: int) -> Ints:
    """[D, 3] the same over all labels, split into label, boundary and missing.

    Label: each of the two has a label here that the other lacks. Boundary: only one has, in a
    stretch that joins without a gap what both gave that label. Missing: the rest.
    """
    ours, theirs = swept.present[:, i], swept.present[:, j]
    odd, both = ours ^ theirs, ours & theirs
    confused = (odd & ours).any(1) & (odd & theirs).any(1)
    joins = _joins(ours | theirs, both)
    boundary = (odd & joins).sum(1) * ~confused
    label = odd.sum(1) * confused
    kinds = np.column_stack([label, boundary, odd.sum(1) - label - boundary])
    return swept.summed(kinds * swept.sizes[:, None])


def _joins(either: Bools, both: Bools) -> Bools:
    """[E, K] whether the stretch that either marks holds anything that both mark."""
    begins = either.copy()
    begins[1:] &= ~either[:-1]
    labels = either.shape[1]
    stretch = np.cumsum(begins, axis=0) * labels + np.arange(labels)
    shared = np.zeros((len(either) + 1) * labels, bool)
    shared[stretch[both]] = True
    joins: Bools = shared[stretch]
    return joins
