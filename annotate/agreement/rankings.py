"""Rankings: which documents and which annotators differ most from the others."""

from math import isnan
from typing import NamedTuple

import numpy as np

from annotate.agreement.alpha import alpha, disorder, sums, value
from annotate.agreement.base import (
    NO_VARIATION,
    Figure,
    Statistic,
    columns,
    ratio,
    shared_weight,
    total,
)
from annotate.agreement.counting.arrays import Floats, Ints, distinct
from annotate.agreement.counts import Counts
from annotate.agreement.intervals import Method, figure, of_statistic


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
    """One annotator: documents shared with others, characters that differ, and two alphas.

    `alpha_with` is that of their pairs, on what they share with others; `alpha_without` that of the
    others, on the `documents_without`.
    """

    name: str
    documents: int
    disagreement: float
    alpha_with: Figure
    alpha_without: Figure
    documents_without: int


def annotators(counts: Counts, method: Method | None = None) -> list[Annotator]:
    """All annotators who share a document, those with most characters that differ first."""
    weighted = total(counts.pairs.differ) * shared_weight(counts)
    narrow = counts.with_only("marks", "differ")
    found = [_annotator(narrow, weighted, index, method) for index in counts.present]
    return sorted(found, key=lambda each: -each.disagreement)


def _annotator(counts: Counts, weighted: Floats, index: int, method: Method | None) -> Annotator:
    theirs = np.flatnonzero((counts.pairs.a == index) | (counts.pairs.b == index))
    shared = distinct(counts.pairs.document[theirs])
    alpha_with = of_statistic(with_others(counts, theirs), lambda: counts.groups[shared], method)
    without = counts.without(index)
    return Annotator(
        counts.annotators[index],
        len(shared),
        float(weighted[theirs].sum()),
        alpha_with,
        figure(alpha, without, method=method),
        len(without.ids),
    )


def with_others(counts: Counts, theirs: Ints) -> Statistic:
    """Alpha pooled over pairs [p] of one annotator with others, each pair as two readings.

    By the chance of what these marked: who shares much work with others, or does long articles, is
    no worse for that.
    """
    pairs, marks = counts.pairs.pick(theirs), counts.readings.marks
    both = marks[pairs.first] + marks[pairs.second]
    of_each = columns(pairs.differ, both, 2 * counts.lengths[pairs.document])
    starts = np.flatnonzero(np.diff(pairs.document, prepend=-1))
    sums = np.add.reduceat(of_each, starts)
    return Statistic(sums, value, "log", NO_VARIATION, observed=1.0)


def document_figure(value: float) -> Figure:
    """A document's alpha, which has no interval."""
    return Figure(None, why=NO_VARIATION) if isnan(value) else Figure(value)
