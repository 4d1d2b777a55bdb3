"""Content in the names that the scheme's labels have now."""

from annotate.core.annotation_set import AnnotationSet, Rejection, Relation, Span
from annotate.core.renaming import in_present_names
from annotate.core.scheme import Label, Scheme

FORMER = Scheme((Label("quote", "q", formerly=("speech", "citation")), Label("ad", "d"))).former


def test_the_scheme_knows_which_name_a_former_one_became() -> None:
    assert FORMER == {"speech": "quote", "citation": "quote"}


def test_labels_go_by_their_present_names() -> None:
    said = AnnotationSet(
        (Span(0, 5, "speech", "w:1", "rules", 0.5), Span(0, 2, "ad", "w:2")),
        rejections=(Rejection(1, 2, "citation"),),
        status="d",
    )
    assert in_present_names(said, FORMER) == AnnotationSet(
        (Span(0, 5, "quote", "w:1", "rules", 0.5), Span(0, 2, "ad", "w:2")),
        rejections=(Rejection(1, 2, "quote"),),
        status="d",
    )


def test_spans_that_become_equal_are_one_and_links_follow() -> None:
    said = AnnotationSet(
        (Span(0, 5, "quote", "w:1"), Span(0, 5, "speech", "w:2"), Span(6, 9, "ad", "w:3")),
        (Relation("continues", "w:3", "w:2"),),
    )
    present = in_present_names(said, FORMER)
    assert [s.id for s in present.spans] == ["w:1", "w:3"]
    assert present.relations == (Relation("continues", "w:3", "w:1"),)


def test_content_in_present_names_is_handed_on_as_it_is() -> None:
    said = AnnotationSet((Span(0, 5, "quote", "w:1"),))
    assert in_present_names(said, FORMER) is said
    assert in_present_names(said, {}) is said
