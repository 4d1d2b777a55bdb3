"""The index of an annotation set finds what a plain look through all of it finds."""

from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from annotate.core.annotation_set import AnnotationSet, Flag, Note, Relation, Span, canonical
from annotate.core.change import Change
from annotate.core.content_index import LONG, ContentIndex
from annotate.core.document import Range

# small ones, and such as are longer or lie further apart than what is looked at as a rule
scales = st.sampled_from([1, LONG // 4])
places = st.tuples(st.integers(0, 30), st.integers(1, 12), scales).map(
    lambda p: (p[0] * p[2], (p[0] + p[1]) * p[2])
)
# the fold holds a label at a place but once
spans = st.lists(st.tuples(places, st.sampled_from("qab")), max_size=12, unique=True).map(
    lambda found: [Span(*place, label, f"s{n}") for n, (place, label) in enumerate(found)]
)


def targets(found: list[Span]) -> st.SearchStrategy[list[tuple[str | None, int | None]]]:
    """Spans, paragraphs and the article, as remarks are on them."""
    there = [(None, None), *((None, p) for p in range(6)), *((s.id, None) for s in found)]
    return st.lists(st.sampled_from(there), max_size=4, unique=True)


@st.composite
def contents(draw: st.DrawFn) -> AnnotationSet:
    found = draw(spans)
    ids = st.sampled_from([s.id for s in found]) if found else st.nothing()
    # the fold holds each link but once
    link = st.builds(Relation, st.sampled_from("xy"), ids, ids)
    links = st.lists(link, max_size=6, unique=True)
    return canonical(
        AnnotationSet(
            spans=tuple(found),
            relations=tuple(draw(links)) if found else (),
            notes=tuple(Note("n", *target) for target in draw(targets(found))),
            flags=tuple(Flag(*target) for target in draw(targets(found))),
        )
    )


@given(contents(), places)
def test_the_spans_at_a_place_are_those_of_the_plain_scan(
    content: AnnotationSet, place: tuple[int, int]
) -> None:
    assert list(ContentIndex(content).overlapping(*place)) == content.overlapping(*place)


@given(contents())
def test_spans_links_and_counts_are_those_of_the_set(content: AnnotationSet) -> None:
    index = ContentIndex(content)
    assert index.span("nobody") is None
    assert index.links("nobody") == []
    for span in content.spans:
        assert index.span(span.id) == span
        links = [r for r in content.relations if span.id in (r.head, r.child)]
        assert sorted(set(index.links(span.id))) == sorted(set(links))
        others = {r.child if r.head == span.id else r.head for r in links}
        assert set(index.linked(span.id)) == others
        assert index.counts[span.label] == sum(s.label == span.label for s in content.spans)


@given(contents(), contents(), contents(), places, st.booleans())
def test_the_index_of_the_state_before_makes_no_difference(
    before: AnnotationSet, after: AnnotationSet, other: AnnotationSet, place: Range, known: bool
) -> None:
    """Nor does the change from it, or one that is between other states."""
    change = Change(before if known else other, after)
    anew, index = ContentIndex(after), ContentIndex(after, ContentIndex(before), change)
    assert index.overlapping(*place) == anew.overlapping(*place)
    assert index.counts == anew.counts
    for span in (*before.spans, *after.spans):
        assert index.span(span.id) == anew.span(span.id)
        assert set(index.links(span.id)) == set(anew.links(span.id))


def seen(index: ContentIndex, place: tuple[int, int]) -> object:
    """The spans at a place, with their links and what these lead to."""
    return [
        (span, {(k, index.span(k.head), index.span(k.child)) for k in index.links(span.id)})
        for span in index.overlapping(*place)
    ]


@given(contents(), contents(), places)
def test_away_from_what_changed_spans_and_links_are_as_they_were(
    before: AnnotationSet, after: AnnotationSet, place: tuple[int, int]
) -> None:
    old, new = (
        ContentIndex(before),
        ContentIndex(replace(after, notes=before.notes, flags=before.flags)),
    )
    changed = new.changed_since(old)
    assert changed is not None
    if all(end <= place[0] or place[1] <= start for start, end in changed):
        assert seen(new, place) == seen(old, place)


@given(contents(), contents())
def test_where_more_than_spans_and_links_changed_it_is_not_said_where(
    before: AnnotationSet, after: AnnotationSet
) -> None:
    same = (before.notes, before.flags) == (after.notes, after.flags)
    assert (ContentIndex(after).changed_since(ContentIndex(before)) is not None) == same


def test_what_is_the_same_has_not_changed_anywhere() -> None:
    content = AnnotationSet(spans=(Span(0, 4, "q", "s"),))
    assert ContentIndex(content).changed_since(ContentIndex(replace(content))) == set()


@given(contents())
def test_a_remark_shows_at_its_paragraph_or_at_that_of_its_span(content: AnnotationSet) -> None:
    index = ContentIndex(content)
    for paragraph in range(6):
        here = [s for s in content.spans if s.start // 8 == paragraph]
        targets = [(None, paragraph), *((s.id, None) for s in here)]
        noted = any((n.span, n.paragraph) in targets for n in content.notes)
        flagged = any((f.span, f.paragraph) in targets for f in content.flags)
        assert index.is_noted(paragraph, here) == noted
        assert index.is_flagged(paragraph, here) == flagged
