"""Intervals: the jackknife and the bootstrap, and when there is none."""

import numpy as np
import pytest
from numpy.typing import ArrayLike

from annotate.agreement import MEASURES
from annotate.agreement.base import Figure, Statistic
from annotate.agreement.intervals import (
    ALIKE,
    WHOLE,
    Bootstrap,
    Interval,
    Method,
    figure,
    jackknife,
    t_quantile,
)
from tests.agreement.making import Work, among, counted
from tests.campaign import campaign


def documents(number: int) -> list[Work]:
    """Documents that differ by their numbers."""
    return [
        Work(
            40, {"A": [(0, 10, "a"), (20, 25, "b")], "B": [(d % 4, 10, "a"), (20, 26 + d % 3, "b")]}
        )
        for d in range(number)
    ]


def mean(sums: np.ndarray) -> Statistic:
    values = np.column_stack([sums, np.ones(len(sums))])
    return Statistic(values, lambda s: s[..., 0] / s[..., 1], "log", "")


def students(freedom: int) -> float:
    """The quantile that SciPy has, which takes a second to be imported."""
    from scipy.stats import t

    return float(t.ppf(0.975, freedom))


@pytest.mark.parametrize("freedom", [1, 2, 3, 4, 9, 10, 59, 60, 200, 201, 10_000])
def test_the_quantile_is_students(freedom: int) -> None:
    assert t_quantile(freedom) == pytest.approx(students(freedom), abs=1e-8)


def test_the_jackknife_of_a_mean_is_students_interval_where_the_scale_is_straight() -> None:
    values = np.array([1.0, 2.0, 4.0, 8.0, 9.0, 3.0]) * 1e-9  # log(1 − x) is −x here
    low, high, *_ = jackknife(mean(values), lambda: np.arange(6))
    reach = students(5) * values.std(ddof=1) / 6**0.5
    assert low == pytest.approx(values.mean() - reach, rel=1e-4)
    assert high == pytest.approx(values.mean() + reach, rel=1e-4)


@pytest.mark.parametrize(
    ("number", "has", "note"), [(4, False, ""), (5, True, "few documents"), (10, True, "")]
)
def test_few_documents_are_marked_and_very_few_have_no_interval(
    number: int, has: bool, note: str
) -> None:
    found = figure(MEASURES["alpha"], counted(documents(number)))
    assert found.value is not None
    assert (found.lower_end is not None) == has
    assert found.note == note
    assert found.why == ("" if has else "fewer than 5 documents")


def test_a_figure_is_of_the_label_that_is_asked_for() -> None:
    works = documents(12)
    alone = [
        w._replace(spans={n: [s for s in spans if s[2] == "b"] for n, spans in w.spans.items()})
        for w in works
    ]
    found = figure(MEASURES["alpha"], counted(works), 1)
    assert found == figure(MEASURES["alpha"], counted(alone, "b"))
    assert found != figure(MEASURES["alpha"], counted(works))


@pytest.mark.parametrize("method", [jackknife, Bootstrap(200)])
@pytest.mark.parametrize("value", [-0.06, 0.0, 0.5])
def test_of_documents_that_are_all_alike_nothing_is_seen_of_what_they_vary_by(
    method: Method, value: float
) -> None:
    assert interval(mean(np.full(6, value)), method) == Interval(None, None, ALIKE)
    square = students(5) ** 2
    low, high, _, note = interval(share([1] * 6, [2] * 6), method)
    reach = np.sqrt(square * (1.5 + square / 4)) / (6 + square)
    assert low == pytest.approx(0.5 - reach)
    assert high == pytest.approx(0.5 + reach)
    assert note == WHOLE
    low, high, why, note = interval(mean(np.array([value] * 5 + [value + 1e-6])), method)
    assert low is not None
    assert high is not None
    assert low < high < low + 1e-5
    assert (why, note) == ("", "")


def test_alpha_of_documents_that_are_all_alike_has_no_interval() -> None:
    works = [Work(40, {"A": [(0, 10, "a")], "B": [(0, 9, "a")]}) for _ in range(12)]
    found = figure(MEASURES["alpha"], counted(works))
    assert found.value is not None
    assert 0.9 < found.value < 1
    assert (found.low, found.high, found.why, found.note) == (None, None, ALIKE, "")


@pytest.mark.parametrize("name", MEASURES)
def test_a_document_left_out_is_as_if_there_were_only_the_others(name: str) -> None:
    links = {n: [("attributes", 1, 0)] for n in "AB"}
    works = [w._replace(links=links, paragraphs=[(0, 18), (18, 40)]) for w in documents(7)]
    works[3] = Work(40, {"A": [(0, 9, "b")], "B": [(1, 9, "a")], "C": []})
    counts = counted(works)
    for label in (None, 0):
        statistic = MEASURES[name](counts, label)
        left_out = statistic.value(statistic.total - statistic.sums)
        for document, value in enumerate(left_out):
            others = MEASURES[name](among(counts, np.arange(7) != document), label)
            assert value == pytest.approx(float(others.value(others.total)), nan_ok=True)


