"""Which span of one state took the place of which of another, so that links can follow."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from operator import attrgetter

from annotate.core.annotation_set import Span

LEAST = 0.5
"""Intersection over union from which one span can stand for another."""
START = attrgetter("start")


def successors(old: Iterable[Span], new: Iterable[Span]) -> dict[str, str]:
    """From each old span, by id, to the new one that took its place; those that are gone lack.

    That is the one with the same start, end and label; else, each standing for one only and for as
    many as can be, one that overlaps it by LEAST, rather of the same label, rather by more.
    """
    places = {s.place: s.id for s in new}
    found = {s.id: places[s.place] for s in old if s.place in places}
    taken = set(found.values())
    left = [s for s in old if s.id not in found]
    free = sorted((s for s in new if s.id not in taken), key=START)
    wishes = {s.id: [n.id for n in _alike(s, _near(s, free))] for s in left}
    return found | _matched(wishes)


def _near(span: Span, ordered: Sequence[Span]) -> Sequence[Span]:
    """Of spans in the order of their starts those that can overlap it by LEAST.

    One that begins earlier than this shares less than LEAST of what the two cover, however long.
    """
    earliest = span.end - (span.end - span.start) / LEAST
    return ordered[
        bisect_left(ordered, earliest, key=START) : bisect_left(ordered, span.end, key=START)
    ]


def _alike(span: Span, others: Iterable[Span]) -> list[Span]:
    """Those that can stand for a span, the best first."""
    able = [o for o in others if _overlap(span, o) >= LEAST]
    return sorted(able, key=lambda o: (o.label != span.label, -_overlap(span, o)))


def _overlap(one: Span, other: Span) -> float:
    """Intersection over union, 0 to 1."""
    shared = max(0, min(one.end, other.end) - max(one.start, other.start))
    union = (one.end - one.start) + (other.end - other.start) - shared
    return shared / union if union else 0.0


def _matched(wishes: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """A one-to-one matching with the most pairs: shortest augmenting paths."""
    seat: dict[str, str] = {}
    holder: dict[str, str] = {}
    for newcomer in wishes:
        came_from, end = _search(newcomer, wishes, holder)
        while end is not None:
            one = came_from[end]
            left = seat.get(one)
            seat[one], holder[end] = end, one
            end = left
    return seat


def _search(
    newcomer: str, wishes: Mapping[str, Sequence[str]], holder: Mapping[str, str]
) -> tuple[dict[str, str], str | None]:
    """Who would take each place that was looked at, and the free one that it led to, if any."""
    came_from: dict[str, str] = {}
    waiting = [newcomer]
    for one in waiting:
        for wish in wishes[one]:
            if wish not in came_from:
                came_from[wish] = one
                if wish not in holder:
                    return came_from, wish
                waiting.append(holder[wish])
    return came_from, None
