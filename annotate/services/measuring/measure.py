"""The use case: read, count, report, and compare with what is asked for."""

from collections.abc import Sequence
from typing import NamedTuple

from annotate.agreement import get_measure
from annotate.agreement.intervals import Bootstrap
from annotate.core.scheme import Scheme
from annotate.services.measuring.reading import read
from annotate.services.measuring.report import Agreement, report
from annotate.services.measuring.thresholds import Threshold, shortfalls
from annotate.storage.finished import Choice
from annotate.storage.store import Store


class Outcome(NamedTuple):
    """The report, and a line for each threshold that is not reached."""

    agreement: Agreement
    missed: list[str]


def measure(
    store: Store,
    scheme: Scheme,
    choice: Choice,
    *,
    labels: Sequence[str] = (),
    bootstrap: Bootstrap | None = None,
    every: int | None = None,
    thresholds: Sequence[Threshold] = (),
) -> Outcome:
    """Measure the chosen documents; intervals are by the jackknife unless by `bootstrap`.

    Raises InputError for a layer, a label or a measure that there is not.
    """
    for name, _ in thresholds:
        get_measure(name)  # before the work
    measured = read(store, scheme, choice, labels)
    found = report(measured, bootstrap, every=every)
    return Outcome(found, list(shortfalls(measured.counts, thresholds, bootstrap)))
