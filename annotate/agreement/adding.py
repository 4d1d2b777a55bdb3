"""Counts of several batches as one, and those of no document."""

from collections.abc import Sequence
from dataclasses import fields, replace
from typing import TypeVar

import numpy as np

from annotate.agreement.counting.arrays import Ints
from annotate.agreement.counts import Counts
from annotate.agreement.rows import Pairs, Readings

Table = TypeVar("Table", Readings, Pairs)


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
        kin=np.concatenate([part.kin for part in parts]),
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
    if own == all_sets:
        return readings
    columns = [all_sets.index(each) for each in own]

    def placed(values: Ints) -> Ints:
        every = np.zeros((len(values), len(all_sets)), values.dtype)
        every[:, columns] = values
        return every

    sets, squares = placed(readings.sets), placed(readings.set_squares)
    return replace(readings, sets=sets, set_squares=squares)


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
        kin=none,
        sets=(),
        readings=empty(Readings, "links"),
        pairs=empty(Pairs, "paragraphs"),
        **confusions(number),
    )


def confusions(labels: int) -> dict[str, Ints]:
    """Both confusions, of nothing."""
    empty = np.zeros((labels + 1, labels + 1), np.int64)
    return {"span_confusion": empty, "character_confusion": empty}
