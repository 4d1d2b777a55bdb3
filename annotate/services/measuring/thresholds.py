"""Thresholds: whether figures are as good as somebody asks for, for use in CI."""

from collections.abc import Iterable, Iterator

from annotate.agreement import get_measure
from annotate.agreement.adding import nothing
from annotate.agreement.counts import Counts
from annotate.agreement.intervals import Method, figure
from annotate.core.errors import InputError

Threshold = tuple[str, float]
"""A measure's name, and what the lower end of its interval must reach."""


def check(thresholds: Iterable[Threshold]) -> None:
    """Raises InputError for a measure there is not, and for what none of its figures can reach."""
    for name, least in thresholds:
        low = 0 if get_measure(name)(nothing(("",), ()), None).scale == "logit" else -1
        if not low <= least <= 1:
            raise InputError(f"{name} goes from {low} to 1, and never to {least:g}")


def shortfalls(
    counts: Counts, thresholds: Iterable[Threshold], method: Method | None = None
) -> Iterator[str]:
    """A line for each threshold that is not reached, or of which that cannot be said.

    Raises InputError for a measure there is not.
    """
    for name, least in thresholds:
        found = figure(get_measure(name), counts, method=method)
        if found.lower_end is None:
            yield f"{name} has no interval to compare with {least:g}: {found.why}"
        elif found.lower_end < least:
            yield f"{name} is {found.value:.3f}, and may be {found.lower_end:.3f}: below {least:g}"
