"""Drift: whether agreement changes from period to period."""

from collections.abc import Hashable, Sequence
from math import log, sqrt
from typing import Any, NamedTuple

import numpy as np

from annotate.agreement.alpha import disorder, sums
from annotate.agreement.base import NO_VARIATION, Figure
from annotate.agreement.counting.arrays import Floats
from annotate.agreement.counts import Counts
from annotate.agreement.intervals import LEAST, spread

FIRST = "the reference"
TOO_FEW = f"fewer than {LEAST} documents"
NOTHING_DIFFERS = "nothing differs"


class Period(NamedTuple):
    """One period: its alpha, by the chance term of the first, and how far it is from that.

    `z` is the difference of log(1 − alpha) from the first period's in standard errors, below 0
    where agreement is better now; `why` there is none.
    """

    period: Any
    documents: int
    alpha: Figure
    z: float | None = None
    why: str = ""


class _Disagreement(NamedTuple):
    """The disagreement of a period, and the standard error of its logarithm."""

    value: float
    error: float | None


def drift(counts: Counts, periods: Sequence[Hashable]) -> list[Period]:
    """The periods in order; `periods` [D] names that of each document.

    What is common may change with the news: only disagreement is compared, the chance term is held.
    """
    by_document = sums(counts)
    names = sorted(set(periods), key=str)
    place = np.array([names.index(period) for period in periods], np.int64)
    parts = [by_document[place == index] for index in range(len(names))]
    if not parts:
        return []
    _, expected = disorder(parts[0].sum(0))
    chance = float(expected) / max(float(parts[0][:, -1].sum()), 1)
    first = _disagreement(parts[0])
    return [
        _period(name, part, chance, first, reference=index == 0)
        for index, (name, part) in enumerate(zip(names, parts, strict=True))
    ]


def _disagreement(part: Floats) -> _Disagreement:
    """By character; the error by leaving out each document in turn."""
    differ, number = disorder(part)[0], part[:, -1]
    total = float(differ.sum() / max(number.sum(), 1))
    left_out = (differ.sum() - differ) / np.maximum(number.sum() - number, 1)
    if len(part) < LEAST or left_out.min() <= 0:
        return _Disagreement(total, None)
    return _Disagreement(total, spread(np.log(left_out)))


def _period(
    name: Hashable, part: Floats, chance: float, first: _Disagreement, *, reference: bool
) -> Period:
    here = _disagreement(part)
    if not chance:
        return Period(name, len(part), Figure(None, why=NO_VARIATION), why=NO_VARIATION)
    found = Figure(1 - here.value / chance)
    if reference:
        return Period(name, len(part), found, why=FIRST)
    if here.error is None or first.error is None:
        why = TOO_FEW if len(part) < LEAST or here.value else NOTHING_DIFFERS
        return Period(name, len(part), found, why=why)
    error = sqrt(here.error**2 + first.error**2)
    distance = log(here.value) - log(first.value)
    return Period(name, len(part), found, distance / error if error else None)
