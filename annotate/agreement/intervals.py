"""Intervals: what a figure may be for other documents and the same annotators."""

from collections.abc import Callable
from dataclasses import replace
from math import atan, cos, pi, sin, sqrt
from statistics import NormalDist
from typing import NamedTuple, Protocol

import numpy as np

from annotate.agreement.base import NO_DOCUMENT, Figure, Measure, Scale, Statistic
from annotate.agreement.counting.arrays import Floats, Ints
from annotate.agreement.counts import Counts

LEAST, FEW = 5, 10
"""Documents: with fewer than the one no interval, with fewer than the other it is marked."""
FEW_DOCUMENTS = "few documents"
TOO_FEW = f"fewer than {LEAST} documents"
NOTHING_DIFFERS = "nothing differs, in all documents or all but one"
ALIKE = "all documents are alike"
FEW_GROUPS = "few groups of near-copies"
TOO_FEW_GROUPS = f"fewer than {LEAST} groups of near-copies"
FEW_HAVE_ANY = f"fewer than {LEAST} documents have any"
WHOLE = "interval of whole documents"
"""Said beside an interval that takes every document for all or nothing."""
ONE_DOCUMENT = "rests on one document"
CERTAIN = 1e-12
"""Sums of thirds may miss a whole number by so much."""
GROUPED, GROUPS = 5000, 2000
"""Beyond so many documents, so many groups of them are resampled."""


Groups = Callable[[], Ints]
"""Takes its time where documents are many, and is seldom asked."""


class Interval(NamedTuple):
    """Both ends, or None and why; `note` says what one should know of them."""

    low: float | None
    high: float | None
    why: str = ""
    note: str = ""


class Method(Protocol):
    """A way to an interval."""

    def __call__(self, statistic: Statistic, groups: Groups, /) -> Interval:
        """The interval; `groups` gives [D] a lasting number, that near-copies share."""
        ...


def figure(
    measure: Measure,
    counts: Counts,
    label: int | None = None,
    method: Method | None = None,
    note: str = "",
) -> Figure:
    """What a measure comes to, with its interval: by the jackknife unless told otherwise."""
    if not counts.ids:
        return Figure(None, why=NO_DOCUMENT)
    return of_statistic(measure(counts, label), lambda: counts.groups, method, note)


def of_statistic(
    statistic: Statistic, groups: Groups, method: Method | None = None, note: str = ""
) -> Figure:
    """The same of a statistic; `groups` as methods take them."""
    value = float(statistic.value(statistic.total))
    if np.isnan(value):
        return _undefined(statistic, note)
    low, high, why, of_interval = (method or jackknife)(statistic, groups)
    few = FEW_DOCUMENTS if low is not None and len(statistic.sums) < FEW else ""
    return Figure(value, low, high, why, "; ".join(filter(None, (note, of_interval, few))))


def _undefined(statistic: Statistic, note: str) -> Figure:
    if statistic.observed is None:
        return Figure(None, why=statistic.why, note=note)
    return Figure(None, why=statistic.why, note=note, observed=statistic.observed)


def jackknife(statistic: Statistic, groups: Groups) -> Interval:
    """Each document left out in turn, and Student's t, on the statistic's scale.

    J. W. Tukey, "Bias and confidence in not quite large samples", Annals of Mathematical
    Statistics 29 (1958); the scales as R. G. Miller, "The jackknife: a review", Biometrika 61
    (1974), advises for what has an end.
    """
    if len(statistic.sums) < LEAST:
        return Interval(None, None, TOO_FEW)
    value, left_out = _values(statistic)
    if at_the_end := _at_the_end(statistic, value, left_out):
        return at_the_end
    to_scale, back = SCALES[statistic.scale]
    reach = t_quantile(len(left_out) - 1) * spread(to_scale(left_out))
    low, high = sorted(float(back(to_scale(value) + sign * reach)) for sign in (-1, 1))
    return Interval(low, high)


def spread(left_out: Floats) -> float:
    """The jackknife's standard error, from the values with one document left out each."""
    number = len(left_out)
    return float(sqrt((number - 1) / number * ((left_out - left_out.mean()) ** 2).sum()))


def _values(statistic: Statistic) -> tuple[Floats, Floats]:
    """Of all documents, and [D] without each."""
    total = statistic.total
    return statistic.value(total), statistic.value(total - statistic.sums)


def _at_the_end(statistic: Statistic, value: Floats, left_out: Floats) -> Interval | None:
    """What there is instead where the scale does not take the values, or they do not vary."""
    all_values = np.append(left_out, value)
    if np.isnan(all_values).any():
        return Interval(None, None, ONE_DOCUMENT)
    alike = np.ptp(left_out) <= CERTAIN
    if statistic.scale == "logit":
        ends = (all_values <= CERTAIN) | (all_values >= 1 - CERTAIN)
        return of_whole_documents(statistic) if alike or ends.any() else None
    if (all_values >= 1 - CERTAIN).any():
        return Interval(None, None, NOTHING_DIFFERS)
    return Interval(None, None, ALIKE) if alike else None


