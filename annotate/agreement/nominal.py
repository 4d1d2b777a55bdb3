"""Measures of given units: each rater says one category of each unit, or nothing."""

from collections.abc import Hashable, Sequence
from typing import Any, NamedTuple, Self

import numpy as np

from annotate.agreement.base import NO_VARIATION, Statistic, columns, ratio
from annotate.agreement.counting.arrays import Floats, Ints, Numbers, table

NO_UNITS = "nothing rated by two"


class Ratings(NamedTuple):
    """Sums over units, in rows that add up (one a document, or a unit).

    `units` [D] have a rater, `rated` [D] at least two. `shares` [D, q] sum up what part of a unit's
    raters says each category, `values` [D, q] count ratings of units rated by two. `agreeing` [D]
    sums up what part of a unit's pairs agrees; `disagreeing` [D] counts the pairs that do not, each
    divided by the unit's raters less one.
    """

    units: Numbers
    rated: Numbers
    shares: Numbers
    values: Numbers
    agreeing: Numbers
    disagreeing: Numbers

    @classmethod
    def summed(cls, raters: Ints, units: Ints, values: Ints, agreed: Ints) -> Self:
        """Of rows whose `units` all have the same two `raters` or more.

        `values` [D, q] count the ratings, `agreed` [D] the pairs that agree.
        """
        pairs = raters * (raters - 1) / 2
        agreeing, differing = agreed / pairs, (pairs * units - agreed) / (raters - 1)
        return cls(units, units, values / raters[:, None], values, agreeing, differing)

    @classmethod
    def of_units(
        cls, units: Sequence[Sequence[Hashable | None]], categories: Sequence[Hashable]
    ) -> Self:
        """Of units, each a list of what its raters said, None for a rater who said nothing."""
        said = [
            (i, categories.index(v)) for i, unit in enumerate(units) for v in unit if v is not None
        ]
        rows, category = np.array(said, np.int64).reshape(-1, 2).T
        values = table(rows, category, (len(units), len(categories)))
        raters = values.sum(1)
        rated = raters >= 2
        agreed = (values * (values - 1)).sum(1) / 2
        several = cls.summed(np.maximum(raters, 2), rated * 1, values * rated[:, None], agreed)
        shares = values / np.maximum(raters, 1)[:, None]
        return several._replace(units=(raters > 0) * 1.0, shares=shares)


def krippendorff_alpha(ratings: Ratings) -> Statistic:
    """Krippendorff's alpha (nominal): K. Krippendorff, Content Analysis (2004), ch. 11."""
    return _statistic(ratings, _alpha)


def fleiss_kappa(ratings: Ratings) -> Statistic:
    """Fleiss' kappa, for any number of raters a unit.

    J. L. Fleiss, "Measuring nominal scale agreement among many raters", Psychological Bulletin 76
    (1971); with raters missing as K. L. Gwet, Handbook of Inter-Rater Reliability (2014), has it.
    """
    return _statistic(ratings, _fleiss)


def gwet_ac1(ratings: Ratings) -> Statistic:
    """Gwet's AC1: chance is Σ π (1 − π) / (q − 1), q all declared categories.

    K. L. Gwet, "Computing inter-rater reliability and its variance in the presence of high
    agreement", British Journal of Mathematical and Statistical Psychology 61 (2008).
    """
    return _statistic(ratings, _ac1)


def percent_agreement(ratings: Ratings) -> Statistic:
    """The share of pairs of raters that agree, the mean over units (from 0 to 1)."""
    sums = columns(ratings.agreeing, ratings.rated)
    return Statistic(sums, lambda s: ratio(s[..., 0], s[..., 1]), "logit", NO_UNITS)


def _statistic(ratings: Ratings, value: Any) -> Statistic:
    """Columns: agreeing, rated, disagreeing, units, then shares and values by category."""
    sums = columns(
        ratings.agreeing,
        ratings.rated,
        ratings.disagreeing,
        ratings.units,
        ratings.shares,
        ratings.values,
    )
    if not ratings.rated.any():
        return Statistic(sums, value, "log", NO_UNITS)
    return Statistic(sums, value, "log", NO_VARIATION, observed=1.0)


def _parts(sums: Floats) -> tuple[Floats, Floats, Floats, Floats]:
    """Agreement, disagreeing pairs, the categories' shares, and their values."""
    categories = (sums.shape[-1] - 4) // 2
    shares = ratio(sums[..., 4 : 4 + categories], sums[..., 3:4])
    return ratio(sums[..., 0], sums[..., 1]), sums[..., 2], shares, sums[..., 4 + categories :]


def _alpha(sums: Floats) -> Floats:
    _, disagreeing, _, values = _parts(sums)
    number = values.sum(-1)
    expected = (number**2 - (values**2).sum(-1)) / np.maximum(number - 1, 1)
    return 1 - ratio(2 * disagreeing, expected)


def _fleiss(sums: Floats) -> Floats:
    agreement, _, shares, _ = _parts(sums)
    return _corrected(agreement, (shares**2).sum(-1), shares)


def _ac1(sums: Floats) -> Floats:
    agreement, _, shares, _ = _parts(sums)
    return _corrected(agreement, (shares * (1 - shares)).sum(-1) / (shares.shape[-1] - 1), shares)


def _corrected(agreement: Floats, chance: Floats, shares: Floats) -> Floats:
    """(po − pe) / (1 − pe), undefined where all say the same."""
    varies = shares.max(-1) < 1
    return np.where(varies, 1 - ratio(1 - agreement, 1 - chance), np.nan)


def cohen_kappa(contingency: Any) -> Floats:
    """Cohen's kappa of two raters' [..., q, q] table; nan where nothing varies.

    J. Cohen, "A coefficient of agreement for nominal scales", Educational and Psychological
    Measurement 20 (1960).
    """
    table = np.asarray(contingency, float)  # squares of sums may be beyond all integers
    number = table.sum((-1, -2))
    differ = number - np.trace(table, axis1=-2, axis2=-1)
    same_by_chance = (table.sum(-1) * table.sum(-2)).sum(-1)
    return 1 - ratio(differ * number, number**2 - same_by_chance)
