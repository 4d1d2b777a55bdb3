"""Spans of two annotators, side by side: the same, overlapping, and matched one to one."""

from typing import NamedTuple

import numpy as np

from annotate.agreement.counting.arrays import Bools, Ints, expanded, table
from annotate.agreement.counting.columns import DOCUMENT, END, LABEL, READING, START, Batch
from annotate.agreement.counting.matching import Edges, between, matched
from annotate.agreement.counting.pairing import Pairing

SAME_LABEL, SAME_RANGE, IDENTICAL = 2.0, 1.0, 8.0
"""What makes one match of two spans better than another; beside them counts the overlap."""


class Overlaps(NamedTuple):
    """The overlapping spans of two annotators: rows of the batch's spans, and their pair.

    At least half of what either covers is covered by both (intersection/union of .5 or more).
    `labelled` and `unlabelled` say which are matched, when labels count and when they do not.
    """

    first: Ints
    second: Ints
    pair: Ints
    same_label: Bools
    same_range: Bools
    labelled: Bools
    unlabelled: Bools


def overlaps(batch: Batch, pairing: Pairing) -> Overlaps:
    """Find all of them, and match them one to one."""
    first, second, shared, union = _candidates(batch)
    slots = batch.slots[batch.spans[:, READING]]
    document = batch.readings[batch.spans[first, READING], DOCUMENT]
    pair = pairing.rows[document, slots[first], slots[second]]
    one, other = batch.spans[first], batch.spans[second]
    same_label = one[:, LABEL] == other[:, LABEL]
    same_range = (one[:, [START, END]] == other[:, [START, END]]).all(1)
    merit = (
        SAME_LABEL * same_label
        + SAME_RANGE * same_range
        + IDENTICAL * (same_label & same_range)
        + shared / union
    )
    edges = Edges(*between(first, second, slots, batch.size), merit)
    labelled = np.zeros(len(first), bool)
    labelled[same_label] = matched(edges.of(same_label))
    return Overlaps(first, second, pair, same_label, same_range, labelled, matched(edges))


def _candidates(batch: Batch) -> tuple[Ints, Ints, Ints, Ints]:
    """Rows of spans of two annotators of a document that overlap enough, the lower slot's first.

    With them the characters that both cover, and that either covers.
    """
    base = np.cumsum(batch.lengths + 1) - (batch.lengths + 1)
    here = base[batch.readings[batch.spans[:, READING], DOCUMENT]]
    order = np.argsort(here + batch.spans[:, START], kind="stable")
    start, end = ((here + batch.spans[:, column])[order] for column in (START, END))
    # one that begins beyond the middle of another cannot share half with it
    last = np.searchsorted(start, start + (end - start) // 2, "right")
    one, within = expanded(last - np.arange(len(order)) - 1)
    other = one + within + 1
    shared = np.minimum(end[one], end[other]) - start[other]
    union = np.maximum(end[one], end[other]) - start[one]
    readings = batch.spans[order, READING]
    enough = (2 * shared >= union) & (readings[one] != readings[other])
    first, second = order[one[enough]], order[other[enough]]
    swap = batch.spans[first, READING] > batch.spans[second, READING]
    first, second = np.where(swap, second, first), np.where(swap, first, second)
    return first, second, shared[enough], union[enough]


def number_of(batch: Batch, labels: int) -> Ints:
    """[R, K] spans of each reading and label."""
    shape = len(batch.readings), labels
    return table(batch.spans[:, READING], batch.spans[:, LABEL], shape)


def identical(found: Overlaps, batch: Batch, pairs: int, labels: int) -> Ints:
    """[P, K] spans that both have, with the same start, end and label."""
    here = found.same_label & found.same_range
    return table(found.pair[here], batch.spans[found.first[here], LABEL], (pairs, labels))


def overlapping(found: Overlaps, batch: Batch, pairs: int, labels: int) -> Ints:
    """[P, K] spans matched one to one with an overlapping one of the same label."""
    here = found.labelled
    return table(found.pair[here], batch.spans[found.first[here], LABEL], (pairs, labels))


def same_ranges(found: Overlaps, batch: Batch, pairs: int) -> Ints:
    """[P] spans that both have, whatever their labels: as many as the one with fewer has."""
    here = np.flatnonzero(found.same_range)
    slots = batch.slots[batch.spans[:, READING]]
    ends = between(found.first[here], found.second[here], slots, batch.size)
    edges = Edges(*ends, 1.0 + found.same_label[here])
    return np.bincount(found.pair[here[matched(edges)]], minlength=pairs)


def kinds(found: Overlaps, pairs: int) -> Ints:
    """[P, 4] matched spans: the same · other label · other boundary · both."""
    here = found.unlabelled
    kind = 2 * ~found.same_range[here] + ~found.same_label[here]
    return table(found.pair[here], kind, (pairs, 4))
