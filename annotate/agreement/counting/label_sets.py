"""Label sets: each character's category is the set of labels on it; what is counted of those."""

from typing import NamedTuple

import numpy as np

from annotate.agreement.counting.arrays import Bools, Ints, distinct, table
from annotate.agreement.counting.columns import END, READING, START, Batch
from annotate.agreement.counting.sweep import Sweep

BYTE, WORD = 256, 8
"""The values of a byte; its bits, and the bytes of a set of up to 64 labels."""


class SetCounts(NamedTuple):
    """For the `sets` that occur (as bits, label by label): what each reading has of them.

    `characters` [R, C] and `squares` [R, C]: the sum of the squared lengths of its units, where a
    gap counts as that many units of one character. `codes` [E, m] are the segments' sets.
    """

    sets: list[bytes]
    characters: Ints
    squares: Ints
    codes: Ints


def label_sets(batch: Batch, swept: Sweep, joined: Ints) -> SetCounts:
    """Count the sets; a unit lies between two boundaries of the annotator's own joined spans."""
    sets, codes = _codes(swept.lanes)
    shape = len(batch.readings), len(sets)
    slots = np.arange(batch.size)
    here = slots[None] < batch.sizes[swept.documents][:, None]
    first_reading = np.cumsum(batch.sizes) - batch.sizes
    reading = (first_reading[swept.documents][:, None] + slots)[here]
    size = np.broadcast_to(swept.sizes[:, None], here.shape)[here]
    characters = table(reading, codes[here], shape, size)
    squares = _squares(batch, swept, joined, codes, shape)
    nothing = np.array([not any(each) for each in sets], bool)
    squares[:, nothing] = characters[:, nothing]
    return SetCounts(sets, characters, squares, codes)


def _codes(lanes: Bools) -> tuple[list[bytes], Ints]:
    """The sets there are, and for each segment and slot which of them it has."""
    if lanes.shape[1] <= WORD:
        return _codes_of_bytes(lanes)
    packed = np.packbits(lanes, axis=1).transpose(2, 0, 1)
    padded = np.zeros((*packed.shape[:2], -(-packed.shape[2] // WORD) * WORD), np.uint8)
    padded[..., : packed.shape[2]] = packed
    words = padded.view(np.uint64)
    if words.shape[2] > 1:  # slower to sort, and rare: more than 64 labels
        words = padded.view(np.dtype((np.void, padded.shape[2])))
    found, codes = np.unique(words[..., 0], return_inverse=True)
    return [each.tobytes() for each in found], codes.reshape(packed.shape[:2])


def _codes_of_bytes(lanes: Bools) -> tuple[list[bytes], Ints]:
    """The same where a byte has a bit for each label: no sorting, a table of all sets."""
    packed = np.zeros((len(lanes), lanes.shape[2]), np.uint8)
    for label in range(lanes.shape[1]):
        packed |= lanes[:, label].view(np.uint8) << (WORD - 1 - label)
    found = np.flatnonzero(np.bincount(packed.ravel(), minlength=BYTE))
    place = np.zeros(BYTE, np.int64)
    place[found] = np.arange(len(found))
    return [bytes([each]).ljust(WORD, b"\0") for each in found.tolist()], place[packed].T


def _squares(batch: Batch, swept: Sweep, joined: Ints, codes: Ints, shape: tuple[int, int]) -> Ints:
    """[R, C] squared lengths of the pieces between a reading's own boundaries."""
    wide = len(swept.cuts)
    reading, place = np.divmod(distinct(np.tile(joined[:, READING], 2) * wide + swept.edges), wide)
    inside = np.flatnonzero(reading[1:] == reading[:-1])  # gaps at the ends are set elsewhere
    length = swept.cuts[place[inside + 1]] - swept.cuts[place[inside]]
    code = codes[place[inside], batch.slots[reading[inside]]]
    return table(reading[inside], code, shape, length**2)


def label_squares(joined: Ints, readings: int, labels: int) -> Ints:
    """[R, K] the same for each label alone: squared lengths of its joined spans."""
    length = joined[:, END] - joined[:, START]
    return table(joined[:, READING], joined[:, 3], (readings, labels), length**2)


def differing(swept: Sweep, codes: Ints, i: int, j: int) -> Ints:
    """[D] characters on which two annotators (by slot) have different sets."""
    return swept.summed((codes[:, i] != codes[:, j]) * swept.sizes)