def of_whole_documents(statistic: Statistic) -> Interval:
    """Of a share that is 0 or 1 in all documents or all but one, or the same in all of them.

    Wilson's interval with Student's t, of as many documents as they are worth that have anything:
    where their sizes differ they are worth fewer. What they vary by cannot be seen of so little,
    and nothing varies more than all or nothing: the interval is wider than it might be.

    E. B. Wilson, "Probable inference", JASA 22 (1927); worth as L. Kish, Survey Sampling (1965).
    """
    part, whole = statistic.sums[:, 0].sum(), statistic.sums[:, 1]
    has_any = int(np.count_nonzero(whole))
    if has_any < LEAST:
        return Interval(None, None, FEW_HAVE_ANY)
    worth, share = whole.sum() ** 2 / (whole**2).sum(), part / whole.sum()
    square = t_quantile(has_any - 1) ** 2
    middle = share + square / (2 * worth)
    reach = sqrt(square * (share * (1 - share) + square / (4 * worth)) / worth)
    low, high = ((middle + sign * reach) / (1 + square / worth) for sign in (-1, 1))
    return Interval(max(0.0, float(low)), min(1.0, float(high)), note=WHOLE)


def _log(x: Floats) -> Floats:
    return np.log1p(-x)


def _from_log(x: Floats) -> Floats:
    return -np.expm1(x)


def _logit(x: Floats) -> Floats:
    return np.log(x / (1 - x))


def _from_logit(x: Floats) -> Floats:
    return 1 / (1 + np.exp(-x))


SCALES: dict[Scale, tuple[Callable[[Floats], Floats], Callable[[Floats], Floats]]] = {
    "log": (_log, _from_log),
    "logit": (_logit, _from_logit),
}
"""To each scale, and back."""


class Bootstrap(NamedTuple):
    """Documents drawn anew, with replacement; the ends are the middle 95 % of what comes of it.

    Near-copies of one another are one document here: they are drawn together, or not at all.
    B. Efron, "Bootstrap methods: another look at the jackknife", Annals of Statistics 7 (1979).
    """

    replicates: int = 2000
    seed: int = 0

    def __call__(self, statistic: Statistic, groups: Groups) -> Interval:
        """The interval, the same for the same seed."""
        documents = len(statistic.sums)
        sums, lasting = _of_near_copies(statistic.sums, groups())
        if len(sums) < LEAST:
            return Interval(None, None, TOO_FEW if documents < LEAST else TOO_FEW_GROUPS)
        found = self._of_independent(replace(statistic, sums=sums), lasting)
        few = FEW_GROUPS if found.low is not None and len(sums) < FEW <= documents else ""
        return found._replace(note="; ".join(filter(None, (found.note, few))))

    def _of_independent(self, statistic: Statistic, groups: Ints) -> Interval:
        """Of rows that have nothing to do with one another."""
        if at_the_end := _at_the_end(statistic, *_values(statistic)):
            return at_the_end
        values = statistic.value(self._drawn(_hashed(statistic.sums, groups)))
        values = values[~np.isnan(values)]
        if len(values) < self.replicates / 2:
            return Interval(None, None, ONE_DOCUMENT)
        low, high = np.quantile(values, (0.025, 0.975))
        return Interval(float(low), float(high))

    def _drawn(self, sums: Floats) -> Floats:
        """[replicates, C] sums over as many documents (or groups) as there are."""
        random, number = np.random.default_rng(self.seed), len(sums)
        drawn = np.empty((self.replicates, sums.shape[1]))
        for row in range(self.replicates):
            drawn[row] = np.bincount(random.integers(number, size=number), minlength=number) @ sums
        return drawn


def _of_near_copies(sums: Floats, groups: Ints) -> tuple[Floats, Ints]:
    """The sums of each group of near-copies, in the order of their first ones, and its number."""
    numbers, first, group = np.unique(groups, return_index=True, return_inverse=True)
    if len(numbers) == len(sums):
        return sums, groups
    order = np.argsort(first)
    return _summed(sums, np.argsort(order)[group], len(order)), numbers[order]


def _hashed(sums: Floats, groups: Ints) -> Floats:
    """The sums of any that fall together, where there are very many."""
    return sums if len(sums) <= GROUPED else _summed(sums, groups % GROUPS, GROUPS)


def _summed(sums: Floats, places: Ints, number: int) -> Floats:
    """[number, C] the sums of the rows of each place."""
    summed = np.zeros((number, sums.shape[1]))
    np.add.at(summed, places, sums)
    return summed


def t_quantile(freedom: int) -> float:
    """What Student's t of so many degrees of freedom exceeds with a probability of 2.5 %.

    M. Abramowitz and I. A. Stegun, Handbook of Mathematical Functions (1964): 26.7.3 and 26.7.4
    by bisection, 26.7.5 where they would be long.
    """
    if freedom > 200:
        return _expanded(NormalDist().inv_cdf(0.975), freedom)
    low, high = 0.0, 20.0
    while low < (middle := (low + high) / 2) < high:
        low, high = (middle, high) if _within(middle, freedom) < 0.95 else (low, middle)
    return low


def _within(t: float, freedom: int) -> float:
    """The probability that |T| is at most t."""
    angle = atan(t / sqrt(freedom))
    odd = freedom % 2
    term, total = (cos(angle), 0.0) if odd else (1.0, 0.0)
    for k in range(1 + odd, freedom, 2):
        total += term
        term *= cos(angle) ** 2 * k / (k + 1)
    total *= sin(angle)
    return (angle + total) * 2 / pi if odd else total


def _expanded(x: float, freedom: int) -> float:
    terms = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
    )
    return sum((term / freedom**power for power, term in enumerate(terms, 1)), x)
