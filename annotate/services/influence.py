"""What suggestions do to the work: articles shown with them beside those shown without."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import hypot, inf
from typing import NamedTuple

import numpy as np
from msgspec import Struct

from annotate.agreement.intervals import LEAST, spread, t_quantile
from annotate.core.renaming import in_present_names
from annotate.core.scheme import Scheme
from annotate.core.scheme_file import SuggestionSettings
from annotate.services.statistics.counting import IDLE
from annotate.services.statistics.timing import times
from annotate.services.suggesting import is_without
from annotate.storage import annotations, gold
from annotate.storage import statistics as stored
from annotate.storage.statistics import Reading
from annotate.storage.store import Store

SECONDS, LABELS, GOLD = "seconds_per_paragraph", "labels_per_article", "f1_with_gold"
MEASURES = {SECONDS: inf, LABELS: inf, GOLD: 1.0}
"""What each can be at most; none is below 0."""
Part = tuple[float, float]
"""What one article gives to a ratio: above the line, and below."""


class Measured(Struct, frozen=True):
    """A figure over so many `articles`, with its 95 % interval; null where it cannot be had."""

    articles: int
    value: float | None
    low: float | None
    high: float | None


class Group(Struct, frozen=True):
    """What was measured of the readings that were shown in one way."""

    readings: int
    paragraphs: int
    seconds_per_paragraph: Measured
    labels_per_article: Measured
    f1_with_gold: Measured


class Influence(Struct, frozen=True):
    """Both ways, and what is more without suggestions than with them.

    The `share` is that of articles shown without. Readings that were drawn for that, but hold
    accepted suggestions, were made when the share was another: they are `left_out`.
    """

    share: float
    with_suggestions: Group
    without: Group
    difference: dict[str, Measured]
    left_out: int


class _Reading(NamedTuple):
    """One finished reading; `with_gold` is twice what both have, and what each has, if known."""

    document: int
    paragraphs: int
    seconds: float
    labels: int
    with_gold: Part | None


class _Estimate(NamedTuple):
    """A value, and half of its interval; None where it cannot be had."""

    articles: int
    value: float | None
    half: float | None

    def measured(self, least: float, most: float) -> Measured:
        """The same with both ends of the interval, in what is possible."""
        if self.value is None or self.half is None:
            return Measured(self.articles, self.value, None, None)
        low, high = max(least, self.value - self.half), min(most, self.value + self.half)
        return Measured(self.articles, self.value, low, high)


def influence(store: Store, scheme: Scheme, settings: SuggestionSettings) -> Influence:
    """Time, labels and agreement with gold of finished articles with and without suggestions.

    Readings of annotators that were made by hand. Time is as `annotate stats` counts it. Intervals
    leave out an article at a time (jackknife, Student's t), and need LEAST of them.
    """
    with store.snapshot():
        found = list(_readings(store, scheme, settings))
    groups = [[r for drawn, r in found if drawn is way and r] for way in (False, True)]
    both = [_estimates(readings) for readings in groups]
    more = {name: _difference(both[0][name], both[1][name]) for name in MEASURES}
    shown, without = map(_group, groups, both)
    return Influence(
        settings.without,
        shown,
        without,
        {name: more[name].measured(-most, most) for name, most in MEASURES.items()},
        sum(reading is None for _, reading in found),
    )


# --- reading -----------------------------------------------------------------------------------


def _readings(
    store: Store, scheme: Scheme, settings: SuggestionSettings
) -> Iterator[tuple[bool, _Reading | None]]:
    """Whether each was drawn to be without, and what it is; None for one that is left out."""
    spent = times(stored.moments(store), round(IDLE * 60_000))
    imported = stored.imported(store)
    for reading in stored.readings(store, stored.layers(store), finished=True):
        place = reading.layer, reading.document
        if place in spent and place not in imported:
            drawn = is_without(settings, reading.layer, reading.sha256)
            made = _reading(store, scheme, reading, spent[place] / 1000)
            accepted = drawn and stored.accepted(store, reading.document, reading.layer)
            yield drawn, None if accepted else made


def _reading(store: Store, scheme: Scheme, reading: Reading, seconds: float) -> _Reading:
    key, spans = reading.document, _places(store, scheme, reading.document, reading.layer)
    settled = gold.settled(store, key)
    agreed: Part | None = None
    if settled:
        right = _places(store, scheme, key, settled)
        agreed = 2 * len(spans & right), len(spans) + len(right)
    return _Reading(key, reading.paragraphs, seconds, len(spans), agreed)


def _places(store: Store, scheme: Scheme, key: int, layer: str) -> set[tuple[int, int, str]]:
    content = in_present_names(annotations.read(store, key, layer), scheme.former)
    return {span.place for span in content.spans}


# --- figures -----------------------------------------------------------------------------------


def _group(readings: Sequence[_Reading], estimates: dict[str, _Estimate]) -> Group:
    measured = (estimates[name].measured(0, most) for name, most in MEASURES.items())
    return Group(len(readings), sum(reading.paragraphs for reading in readings), *measured)


def _estimates(readings: Sequence[_Reading]) -> dict[str, _Estimate]:
    known = [r for r in readings if r.with_gold and r.with_gold[1]]
    return {
        SECONDS: _estimate((r.document, (r.seconds, r.paragraphs)) for r in readings),
        LABELS: _estimate((r.document, (r.labels, 1)) for r in readings),
        GOLD: _estimate((r.document, r.with_gold) for r in known if r.with_gold),
    }


def _estimate(parts: Iterable[tuple[int, Part]]) -> _Estimate:
    """A ratio of sums; all readings of one article are left out together."""
    articles: dict[int, Part] = defaultdict(lambda: (0.0, 0.0))
    for document, (above, below) in parts:
        articles[document] = articles[document][0] + above, articles[document][1] + below
    number = len(articles)
    above, below = (sum(part[i] for part in articles.values()) for i in (0, 1))
    value = above / below if below else None
    left = [(above - a) / (below - b) for a, b in articles.values() if below > b]
    if number < LEAST or len(left) < number:
        return _Estimate(number, value, None)
    return _Estimate(number, value, t_quantile(number - 1) * spread(np.array(left)))


def _difference(shown: _Estimate, without: _Estimate) -> _Estimate:
    """What is more without; the two are of different articles, so their errors add as squares."""
    number = min(shown.articles, without.articles)
    if shown.value is None or without.value is None:
        return _Estimate(number, None, None)
    known = shown.half is not None and without.half is not None
    half = hypot(shown.half or 0, without.half or 0) if known else None
    return _Estimate(number, without.value - shown.value, half)
