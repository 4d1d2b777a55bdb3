"""Rows of counts: one a reading of a document, one a pair of them, as columns of integers."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Self

import numpy as np

from annotate.agreement.counting.arrays import Bools, Ints, narrowest

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
        picked = {name: rows_of(getattr(self, name), places) for name in kept}
        return type(self)(**picked, **changed)

    def narrowed(self, names: Iterable[str]) -> Self:
        """The same with nothing in all columns but these and those that say whose a row is."""
        nothing = np.zeros((len(self.document), 0), np.int64)
        others = (f.name for f in fields(self) if f.name not in {*WHOSE, *names})
        return replace(self, **dict.fromkeys(others, nothing))

    def compact(self) -> Self:
        """The same, what is counted in the narrowest integers that hold each column."""
        counted = (f.name for f in fields(self) if f.name not in WHOSE)
        return replace(self, **{name: narrowest(getattr(self, name)) for name in counted})

    @classmethod
    def stacked(cls, parts: Sequence[Self]) -> Self:
        """The rows of all parts, one after the other."""
        names = [f.name for f in fields(cls)]
        return cls(**{n: _stacked([getattr(p, n) for p in parts]) for n in names})


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


def rows_of(values: Any, places: Any) -> Any:
    """Some rows of [R, …], each column of which stays in one piece."""
    return values.T.take(places, axis=-1).T


def _stacked(columns: Sequence[Ints]) -> Ints:
    """One after the other; each column lies in one piece, as columns are what is reckoned with."""
    shape = sum(map(len, columns)), *columns[0].shape[1:]
    kind = np.result_type(*{column.dtype for column in columns})
    return np.concatenate(columns, out=np.empty(shape, kind, order="F"))
