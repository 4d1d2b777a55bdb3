"""Equality with well-known libraries, on the same characters, and with plain loops."""

import warnings
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from itertools import combinations, permutations
from math import isnan
from typing import Any

import krippendorff
import numpy as np
from hypothesis import given

from annotate.agreement import get_measure
from annotate.agreement.counts import Counts
from tests.agreement.making import Span, Work, characters, counted, only
from tests.agreement.strategies import ANNOTATORS, LABELS, corpora, many


def of(works: Sequence[Work]) -> Counts:
    return counted(works, LABELS, ANNOTATORS)


def measured(name: str, counts: Counts, label: int | None = None) -> float:
    statistic = get_measure(name)(counts, label)
    return float(statistic.value(statistic.sums.sum(0)))


def close(found: float, expected: float | None) -> bool:
    """Both undefined, or equal to 1e-9."""
    if expected is None or isnan(expected):
        return isnan(found)
    return abs(found - expected) <= 1e-9


def matrix(
    works: Sequence[Work], values: Callable[[Work], Mapping[str, Sequence[Any]]]
) -> list[list[Any]]:
    """By annotator, what they say of every character of all documents, None where unfinished."""
    said = [(values(work), [None] * work.length) for work in works]
    return [[v for found, none in said for v in found.get(name, none)] for name in ANNOTATORS]


def has(label: str) -> Callable[[Work], dict[str, list[int]]]:
    return lambda work: characters(work, label)


def label_sets(work: Work) -> dict[str, list[str]]:
    return {name: [label_set(work, name, c) for c in range(work.length)] for name in work.spans}


def label_set(work: Work, name: str, c: int) -> str:
    return "".join(sorted({k for s, e, k in work.spans[name] if s <= c < e}))


def krippendorffs(rows: list[list[Any]]) -> float | None:
    values = sorted({v for row in rows for v in row if v is not None})
    if len(values) < 2:
        return None
    data = [[np.nan if v is None else values.index(v) for v in row] for row in rows]
    found: float = krippendorff.alpha(
        reliability_data=data, level_of_measurement="nominal", value_domain=range(len(values))
    )
    return found


@many
@given(corpora)
def test_alpha_of_a_label_is_that_of_krippendorff_and_nltk(works: list[Work]) -> None:
    from nltk.metrics.agreement import AnnotationTask

    counts = of(works)
    for k, label in enumerate(LABELS):
        rows = matrix(works, has(label))
        expected = krippendorffs(rows)
        found = measured("alpha", counts, k)
        assert close(found, expected)
        if expected is not None:
            said = [
                (n, i, v) for n, row in enumerate(rows) for i, v in enumerate(row) if v is not None
            ]
            assert close(found, AnnotationTask(said).alpha())


@many
@given(corpora)
def test_alpha_of_label_sets_is_that_of_krippendorff(works: list[Work]) -> None:
    assert close(measured("alpha_set", of(works)), krippendorffs(matrix(works, label_sets)))


@many
@given(corpora)
def test_kappa_of_a_pair_is_that_of_scikit_learn(works: list[Work]) -> None:
    from sklearn.metrics import cohen_kappa_score

    counts = of(works)
    for a, b in combinations(range(len(ANNOTATORS)), 2):
        shared = [w for w in works if {ANNOTATORS[a], ANNOTATORS[b]} <= set(w.spans)]
        two = only(counts, [a, b])
        if not shared:
            assert not two.ids
            continue
        for k, label in enumerate(LABELS):
            rows = matrix(shared, has(label))
            with warnings.catch_warnings():
                warnings.simplefilter("ignore")  # it warns where nothing varies
                expected = cohen_kappa_score(rows[a], rows[b], labels=[0, 1])
            assert close(measured("kappa", two, k), expected)


@many
@given(corpora)
def test_alpha_of_a_pair_is_that_of_krippendorff(works: list[Work]) -> None:
    counts = of(works)
    for a, b in combinations(range(len(ANNOTATORS)), 2):
        names = ANNOTATORS[a], ANNOTATORS[b]
        shared = [
            w._replace(spans={n: w.spans[n] for n in names})
            for w in works
            if {*names} <= {*w.spans}
        ]
        if shared:
            two = only(counts, [a, b])
            for k, label in enumerate(LABELS):
                expected = krippendorffs(matrix(shared, has(label)))
                assert close(measured("alpha", two, k), expected)


def majority(work: Work, name: str, start: int, end: int) -> str:
    covered = Counter(
        label
        for c in range(start, end)
        for label in set(label_set(work, name, c)) or {"~"}  # after every letter: none comes last
    )
    return min(covered, key=lambda label: (-covered[label], label))


