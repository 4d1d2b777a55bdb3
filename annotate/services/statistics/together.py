"""How the spans of one reading lie to each other: inside, on the same place, overlapping, touching.

One sweep from left to right, which only compares spans that share a character or an edge.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from annotate.services.statistics.values import Together

Way = Literal["inside", "same", "overlap", "touch"]
GAP = 1
"""Characters between two spans that touch: a space, as between a quotation and its attribution."""


class Placed(NamedTuple):
    """Where a span is, and its label."""

    start: int
    end: int
    label: str


Lying = Counter[tuple[str, str, Way]]
"""How often a label and another lie so: of `inside` the inner one comes first."""


def count_pairs(spans: Iterable[Placed], found: Lying) -> None:
    """Add how the spans of a reading lie; they come by start, the longer first."""
    before: list[Placed] = []
    for span in spans:
        before = [other for other in before if other.end + GAP >= span.start]
        for other in before:
            found[_pair(other, span)] += 1
        before.append(span)


def _pair(first: Placed, second: Placed) -> tuple[str, str, Way]:
    """The labels of two spans, the second of which starts no earlier, and how they lie."""
    if second.start >= first.end:
        return *_in_order(first, second), "touch"
    if (first.start, first.end) == (second.start, second.end):
        return *_in_order(first, second), "same"
    if second.end <= first.end:
        return second.label, first.label, "inside"
    return *_in_order(first, second), "overlap"


def _in_order(first: Placed, second: Placed) -> tuple[str, str]:
    return min(first.label, second.label), max(first.label, second.label)


def figures(found: Lying, labels: Iterable[str]) -> Iterator[Together]:
    """What was found, a figure for each two labels that were found together, in their order."""
    order = {label: n for n, label in enumerate(labels)}
    pairs: dict[tuple[str, str], dict[Way, int]] = {}
    for (label, other, way), times in found.items():
        pair = (label, other) if way == "inside" else _by(order, label, other)
        known = pairs.setdefault(pair, {})
        known[way] = known.get(way, 0) + times
    for label, other in sorted(pairs, key=lambda pair: (_at(order, pair[0]), _at(order, pair[1]))):
        yield Together(label, other, **pairs[label, other])


def _by(order: dict[str, int], label: str, other: str) -> tuple[str, str]:
    return min((label, other), (other, label), key=lambda pair: _at(order, pair[0]))


def _at(order: dict[str, int], label: str) -> tuple[int, str]:
    return order.get(label, len(order)), label
