"""What no library measures, against plain loops: over characters, and over all ways to match."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from math import isnan, log, sqrt
from typing import Any

import krippendorff
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.agreement.drift import drift
from annotate.agreement.nominal import (
    Ratings,
    fleiss_kappa,
    gwet_ac1,
    krippendorff_alpha,
    percent_agreement,
)
from annotate.agreement.rankings import documents
from tests.agreement.making import Span, Work, characters
from tests.agreement.strategies import LABELS, corpora, works
from tests.agreement.test_references import (
    close,
    label_set,
    linked,
    measured,
    of,
    overlap,
    proper,
    same_label,
)
from tests.campaign import campaign

few = settings(max_examples=campaign(30, 1500), deadline=None)

# characters


def observed_and_expected(works: Sequence[Work], label: str) -> tuple[float, float]:
    """The disagreement of a label, and that of any two readings of any two characters."""
    observed, said = 0.0, [0, 0]
    for work in works:
        marks = [*characters(work, label).values()]
        for unit in zip(*marks, strict=True):
            observed += sum(a != b for a, b in combinations(unit, 2)) / (len(unit) - 1)
            for value in unit:
                said[value] += 1
    return observed, said[0] * said[1] / (sum(said) - 1)


@few
@given(corpora)
def test_pooled_alpha_is_that_of_looking_at_each_character(works: list[Work]) -> None:
    parts = [observed_and_expected(works, label) for label in LABELS]
    observed, expected = (sum(part) for part in zip(*parts, strict=True))
    found = measured("alpha", of(works))
    assert close(found, 1 - observed / expected if expected else None)


def pieces(work: Work, name: str, labels: Sequence[str]) -> Iterator[tuple[str, int]]:
    """Each unit's set of labels and length: it ends where a span of the annotator's does."""
    cuts = {0, work.length}
    for label in labels:
        reached = -1
        for start, end, _ in sorted(s for s in proper(work.spans[name]) if s[2] == label):
            if start >= reached:  # what overlaps is one; what touches is two
                cuts |= {start} | ({reached} if reached >= 0 else set())
            reached = max(reached, end)
        cuts |= {reached} if reached >= 0 else set()
    for start, end in zip(sorted(cuts), sorted(cuts)[1:], strict=False):
        kept = "".join(k for k in label_set(work, name, start) if k in labels)
        yield kept, end - start


def unitized(works: Sequence[Work], labels: Sequence[str]) -> float | None:
    """1 − (ℓ − tr O) / (ℓ − Σ e_cc), e_cc = ℓ (ℓ_c² − S_c) / (ℓ² − S)."""
    length: Counter[str] = Counter()
    squares: Counter[str] = Counter()
    differ = 0.0
    for work in works:
        for name in work.spans:
            for kept, size in pieces(work, name, labels):
                length[kept] += size
                squares[kept] += size * size if kept else size
        for c in range(work.length):
            said = [{*label_set(work, name, c)} & {*labels} for name in work.spans]
            differ += 2 * sum(a != b for a, b in combinations(said, 2)) / (len(said) - 1)
    whole, all_squares = length.total(), squares.total()
    if whole**2 == all_squares:
        return None
    chance = sum(whole * (length[k] ** 2 - squares[k]) / (whole**2 - all_squares) for k in length)
    return 1 - differ / (whole - chance) if whole - chance > 1e-9 else None


@few
@given(corpora)
def test_unitizing_alpha_is_that_of_looking_at_each_character(works: list[Work]) -> None:
    counts = of(works)
    assert close(measured("unitizing_alpha", counts), unitized(works, LABELS))
    for k, label in enumerate(LABELS):
        assert close(measured("unitizing_alpha", counts, k), unitized(works, [label]))


# matchings

Match = tuple[Any, Any]


def matchings(ours: Sequence[Any], theirs: Sequence[Any], fit: Any) -> Iterator[tuple[Match, ...]]:
    """All ways to match one to one what fits."""
    if not ours:
        yield ()
        return
    first, *rest = ours
    yield from matchings(rest, theirs, fit)
    for at, other in enumerate(theirs):
        if fit(first, other):
            left = [*theirs[:at], *theirs[at + 1 :]]
            yield from (((first, other), *more) for more in matchings(rest, left, fit))


def best(found: Iterator[tuple[Match, ...]], *worth: Callable[[Any], float]) -> list[Any]:
    """Those that are worth most, by the first measure, of those by the next, and so on."""
    left = [*found]
    for measure in (len, *worth):
        values = [round(measure(each), 9) for each in left]
        left = [each for each, value in zip(left, values, strict=True) if value == max(values)]
    return left


def identical(matches: Sequence[Match]) -> int:
    return sum(a == b for a, b in matches)


def shared(matches: Sequence[Match]) -> float:
    """The sum of intersection over union."""
    both = [
        (min(a[1], b[1]) - max(a[0], b[0]), max(a[1], b[1]) - min(a[0], b[0])) for a, b in matches
    ]
    return float(sum(part / whole for part, whole in both))


def kind(a: Span, b: Span) -> int:
    """The column of Pairs.kinds."""
    return 2 * (a[:2] != b[:2]) + (a[2] != b[2])


two = works().map(
    lambda w: w._replace(
        spans={n: w.spans[n] for n in sorted(w.spans)[:2]},
        links={n: w.links[n] for n in sorted(w.spans)[:2]},
    )
)
"""A document of two annotators."""


@few
@given(two)
def test_spans_are_matched_as_many_as_can_be_and_of_those_ways_most_that_are_the_same(
    work: Work,
) -> None:
    one, other = (proper(spans) for spans in work.spans.values())
    ways = best(matchings(one, other, overlap), identical)
    found = of([work]).pairs.kinds[0].tolist()
    assert found[0] == identical(ways[0])
    assert sum(found) == len(ways[0])
    kinds = [Counter(kind(a, b) for a, b in way) for way in ways]
    assert found in [[each[column] for column in range(4)] for each in kinds]


@few
@given(two)
def test_links_at_matched_heads_are_those_of_one_of_the_best_ways_to_match(work: Work) -> None:
    one, other = (proper(spans) for spans in work.spans.values())
    links = [linked(work, name) for name in work.spans]
    expected = []
    for way in best(matchings(one, other, same_label), identical, shared):
        attached = sum(
            a[0] == b[0] and (a[1], b[1]) in way and (a[2], b[2]) in way
            for a in links[0]
            for b in links[1]
        )
        at_heads = [
            [sum(x[1] == h for x in said) for h, said in zip(heads, links, strict=True)]
            for heads in way
        ]
        expected.append((attached, sum(a + b for a, b in at_heads if a and b)))
    _, _, *found = of([work]).pairs.links[0].tolist()
    assert tuple(found) in expected
    hits, whole = found
    assert close(measured("attachment", of([work])), 2 * hits / whole if whole else None)


# units with raters missing

categories = st.sampled_from(["x", "y", "z", None])
rated = st.lists(st.lists(categories, min_size=3, max_size=3), min_size=1, max_size=8)


def figure(statistic: Any) -> float:
    return float(statistic.value(statistic.sums.sum(0)))


@given(rated)
def test_measures_of_units_that_not_all_rated_are_those_of_their_formulas(
    units: list[list[str | None]],
) -> None:
    """K. L. Gwet, Handbook of Inter-Rater Reliability (2014), ch. 2 and 3, for AC1 and Fleiss."""
    ratings = Ratings.of_units(units, "xyz")
    said = [[v for v in unit if v] for unit in units]
    several = [unit for unit in said if len(unit) > 1]
    if not several:
        assert isnan(figure(gwet_ac1(ratings)))
        return
    agreement = sum(
        sum(n * (n - 1) for n in Counter(unit).values()) / (len(unit) * (len(unit) - 1))
        for unit in several
    ) / len(several)
    anyone = [unit for unit in said if unit]
    shares = [sum(unit.count(k) / len(unit) for unit in anyone) / len(anyone) for k in "xyz"]
    assert close(figure(percent_agreement(ratings)), agreement)
    same, spread = sum(p * p for p in shares), sum(p * (1 - p) for p in shares) / 2
    varies = max(shares) < 1 - 1e-12
    for measure, chance in ((fleiss_kappa, same), (gwet_ac1, spread)):
        expected = (agreement - chance) / (1 - chance) if varies else None
        assert close(figure(measure(ratings)), expected)
    if len({v for unit in several for v in unit}) > 1:
        rows = [["xyz".index(v) if v else np.nan for v in row] for row in zip(*units, strict=True)]
        expected = krippendorff.alpha(rows, level_of_measurement="nominal", value_domain=range(3))
        assert close(figure(krippendorff_alpha(ratings)), expected)


# drift


def disagreement(works: Sequence[Work]) -> tuple[float, float]:
    """By character of each annotator: observed, and by chance."""
    parts = [observed_and_expected(works, label) for label in LABELS]
    observed, expected = (sum(part) for part in zip(*parts, strict=True))
    number = sum(work.length * len(work.spans) for work in works)
    return observed / number, expected / number


def spread(part: Sequence[Work]) -> float | None:
    """The standard error of the logarithm, each document left out in turn; None without one."""
    each = [(disagreement([work])[0], work.length * len(work.spans)) for work in part]
    weights = sum(number for _, number in each)
    total = sum(value * number for value, number in each)
    values = [(total - v * n) / (weights - n) for v, n in each] if len(each) > 1 else [0]
    if len(part) < 5 or min(values) <= 1e-12:
        return None
    logs = [log(value) for value in values]
    mean = sum(logs) / len(logs)
    return sqrt((len(logs) - 1) / len(logs) * sum((each - mean) ** 2 for each in logs))


many = st.lists(st.tuples(works(), st.sampled_from("12")), min_size=2, max_size=18)


@few
@given(many)
def test_drift_compares_what_is_counted_of_the_documents_of_each_period_alone(
    given: list[tuple[Work, str]],
) -> None:
    found = drift(of([work for work, _ in given]), [period for _, period in given])
    parts = {p: [w for w, period in given if period == p] for p in sorted({p for _, p in given})}
    assert [(p.period, p.documents) for p in found] == [(p, len(w)) for p, w in parts.items()]
    reference = next(iter(parts.values()))
    chance, before = disagreement(reference)[1], spread(reference)
    for period, part in zip(found, parts.values(), strict=True):
        here, error = disagreement(part)[0], spread(part)
        assert close(
            np.nan if period.alpha.value is None else period.alpha.value,
            1 - here / chance if chance else None,
        )
        if part is reference or not chance or before is None or error is None:
            assert period.z is None
        elif before or error:
            distance = log(here) - log(disagreement(reference)[0])
            expected = distance / sqrt(before**2 + error**2)
            assert period.z == pytest.approx(expected, rel=1e-6)


@few
@given(corpora)
def test_documents_are_ranked_by_the_characters_in_which_they_differ(works: list[Work]) -> None:
    found, chance = documents(of(works)), disagreement(works)[1]
    for at, work in enumerate(works):
        alone = sum(observed_and_expected([work], label)[0] for label in LABELS)
        assert found.disagreement[at] == pytest.approx(alone, abs=1e-9)
        expected = 1 - disagreement([work])[0] / chance if chance else None
        assert close(float(found.alpha[at]), expected)
