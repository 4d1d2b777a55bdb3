"""What `Tab` stops at, spans and suggestions, and in what order."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from operator import attrgetter

from annotate.core.annotation_set import Span
from annotate.core.suggestion import Suggestion

Stop = Span | Suggestion
Order = tuple[int, int, str]
"""A place in the order of stops."""
_start = attrgetter("start")


def order_of(stop: Stop) -> Order:
    """By start, the longer first, then by label: as spans are ordered."""
    return stop.start, -stop.end, stop.label


def next_stop(paragraphs: Iterable[Iterable[Stop]], at: Order, step: int) -> Stop | None:
    """The first stop after a place, or with a negative `step` the last before it.

    The stops come paragraph by paragraph, in the direction of the step, within each in any order.
    """
    for stops in paragraphs:
        if step > 0:
            found = min((s for s in stops if order_of(s) > at), key=order_of, default=None)
        else:
            found = max((s for s in stops if order_of(s) < at), key=order_of, default=None)
        if found is not None:
            return found
    return None


def next_to(
    stops: Sequence[Span] | Sequence[Suggestion], at: int, step: int
) -> Sequence[Span] | Sequence[Suggestion]:
    """Of what is in order, what starts at an offset and what starts next, or last, from there."""
    first, last = bisect_left(stops, at, key=_start), bisect_right(stops, at, key=_start)
    if step > 0 and last < len(stops):
        last = bisect_right(stops, stops[last].start, last, key=_start)
    elif step < 0 and first > 0:
        first = bisect_left(stops, stops[first - 1].start, 0, first, key=_start)
    return stops[first:last]
