"""Counts: all that measuring needs of documents, as integers that add up over documents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from functools import cached_property
from itertools import compress
from typing import Any, Self, TypeVar
from zlib import crc32

import numpy as np

from annotate.agreement.counting.arrays import Bools, Ints

LABEL, BOUNDARY, MISSING = range(3)
"""Columns of Pairs.parts."""
SAME, OTHER_LABEL, OTHER_BOUNDARY, BOTH = range(4)
"""Columns of Pairs.kinds."""
EXACT, OVERLAP, ATTACHED, AT_MATCHED = range(4)
"""Columns of Pairs.links."""

WHOSE = ("document", "annotator", "a", "b", "first", "second")
"""Columns that say whose a row is."""


@dataclass(frozen=True)
class _Rows:
    """Columns of equally many rows, some of them wide."""

    document: Ints

    def pick(self, rows: Ints | Bools, **changed: Ints) -> Self:
        """Those rows only, with some columns exchanged."""
        places = np.flatnonzero(rows) if rows.dtype == bool else rows
        kept = (f.name for f in fields(self) if f.name not in changed)
        picked = {name: getattr(self, name).take(places, axis=0) for name in kept}
        return type(self)(**picked, **changed)

    def narrowed(self, names: Iterable[str]) -> Self:
        """The same with nothing in all columns but these and those that say whose a row is."""
        nothing = np.zeros((len(self.document), 0), np.int64)
        others = (f.name for f in fields(self) if f.name not in {*WHOSE, *names})
        return replace(self, **dict.fromkeys(others, nothing))

    @classmethod
    def stacked(cls, parts: Sequence[Self]) -> Self:
        """The rows of all parts, one after the other."""
        names = [f.name for f in fields(cls)]
        return cls(**{n: np.concatenate([getattr(p, n) for p in parts]) for n in names})


@dataclass(frozen=True)
class Readings(_Rows):
    """One row a document and annotator who finished it; K labels, C label sets."""

    annotator: Ints
    marks: Ints
    """[R, K] characters marked."""
    spans: Ints
    """[R, K] spans."""
    squares: Ints
    """[R, K] squared lengths of spans, those that overlap joined."""
    sets: Ints
    """[R, C] characters of each set of labels."""
    set_squares: Ints
    """[R, C] squared lengths of the units of each set."""
    paragraphs: Ints
    """[R, K + 1] paragraphs by the label that covers most of them, or none."""
    links: Ints
    """[R] links."""


@dataclass(frozen=True)
class Pairs(_Rows):
    """One row a document and two annotators who finished it, by name in order."""

    a: Ints
    b: Ints
    first: Ints
    """The row of a's reading."""
    second: Ints
    differ: Ints
    """[P, K] characters marked by exactly one."""
    parts: Ints
    """[P, 3] the same over all labels: label, boundary, missing."""
    sets_differ: Ints
    """[P] characters with different sets of labels."""
    identical: Ints
    """[P, K] spans of both."""
    overlapping: Ints
    """[P, K] spans matched with an overlapping one of the same label."""
    same_range: Ints
    """[P] spans of both, whatever the label."""
    kinds: Ints
    """[P, 4] matched spans, whatever the label: same, other label, other boundary, both."""
    links: Ints
    """[P, 4] links with the same ends, overlapping ends, attached alike, at matched heads."""
    paragraphs: Ints
    """[P] paragraphs with the same label."""


Table = TypeVar("Table", Readings, Pairs)


