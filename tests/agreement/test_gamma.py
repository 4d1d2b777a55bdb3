"""Gamma: published values, the best alignment, and the mean of pairs."""

import json
from collections.abc import Sequence
from itertools import permutations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.agreement.counting.assignment import assign
from annotate.agreement.counting.columns import cleaned
from annotate.agreement.gamma import (
    Units,
    Weights,
    disorder,
    expected_disorder,
    gamma,
    gammas,
    sums,
)
from tests.agreement.making import Work, batch
from tests.agreement.strategies import LABELS, span

FOLDER = Path(__file__).parent / "golden"
EXAMPLES = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("gamma*.json")
}


def annotators(example: Any) -> list[Units]:
    given = example["input"]["continuum"]
    labels = sorted({unit["category"] for unit in given})
    return [
        units([(u["start"], u["end"], u["category"]) for u in given if u["annotator"] == n], labels)
        for n in sorted({unit["annotator"] for unit in given})
    ]


def units(spans: Sequence[tuple[float, float, str]], labels: Sequence[str] = LABELS) -> Units:
    numbers = np.array([labels.index(k) for _, _, k in spans], np.int64)
    start, end = (np.array([s[i] for s in spans], float) for i in (0, 1))
    return Units(start, end, numbers)


TWO = [name for name, example in EXAMPLES.items() if len(annotators(example)) == 2]
"""Gamma is offered for pairs."""


@pytest.mark.parametrize("name", TWO)
def test_published_values(name: str) -> None:
    example = EXAMPLES[name]
    given, expected = example["input"]["params"], example["expected"]
    weights = Weights(given["alpha"], given["beta"], given["deltaEmpty"])
    one, other = annotators(example)
    observed = disorder(one, other, weights)
    assert observed == pytest.approx(expected["observed_disorder"], abs=1e-4)
    by_chance = expected_disorder(one, other, np.random.default_rng(1), 400, weights)
    assert 1 - observed / by_chance == pytest.approx(expected["gamma"], abs=0.08)


spans = st.lists(span(20).filter(lambda s: s[0] < s[1]), max_size=4)


weights = st.builds(Weights, *(st.sampled_from([1, 0.5, 3]) for _ in range(3)))


@given(spans, spans, weights)
def test_no_alignment_is_better(ours: list[Any], theirs: list[Any], weights: Weights) -> None:
    alone = weights.alone

    def apart(a: Any, b: Any) -> float:
        place = (abs(a[0] - b[0]) + abs(a[1] - b[1])) / (a[1] - a[0] + b[1] - b[0])
        return float(weights.place * place**2 + weights.label * (a[2] != b[2])) * alone

    few, many = sorted((ours, theirs), key=len)
    best = min(
        sum(min(apart(a, b), 2 * alone) for a, b in zip(few, order, strict=False))
        for order in permutations(many)
    )
    best += alone * (len(many) - len(few))
    found = disorder(units(ours), units(theirs), weights)
    if ours or theirs:
        assert found == pytest.approx(best / ((len(ours) + len(theirs)) / 2), abs=1e-9)
    else:
        assert np.isnan(found)


@given(st.integers(1, 7), st.integers(0, 4), st.randoms(use_true_random=False))
def test_an_assignment_costs_no_more_than_that_of_scipy(rows: int, more: int, random: Any) -> None:
    from scipy.optimize import linear_sum_assignment

    cost = np.array([[random.randint(-5, 5) / 2 for _ in range(rows + more)] for _ in range(rows)])
    found = assign(cost)
    assert len(set(found.tolist())) == rows
    assert cost[np.arange(rows), found].sum() == cost[linear_sum_assignment(cost)].sum()


def test_the_gamma_of_all_is_the_mean_of_pairs() -> None:
    same, other = [(0, 5, "a"), (8, 12, "b")], [(0, 7, "a")]
    works = [Work(20, {"A": same, "B": same, "C": other}), Work(9, {"A": [], "B": [], "D": []})]
    found = sums(cleaned(batch(works, "ab", "ABCD")), 4)
    by_pair = gammas(found)
    assert by_pair[0, 1] == 1.0
    assert by_pair[0, 2] < 1.0
    assert np.isnan(by_pair[0, 3])
    expected = (by_pair[0, 1] + by_pair[0, 2] + by_pair[1, 2]) / 3
    assert gamma(found).value == pytest.approx(expected)
    assert gamma(found).note == "the mean of pairs"


def test_without_units_there_is_no_gamma() -> None:
    works = [Work(20, {"A": [], "B": []})]
    assert gamma(sums(batch(works, "ab", "AB"), 2)).why == "no spans on either side"


@pytest.mark.parametrize("unit", [1e-3, 1e3])
def test_chance_does_not_depend_on_the_unit_of_length(unit: float) -> None:
    ours, theirs = [(0, 5, "a"), (8, 12, "b")], [(1, 7, "a"), (9, 10, "b"), (15, 30, "c")]
    found = []
    for by in (1, unit):
        one, other = (units([(s * by, e * by, k) for s, e, k in each]) for each in (ours, theirs))
        found.append(expected_disorder(one, other, np.random.default_rng(1)))
    assert found[0] == pytest.approx(found[1])
