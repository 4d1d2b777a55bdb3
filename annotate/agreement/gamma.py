"""Gamma of two annotators: how well their units can be aligned, against units thrown at random.

Not a measure of counts: it needs the units themselves, and takes its time.
"""

from collections.abc import Callable
from typing import NamedTuple
from zlib import crc32

import numpy as np

from annotate.agreement.base import NO_SPANS, Figure, ratio
from annotate.agreement.counting.arrays import Floats, Ints
from annotate.agreement.counting.assignment import assign
from annotate.agreement.counting.columns import DOCUMENT, END, LABEL, READING, START, Batch
from annotate.agreement.counting.pairing import pairing


class Weights(NamedTuple):
    """What differences of place and of label weigh, and what a unit without a partner costs."""

    place: float = 1.0
    label: float = 1.0
    alone: float = 1.0


class Units(NamedTuple):
    """The units of one annotator; labels are numbers."""

    start: Floats
    end: Floats
    label: Ints


DEFAULT = Weights()


def disorder(one: Units, other: Units, weights: Weights = DEFAULT) -> float:
    """The least disorder of any alignment, per unit that an annotator has on average; nan if none.

    The best alignment of two annotators is an assignment problem. Y. Mathet, A. Widlöcher,
    J.-P. Métivier, "The unified and holistic method gamma (γ) for inter-annotator agreement measure
    and alignment", Computational Linguistics 41 (2015).
    """
    first, second = len(one.label), len(other.label)
    if not first + second:
        return float("nan")
    # a partner saves what it would cost to leave it alone
    cost = np.full((first, second + first), weights.alone, float)
    cost[:, :second] = _dissimilarity(one, other, weights) - weights.alone
    aligned = cost[np.arange(first), assign(cost)].sum() if first else 0.0
    return float(aligned + weights.alone * second) / ((first + second) / 2)


def _dissimilarity(one: Units, other: Units, weights: Weights) -> Floats:
    """[n, m] between every two units."""
    apart = abs(one.start[:, None] - other.start) + abs(one.end[:, None] - other.end)
    lengths = (one.end - one.start)[:, None] + (other.end - other.start)
    place = (apart / lengths) ** 2
    found: Floats = weights.alone * (
        weights.place * place + weights.label * (one.label[:, None] != other.label)
    )
    return found


def expected_disorder(
    one: Units,
    other: Units,
    random: np.random.Generator,
    samples: int = 30,
    weights: Weights = DEFAULT,
) -> float:
    """The mean disorder of random annotators, as many units and gaps, as long, labelled as often.

    How `pygamma-agreement` draws them (H. Titeux and R. Riad, Journal of Open Source Software 6,
    2021): number, gaps and lengths are normal, with the mean and spread that the two have.
    """
    chance = _Chance(one, other)
    drawn = [
        disorder(chance.annotator(random, 1), chance.annotator(random, 0), weights)
        for _ in range(samples)
    ]
    return float(np.mean(drawn))


class _Chance:
    """What random annotators take after."""

    def __init__(self, *annotators: Units) -> None:
        gaps = [np.zeros(1)]  # as there: so that one unit has a gap too
        for units in annotators:
            order = np.lexsort((units.end, units.start))
            start, end = units.start[order], units.end[order]
            gaps += [start[1:] - end[:-1], start[:1][start[:1] > 0]]
        lengths = np.concatenate([units.end - units.start for units in annotators])
        numbers = np.array([len(units.label) for units in annotators])
        self.gaps, self.lengths, self.numbers = map(
            _mean_and_spread, (np.concatenate(gaps), lengths, numbers)
        )
        self.labels = np.concatenate([units.label for units in annotators])

    def annotator(self, random: np.random.Generator, least: int) -> Units:
        """A random one, with so many units at least."""
        number = max(least, abs(int(random.normal(*self.numbers))))
        lengths = np.maximum(abs(random.normal(*self.lengths, number)), 1e-6)
        gaps = random.normal(*self.gaps, number)
        end = np.cumsum(gaps + lengths)
        return Units(end - lengths, end, random.choice(self.labels, number))


def _mean_and_spread(values: Floats | Ints) -> tuple[float, float]:
    return float(values.mean()), float(values.std())


class Sums(NamedTuple):
    """By pair of annotators what adds up over documents: [A, A], observed and expected."""

    observed: Floats
    expected: Floats


def sums(
    batch: Batch,
    annotators: int,
    samples: int = 30,
    seed: int = 0,
    tell: Callable[[], object] | None = None,
) -> Sums:
    """The disorder of each pair in all documents, weighted by the units that they have there.

    `tell` is called after each pair in a document.
    """
    found = Sums(*np.zeros((2, annotators, annotators)))
    pairs = pairing(batch)
    for first, second in zip(pairs.first.tolist(), pairs.second.tolist(), strict=True):
        one, other = _units(batch, first), _units(batch, second)
        if weight := (len(one.label) + len(other.label)) / 2:
            a, b = batch.readings[[first, second], 1]
            id = batch.ids[batch.readings[first, DOCUMENT]]
            random = np.random.default_rng([seed, crc32(id.encode()), a, b])
            found.observed[a, b] += weight * disorder(one, other)
            found.expected[a, b] += weight * expected_disorder(one, other, random, samples)
        if tell:
            tell()
    return found


def _units(batch: Batch, reading: int) -> Units:
    """The spans of one reading; those of a clean batch are by reading."""
    low, high = np.searchsorted(batch.spans[:, READING], [reading, reading + 1])
    spans = batch.spans[low:high]
    return Units(spans[:, START].astype(float), spans[:, END].astype(float), spans[:, LABEL])


def gammas(found: Sums) -> Floats:
    """[A, A] gamma by pair, nan where neither has units."""
    return 1 - ratio(found.observed, found.expected)


def gamma(found: Sums) -> Figure:
    """The mean of pairs: the chance part is sampled, so there is no interval."""
    by_pair = gammas(found)
    if np.isnan(by_pair).all():
        return Figure(None, why=NO_SPANS)
    return Figure(float(np.nanmean(by_pair)), note="the mean of pairs")
