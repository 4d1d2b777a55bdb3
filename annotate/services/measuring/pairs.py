"""The part of the report that compares two annotators at a time."""

from itertools import combinations

from msgspec import Struct

from annotate.agreement import MEASURES
from annotate.agreement.base import Figure
from annotate.agreement.counts import Counts
from annotate.agreement.intervals import Method, figure
from annotate.agreement.rows import (
    BOTH,
    BOUNDARY,
    LABEL,
    MISSING,
    OTHER_BOUNDARY,
    OTHER_LABEL,
    SAME,
)

FIGURES = ("alpha", "kappa", "f1_exact", "f1_overlap")

COLUMNS = ("marks", "spans", "differ", "identical", "overlapping", "kinds", "parts")
"""Of the counts, what it takes."""


class PairFigures(Struct, frozen=True):
    """What is measured of two annotators, of one label."""

    alpha: Figure
    kappa: Figure
    f1_exact: Figure
    f1_overlap: Figure


class Differences(Struct, frozen=True):
    """Spans of two annotators, matched one to one whatever their labels."""

    same: int
    other_label: int
    other_boundary: int
    both: int
    only_first: int
    only_second: int


class Parts(Struct, frozen=True):
    """Characters on which two differ, over all labels; together they are 1 − alpha."""

    label: int
    boundary: int
    missing: int


class Pair(Struct, frozen=True, kw_only=True):
    """Two annotators, on the documents that both finished."""

    a: str
    b: str
    documents: int
    alpha: Figure
    kappa: Figure
    f1_exact: Figure
    f1_overlap: Figure
    differences: Differences
    characters: Parts
    labels: dict[str, PairFigures]


def pairs(counts: Counts, method: Method | None = None) -> list[Pair]:
    """All pairs that share a document."""
    narrow = counts.with_only(*COLUMNS)
    alone = (narrow.of_two(a, b) for a, b in combinations(counts.present, 2))
    return [_pair(theirs, method) for theirs in alone if theirs.ids]


def _pair(counts: Counts, method: Method | None) -> Pair:
    """`counts` are those of the two alone."""
    one, other = _two(counts)
    return Pair(
        a=counts.annotators[one],
        b=counts.annotators[other],
        documents=len(counts.ids),
        differences=_differences(counts),
        characters=_parts(counts),
        labels={
            label: PairFigures(**_figures(counts, index, method))
            for index, label in enumerate(counts.labels)
        },
        **_figures(counts, None, method),
    )


def _two(counts: Counts) -> tuple[int, int]:
    return int(counts.pairs.a[0]), int(counts.pairs.b[0])


def _figures(counts: Counts, label: int | None, method: Method | None) -> dict[str, Figure]:
    note = "" if label is None else marked_beside(counts, label)
    return {
        name: figure(MEASURES[name], counts, label, method, note if name in FIGURES[:2] else "")
        for name in FIGURES
    }


def _differences(counts: Counts) -> Differences:
    kinds = counts.pairs.kinds.sum(0).tolist()
    spans = counts.readings.spans.sum(1)
    first, second = (int(spans[rows].sum()) for rows in (counts.pairs.first, counts.pairs.second))
    return Differences(
        same=kinds[SAME],
        other_label=kinds[OTHER_LABEL],
        other_boundary=kinds[OTHER_BOUNDARY],
        both=kinds[BOTH],
        only_first=first - sum(kinds),
        only_second=second - sum(kinds),
    )


def _parts(counts: Counts) -> Parts:
    parts = counts.pairs.parts.sum(0).tolist()
    return Parts(label=parts[LABEL], boundary=parts[BOUNDARY], missing=parts[MISSING])


def marked_beside(counts: Counts, label: int) -> str:
    """`ana marked 0, ben marked 12` where there are two, and one of them never used the label."""
    if len(counts.present) != 2:
        return ""
    marks = {counts.annotators[n]: int(counts.marked[n, label]) for n in counts.present}
    if all(marks.values()) or not any(marks.values()):
        return ""
    return ", ".join(f"{name} marked {number}" for name, number in marks.items())
