"""The few figures that say how far labels can be trusted, without the whole report."""

from collections.abc import Sequence

from annotate.agreement import MEASURES
from annotate.agreement.base import Figure
from annotate.agreement.intervals import figure
from annotate.core.scheme import Scheme
from annotate.services.measuring.counted import measured
from annotate.storage.finished import Choice
from annotate.storage.store import Store


def headline(store: Store, scheme: Scheme, labels: Sequence[str] = ()) -> dict[str, Figure]:
    """Alpha, pooled and of each label, and F1 of spans and links, by what a page calls them.

    Raises InputError for a label that there is not.
    """
    counts = measured(store, scheme, Choice(), labels).counts
    alpha = MEASURES["alpha"]
    by_label = {
        f"alpha of {label}": figure(alpha, counts, index)
        for index, label in enumerate(counts.labels)
    }
    return {
        "alpha": figure(alpha, counts),
        **by_label,
        "F1 of spans, exact": figure(MEASURES["f1_exact"], counts),
        "F1 of links, exact": figure(MEASURES["links_exact"], counts),
    }
