"""F1 of spans: exact, and overlapping under one-to-one matching; with and without labels."""

from typing import Any

from annotate.agreement.base import NO_SPANS, Measure, Statistic, chosen, columns, ratio, total
from annotate.agreement.counting.arrays import Floats, Ints
from annotate.agreement.counts import Counts


def f1_exact(counts: Counts, label: int | None = None) -> Statistic:
    """2 ΣTP / Σ(n_i + n_j) over the pairs; a hit has the same start, end and label.

    G. Hripcsak and A. S. Rothschild, "Agreement, the F-measure, and reliability in information
    retrieval", JAMIA 12 (2005): kappa comes to F1 where nothing bounds the negatives.
    """
    return _f1(counts, counts.of_pairs(total(chosen(counts.pairs.identical, label))), label)


def f1_overlap(counts: Counts, label: int | None = None) -> Statistic:
    """The same; a hit overlaps by half of what either covers, and has the same label.

    Each span is matched with one at most, as many as can be.
    """
    return _f1(counts, counts.of_pairs(total(chosen(counts.pairs.overlapping, label))), label)


def f1_exact_unlabelled(counts: Counts, label: int | None = None) -> Statistic:
    """The same; a hit has the same start and end."""
    return _f1(counts, counts.of_pairs(counts.pairs.same_range))


def f1_overlap_unlabelled(counts: Counts, label: int | None = None) -> Statistic:
    """The same; a hit overlaps by half of what either covers."""
    return _f1(counts, counts.of_pairs(total(counts.pairs.kinds)))


def _f1(counts: Counts, hits: Ints, label: int | None = None) -> Statistic:
    return share(2 * hits, both(counts, total(chosen(counts.spans, label))), NO_SPANS)


def both(counts: Counts, values: Ints) -> Ints:
    """[D] what the two of every pair have together of something that readings have in all.

    Each of the m annotators of a document is in m − 1 pairs.
    """
    return (counts.sizes - 1) * values


def share(part: Any, whole: Any, why: str) -> Statistic:
    """The share of sums by document."""
    return Statistic(columns(part, whole), _share, "logit", why)


def _share(sums: Floats) -> Floats:
    return ratio(sums[..., 0], sums[..., 1])


MEASURES: dict[str, Measure] = {
    "f1_exact": f1_exact,
    "f1_overlap": f1_overlap,
    "f1_exact_unlabelled": f1_exact_unlabelled,
    "f1_overlap_unlabelled": f1_overlap_unlabelled,
}
