"""Gamma against the program of its authors' school, where that is installed: it takes 400 MB."""

import logging
import random
import warnings
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest

from annotate.agreement.gamma import Units, Weights, disorder, expected_disorder
from tests.agreement.making import Span
from tests.campaign import campaign

pytest.importorskip("pygamma_agreement", reason="pip install --group gamma", exc_type=ImportError)
LABELS = "abc"


@pytest.fixture(autouse=True)
def quiet() -> Iterator[None]:
    """It says at each alignment which solver it takes, and warns of its own libraries."""
    logging.disable(logging.WARNING)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield
    logging.disable(logging.NOTSET)


def continuum(*said: list[Span]) -> Any:
    """The same units as it has them."""
    from pyannote.core import Segment
    from pygamma_agreement import Continuum

    made = Continuum()
    for name, spans in zip("AB", said, strict=True):
        made.add_annotator(name)
        for start, end, label in spans:
            made.add(name, Segment(start, end), label)
    return made


def dissimilarity(weights: Weights) -> Any:
    from pygamma_agreement import CombinedCategoricalDissimilarity

    return CombinedCategoricalDissimilarity(
        alpha=weights.place, beta=weights.label, delta_empty=weights.alone
    )


def units(spans: list[Span]) -> Units:
    start, end = (np.array([span[at] for span in spans], float) for at in (0, 1))
    return Units(start, end, np.array([LABELS.index(span[2]) for span in spans]))


def drawn(lot: random.Random, most: int) -> list[Span]:
    """One unit at least, of two that are the same one: it knows no others."""
    starts = [lot.randint(0, 10 * most) for _ in range(lot.randint(1, most))]
    return sorted({(start, start + lot.randint(1, 12), lot.choice(LABELS)) for start in starts})


def pair(lot: random.Random, most: int) -> tuple[list[Span], list[Span]]:
    return drawn(lot, most), drawn(lot, most)


def test_the_best_alignment_has_the_disorder_that_it_finds() -> None:
    lot = random.Random(5)
    for _ in range(campaign(12, 300)):
        weights = Weights(lot.choice([1, 3]), lot.choice([1, 2]), lot.choice([0.5, 1]))
        one, other = pair(lot, 5)
        theirs = continuum(one, other).get_best_alignment(dissimilarity(weights)).disorder
        # it reckons with 32 bits
        assert disorder(units(one), units(other), weights) == pytest.approx(theirs, abs=1e-5)


def test_chance_is_as_it_has_it() -> None:
    lot = random.Random(6)
    np.random.seed(6)  # what it draws from
    for _ in range(campaign(1, 8)):
        one, other = pair(lot, 12)
        found = continuum(one, other).compute_gamma(dissimilarity(Weights()), n_samples=150)
        random_ones = np.random.default_rng(7)
        chance = expected_disorder(units(one), units(other), random_ones, 400)
        assert chance == pytest.approx(found.expected_disorder, rel=0.08)
        ours = 1 - disorder(units(one), units(other)) / chance
        assert ours == pytest.approx(found.gamma, abs=0.08)
