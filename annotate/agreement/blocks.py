"""Blocks: counts of some documents, from which those of fewer, or of fewer annotators, follow."""

from dataclasses import replace
from typing import NamedTuple

import numpy as np

from annotate.agreement.counting.arrays import Bools
from annotate.agreement.counting.confusion import Cells, of_characters, of_spans
from annotate.agreement.counts import Counts


class Block(NamedTuple):
    """Counts, and what each pair of annotators of a document has in the cells of confusion.

    `matches` are spans by their two labels, `shared` characters by the two sets of labels on them.
    """

    counts: Counts
    matches: Cells
    shared: Cells

    def shared_by(self, readers: Bools) -> Bools:
        """[D] the documents that at least two of some readings [R] are of."""
        counts = self.counts
        read = counts.readings.document[readers]
        shared: Bools = np.bincount(read, minlength=len(counts.ids)) >= 2
        return shared

    def of(self, readers: Bools, documents: Bools) -> "Block":
        """Of some readings [R] only, and of documents [D] that at least two of those are of."""
        if readers.all() and documents.all():
            return self
        counts = self.counts
        chosen = readers & documents[counts.readings.document]
        pairs = chosen[counts.pairs.first] & chosen[counts.pairs.second]
        place = np.cumsum(pairs) - 1
        matches, shared = (cells.of(pairs).moved(place) for cells in (self.matches, self.shared))
        return Block(counts.restricted(readers, documents), matches, shared)

    def summed(self) -> Counts:
        """The counts, with the confusion of all that is in the cells."""
        counts, labels = self.counts, len(self.counts.labels)
        spans, pairs = counts.readings.spans, counts.pairs
        of_both = spans[pairs.first].sum(0) + spans[pairs.second].sum(0)
        characters = self.shared.summed(len(counts.sets))
        return replace(
            counts,
            span_confusion=of_spans(self.matches.summed(labels), of_both),
            character_confusion=of_characters(characters, counts.sets, labels),
        )
