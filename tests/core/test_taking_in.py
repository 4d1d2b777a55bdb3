"""What a record adds up to: the fold of its import, said the same whatever its spans are called."""

import pytest
from hypothesis import given
from msgspec.structs import replace

from annotate.core.annotation_set import (
    AnnotationSet,
    Flag,
    Note,
    Rejection,
    Relation,
    Span,
    renamed,
)
from annotate.core.fold import imported
from annotate.core.taking_in import in_canon, says, with_ids
from tests.core import logs
from tests.core.logs import runs

UNNAMED = AnnotationSet(
    spans=(Span(6, 9, "attribution", ""), Span(0, 5, "quote", "mine")),
    relations=(Relation("attributes", "#0", "mine"),),
    notes=(Note("who?", span="#0"),),
    status="d",
)
NAMED = AnnotationSet(
    spans=(Span(0, 5, "quote", "mine"), Span(6, 9, "attribution", "ana@1:7/0")),
    relations=(Relation("attributes", "ana@1:7/0", "mine"),),
    notes=(Note("who?", span="ana@1:7/0"),),
    status="d",
)


def test_spans_that_came_without_an_id_are_called_after_the_operation_and_their_place() -> None:
    assert with_ids(UNNAMED, "ana@1:7") == NAMED
    assert with_ids(NAMED, "ana@1:8") is NAMED


@runs
@given(logs.contents)
def test_it_is_what_the_fold_makes_of_an_import(content: AnnotationSet) -> None:
    named = with_ids(content, "ana@1:7")
    assert in_canon(named) == imported(named)


@pytest.mark.parametrize(
    "content",
    [
        AnnotationSet(status="dx"),
        AnnotationSet(notes=(Note("twice"), Note("twice"))),
        AnnotationSet(flags=(Flag(), Flag())),
        AnnotationSet(rejections=(Rejection(0, 5, "ad"),) * 2),
        AnnotationSet(NAMED.spans, (Relation("attributes", "mine", "mine"),)),
        AnnotationSet(NAMED.spans, (Relation("attributes", "mine", "nobody"),)),
        AnnotationSet(NAMED.spans, (Relation("attributes", "nobody", "mine"),)),
    ],
)
def test_whatever_the_fold_would_change_is_folded(content: AnnotationSet) -> None:
    assert in_canon(content) == imported(content) != content


@pytest.mark.parametrize(
    "changed",
    [
        {"spans": NAMED.spans * 2},
        {"spans": (*NAMED.spans, Span(0, 5, "quote", "twin"))},
        {"relations": NAMED.relations * 2},
        {"relations": (*NAMED.relations, Relation("attributes", "mine", "mine"))},
        {"relations": (*NAMED.relations, Relation("attributes", "mine", "nobody"))},
        {"relations": (*NAMED.relations, Relation("attributes", "nobody", "mine"))},
        {"notes": (*NAMED.notes, Note("of nobody", span="nobody"))},
    ],
)
def test_what_says_nothing_more_is_the_same(changed: dict[str, object]) -> None:
    for content in (NAMED, replace(NAMED, notes=())):
        more = replace(content, **{"notes": content.notes} | changed)
        expected = replace(NAMED, notes=NAMED.notes if more.notes else ())
        assert in_canon(more) == expected
        assert says(more) == says(expected)


@runs
@given(logs.contents)
def test_what_it_says_does_not_depend_on_what_spans_are_called(content: AnnotationSet) -> None:
    named = in_canon(with_ids(content, "ana@1:7"))
    others = renamed(named, {s.id: f"other {n}" for n, s in enumerate(reversed(named.spans))})
    assert says(others) == says(named)


@pytest.mark.parametrize(
    "changed",
    [
        {"spans": NAMED.spans[:1]},
        {"spans": (NAMED.spans[0], replace(NAMED.spans[1], end=10))},
        {"spans": (replace(NAMED.spans[0], label="ad"), NAMED.spans[1])},
        {"spans": (replace(NAMED.spans[0], score=0.5), NAMED.spans[1])},
        {"relations": ()},
        {"relations": (Relation("attributes", "mine", "ana@1:7/0"),)},
        {"notes": ()},
        {"notes": (Note("who?", span="mine"),)},
        {"status": ""},
    ],
)
def test_whatever_else_differs_is_said_otherwise(changed: dict[str, object]) -> None:
    assert says(replace(NAMED, **changed)) != says(NAMED)
