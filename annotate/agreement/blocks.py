"""Blocks: counts of some documents, from which those of fewer, or of fewer annotators, follow."""

from collections.abc import Callable
from dataclasses import replace
from typing import NamedTuple

import numpy as np

from annotate.agreement.counting.arrays import Bools
from annotate.agreement.counting.confusion import Cells, of_characters, of_spans
from annotate.agreement.counts import Counts


class ByPair(NamedTuple):
    """What each pair of annotators of a document has in the cells of the confusions.

    `matches` are spans by their two labels, `shared` characters by the two sets of labels on them.
    """

    matches: Cells
    shared: Cells

    def confusion_of(self, counts: Counts) -> Counts:
        """The counts, whose pairs these are, with the confusion of just those."""
        labels, pairs = len(counts.labels), counts.pairs
        both = np.concatenate([counts.readings.spans[n] for n in (pairs.first, pairs.second)])
        characters = self.shared.summed(len(counts.sets))
        return replace(
            counts,
            span_confusion=of_spans(self.matches.summed(labels), both.sum(0, np.int64)),
            character_confusion=of_characters(characters, counts.sets, labels),
        )


class Block(NamedTuple):
    """Counts, and the cells of each pair; these are only looked at for some of the pairs."""

    counts: Counts
    cells: Callable[[], ByPair]

    def shared_by(self, readers: Bools) -> Bools:
        """[D] the documents that at least two of some readings [R] are of."""
        counts = self.counts
        read = counts.readings.document[readers]
        shared: Bools = np.bincount(read, minlength=len(counts.ids)) >= 2
        return shared

    def of(self, readers: Bools, documents: Bools) -> Counts:
        """Of some readings [R] only, and of documents [D] that at least two of those are of."""
        if readers.all() and documents.all():
            return self.counts
        counts = self.counts
        chosen = readers & documents[counts.readings.document]
        pairs = chosen[counts.pairs.first] & chosen[counts.pairs.second]
        cells = ByPair(*(each.of(pairs) for each in self.cells()))
        return cells.confusion_of(counts.restricted(readers, documents))
