"""Near-copies: the bootstrap draws them together, as if they were one document."""

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.agreement import MEASURES
from annotate.agreement.adding import together
from annotate.agreement.base import Statistic
from annotate.agreement.counting.arrays import Floats, Ints, ints
from annotate.agreement.counts import ALONE, Counts
from annotate.agreement.intervals import Bootstrap, Interval, figure, jackknife
from tests.agreement.making import Work, among, counted
from tests.agreement.strategies import ANNOTATORS, LABELS, corpora

METHOD = Bootstrap(200, 7)
SHORT = Bootstrap(20, 7)
"""For what is the same draw by draw, or is not: a few show it as well as many."""
rows = st.lists(
    st.tuples(st.integers(0, 9), st.integers(1, 9), st.integers(0, 7)), min_size=1, max_size=14
)
"""Of each document what it adds, and its group."""


def drawn(sums: Floats, groups: Ints) -> Interval:
    return METHOD(Statistic(sums, lambda s: s[..., 0] / s[..., 1], "log", ""), lambda: groups)


@given(rows)
def test_a_group_has_the_interval_of_its_sum_as_one_document(
    documents: list[tuple[int, int, int]],
) -> None:
    parts = np.array(documents, float)
    sums, groups = np.column_stack([parts[:, 0] / 10, parts[:, 1]]), parts[:, 2].astype(int)
    numbers = list(dict.fromkeys(groups.tolist()))  # in the order of their first ones
    apart = np.array([sums[groups == number].sum(0) for number in numbers])
    found, expected = drawn(sums, groups), drawn(apart, np.arange(len(apart)))
    if len(apart) < 5 <= len(sums):
        assert found == Interval(None, None, "fewer than 5 groups of near-copies")
    elif len(apart) < 10 <= len(sums) and expected.low is not None:
        assert found == expected._replace(note="few groups of near-copies")
    else:
        assert found == expected


def stories(copies: int) -> list[Work]:
    """Twenty stories, each of which so many sites have."""
    return [
        Work(40, {"ana": [(0, 10, "a")], "ben": [(story % 5, 10, "a")]})
        for story in range(20)
        for _ in range(copies)
    ]


def related(works: list[Work], kin: list[int]) -> Counts:
    return replace(counted(works, LABELS, ANNOTATORS), kin=ints(kin))


@given(corpora)
def test_documents_that_are_nobodys_copies_are_drawn_one_by_one(works: list[Work]) -> None:
    alone, each = related(works, [ALONE] * len(works)), related(works, [*range(len(works))])
    assert len(set(alone.groups.tolist())) == len(works) == alone.independent
    for measure in MEASURES.values():
        assert figure(measure, alone, method=SHORT) == figure(measure, each, method=SHORT)


def test_without_copies_documents_are_drawn_as_a_plain_loop_draws_them() -> None:
    counts = related([w for n in (1, 2) for w in stories(n)], [ALONE] * 60)
    statistic, random = MEASURES["alpha"](counts), np.random.default_rng(METHOD.seed)
    values = [
        statistic.value(statistic.sums[random.integers(60, size=60)].sum(0))
        for _ in range(METHOD.replicates)
    ]
    found = figure(MEASURES["alpha"], counts, method=METHOD)
    assert (found.low, found.high) == pytest.approx(np.quantile(values, (0.025, 0.975)), abs=1e-9)


@given(st.lists(st.sampled_from([ALONE, 3, 8]), min_size=2, max_size=8), st.data())
def test_who_is_whose_copy_stays_so_among_fewer_and_more(
    kin: list[int], data: st.DataObject
) -> None:
    works = [Work(9, {name: [(0, 4, "a")] for name in ANNOTATORS}) for _ in kin]
    counts = related(works, kin)
    assert counts.independent == kin.count(ALONE) + len({*kin} - {ALONE})
    cut = data.draw(st.integers(1, len(kin) - 1))
    chosen = np.arange(len(kin)) < cut
    parts = among(counts, chosen), among(counts, ~chosen)
    assert [part.kin.tolist() for part in parts] == [kin[:cut], kin[cut:]]
    assert together(parts).groups.tolist() == counts.groups.tolist()
    for one, mine in zip(kin, counts.groups, strict=True):
        for other, theirs in zip(kin, counts.groups, strict=True):
            assert one == ALONE or (one == other) == (mine == theirs)


def spread(copies: int) -> Counts:
    """The counts of those."""
    return related(stories(copies), [story for story in range(20) for _ in range(copies)])


@pytest.mark.parametrize("copies", [2, 5])
def test_copies_make_no_interval_narrower(copies: int) -> None:
    once, often = (figure(MEASURES["f1_overlap"], spread(n), method=METHOD) for n in (1, copies))
    assert (once.low, once.high) == (often.low, often.high)
    as_if_apart = figure(MEASURES["alpha"], replace(spread(copies), kin=ints(range(20 * copies))))
    together = figure(MEASURES["alpha"], spread(copies), method=METHOD)
    assert (together.lower_end or 1) < (as_if_apart.lower_end or 0)
    # each document is left out alone: the jackknife does not know of copies
    assert figure(MEASURES["alpha"], spread(copies), method=jackknife) == as_if_apart


def test_very_many_documents_fall_together_by_their_numbers_wherever_they_stand() -> None:
    random = np.random.default_rng(0)
    numbers = np.repeat(random.permutation(9000), 2)  # each story twice, and more than 5,000
    sums = np.column_stack([random.integers(1, 5, 18_000), np.full(18_000, 9)]).astype(float)
    found, backwards = drawn(sums, numbers), drawn(sums[::-1], numbers[::-1])
    assert found == backwards != drawn(sums, np.arange(18_000))
