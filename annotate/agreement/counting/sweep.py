"""The sweep: a batch of documents cut at every boundary, and who marks what between two cuts."""

from typing import Any, NamedTuple

import numpy as np

from annotate.agreement.counting.arrays import Bools, Ints, distinct, table
from annotate.agreement.counting.columns import DOCUMENT, END, LABEL, READING, START, Batch


class Sweep(NamedTuple):
    """Segments between neighbouring boundaries, document after document.

    `cuts` [E] are where they begin, on a line on which document d begins at `base[d]`; `sizes`
    [E] their characters (0 between two documents), `first` [D] each document's first segment.
    `lanes` [m, K, E] say whether the annotator in that slot marks the segment with that label, laid
    out for going along the text.
    """

    cuts: Ints
    base: Ints
    documents: Ints
    sizes: Ints
    first: Ints
    lanes: Bools

    def at(self, documents: Ints, offsets: Ints) -> Ints:
        """The segments that begin at some offsets, which are boundaries."""
        return np.searchsorted(self.cuts, self.base[documents] + offsets)

    def summed(self, values: Ints) -> Ints:
        """[E, …] summed over the segments of each document: [D, …]."""
        return np.add.reduceat(values, self.first)

    def along(self, lanes: Any) -> Ints:
        """[…, E] numbers of segments times their characters, likewise: [D, …]."""
        summed: Ints = np.add.reduceat(lanes * self.sizes, self.first, axis=-1)
        return summed.T


def sweep(batch: Batch, labels: int) -> Sweep:
    """Cut a batch of at least one document; nothing is ever laid out by the character."""
    base = np.cumsum(batch.lengths + 1) - (batch.lengths + 1)
    here = base[batch.readings[batch.spans[:, READING], DOCUMENT]]
    starts, ends = here + batch.spans[:, START], here + batch.spans[:, END]
    paragraphs = (base[batch.paragraphs[:, :1]] + batch.paragraphs[:, 1:]).ravel()
    cuts = distinct(np.concatenate([base, base + batch.lengths, starts, ends, paragraphs]))
    documents = np.searchsorted(base, cuts, "right") - 1
    sizes = np.diff(cuts, append=cuts[-1])
    sizes[cuts == base[documents] + batch.lengths[documents]] = 0
    lanes = _lanes(batch, labels, cuts, starts, ends)
    return Sweep(cuts, base, documents, sizes, np.searchsorted(cuts, base), lanes)


def _lanes(batch: Batch, labels: int, cuts: Ints, starts: Ints, ends: Ints) -> Bools:
    """More spans opened than closed so far, by annotator and label."""
    lane = batch.slots[batch.spans[:, READING]] * labels + batch.spans[:, LABEL]
    shape = batch.size * labels, len(cuts)
    opened = table(lane, np.searchsorted(cuts, starts), shape)
    opened -= table(lane, np.searchsorted(cuts, ends), shape)
    return (np.cumsum(opened, axis=1) > 0).reshape(batch.size, labels, len(cuts))
