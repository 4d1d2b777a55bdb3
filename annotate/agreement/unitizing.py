"""Unitizing alpha: like alpha on characters, with a chance term that knows units as wholes."""

from annotate.agreement.base import NO_VARIATION, Measure, Statistic, columns, ratio, weight
from annotate.agreement.counting.arrays import Floats
from annotate.agreement.counts import Counts


def unitizing_alpha(counts: Counts, label: int | None = None) -> Statistic:
    """The alpha of units on a continuum, in its form of 2016.

    1 − (ℓ − Σ o_cc) / (ℓ − Σ e_cc) with e_cc = ℓ (ℓ_c² − S_c) / (ℓ² − S). The categories are the
    sets of labels that occur, or a label and its absence. K. Krippendorff, Y. Mathet, S. Bouvry,
    A. Widlöcher, "On the reliability of unitizing textual continua", Quality & Quantity 50 (2016).
    """
    sums = _of_sets(counts) if label is None else _of_label(counts, label)
    return Statistic(sums, value, "log", NO_VARIATION, observed=1.0)


def _of_sets(counts: Counts) -> Floats:
    """[D, 1 + 2 C]: disagreement, lengths and squares by category."""
    differ = counts.of_pairs(counts.pairs.sets_differ) * weight(counts)
    readings = counts.readings
    return columns(
        differ, counts.of_readings(readings.sets), counts.of_readings(readings.set_squares)
    )


def _of_label(counts: Counts, label: int) -> Floats:
    """[D, 5] of a label and its absence, whose units have length 1."""
    differ = counts.differ[:, label] * weight(counts)
    marked = counts.marks[:, label]
    gaps = counts.sizes * counts.lengths - marked
    squares = counts.of_readings(counts.readings.squares[:, label])
    return columns(differ, marked, gaps, squares, gaps)


def value(sums: Floats) -> Floats:
    """Unitizing alpha of such sums."""
    categories = (sums.shape[-1] - 1) // 2
    differ, lengths = sums[..., 0], sums[..., 1 : 1 + categories]
    whole, squares = lengths.sum(-1), sums[..., 1 + categories :]
    same = ratio(whole * ((lengths**2).sum(-1) - squares.sum(-1)), whole**2 - squares.sum(-1))
    return 1 - ratio(2 * differ, whole - same)


MEASURES: dict[str, Measure] = {"unitizing_alpha": unitizing_alpha}