@dataclass(frozen=True)
class Counts:
    """Documents with at least two annotators. Rows of `readings` and `pairs` are by document."""

    labels: tuple[str, ...]
    annotators: tuple[str, ...]
    ids: tuple[str, ...]
    lengths: Ints
    paragraphs: Ints
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
        """[D] a number by each document's id that stays the same whatever else there is."""
        return np.array([crc32(i.encode()) for i in self.ids], np.int64)

    def of_readings(self, values: Any) -> Any:
        """[R, …] summed over the readings of each document: [D, …]."""
        return _summed(self._first_reading, values)

    def of_pairs(self, values: Any) -> Any:
        """[P, …] summed over the pairs of each document: [D, …]."""
        return _summed(self._first_pair, values)

    @cached_property
    def _first_reading(self) -> Ints:
        return np.searchsorted(self.readings.document, np.arange(len(self.ids)))

    @cached_property
    def _first_pair(self) -> Ints:
        return np.searchsorted(self.pairs.document, np.arange(len(self.ids)))

    @cached_property
    def marked(self) -> Ints:
        """[A, K] characters that each annotator marks."""
        marked = np.zeros((len(self.annotators), len(self.labels)), np.int64)
        for index in self.present:
            marked[index] = self.readings.marks[self.readings.annotator == index].sum(0)
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

    def only(self, annotators: Iterable[int]) -> "Counts":
        """What they alone count, of the documents that at least two of them finished."""
        chosen = np.zeros(len(self.annotators), bool)
        chosen[list(annotators)] = True
        readers = chosen[self.readings.annotator]
        sizes = np.bincount(self.readings.document[readers], minlength=len(self.ids))
        return self.restricted(readers, sizes >= 2)

    def without(self, annotator: int) -> "Counts":
        """What all the others count."""
        return self.only(set(range(len(self.annotators))) - {annotator})

    def among(self, documents: Bools) -> "Counts":
        """What some of the documents count."""
        return self.restricted(np.ones(len(self.readings.document), bool), documents)

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
            readings=readings.pick(readers, document=document[readings.document[readers]]),
            pairs=pairs.pick(
                together,
                document=document[pairs.document[together]],
                first=row[pairs.first[together]],
                second=row[pairs.second[together]],
            ),
        )


def _summed(first: Ints, values: Any) -> Any:
    """Every document has a row, rows are by document, and `first` [D] are where each begins."""
    if len(first) == len(values):
        return values
    return np.add.reduceat(values, first)


def together(parts: Sequence[Counts]) -> Counts:
    """The counts of several batches as one; labels and annotators are the same in all of them."""
    sets = tuple(sorted({each for part in parts for each in part.sets}))
    firsts = np.cumsum([0, *(len(part.ids) for part in parts)])
    rows = np.cumsum([0, *(len(part.readings.document) for part in parts)])
    readings = [_moved(p.readings, f) for p, f in zip(parts, firsts, strict=False)]
    pairs = [_moved(p.pairs, f) for p, f in zip(parts, firsts, strict=False)]
    return replace(
        parts[0],
        ids=tuple(i for part in parts for i in part.ids),
        lengths=np.concatenate([part.lengths for part in parts]),
        paragraphs=np.concatenate([part.paragraphs for part in parts]),
        sets=sets,
        readings=Readings.stacked(
            [_aligned(r, p.sets, sets) for r, p in zip(readings, parts, strict=True)]
        ),
        pairs=Pairs.stacked(
            [
                replace(p, first=p.first + row, second=p.second + row)
                for p, row in zip(pairs, rows, strict=False)
            ]
        ),
        span_confusion=np.sum([part.span_confusion for part in parts], axis=0),
        character_confusion=np.sum([part.character_confusion for part in parts], axis=0),
    )


def _moved(rows: Table, first: int) -> Table:
    """The same rows of documents that come after so many others."""
    return replace(rows, document=rows.document + first)


def _aligned(readings: Readings, own: Sequence[bytes], all_sets: Sequence[bytes]) -> Readings:
    """The same with a column for every set that occurs anywhere."""
    columns = [all_sets.index(each) for each in own]
    wide = np.zeros((2, len(readings.document), len(all_sets)), np.int64)
    wide[0][:, columns] = readings.sets
    wide[1][:, columns] = readings.set_squares
    return replace(readings, sets=wide[0], set_squares=wide[1])


def nothing(labels: Sequence[str], annotators: Sequence[str]) -> Counts:
    """The counts of no document."""
    number = len(labels)
    widths = {
        **dict.fromkeys(
            ("marks", "spans", "squares", "differ", "identical", "overlapping"), number
        ),
        **{"paragraphs": number + 1, "sets": 0, "set_squares": 0},
        **{"parts": 3, "kinds": 4, "links": 4},
    }

    def empty(kind: type[Table], *narrow: str) -> Table:
        names = (f.name for f in fields(kind))
        shapes = {n: (0, widths[n]) if n in widths and n not in narrow else (0,) for n in names}
        return kind(**{name: np.zeros(shape, np.int64) for name, shape in shapes.items()})

    none = np.zeros(0, np.int64)
    return Counts(
        labels=tuple(labels),
        annotators=tuple(annotators),
        ids=(),
        lengths=none,
        paragraphs=none,
        sets=(),
        readings=empty(Readings, "links"),
        pairs=empty(Pairs, "paragraphs"),
        **confusions(number),
    )


def confusions(labels: int) -> dict[str, Ints]:
    """Both confusions, of nothing."""
    empty = np.zeros((labels + 1, labels + 1), np.int64)
    return {"span_confusion": empty, "character_confusion": empty}