@many
@given(corpora)
def test_measures_of_paragraphs_are_those_of_krippendorff_and_plain_loops(
    works: list[Work],
) -> None:
    paragraphs = [(w, p) for w in works for p in w.paragraphs]
    rows = [
        [majority(w, name, *p) if name in w.spans else None for w, p in paragraphs]
        for name in ANNOTATORS
    ]
    counts = of(works)
    units = [[v for v in unit if v] for unit in zip(*rows, strict=True)]
    if not any(w.paragraphs for w in works):
        assert isnan(measured("percent", counts))
        return
    assert close(measured("paragraph_alpha", counts), krippendorffs(rows))
    agreement = np.mean([np.mean([a == b for a, b in permutations(u, 2)]) for u in units])
    shares = [np.mean([u.count(k) / len(u) for u in units]) for k in (*LABELS, "~")]
    assert close(measured("percent", counts), float(agreement))
    if max(shares) == 1:
        assert isnan(measured("fleiss_kappa", counts))
        assert isnan(measured("ac1", counts))
        return
    same, spread = sum(s * s for s in shares), sum(s * (1 - s) for s in shares) / len(LABELS)
    assert close(measured("fleiss_kappa", counts), float((agreement - same) / (1 - same)))
    assert close(measured("ac1", counts), float((agreement - spread) / (1 - spread)))


def most_pairs(ours: list[Any], theirs: list[Any], fit: Callable[[Any, Any], bool]) -> int:
    """The size of a maximum matching, by augmenting paths."""
    partner: dict[int, int] = {}

    def find(i: int, seen: set[int]) -> bool:
        for j in range(len(theirs)):
            if j not in seen and fit(ours[i], theirs[j]):
                seen.add(j)
                if j not in partner or find(partner[j], seen):
                    partner[j] = i
                    return True
        return False

    return sum(find(i, set()) for i in range(len(ours)))


def overlap(a: Span, b: Span) -> bool:
    shared = min(a[1], b[1]) - max(a[0], b[0])
    return shared > 0 and 2 * shared >= max(a[1], b[1]) - min(a[0], b[0])


def same_label(a: Span, b: Span) -> bool:
    return a[2] == b[2] and overlap(a, b)


def proper(spans: Sequence[Span]) -> list[Span]:
    return sorted({s for s in spans if s[0] < s[1]})


def linked(work: Work, name: str) -> list[tuple[str, Span, Span]]:
    spans = work.spans[name]
    found = {(k, spans[h], spans[c]) for k, h, c in work.links.get(name, ())}
    return sorted(x for x in found if x[1][0] < x[1][1] and x[2][0] < x[2][1])


def f1(works: Sequence[Work], of: Any, hits: Callable[[Any, Any], int]) -> float | None:
    """Micro over all pairs of annotators of all documents."""
    both = [(of(w, a), of(w, b)) for w in works for a, b in combinations(sorted(w.spans), 2)]
    total = sum(len(a) + len(b) for a, b in both)
    return 2 * sum(hits(a, b) for a, b in both) / total if total else None


def spans_of(work: Work, name: str) -> list[Span]:
    return proper(work.spans[name])


@many
@given(corpora)
def test_f1_of_spans_is_that_of_plain_loops(works: list[Work]) -> None:
    counts = of(works)

    assert close(
        measured("f1_exact", counts), f1(works, spans_of, lambda a, b: len(set(a) & set(b)))
    )
    assert close(
        measured("f1_overlap", counts),
        f1(works, spans_of, lambda a, b: most_pairs(a, b, same_label)),
    )
    assert close(
        measured("f1_exact_unlabelled", counts),
        f1(works, spans_of, lambda a, b: most_pairs(a, b, lambda x, y: x[:2] == y[:2])),
    )
    assert close(
        measured("f1_overlap_unlabelled", counts),
        f1(works, spans_of, lambda a, b: most_pairs(a, b, overlap)),
    )
    for k, label in enumerate(LABELS):

        def of_label(w: Work, name: str, label: str = label) -> list[Span]:
            return [s for s in spans_of(w, name) if s[2] == label]

        equal = f1(works, of_label, lambda a, b: len(set(a) & set(b)))
        assert close(measured("f1_exact", counts, k), equal)
        expected = f1(works, of_label, lambda a, b: most_pairs(a, b, overlap))
        assert close(measured("f1_overlap", counts, k), expected)


@many
@given(corpora)
def test_f1_of_links_is_that_of_plain_loops(works: list[Work]) -> None:
    def alike(a: Any, b: Any) -> bool:
        ends = zip(a[1:], b[1:], strict=True)
        return a[0] == b[0] and all(x[2] == y[2] and overlap(x, y) for x, y in ends)

    exact = f1(works, linked, lambda a, b: len(set(a) & set(b)))
    assert close(measured("links_exact", of(works)), exact)
    overlapping = f1(works, linked, lambda a, b: most_pairs(a, b, alike))
    assert close(measured("links_overlap", of(works)), overlapping)
