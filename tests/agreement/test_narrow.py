"""What is counted is in narrow integers, and comes to the same as in wide ones."""

from dataclasses import fields, replace
from itertools import cycle
from typing import TypeVar

import numpy as np
import pytest

from annotate.agreement import MEASURES
from annotate.agreement.adding import together
from annotate.agreement.counts import Counts
from annotate.agreement.drift import drift
from annotate.agreement.intervals import figure
from annotate.agreement.nominal import cohen_kappa
from annotate.agreement.rankings import annotators, documents
from annotate.agreement.rows import WHOSE, Pairs, Readings
from annotate.services.measuring.pairs import pairs
from tests.agreement.making import Work, counted
from tests.agreement.strategies import ANNOTATORS, LABELS

Table = TypeVar("Table", Readings, Pairs)


def work(number: int) -> Work:
    """Each label on some 100 characters in as many spans: more than a byte in all."""
    said = [(n, n + 1, label) for n in range(0, 220, 2) for label in LABELS]
    spans = {name: said[3 * (place * number) :] for place, name in enumerate(ANNOTATORS)}
    links = {name: [("attributes", n, n + 1) for n in range(150)] for name in ANNOTATORS}
    return Work(240, spans, links, [(n, n + 2) for n in range(0, 240, 2)])


@pytest.fixture(params=[(2,), (3,), (4,), (4, 2, 3)], ids=str)
def counts(request: pytest.FixtureRequest) -> Counts:
    """Of so many annotators, in turn, of two batches."""
    numbers = cycle(request.param)
    some = [
        w._replace(spans=dict([*w.spans.items()][: next(numbers)])) for w in map(work, range(9))
    ]
    return together([counted(part, LABELS, ANNOTATORS) for part in (some[:4], some[4:])])


def wide(table: Table) -> Table:
    names = (f.name for f in fields(table))
    return replace(table, **{name: getattr(table, name).astype(np.int64) for name in names})


def test_what_is_counted_is_narrow(counts: Counts) -> None:
    for table in (counts.readings, counts.pairs):
        sizes = {f.name: getattr(table, f.name).itemsize for f in fields(table)}
        assert {size for name, size in sizes.items() if name in WHOSE} == {8}
        assert {size for name, size in sizes.items() if name not in WHOSE} <= {1, 2}
        assert 1 in sizes.values()


def test_what_is_added_up_is_wide(counts: Counts) -> None:
    assert {counts.differ.dtype, counts.marks.dtype, counts.spans.dtype} == {np.dtype(np.int64)}


@pytest.mark.parametrize("lengths", [(8, 300, 5_000_000), (5_000_000, 300, 8)])
def test_together_all_are_as_wide_as_the_widest(lengths: tuple[int, ...]) -> None:
    texts = [Work(n, {name: [(0, n, LABELS[0])] for name in ANNOTATORS[:2]}) for n in lengths]
    found = together([counted([text], LABELS, ANNOTATORS) for text in texts]).readings
    assert found.marks[::2, 0].tolist() == [*lengths]
    assert found.squares[::2, 0].tolist() == [n**2 for n in lengths]
    assert (found.marks.dtype.str[1:], found.squares.dtype.str[1:]) == ("u4", "i8")


def test_every_figure_is_that_of_wide_integers(counts: Counts) -> None:
    same = replace(counts, readings=wide(counts.readings), pairs=wide(counts.pairs))
    for name, measure in MEASURES.items():
        for label in (None, *range(len(LABELS))):
            assert figure(measure, counts, label) == figure(measure, same, label), name
    assert counts.marked.tolist() == same.marked.tolist()
    assert pairs(counts) == pairs(same)
    assert annotators(counts) == annotators(same)
    for ours, theirs in zip(documents(counts), documents(same), strict=True):
        assert ours.tolist() == theirs.tolist()
    assert drift(counts, "aaaaabbbb") == drift(same, "aaaaabbbb")


@pytest.mark.parametrize("kind", [np.uint8, np.int64])
def test_kappa_of_a_table_is_the_same_however_many_units_it_has(kind: type[np.integer]) -> None:
    table = np.array([[4, 1], [1, 4]], kind)
    assert cohen_kappa(table) == pytest.approx(0.6)
    assert cohen_kappa(table * kind(np.iinfo(kind).max // 4)) == pytest.approx(0.6)
