"""Alpha of label sets: each character's category is the set of the labels on it."""

import numpy as np

from annotate.agreement.base import NO_VARIATION, Measure, Statistic, columns, ratio, weight
from annotate.agreement.counting.arrays import Floats
from annotate.agreement.counts import Counts


def alpha_set(counts: Counts, label: int | None = None) -> Statistic:
    """Krippendorff's alpha (nominal) over sets of labels, the empty one included.

    K. Krippendorff, Content Analysis (2004), ch. 11.
    """
    differ = counts.of_pairs(counts.pairs.sets_differ) * weight(counts)
    sums = columns(differ, counts.of_readings(counts.readings.sets))
    return Statistic(sums, value, "log", NO_VARIATION, observed=1.0)


def value(sums: Floats) -> Floats:
    """Alpha of [..., 1 + C] sums: disagreement by unordered pairs, then values by category."""
    differ, values = sums[..., 0], sums[..., 1:]
    number = values.sum(-1)
    expected = (number**2 - (values**2).sum(-1)) / np.maximum(number - 1, 1)
    return 1 - ratio(2 * differ, expected)


MEASURES: dict[str, Measure] = {"alpha_set": alpha_set}
