"""The sweep: a batch of documents cut at every boundary, and who marks what between two cuts."""

from math import prod
from typing import Any, NamedTuple

import numpy as np

from annotate.agreement.counting.arrays import Bools, Ints, distinct
from annotate.agreement.counting.columns import DOCUMENT, END, LABEL, READING, START, Batch


class Sweep(NamedTuple):
    """Segments between neighbouring boundaries, document after document.

    `cuts` [E] are where they begin, on a line on which document d begins at `base[d]`; `sizes`
    [E] their characters (0 between two documents), `first` [D] each document's first segment.
    `lanes` [m, K, E] say whether the annotator in that slot marks the segment with that label, laid
    out for going along the text. `edges` are the segments at which the joined spans begin, then
    those at which they end.
    """

    cuts: Ints
    base: Ints
    documents: Ints
    sizes: Ints
    first: Ints
    lanes: Bools
    edges: Ints

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


def sweep(batch: Batch, joined: Ints, labels: int) -> Sweep:
    """Cut a batch of at least one document; nothing is ever laid out by the character.

    `joined` are its spans, as `joined_spans` has them.
    """
    base = np.cumsum(batch.lengths + 1) - (batch.lengths + 1)
    here = base[batch.readings[joined[:, READING], DOCUMENT]]
    edges = np.concatenate([here + joined[:, START], here + joined[:, END]])
    paragraphs = (base[batch.paragraphs[:, :1]] + batch.paragraphs[:, 1:]).ravel()
    cuts = distinct(np.concatenate([base, base + batch.lengths, edges, paragraphs]))
    first = np.searchsorted(cuts, base)
    documents = np.repeat(np.arange(len(base)), np.diff(first, append=len(cuts)))
    sizes = np.diff(cuts, append=cuts[-1])
    sizes[cuts == base[documents] + batch.lengths[documents]] = 0
    lane = batch.slots[joined[:, READING]] * labels + joined[:, LABEL]
    places = np.searchsorted(cuts, edges)
    lanes = _lanes(np.tile(lane, 2) * len(cuts) + places, batch.size, labels, len(cuts))
    return Sweep(cuts, base, documents, sizes, first, lanes, places)


def _lanes(edges: Ints, *shape: int) -> Bools:
    """Laid out one after the other, they change at every edge: those of a lane never overlap."""
    lengths: Ints = np.diff(np.sort(np.append(edges, (0, prod(shape)))))
    return np.repeat(np.arange(len(lengths)) % 2 == 1, lengths).reshape(shape)
