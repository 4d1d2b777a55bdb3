"""Rankings: which documents and which annotators differ most from the others."""

from math import isnan
from typing import NamedTuple

import numpy as np

from annotate.agreement.alpha import disorder, sums, value
from annotate.agreement.base import (
    NO_DOCUMENT,
    NO_VARIATION,
    Figure,
    Statistic,
    columns,
    ratio,
    total,
    weight,
)
from annotate.agreement.counting.arrays import Floats, Ints
from annotate.agreement.counts import Counts, summed
from annotate.agreement.intervals import Method, of_statistic
from annotate.agreement.rows import rows_of

NOBODY_LEFT = Figure(None, why=NO_DOCUMENT)


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
    found = [_annotator(counts, index, method) for index in counts.present]
    return sorted(found, key=lambda each: -each.disagreement)


def _annotator(counts: Counts, index: int, method: Method | None) -> Annotator:
    own = part_of(counts, index)
    without, kept = without_them(counts, own)
    alpha_with = with_others(counts, own)
    return Annotator(
        counts.annotators[index],
        len(own.documents),
        float((total(own.differ) * weight(counts)[own.documents]).sum()),
        of_statistic(alpha_with, lambda: counts.groups[own.documents], method),
        of_statistic(without, lambda: counts.groups[kept], method) if len(kept) else NOBODY_LEFT,
        len(kept),
    )


class Part(NamedTuple):
    """[d] what one annotator has of the counts, in the documents that are theirs too.

    `differ` [d, K] is of their pairs with all others, `marks` [d, K] of their own reading.
    """

    documents: Ints
    differ: Ints
    marks: Ints


def part_of(counts: Counts, index: int) -> Part:
    """Of an annotator who is present."""
    pairs, readings = counts.pairs, counts.readings
    theirs = np.flatnonzero((pairs.a == index) | (pairs.b == index))
    starts = np.flatnonzero(np.diff(pairs.document[theirs], prepend=-1))
    own = np.flatnonzero(readings.annotator == index)
    differ = summed(starts, rows_of(pairs.differ, theirs))
    return Part(readings.document[own], differ, rows_of(readings.marks, own))


def with_others(counts: Counts, own: Part) -> Statistic:
    """Alpha pooled over pairs of one annotator with others, each pair as two readings.

    By the chance of what these marked: who shares much work with others, or does long articles, is
    no worse for that. With m annotators they are in m − 1 pairs, and every other in one.
    """
    others = (counts.sizes[own.documents] - 1)[:, None]
    both = (others - 1) * own.marks + counts.marks[own.documents]
    sums = columns(own.differ, both, 2 * others * counts.lengths[own.documents, None])
    return Statistic(sums, value, "log", NO_VARIATION, observed=1.0)


def without_them(counts: Counts, own: Part) -> tuple[Statistic, Ints]:
    """Alpha of all the others, and the documents that at least two of those finished."""
    sizes, differ, marks = (each.copy("K") for each in (counts.sizes, counts.differ, counts.marks))
    sizes[own.documents] -= 1
    differ[own.documents] -= own.differ
    marks[own.documents] -= own.marks
    kept = np.flatnonzero(sizes >= 2)
    left = sizes[kept, None]
    differ, marks = (rows_of(values, kept) for values in (differ, marks))
    sums = columns(differ / (left - 1), marks, left * counts.lengths[kept, None])
    return Statistic(sums, value, "log", NO_VARIATION, observed=1.0), kept


def document_figure(value: float) -> Figure:
    """A document's alpha, which has no interval."""
    return Figure(None, why=NO_VARIATION) if isnan(value) else Figure(value)
