"""Agreement on paragraphs: which label covers most of each, of the declared labels or none."""

from collections.abc import Callable

from annotate.agreement.base import Measure, Statistic
from annotate.agreement.counts import Counts
from annotate.agreement.nominal import (
    Ratings,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)


def ratings(counts: Counts) -> Ratings:
    """The annotators as raters of the paragraphs, a row a document."""
    said = counts.of_readings(counts.readings.paragraphs)
    agreed = counts.of_pairs(counts.pairs.paragraphs)
    return Ratings.summed(counts.sizes, counts.paragraphs, said, agreed)


def _measure(of: Callable[[Ratings], Statistic]) -> Measure:
    def measure(counts: Counts, label: int | None = None, /) -> Statistic:
        return of(ratings(counts))

    return measure


MEASURES: dict[str, Measure] = {
    "paragraph_alpha": _measure(krippendorff_alpha),
    "fleiss_kappa": _measure(fleiss_kappa),
    "ac1": _measure(gwet_ac1),
    "percent": _measure(percent_agreement),
}
