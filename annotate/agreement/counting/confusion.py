"""Confusion: which label one of two has where the other has another, by spans and by characters."""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from typing import Self

import numpy as np

from annotate.agreement.counting.arrays import Bools, Ints, table
from annotate.agreement.counting.columns import LABEL, Batch
from annotate.agreement.counting.pairing import slot_pairs
from annotate.agreement.counting.spans import Overlaps
from annotate.agreement.counting.sweep import Sweep

NONE = -1
DENSE = 1 << 20
"""Keys up to which a table of all of them is faster than sorting those that occur."""


@dataclass(frozen=True)
class Cells:
    """[N] what is in the cells of a table that each pair of annotators of a document has.

    Only those that hold something: the row of the `pair`, the `one` of the first, the `other` of
    the second, and the `number` there.
    """

    pair: Ints
    one: Ints
    other: Ints
    number: Ints

    @classmethod
    def joined(cls, parts: Sequence[Self]) -> Self:
        """The cells of all parts."""
        return cls(*(np.concatenate([getattr(p, f.name) for p in parts]) for f in fields(cls)))

    def of(self, pairs: Bools) -> Self:
        """Those of some of the pairs only."""
        here = pairs[self.pair]
        return type(self)(self.pair[here], self.one[here], self.other[here], self.number[here])

    def moved(self, place: Ints) -> Self:
        """The same, where each pair has another row."""
        return type(self)(place[self.pair], self.one, self.other, self.number)

    def summed(self, size: int) -> Ints:
        """[size, size] over all pairs."""
        return table(self.one, self.other, (size, size), self.number)


def matched(found: Overlaps, batch: Batch, labels: int) -> Cells:
    """Matched spans of each pair by their two labels."""
    here = found.unlabelled
    one, other = (batch.spans[rows[here], LABEL] for rows in (found.first, found.second))
    keys, number = np.unique((found.pair[here] * labels + one) * labels + other, return_counts=True)
    pair, cell = np.divmod(keys, labels * labels)
    return Cells(pair, *np.divmod(cell, labels), number)


def of_sets(batch: Batch, swept: Sweep, codes: Ints, sets: int) -> Cells:
    """Characters of each pair by the sets of labels that the two have on them."""
    parts, first = [], 0
    for i, j, here in slot_pairs(batch):
        parts.append(_of_slots(swept, codes[:, i] * sets + codes[:, j], here, sets, first))
        first += len(here)
    return Cells.joined(parts)


def _of_slots(swept: Sweep, cells: Ints, here: Ints, sets: int, first: int) -> Cells:
    """Of two slots, whose pairs are the rows from `first` on, in the order of `here`."""
    row = np.full(len(swept.first), NONE)
    row[here] = first + np.arange(len(here))
    pair = row[swept.documents]
    kept = pair != NONE
    keys = (pair - first) * sets * sets + cells
    keys, number = _tallied(keys[kept], swept.sizes[kept], len(here) * sets * sets)
    pair, cell = np.divmod(keys, sets * sets)
    return Cells(first + pair, *np.divmod(cell, sets), number)


def _tallied(keys: Ints, weights: Ints, range: int) -> tuple[Ints, Ints]:
    """The keys (below `range`) that have any weight, and the sum of it."""
    if range <= DENSE:
        total = np.bincount(keys, weights, range)
        found = np.flatnonzero(total)
        return found, total[found].astype(np.int64)  # sums below 2**53 are exact
    found, place = np.unique(keys[weights > 0], return_inverse=True)
    return found, np.bincount(place, weights[weights > 0], len(found)).astype(np.int64)


def of_spans(matched: Ints, spans: Ints) -> Ints:
    """[K + 1, K + 1] spans by their two labels, in the two mirrored cells; the last is none.

    `matched` [K, K] are those that are matched, `spans` [K] those of both of each pair.
    """
    labels = len(spans)
    pairs = np.zeros((labels + 1, labels + 1), np.int64)
    pairs[:-1, :-1] = matched
    pairs[-1, :-1] = spans - matched.sum(0) - matched.sum(1)
    return pairs + pairs.T - np.diag(np.diag(pairs))


def of_characters(characters: Ints, sets: Sequence[bytes], labels: int) -> Ints:
    """[K + 1, K + 1] characters that one marks with a label where the other has another.

    On the diagonal those on which both agree; the last row and column are "nothing at all". Each
    character is in the two mirrored cells. `characters` [C, C] are by the two `sets`.
    """
    held = _members(sets, labels)
    ours, theirs = held[:, None], held[None]
    both, size = ours & theirs, characters[..., None]
    one = np.einsum("stk,stl->kl", (ours & ~both) * size, theirs & ~both)
    total: Ints = one + one.T + np.diag((both * size).sum((0, 1)))
    return total


def _members(sets: Sequence[bytes], labels: int) -> Bools:
    """[C, K + 1] whether each set has each label, or nothing at all."""
    bits = np.frombuffer(b"".join(sets), np.uint8).reshape(len(sets), -1)
    present = np.unpackbits(bits, axis=1)[:, :labels].astype(bool)
    return np.column_stack([present, ~present.any(1)])
