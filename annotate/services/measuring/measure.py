"""The use case: read, count, report, and compare with what is asked for."""

from collections.abc import Callable, Sequence
from itertools import count
from typing import NamedTuple

import numpy as np
from msgspec import UNSET
from msgspec.structs import replace

from annotate.agreement.base import Figure
from annotate.agreement.counting.columns import cleaned
from annotate.agreement.gamma import Sums, gamma, gammas, sums
from annotate.agreement.intervals import Bootstrap
from annotate.core.layers import is_again, owner
from annotate.core.scheme import Scheme
from annotate.services.copies import Progress, refresh
from annotate.services.measuring.counted import measured
from annotate.services.measuring.reading import Reading
from annotate.services.measuring.report import Agreement, Gamma, PairGamma, report
from annotate.services.measuring.thresholds import Threshold, check, shortfalls
from annotate.storage import finished, project, repeats
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
    with_gamma: bool = False,
    thresholds: Sequence[Threshold] = (),
    progress: Progress | None = None,
    aligning: Progress | None = None,
) -> Outcome:
    """Measure the chosen documents; intervals are by the jackknife unless by `bootstrap`.

    That draws near-copies together: texts that nobody compared yet, as those that came by an
    exchange that was broken off, are compared before, and `progress` is told of it. Gamma takes its
    time, of which `aligning` is told, and is left out unless it is wanted.

    Raises InputError for a layer, source, document, label or measure that there is not, and for a
    threshold that no figure can reach.
    """
    check(thresholds)  # before the work
    if bootstrap:
        refresh(store, progress)
    counted = measured(store, scheme, choice, labels)
    found = report(counted, bootstrap, every=every)
    found = _with_what_is_missing(found, store, scheme, choice)
    if with_gamma:
        reading = Reading(store, scheme, choice, labels)
        found = replace(found, gamma=_gamma(reading, _steps(found, aligning)))
    return Outcome(found, list(shortfalls(counted.counts, thresholds, bootstrap)))


def _with_what_is_missing(
    found: Agreement, store: Store, scheme: Scheme, choice: Choice
) -> Agreement:
    """The report with what it counts no more or not yet, where there is any."""
    return replace(
        found,
        left_out=_left_out(store, scheme, choice) or UNSET,
        awaited=_awaited(store, choice) or UNSET,
        finished=UNSET if found.documents else finished.numbers(store, choice),
        narrowed=UNSET if found.documents else _is_narrowed(choice) or UNSET,
    )


def _is_narrowed(choice: Choice) -> bool:
    """Whether others may have finished what is not looked at."""
    return len(choice.layers) == 1 or replace(choice, layers=()) != Choice()


def _awaited(store: Store, choice: Choice) -> dict[str, int]:
    """By annotator, of the named second passes."""
    people = map(owner, filter(is_again, choice.layers))
    return {name: number for name in people if (number := repeats.waiting(store, name))}


def _left_out(store: Store, scheme: Scheme, choice: Choice) -> dict[str, int]:
    """Spans of labels that the scheme has not, or no more.

    All spans are gone through only where there may be any.
    """
    known = {*scheme.former, *(label.name for label in scheme.labels)}
    looks = scheme.bygone or project.may_have_unknown(store)
    return finished.unknown(store, choice, known) if looks else {}


def _steps(found: Agreement, progress: Progress | None) -> Callable[[], object] | None:
    """What is called after each pair of annotators in a document, of which it knows how many."""
    if progress is None:
        return None
    total = sum(pair.documents for pair in found.pairs)
    numbers = count(1)  # more may be finished meanwhile
    return lambda: progress(min(next(numbers), total), total)


def _gamma(reading: Reading, tell: Callable[[], object] | None) -> Gamma:
    """Of all documents, read once more: it is not made of counts."""
    number = len(reading.annotators)
    total = Sums(*np.zeros((2, number, number)))
    for batch, _ in reading.batches():
        found = sums(cleaned(batch), number, tell=tell)
        total = Sums(total.observed + found.observed, total.expected + found.expected)
    by_pair = gammas(total)
    pairs = [
        PairGamma(reading.annotators[a], reading.annotators[b], Figure(float(by_pair[a, b])))
        for a, b in np.argwhere(~np.isnan(by_pair)).tolist()
    ]
    return Gamma(gamma(total), pairs)