def test_the_interval_holds_the_value_and_ends_where_the_figure_does() -> None:
    counts = counted(documents(12))
    for name, measure in MEASURES.items():
        found = figure(measure, counts)
        if found.lower_end is not None and found.value is not None:
            assert found.lower_end <= found.value <= (found.upper_end or 0) <= 1, name


def test_the_bootstrap_is_the_same_for_the_same_seed_and_close_to_the_jackknife() -> None:
    counts = counted(documents(40))
    one, again, other = (
        figure(MEASURES["alpha"], counts, method=Bootstrap(2000, seed)) for seed in (1, 1, 2)
    )
    assert one == again != other
    by_leaving_out = figure(MEASURES["alpha"], counts)
    assert one.lower_end == pytest.approx(by_leaving_out.lower_end, abs=0.02)


def test_very_many_documents_are_sampled_by_groups() -> None:
    values = np.random.default_rng(0).random(6000)
    low, high, *_ = Bootstrap(200)(mean(values), lambda: np.arange(6000))
    assert low is not None
    assert high is not None
    assert low < values.mean() < high < low + 0.05


def share(parts: ArrayLike, wholes: ArrayLike) -> Statistic:
    sums = np.column_stack([np.asarray(parts, float), np.asarray(wholes, float)])
    return Statistic(sums, lambda s: s[..., 0] / s[..., 1], "logit", "")


def interval(statistic: Statistic, method: Method = jackknife) -> Interval:
    return method(statistic, lambda: np.arange(len(statistic.sums)))


@pytest.mark.parametrize("method", [jackknife, Bootstrap(200)])
def test_a_share_of_which_all_is_the_same_has_wilsons_interval(method: Method) -> None:
    square = students(11) ** 2
    whole = interval(share([8] * 12, [8] * 12), method)
    assert whole[0] == pytest.approx(12 / (12 + square))
    assert whole[1:] == (1.0, "", WHOLE)
    nothing = interval(share([0] * 12, [8] * 12), method)
    assert nothing[1] == pytest.approx(square / (12 + square))
    assert (nothing.low, nothing.note) == (0.0, WHOLE)


def test_one_document_among_very_many_that_differs_leaves_the_share_surely_high() -> None:
    low, high, _, note = interval(share([2.0] * 999 + [0], [2.0] * 1000))
    assert low == pytest.approx(0.9943, abs=1e-4)
    assert high == pytest.approx(0.9998, abs=1e-4)
    assert note == WHOLE


def test_documents_of_which_one_is_most_are_worth_few() -> None:
    low, *_ = interval(share([100] + [1] * 11, [100] + [1] * 11))
    assert low is not None
    assert low < 0.25
    few = interval(share([1] * 4 + [0] * 8, [1] * 4 + [0] * 8))
    assert few == Interval(None, None, "fewer than 5 documents have any")


@pytest.mark.parametrize("method", [jackknife, Bootstrap(200)])
def test_alpha_has_no_interval_where_nothing_differs(method: Method) -> None:
    same = [Work(40, {n: [(0, 10, "a")] for n in "AB"}) for _ in range(12)]
    found = figure(MEASURES["alpha"], counted(same), method=method)
    assert (found.value, found.low, found.high) == (1.0, None, None)
    assert found.why == "nothing differs, in all documents or all but one"


@pytest.mark.parametrize("rare", [0.1, 0.02])
@pytest.mark.parametrize("number", [5, 12, 60])
def test_intervals_of_rare_disagreement_hold_the_true_share(number: int, rare: float) -> None:
    random = np.random.default_rng(number)
    rounds, held = campaign(200, 4000), 0
    for _ in range(rounds):
        # what is wrong of a document is half of it on average
        wrong = (random.random(number) < rare) * random.random(number)
        low, high, *_ = interval(share(1 - wrong, np.ones(number)))
        assert low is not None
        assert high is not None
        held += low <= 1 - rare / 2 <= high
    assert held / rounds >= 0.95 - 3 * (0.95 * 0.05 / rounds) ** 0.5


def test_an_interval_that_rests_on_one_document_is_none() -> None:
    works = [Work(10, {"A": [], "B": []}) for _ in range(11)]
    works.append(Work(10, {"A": [(0, 5, "a")], "B": [(0, 4, "a")]}))
    found = figure(MEASURES["alpha"], counted(works))
    assert found.value is not None
    assert (found.low, found.high, found.why) == (None, None, "rests on one document")


def test_where_nothing_varies_there_is_no_value_but_what_was_observed() -> None:
    counts = counted([Work(10, {"A": [], "B": []})])
    for name in ("alpha", "alpha_set", "unitizing_alpha", "kappa", "paragraph_alpha", "ac1"):
        expected = Figure(None, why="no variation", observed=1.0)
        assert figure(MEASURES[name], counts) == expected, name


def test_where_there_are_no_spans_there_is_no_value_and_that_is_why() -> None:
    counts = counted([Work(10, {"A": [], "B": []})])
    expected = Figure(None, why="no spans on either side", note="a note")
    assert figure(MEASURES["f1_exact"], counts, note="a note") == expected


def test_all_that_one_should_know_of_an_interval_is_beside_it() -> None:
    same = Bootstrap(200)(share([8] * 12, [8] * 12), lambda: np.arange(12) // 2)
    assert same.note == "interval of whole documents; few groups of near-copies"
