"""Labels by the names they have now."""

from annotate.core.annotation_set import AnnotationSet, Rejection, Relation, Span
from annotate.core.renaming import in_present_names
from annotate.core.scheme import Label, Scheme

FORMER = {"said": "quote", "cited": "quote"}
CONTENT = AnnotationSet(
    spans=(Span(0, 5, "said", "a"), Span(6, 9, "body", "b")),
    relations=(Relation("attributes", "b", "a"),),
    status="d",
    rejections=(Rejection(0, 1, "cited"),),
)


def test_former_names_become_the_present_ones() -> None:
    assert in_present_names(CONTENT, FORMER) == AnnotationSet(
        spans=(Span(0, 5, "quote", "a"), Span(6, 9, "body", "b")),
        relations=(Relation("attributes", "b", "a"),),
        status="d",
        rejections=(Rejection(0, 1, "quote"),),
    )


def test_spans_that_become_equal_are_one_and_their_links_too() -> None:
    spans = *CONTENT.spans, Span(0, 5, "quote", "c"), Span(0, 5, "cited", "d")
    links = *CONTENT.relations, Relation("attributes", "b", "c")
    found = in_present_names(AnnotationSet(spans=spans, relations=links), FORMER)
    assert found.spans == (Span(0, 5, "quote", "a"), Span(6, 9, "body", "b"))
    assert found.relations == (Relation("attributes", "b", "a"),)


def test_where_nothing_was_renamed_it_is_the_same_object() -> None:
    assert in_present_names(CONTENT, {}) is CONTENT
    assert in_present_names(CONTENT, {"other": "body"}) is CONTENT


def test_a_scheme_knows_the_names_its_labels_had() -> None:
    labels = Label("quote", "q", formerly=("said", "cited")), Label("body", "b")
    assert Scheme(labels).former == FORMER
