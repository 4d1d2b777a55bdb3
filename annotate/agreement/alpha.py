"""Alpha on characters, of one label or pooled over all: the headline."""

import numpy as np

from annotate.agreement.base import (
    NO_VARIATION,
    Measure,
    Statistic,
    chosen,
    columns,
    ratio,
    total,
    weight,
)
from annotate.agreement.counting.arrays import Floats
from annotate.agreement.counts import Counts


def alpha(counts: Counts, label: int | None = None) -> Statistic:
    """Krippendorff's alpha (nominal), where each label is present or absent on each character.

    Of one label 1 − (n − 1) X / (n₁ (n − n₁)); pooled, disagreement and chance are summed over
    the labels before they are divided. K. Krippendorff, Content Analysis (2004), ch. 11; "Computing
    Krippendorff's alpha-reliability" (2011).
    """
    return Statistic(sums(counts, label), value, "log", NO_VARIATION, observed=1.0)


def sums(counts: Counts, label: int | None = None) -> Floats:
    """[D, 2 K + 1] by document X and n₁ for each label, and n."""
    weighted = chosen(counts.differ, label) * weight(counts)[:, None]
    return columns(weighted, chosen(counts.marks, label), counts.sizes * counts.lengths)


def value(sums: Floats) -> Floats:
    """Alpha of such sums."""
    observed, expected = disorder(sums)
    return 1 - ratio(observed, expected)


def disorder(sums: Floats) -> tuple[Floats, Floats]:
    """Observed disagreement, and that which chance would give, both in characters."""
    labels = (sums.shape[-1] - 1) // 2
    differ, marked, number = sums[..., :labels], sums[..., labels:-1], sums[..., -1:]
    expected = total(marked * (number - marked)) / np.maximum(number[..., 0] - 1, 1)
    return total(differ), expected


MEASURES: dict[str, Measure] = {"alpha": alpha}
