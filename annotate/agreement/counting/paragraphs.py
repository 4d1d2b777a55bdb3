"""Paragraphs: which label covers most characters of each, for each annotator."""

from collections.abc import Sequence

import numpy as np

from annotate.agreement.counting.arrays import Ints, table
from annotate.agreement.counting.columns import Batch
from annotate.agreement.counting.sweep import Sweep


def alphabetically(labels: Sequence[str]) -> Ints:
    """[K] the labels in that order, in which ties go."""
    return np.array(sorted(range(len(labels)), key=labels.__getitem__), np.int64)


def majority(batch: Batch, swept: Sweep, order: Ints) -> Ints:
    """[Q, m] each annotator's label of each paragraph, K for none.

    Having no label counts as one; of labels that cover as much the first in `order` (K labels,
    alphabetically) is taken, none last.
    """
    document, start, end = batch.paragraphs.T
    ranked = swept.lanes[:, order]
    either = np.concatenate([ranked, ~ranked.any(1, keepdims=True)], axis=1)
    first, last = swept.at(document, start), swept.at(document, end)
    edges = np.column_stack([first, last]).ravel()
    covered = np.add.reduceat(either * swept.sizes, edges, axis=-1)[..., ::2]  # not what is between
    covered[..., first == last] = 0
    found: Ints = np.append(order, len(order))[covered.argmax(1)]
    return found.T


def said(batch: Batch, labels: Ints, number: int) -> Ints:
    """[R, K + 1] how many paragraphs each reading gives each label, or none."""
    first = np.cumsum(batch.sizes) - batch.sizes
    document = batch.paragraphs[:, 0]
    slots = np.arange(batch.size)
    here = slots[None] < batch.sizes[document][:, None]
    reading = (first[document][:, None] + slots)[here]
    return table(reading, labels[here], (len(batch.readings), number + 1))


def agreed(batch: Batch, labels: Ints, i: int, j: int) -> Ints:
    """[D] paragraphs that two annotators (by slot) give the same label."""
    same = labels[:, i] == labels[:, j]
    return np.bincount(batch.paragraphs[same, 0], minlength=len(batch.ids))
