"""Rankings of documents and annotators, and drift."""

from math import log

import numpy as np
import pytest
from hypothesis import given

from annotate.agreement import MEASURES, alpha
from annotate.agreement.drift import drift
from annotate.agreement.intervals import Bootstrap, figure
from annotate.agreement.rankings import annotators, documents
from tests.agreement.making import Work, counted, only
from tests.agreement.strategies import ANNOTATORS, LABELS, corpora


@given(corpora)
def test_the_mean_of_documents_by_length_is_the_alpha_of_all(works: list[Work]) -> None:
    counts = counted(works, LABELS, ANNOTATORS)
    whole = figure(MEASURES["alpha"], counts).value
    found = documents(counts).alpha
    if whole is None:
        assert np.isnan(found).all()
    else:
        mean = np.average(found, weights=counts.sizes * counts.lengths)
        assert mean == pytest.approx(whole, abs=1e-9)


def test_who_differs_most_comes_first_and_alpha_is_better_without_them() -> None:
    agreed = [(0, 10, "a"), (20, 30, "b")]
    works = [Work(50, {"A": agreed, "B": agreed, "C": [(d, 18, "b")]}) for d in range(6)]
    first, *others = annotators(counted(works))
    assert (first.name, first.documents) == ("C", 6)
    assert first.alpha_without.value == 1.0
    assert all(each.disagreement < first.disagreement for each in others)
    assert sum(each.disagreement for each in others) == first.disagreement


def test_where_the_others_mark_nothing_it_is_said_why_there_is_no_alpha_without_somebody() -> None:
    found = annotators(counted([Work(9, {"A": [(0, 3, "a")], "B": [], "C": []})] * 6))
    assert [(e.name, e.alpha_without.why) for e in found if e.alpha_without.value is None] == [
        ("A", "no variation")
    ]


def test_whoever_shares_little_is_judged_by_what_they_share() -> None:
    works = [Work(100, {"A": [(0, 20, "a")], "B": [(d % 3, 20, "a")]}) for d in range(40)]
    works.append(Work(100, {"A": [(0, 20, "a")], "B": [(0, 20, "a")], "C": []}))
    most, *_, least = annotators(counted(works))
    assert (most.disagreement > least.disagreement, least.name, least.documents) == (True, "C", 1)
    # two pairs, each of two readings of 100 characters, of which one marks 20
    assert least.alpha_with.value == pytest.approx(1 - 399 * 40 / (40 * 360))
    assert least.alpha_with.why == "fewer than 5 documents"
    assert (most.alpha_with.lower_end or 0) > 0.8
    assert (most.alpha_with.note, most.documents, most.documents_without) == ("", 41, 1)


@given(corpora)
def test_alpha_with_the_others_of_two_is_that_of_the_pair(works: list[Work]) -> None:
    counts = only(counted(works, LABELS, ANNOTATORS), [0, 1])
    for each in annotators(counts):
        assert each.alpha_with == figure(MEASURES["alpha"], counts)
        assert (each.documents, each.documents_without) == (len(counts.ids), 0)


@given(corpora)
def test_alpha_without_somebody_is_that_of_all_others(works: list[Work]) -> None:
    counts = counted(works, LABELS, ANNOTATORS)
    for each in annotators(counts):
        others = only(counts, (n for n, name in enumerate(ANNOTATORS) if name != each.name))
        expected = figure(MEASURES["alpha"], others)
        assert each.documents_without == len(others.ids)
        assert (each.alpha_without.value is None) == (expected.value is None)
        assert each.alpha_without.why == expected.why
        assert each.alpha_without.value == pytest.approx(expected.value, abs=1e-12)
        assert each.alpha_without.lower_end == pytest.approx(expected.lower_end, abs=1e-9)


@given(corpora)
def test_alpha_with_the_others_is_pooled_over_the_pairs(works: list[Work]) -> None:
    counts = counted(works, LABELS, ANNOTATORS)
    for each in annotators(counts):
        own = ANNOTATORS.index(each.name)
        pairs = [only(counts, [own, n]) for n in counts.present if n != own]
        sums = np.sum([alpha.sums(pair).sum(0) for pair in pairs if pair.ids], axis=0)
        value = float(alpha.value(sums))
        assert each.alpha_with.value == (None if np.isnan(value) else pytest.approx(value))


def test_annotators_have_the_interval_that_is_asked_for() -> None:
    spans = {"A": [(0, 20, "a")], "C": [(0, 18, "a")]}
    works = [Work(60, spans | {"B": [(d % 5, 20 + d % 3, "a")]}) for d in range(12)]
    counts, method = counted(works), Bootstrap(200, 3)
    for by_default, drawn in zip(annotators(counts), annotators(counts, method), strict=True):
        others = [n for n, name in enumerate(counts.annotators) if name != drawn.name]
        expected = figure(MEASURES["alpha"], only(counts, others), method=method)
        assert drawn.alpha_without == expected
        assert drawn.alpha_with.lower_end != by_default.alpha_with.lower_end


def period(extra: int) -> list[Work]:
    return [Work(100, {"A": [(0, 20, "a")], "B": [(extra + d % 3, 20, "a")]}) for d in range(8)]


def test_drift_sees_more_disagreement_and_calls_it_by_standard_errors() -> None:
    found = drift(counted(period(1) + period(8) + period(1)), [*"1" * 8, *"2" * 8, *"3" * 8])
    first, worse, same = found
    assert (first.z, first.why) == (None, "the reference")
    assert worse.z is not None
    assert worse.z > 2
    assert same.z == pytest.approx(0)
    assert worse.alpha.value is not None
    assert first.alpha.value is not None
    assert worse.alpha.value < first.alpha.value


def test_the_distance_of_a_period_is_in_standard_errors_of_both() -> None:
    found = drift(counted(period(4) + period(8)[:7]), [*"1" * 8, *"2" * 7])
    differ = [[4 + d % 3 for d in range(8)], [8 + d % 3 for d in range(7)]]
    logs = [[log(sum(part) - each) for each in part] for part in differ]
    squares = [np.var(each) * (len(each) - 1) for each in logs]
    distance = log(sum(differ[1]) / 7) - log(sum(differ[0]) / 8)
    assert found[1].z == pytest.approx(distance / sum(squares) ** 0.5)


def test_drift_does_not_see_what_is_common_change() -> None:
    more = [Work(w.length, {n: [*s, (60, 90, "b")] for n, s in w.spans.items()}) for w in period(1)]
    _, other = drift(counted(period(1) + more), [*"1" * 8, *"2" * 8])
    assert other.z == pytest.approx(0)


def test_drift_says_why_it_cannot_compare() -> None:
    few = drift(counted(period(1) + period(1)[:3]), [*"1" * 8, *"2" * 3])
    assert [p.why for p in few] == ["the reference", "fewer than 5 documents"]
    same = [Work(100, {"A": [(0, 20, "a")], "B": [(0, 20, "a")]}) for _ in range(8)]
    assert drift(counted(period(1) + same), [*"1" * 8, *"2" * 8])[1].why == "nothing differs"
    assert drift(counted(period(1) + same[:5]), [*"1" * 8, *"2" * 5])[1].why == "nothing differs"
    nothing = [Work(10, {"A": [], "B": []})] * 6
    assert [p.why for p in drift(counted(nothing), "111111")] == ["no variation"]


def test_periods_of_any_kind_are_in_the_order_of_their_names() -> None:
    found = drift(counted(period(1)), [10, "9", 2, None, 2, "9", 10, 2])
    assert [(p.period, p.documents) for p in found] == [(10, 2), (2, 3), ("9", 2), (None, 1)]
