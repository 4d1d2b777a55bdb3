"""What differs in paragraphs: those to which two annotators give different labels."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from annotate.agreement.counting.arrays import Ints
from annotate.agreement.counting.columns import DOCUMENT, Batch, joined_spans
from annotate.agreement.counting.pairing import pairing, slot_pairs
from annotate.agreement.counting.paragraphs import alphabetically, majority
from annotate.agreement.counting.sweep import sweep


class ParagraphDifferences(NamedTuple):
    """[N] by document, in the order of the text: rows of the batch's paragraphs.

    `a` and `b` are the rows of two readings, `first` and `second` the label that covers most of the
    paragraph in each, K for none.
    """

    document: Ints
    a: Ints
    b: Ints
    paragraph: Ints
    first: Ints
    second: Ints


def paragraph_differences(batch: Batch, labels: Sequence[str]) -> ParagraphDifferences:
    """All of a batch that was cleaned; `labels` are the K names."""
    swept = sweep(batch, joined_spans(batch), len(labels))
    given = majority(batch, swept, alphabetically(labels))
    pairs, document = pairing(batch), batch.paragraphs[:, DOCUMENT]
    found = [np.zeros((4, 0), np.int64)]
    for i, j, _ in slot_pairs(batch):
        both = batch.sizes[document] > j
        rows = np.flatnonzero(both & (given[:, i] != given[:, j]))
        found.append(
            np.stack([pairs.rows[document[rows], i, j], rows, given[rows, i], given[rows, j]])
        )
    every = np.concatenate(found, axis=1)
    pair, paragraph, first, second = every[:, np.lexsort((every[0], every[1]))]
    return ParagraphDifferences(
        document[paragraph], pairs.first[pair], pairs.second[pair], paragraph, first, second
    )
