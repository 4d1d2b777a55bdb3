"""What the counting comes to, as plain values."""

from collections import Counter
from math import ceil

from msgspec import Struct

BINS = 20
"""Bars of a histogram, at most."""


class Bin(Struct, frozen=True):
    """How many values lie from `start` up to, not including, `end`."""

    start: int
    end: int
    count: int


class Spread(Struct, frozen=True):
    """How some whole numbers are spread: nearest-rank quantiles; all 0 where there are none."""

    count: int = 0
    least: int = 0
    median: int = 0
    mean: float = 0.0
    p90: int = 0
    most: int = 0
    histogram: tuple[Bin, ...] = ()


class LabelFigures(Struct, frozen=True):
    """A label: its spans, in how many readings it is, the length of its spans in characters."""

    label: str
    spans: int
    readings: int
    length: Spread


class Together(Struct, frozen=True):
    """How spans of two labels lie to each other within a reading.

    `inside` counts pairs in which a span of `label` lies in a longer one of `other`; `same` have
    the same ends, `overlap` share some characters, `touch` follow one another with at most one
    character between them; the last three are counted once for both orders.
    """

    label: str
    other: str
    inside: int = 0
    same: int = 0
    overlap: int = 0
    touch: int = 0


class LinkFigures(Struct, frozen=True):
    """A relation: how many links, and how many of them each span has that may be their head."""

    relation: str
    links: int
    per_head: Spread


class Group(Struct, frozen=True):
    """What belongs to one annotator, source or language.

    `seconds` is the time of each of its finished readings of which the log tells.
    """

    name: str
    readings: int
    finished: int
    spans: int
    seconds: Spread


class Statistics(Struct, frozen=True):
    """All figures; a reading is what one layer says of one article."""

    articles: int
    readings: int
    finished: int
    characters: Spread
    paragraphs: Spread
    spans: int
    spans_per_reading: Spread
    labels: tuple[LabelFigures, ...]
    together: tuple[Together, ...]
    links: tuple[LinkFigures, ...]
    idle_minutes: float
    seconds: Spread
    annotators: tuple[Group, ...]
    sources: tuple[Group, ...]
    languages: tuple[Group, ...]


def spread(values: Counter[int]) -> Spread:
    """The spread of values by how often each is there."""
    count = values.total()
    if not count:
        return Spread()
    ordered = sorted(values)
    total = sum(value * times for value, times in values.items())
    return Spread(
        count=count,
        least=ordered[0],
        median=_quantile(values, ordered, 0.5),
        mean=round(total / count, 2),
        p90=_quantile(values, ordered, 0.9),
        most=ordered[-1],
        histogram=_histogram(values, ordered),
    )


def _quantile(values: Counter[int], ordered: list[int], share: float) -> int:
    """The value below or at which that share of the values lies."""
    rank, seen = ceil(share * values.total()), 0
    for value in ordered:
        seen += values[value]
        if seen >= rank:
            return value
    return ordered[-1]


def _histogram(values: Counter[int], ordered: list[int]) -> tuple[Bin, ...]:
    """Bins of one round width from the least value to the most, empty ones among them."""
    width = _round_width((ordered[-1] - ordered[0] + 1) / BINS)
    first = ordered[0] // width
    counts = [0] * (ordered[-1] // width - first + 1)
    for value, times in values.items():
        counts[value // width - first] += times
    return tuple(
        Bin((first + n) * width, (first + n + 1) * width, count) for n, count in enumerate(counts)
    )


def _round_width(least: float) -> int:
    """The smallest of 1, 2, 5, 10, 20, 50 … that is no less."""
    width = 1
    while True:
        for step in (1, 2, 5):
            if step * width >= least:
                return step * width
        width *= 10
