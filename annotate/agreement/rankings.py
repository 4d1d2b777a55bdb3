"""Rankings: which documents and which annotators differ most from the others."""

from math import isnan
from typing import NamedTuple

import numpy as np

from annotate.agreement.alpha import alpha, disorder, sums
from annotate.agreement.base import NO_VARIATION, Figure, ratio, shared_weight, total
from annotate.agreement.counting.arrays import Floats
from annotate.agreement.counts import Counts
from annotate.agreement.intervals import Method, figure


class Documents(NamedTuple):
    """By document: its alpha (nan without variation anywhere), and its disagreement.

    The disagreement is in characters and labels, the sum over pairs divided by m − 1. The mean of
    the alphas, weighted by m times the length, is the alpha of the whole, exactly.
    """

    alpha: Floats
    disagreement: Floats


def documents(counts: Counts) -> Documents:
    """1 − Do of the document / De of all; a chance term of its own would be biased."""
    by_document = sums(counts)
    differ, _ = disorder(by_document)
    _, expected = disorder(by_document.sum(0))
    number = by_document[:, -1]
    return Documents(1 - ratio(ratio(differ, number), expected / max(number.sum(), 1)), differ)


class Annotator(NamedTuple):
    """One annotator: documents shared with others, characters that differ, alpha without them."""

    name: str
    documents: int
    disagreement: float
    alpha_without: Figure


def annotators(counts: Counts, method: Method | None = None) -> list[Annotator]:
    """All annotators who share a document, those who differ most from the others first."""
    weighted = total(counts.pairs.differ) * shared_weight(counts)
    narrow = counts.with_only("marks", "differ")
    read = np.bincount(counts.readings.annotator, minlength=len(counts.annotators))
    found = []
    for index, name in enumerate(counts.annotators):
        if read[index]:
            theirs = (counts.pairs.a == index) | (counts.pairs.b == index)
            without = figure(alpha, narrow.without(index), method=method)
            found.append(Annotator(name, int(read[index]), float(weighted[theirs].sum()), without))
    return sorted(found, key=lambda each: -each.disagreement)


def document_figure(value: float) -> Figure:
    """A document's alpha, which has no interval."""
    return Figure(None, why=NO_VARIATION) if isnan(value) else Figure(value)
