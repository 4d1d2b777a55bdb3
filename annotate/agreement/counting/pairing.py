"""Pairs of annotators: which two of each document are compared, and in which row."""

from collections.abc import Callable, Iterator
from typing import NamedTuple

import numpy as np

from annotate.agreement.counting.arrays import Ints
from annotate.agreement.counting.columns import Batch


class Pairing(NamedTuple):
    """`documents`, `first` and `second` [P]: a document and the rows of two of its readings.

    `rows` [D, m, m] leads from a document and two slots, the lower first, to the pair's row.
    """

    documents: Ints
    first: Ints
    second: Ints
    rows: Ints


def slot_pairs(batch: Batch) -> Iterator[tuple[int, int, Ints]]:
    """Each two slots, the lower first, with the documents that have both; the order of rows."""
    sizes = batch.sizes
    for j in range(1, batch.size):
        here = np.flatnonzero(sizes > j)
        yield from ((i, j, here) for i in range(j))


def over_pairs(batch: Batch, count: Callable[[int, int], Ints]) -> Ints:
    """[P, …] of what `count` gives [D, …] for two slots."""
    return np.concatenate([count(i, j)[here] for i, j, here in slot_pairs(batch)])


def pairing(batch: Batch) -> Pairing:
    """The pairs of a batch."""
    first_reading = np.cumsum(batch.sizes) - batch.sizes
    rows = np.full((len(batch.ids), batch.size, batch.size), -1)
    parts, number = [], 0
    for i, j, here in slot_pairs(batch):
        rows[here, i, j] = number + np.arange(len(here))
        number += len(here)
        parts.append((here, first_reading[here] + i, first_reading[here] + j))
    documents, first, second = (np.concatenate(column) for column in zip(*parts, strict=True))
    return Pairing(documents, first, second, rows)
