"""How it will stand: what is looked up there is what a whole index of it would answer."""

from hypothesis import given
from hypothesis import strategies as st

from annotate.core.annotation_set import AnnotationSet, Relation, Span, span_order
from annotate.core.content_index import ContentIndex
from annotate.core.operations import Body, Relate, Unrelate
from annotate.services.annotating.coming import Coming

PLACES = st.tuples(st.integers(0, 40), st.integers(1, 30)).map(lambda p: (p[0], p[0] + p[1]))
SPANS = st.lists(st.tuples(PLACES, st.sampled_from(("quote", "attribution"))), max_size=8)
ENDS = st.sampled_from([f"s{n}" for n in range(10)])
LINKS = st.builds(Relation, st.just("attributes"), ENDS, ENDS)


def content(spans: list[Span], links: set[Relation]) -> AnnotationSet:
    return AnnotationSet(spans=tuple(sorted(spans, key=span_order)), relations=tuple(sorted(links)))


@given(spans=SPANS, cut=st.integers(0, 8), there=st.sets(LINKS), changes=st.lists(LINKS), at=PLACES)
def test_it_answers_as_an_index_of_all_would(
    spans: list[tuple[tuple[int, int], str]],
    cut: int,
    there: set[Relation],
    changes: list[Relation],
    at: tuple[int, int],
) -> None:
    made = [Span(*place, label, f"s{n}") for n, (place, label) in enumerate(spans)]
    before = ContentIndex(content(made[:cut], there))
    coming, links = Coming(before, made[cut:]), set(there)
    for n, link in enumerate(changes):
        kind: type[Relate | Unrelate] = Unrelate if link in links and n % 2 else Relate
        bodies: list[Body] = [kind(link.label, link.head, link.child)]
        coming.take(bodies)
        (links.add if kind is Relate else links.discard)(link)
    after = ContentIndex(content(made, links))
    assert list(coming.overlapping(*at)) == list(after.overlapping(*at))
    for id in [f"s{n}" for n in range(10)]:
        assert (coming.span(id), coming.links(id)) == (after.span(id), after.links(id))
    assert before.content == content(made[:cut], there)
