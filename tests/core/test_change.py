"""A change says what went and what came between just the two states that it joins."""

from annotate.core.annotation_set import EMPTY, AnnotationSet, Relation, Span
from annotate.core.change import Change

ONE, TWO, THREE = (Span(n, n + 1, "quote", f"s{n}") for n in range(3))
BEFORE = AnnotationSet(spans=(ONE, TWO), relations=(Relation("continues", "s0", "s1"),))
AFTER = AnnotationSet(spans=(TWO, THREE), relations=(Relation("continues", "s1", "s2"),))


def test_what_went_comes_before_what_came() -> None:
    change = Change(BEFORE, AFTER)
    assert change.spans == ([ONE], [THREE])
    assert change.links == (list(BEFORE.relations), list(AFTER.relations))


def test_it_joins_no_others_and_not_the_other_way_around() -> None:
    change = Change(BEFORE, AFTER)
    assert change.joins(BEFORE, AFTER)
    assert not change.joins(AFTER, BEFORE)
    assert not change.joins(EMPTY, AFTER)
