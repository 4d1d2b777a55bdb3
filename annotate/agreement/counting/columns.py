"""Documents as columns: what several annotators marked, as arrays of integers."""

from typing import NamedTuple

import numpy as np

from annotate.agreement.counting.arrays import Ints, expanded

DOCUMENT, READER = 0, 1
READING, START, END, LABEL = range(4)
LINK_LABEL, HEAD, CHILD = 1, 2, 3


class Batch(NamedTuple):
    """Documents, each finished by at least two annotators; every number is an index or offset.

    `lengths` [D] counts characters. `paragraphs` [Q, 3] are (document, start, end). `readings`
    [R, 2] are (document, annotator), in that order. `spans` [S, 4] are (reading, start, end,
    label), `links` [T, 4] are (reading, label of the relation, head, child), the ends as rows of
    `spans`.
    """

    ids: list[str]
    lengths: Ints
    paragraphs: Ints
    readings: Ints
    spans: Ints
    links: Ints

    @property
    def size(self) -> int:
        """The most annotators that a document has."""
        return int(self.sizes.max(initial=0))

    @property
    def sizes(self) -> Ints:
        """[D] annotators of each document."""
        return np.bincount(self.readings[:, DOCUMENT], minlength=len(self.ids))

    @property
    def slots(self) -> Ints:
        """[R] the place of each reading among those of its document."""
        return expanded(self.sizes)[1]


def cleaned(batch: Batch) -> Batch:
    """The same with spans in order, once each, none empty; links follow their ends or fall away."""
    ends = batch.lengths[batch.readings[batch.spans[:, READING], DOCUMENT]]
    spans = batch.spans.copy()
    spans[:, END] = np.minimum(spans[:, END], ends)
    order = _ordered(spans)
    spans = spans[order]
    again = np.zeros(len(spans), bool)
    again[1:] = (spans[1:] == spans[:-1]).all(1)
    kept = ~again & (spans[:, START] < spans[:, END])
    place = np.empty(len(spans), np.int64)
    place[order] = np.cumsum(kept) - 1
    empty = np.zeros(len(spans), bool)
    empty[order] = spans[:, START] >= spans[:, END]
    return batch._replace(spans=spans[kept], links=_followed(batch.links, place, empty))


def _ordered(spans: Ints) -> Ints:
    """By reading, start, end, and label, as they mostly come."""
    reading, start, end, label = spans.T
    far, labels = (int(column.max(initial=0)) + 1 for column in (start, label))
    first, second = reading * far + start, end * labels + label
    step, tie = np.diff(first), np.diff(second)
    if ((step > 0) | ((step == 0) & (tie >= 0))).all():
        return np.arange(len(spans))
    return np.lexsort((second, first))


def _followed(links: Ints, place: Ints, empty: Ints) -> Ints:
    """Links between the rows where their ends are now."""
    links = links[~(empty[links[:, HEAD]] | empty[links[:, CHILD]])]
    moved = np.column_stack([links[:, :HEAD], place[links[:, HEAD]], place[links[:, CHILD]]])
    moved = moved[np.lexsort(moved.T)]
    new = np.ones(len(moved), bool)
    new[1:] = (moved[1:] != moved[:-1]).any(1)
    kept: Ints = moved[new]
    return kept


def joined_spans(batch: Batch) -> Ints:
    """Spans of one reading and label that overlap as one; those that only touch stay two."""
    if not len(batch.spans):
        return batch.spans
    reading, start, end, label = batch.spans.T
    # ends grow from group to group, so that a running maximum never looks back into another
    far = int(end.max()) + 1
    group = (reading * (label.max() + 1) + label) * far
    order = np.argsort(group + start)
    starts, reached = (group + start)[order], np.maximum.accumulate((group + end)[order])
    begins = np.ones(len(starts), bool)
    begins[1:] = starts[1:] >= reached[:-1]
    first = np.flatnonzero(begins)
    joined = batch.spans[order[first]]
    joined[:, END] = np.append(reached[first[1:] - 1], reached[-1]) - group[order[first]]
    return joined
