"""Kappa of two annotators on characters, of one label or pooled over all."""

from annotate.agreement.base import NO_VARIATION, Measure, Statistic, chosen, columns, ratio, total
from annotate.agreement.counting.arrays import Floats
from annotate.agreement.counts import Counts


def kappa(counts: Counts, label: int | None = None) -> Statistic:
    """Cohen's kappa, where each label is present or absent on each character.

    Every annotator has their own chance to mark. Pooled, disagreement and chance are summed over
    the labels; over several pairs, over the pairs. J. Cohen, "A coefficient of agreement for
    nominal scales", Educational and Psychological Measurement 20 (1960).
    """
    first, second = (chosen(marks, label) for marks in counts.marks_of_pairs)
    pairs = counts.sizes * (counts.sizes - 1) // 2
    sums = columns(chosen(counts.differ, label), first, second, pairs * counts.lengths)
    return Statistic(sums, value, "log", NO_VARIATION, observed=1.0)


def value(sums: Floats) -> Floats:
    """Kappa of [..., 3 K + 1] sums: characters that differ, of the first, of the second, all.

    By chance one of two marks a character and the other does not as often as their shares say.
    """
    labels = (sums.shape[-1] - 1) // 3
    differ, first = sums[..., :labels], sums[..., labels : 2 * labels]
    second, number = sums[..., 2 * labels : -1], sums[..., -1:]
    expected = first * (number - second) + second * (number - first)
    return 1 - ratio(total(differ) * number[..., 0], total(expected))


MEASURES: dict[str, Measure] = {"kappa": kappa}
