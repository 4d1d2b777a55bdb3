"""The index of a layer's content answers as the content itself does."""

from hypothesis import given, settings

from annotate.core.annotation_set import AnnotationSet, Flag, Note, Relation, Span
from annotate.core.content_index import ContentIndex
from annotate.core.fold import fold
from annotate.core.operations import Operation
from tests.campaign import campaign
from tests.core import logs

SAID = AnnotationSet(
    spans=(Span(0, 9, "body", "w:1"), Span(0, 5, "quote", "w:2"), Span(6, 9, "attribution", "w:3")),
    relations=(Relation("attributes", "w:3", "w:1"), Relation("attributes", "w:3", "w:2")),
    notes=(Note("x", paragraph=2), Note("y", span="w:1")),
    flags=(Flag(), Flag(paragraph=1), Flag(span="w:1")),
)


@settings(max_examples=campaign(60, 500))
@given(logs.logs)
def test_it_finds_the_spans_and_links_that_the_content_has(operations: list[Operation]) -> None:
    said = fold(operations)
    index = ContentIndex(said)
    for start in range(4):
        for end in range(start, 4):
            assert list(index.overlapping(start, end)) == said.overlapping(start, end)
    for span in said.spans:
        assert index.span(span.id) == said.span(span.id) == span
        links = [r for r in said.relations if span.id in (r.head, r.child)]
        assert index.links(span.id) == links
    assert sum(index.counts.values()) == len(said.spans)


def test_a_short_span_after_a_long_one_does_not_hide_it() -> None:
    assert [s.id for s in ContentIndex(SAID).overlapping(5, 6)] == ["w:1"]


def test_what_a_span_is_linked_with_is_found_from_either_end() -> None:
    index = ContentIndex(SAID)
    assert index.linked("w:3") == ["w:1", "w:2"]
    assert index.linked("w:2") == ["w:3"]
    assert not index.linked("w:9")
    assert not index.links("w:9")
    assert index.span("w:9") is None


def test_labels_are_counted_and_remarks_are_by_paragraph() -> None:
    index = ContentIndex(SAID)
    assert index.counts == {"body": 1, "quote": 1, "attribution": 1}
    assert (index.flagged, index.noted) == ({None, 1}, {2})
    assert ContentIndex(AnnotationSet(flags=(Flag(span="w:1"),))).flagged == set()
