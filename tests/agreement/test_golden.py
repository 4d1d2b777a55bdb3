"""Worked examples with published values: every figure whose coefficient is offered."""

import json
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from annotate.agreement import get_measure
from annotate.agreement.base import Statistic
from annotate.agreement.nominal import (
    Ratings,
    cohen_kappa,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)
from tests.agreement.making import Work, counted

FOLDER = Path(__file__).parent / "golden"
EXAMPLES = {
    path.stem: json.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.json")
}
NOMINAL = {
    "alpha": krippendorff_alpha,
    "ac1": gwet_ac1,
    "fleiss": fleiss_kappa,
    "po": percent_agreement,
    "pa": percent_agreement,
    "percent_agreement": percent_agreement,
}


def units(example: Any) -> list[list[Any]]:
    """What each rater said of each unit."""
    given = example["input"]
    if "units_by_coder" in given:
        found: list[list[Any]] = given["units_by_coder"]
        return found
    return [
        [one, other]
        for one, row in zip(given["categories"], given["contingency"], strict=True)
        for other, number in zip(given["categories"], row, strict=True)
        for _ in range(number)
    ]


def categories(rows: Sequence[Sequence[Any]]) -> list[Any]:
    return sorted({value for row in rows for value in row if value is not None})


def value(statistic: Statistic) -> float:
    return float(statistic.value(statistic.sums.sum(0)))


def figures(measures: Sequence[str]) -> list[Any]:
    """(example, figure) of the examples of given units that have one of these figures."""
    return [
        pytest.param(example, figure, id=f"{name}-{figure}")
        for name, example in EXAMPLES.items()
        if not re.match("gamma|u_alpha", example["measure"])
        for figure in example["expected"]
        if figure in measures
    ]


@pytest.mark.parametrize(("example", "figure"), figures([*NOMINAL]))
def test_measures_of_given_units(example: Any, figure: str) -> None:
    rows = units(example)
    ratings = Ratings.of_units(rows, example["input"].get("categories") or categories(rows))
    found = value(NOMINAL[figure](ratings))
    assert found == pytest.approx(example["expected"][figure], abs=example["tolerance"])


@pytest.mark.parametrize(("example", "figure"), figures(["kappa"]))
def test_kappa(example: Any, figure: str) -> None:
    rows = units(example)
    if example["measure"] == "fleiss_kappa":
        found = value(fleiss_kappa(Ratings.of_units(rows, categories(rows))))
    else:
        names = categories(rows)
        table = [[rows.count([one, other]) for other in names] for one in names]
        found = float(cohen_kappa(table))
    assert found == pytest.approx(example["expected"][figure], abs=example["tolerance"])


def as_characters(rows: Sequence[Sequence[Any]]) -> list[Work]:
    """Units as documents of one character, a category as the label on it."""
    return [
        Work(1, {f"rater {i}": [(0, 1, str(v))] for i, v in enumerate(row) if v is not None})
        for row in rows
        if sum(v is not None for v in row) >= 2
    ]


ALPHAS = [p for p in figures(["alpha", "per_category"]) if "fleiss" not in str(p.id)]
"""Kappas of single categories, as Fleiss has them, are not offered."""


@pytest.mark.parametrize(("example", "figure"), ALPHAS)
def test_alpha_of_units_that_are_characters(example: Any, figure: str) -> None:
    rows = units(example)
    labels = [str(category) for category in categories(rows)]
    counts = counted(as_characters(rows), labels)
    if figure == "alpha":
        found: Any = value(get_measure("alpha_set")(counts))
    else:
        found = {k: value(get_measure("alpha")(counts, i)) for i, k in enumerate(labels)}
    assert found == pytest.approx(example["expected"][figure], abs=example["tolerance"])


@pytest.mark.parametrize("name", [n for n in EXAMPLES if n.startswith("u2016")])
def test_unitizing_alpha(name: str) -> None:
    example = EXAMPLES[name]
    given = example["input"]
    spans = {a: [(s, e, k) for k, s, e in marked] for a, marked in given["annotators"].items()}
    labels = sorted({k for marked in spans.values() for _, _, k in marked})
    counts = counted([Work(given["length"], spans)], labels)
    found = value(get_measure("unitizing_alpha")(counts))
    assert found == pytest.approx(example["expected"]["u_alpha"], abs=example["tolerance"])


def test_where_nothing_varies_there_is_no_value_but_the_observed_agreement() -> None:
    ratings = Ratings.of_units(units(EXAMPLES["degenerate_single_category"]), ["y"])
    for measure in (krippendorff_alpha, fleiss_kappa):
        statistic = measure(ratings)
        assert value(statistic) != value(statistic)
        assert (statistic.why, statistic.observed) == ("no variation", 1.0)
