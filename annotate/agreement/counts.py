"""Counts: all that measuring needs of documents, as integers that add up over documents."""

from dataclasses import dataclass, replace
from functools import cached_property
from hashlib import sha256
from itertools import compress
from typing import Any

import numpy as np

from annotate.agreement.counting.arrays import Bools, Ints, distinct
from annotate.agreement.rows import Pairs, Readings, rows_of

ALONE = -1
"""In Counts.kin: no other document is a near-copy."""


@dataclass(frozen=True)
class Counts:
    """Documents with at least two annotators. Rows of `readings` and `pairs` are by document.

    What these count is in narrow integers, of which sums must be wider.
    """

    labels: tuple[str, ...]
    annotators: tuple[str, ...]
    ids: tuple[str, ...]
    lengths: Ints
    paragraphs: Ints
    kin: Ints
    """[D] a number that near-copies of one text share, or ALONE."""
    sets: tuple[bytes, ...]
    readings: Readings
    pairs: Pairs
    span_confusion: Ints
    """[K + 1, K + 1] matched spans by their two labels, the last is none; of all annotators."""
    character_confusion: Ints
    """[K + 1, K + 1] characters likewise."""

    @cached_property
    def sizes(self) -> Ints:
        """[D] annotators of each document."""
        return np.bincount(self.readings.document, minlength=len(self.ids))

    @cached_property
    def groups(self) -> Ints:
        """[D] a number by each document's id, or that of the first of its near-copies.

        It stays the same whatever other documents there are.
        """
        numbers = np.array([_hashed(id) for id in self.ids], np.int64)
        _, first, group = np.unique(self.kin, return_index=True, return_inverse=True)
        return np.where(self.kin == ALONE, numbers, numbers[first[group]])

    @property
    def independent(self) -> int:
        """How many documents there are, near-copies of one another counted once."""
        alone = self.kin == ALONE
        return int(alone.sum()) + len(distinct(self.kin[~alone]))

    def of_readings(self, values: Any) -> Any:
        """[R, …] summed over the readings of each document: [D, …]."""
        return summed(self._first_reading, values)

    def of_pairs(self, values: Any) -> Any:
        """[P, …] summed over the pairs of each document: [D, …]."""
        return summed(self._first_pair, values)

    @cached_property
    def differ(self) -> Ints:
        """[D, K] characters marked by exactly one, summed over the pairs of each document."""
        summed: Ints = self.of_pairs(self.pairs.differ)
        return summed

    @cached_property
    def marks(self) -> Ints:
        """[D, K] characters marked, summed over the readings of each document."""
        summed: Ints = self.of_readings(self.readings.marks)
        return summed

    @cached_property
    def spans(self) -> Ints:
        """[D, K] spans, likewise."""
        summed: Ints = self.of_readings(self.readings.spans)
        return summed

    @cached_property
    def marks_of_pairs(self) -> tuple[Ints, Ints]:
        """[D, K] characters marked by the first, and by the second, of each document's pairs."""
        marks, pairs = self.readings.marks, self.pairs
        first, second = (self.of_pairs(rows_of(marks, n)) for n in (pairs.first, pairs.second))
        return first, second

    @cached_property
    def _id(self) -> Any:
        """[D] the ids as an array, of which some are picked sooner."""
        return np.array(self.ids, object)

    @cached_property
    def _first_reading(self) -> Ints:
        return _starts(self.readings.document)

    @cached_property
    def _first_pair(self) -> Ints:
        return _starts(self.pairs.document)

    @cached_property
    def marked(self) -> Ints:
        """[A, K] characters that each annotator marks."""
        marked = np.zeros((len(self.annotators), len(self.labels)), np.int64)
        for index in self.present:
            theirs = np.flatnonzero(self.readings.annotator == index)
            marked[index] = rows_of(self.readings.marks, theirs).sum(0)
        return marked

    @cached_property
    def present(self) -> list[int]:
        """The annotators who finished any of the documents."""
        read = np.bincount(self.readings.annotator, minlength=len(self.annotators))
        found: list[int] = np.flatnonzero(read).tolist()
        return found

    def with_only(self, *names: str) -> "Counts":
        """The same, where all columns of readings and pairs but these and whose they are is empty.

        What is picked of it takes less time.
        """
        tables = {n: getattr(self, n).narrowed(names) for n in ("readings", "pairs")}
        return replace(self, **tables)

    def of_two(self, a: int, b: int) -> "Counts":
        """What two count alone, of the documents that both finished; `a` comes first by name."""
        pairs = self.pairs
        rows = np.flatnonzero((pairs.a == a) & (pairs.b == b))
        read = np.column_stack([pairs.first[rows], pairs.second[rows]]).ravel()
        documents, place = pairs.document[rows], np.arange(len(rows))
        return replace(
            self,
            ids=tuple(self._id[documents].tolist()),
            lengths=self.lengths[documents],
            paragraphs=self.paragraphs[documents],
            kin=self.kin[documents],
            readings=self.readings.pick(read, document=np.repeat(place, 2)),
            pairs=pairs.pick(rows, document=place, first=2 * place, second=2 * place + 1),
        )

    def restricted(self, readers: Bools, documents: Bools) -> "Counts":
        """Some readings of some documents, at least two of each; but the confusion of all."""
        readings, pairs = self.readings, self.pairs
        readers = readers & documents[readings.document]
        together = readers[pairs.first] & readers[pairs.second]
        document, row = np.cumsum(documents) - 1, np.cumsum(readers) - 1
        return replace(
            self,
            ids=tuple(compress(self.ids, documents.tolist())),
            lengths=self.lengths[documents],
            paragraphs=self.paragraphs[documents],
            kin=self.kin[documents],
            readings=readings.pick(readers, document=document[readings.document[readers]]),
            pairs=pairs.pick(
                together,
                document=document[pairs.document[together]],
                first=row[pairs.first[together]],
                second=row[pairs.second[together]],
            ),
        )


def _hashed(id: str) -> int:
    """64 bits, so that no two are the same by accident."""
    return int.from_bytes(sha256(id.encode()).digest()[:8], signed=True)


def _starts(documents: Ints) -> Ints:
    """[D] the first row of each document; `documents` are those of rows, in order."""
    return np.flatnonzero(np.diff(documents, prepend=-1))


def summed(first: Ints, values: Any) -> Any:
    """[D, …] of rows [R, …] by document, of which every one has some, from `first` [D] on.

    The rows may be of narrow integers, the sums are not. Where all documents have as many, and that
    is few, going from one of each document to the next takes a third or less of the time.
    """
    numbers = np.diff(first, append=len(values))
    number = int(numbers.max(initial=1))
    if (numbers < number).any():
        return np.add.reduceat(values.T, first, axis=-1, dtype=np.int64).T
    wide = values[::number].astype(np.int64)
    for n in range(1, number):
        wide += values[n::number]
    return wide
