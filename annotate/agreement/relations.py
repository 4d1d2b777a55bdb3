"""Agreement on links: F1 of links, and whether the same thing is attached to the same head."""

from annotate.agreement.base import Measure, Statistic
from annotate.agreement.counts import Counts
from annotate.agreement.rows import AT_MATCHED, ATTACHED, EXACT, OVERLAP
from annotate.agreement.span_f1 import both, share

NO_LINKS = "no links on either side"
NO_HEADS = "no matched head that both link"


def links_exact(counts: Counts, label: int | None = None) -> Statistic:
    """F1 of links; a hit has the same label and the same spans at its ends."""
    return _f1(counts, EXACT)


def links_overlap(counts: Counts, label: int | None = None) -> Statistic:
    """F1 of links; a hit has the same label, and its ends overlap spans of the same labels.

    By half of what either covers; each link is matched with one at most, as many as can be.
    """
    return _f1(counts, OVERLAP)


def attachment(counts: Counts, label: int | None = None) -> Statistic:
    """F1 of the links at heads that are matched and that both annotators link.

    What remains of the links' agreement once the spans are agreed on: a hit leads to matched
    children. As the attachment score of dependency parsing.
    """
    attached, whole = (counts.of_pairs(counts.pairs.links[:, n]) for n in (ATTACHED, AT_MATCHED))
    return share(2 * attached, whole, NO_HEADS)


def _f1(counts: Counts, kind: int) -> Statistic:
    whole = both(counts, counts.of_readings(counts.readings.links))
    return share(2 * counts.of_pairs(counts.pairs.links[:, kind]), whole, NO_LINKS)


MEASURES: dict[str, Measure] = {
    "links_exact": links_exact,
    "links_overlap": links_overlap,
    "attachment": attachment,
}
