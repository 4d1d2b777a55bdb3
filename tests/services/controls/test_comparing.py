"""Two readings against each other: the figures of agreement of the same two as layers."""

from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.controls.comparing import Two, against
from annotate.services.measuring.measure import measure
from annotate.storage.finished import Choice
from annotate.storage.store import FILE_NAME, Store
from tests.campaign import campaign
from tests.storage.making import TEXT, add, document, put

LABELS = [label.name for label in DEFAULT_SCHEME.labels]


@st.composite
def contents(draw: st.DrawFn) -> AnnotationSet:
    places = st.tuples(st.integers(0, 20), st.integers(1, 16), st.sampled_from(LABELS))
    found = sorted({(s, min(s + n, 36), k) for s, n, k in draw(st.lists(places, max_size=5))})
    spans = [Span(s, e, k, f"s{n}") for n, (s, e, k) in enumerate(found)]
    ends = [(h, c) for h in spans for c in spans if (h.label, c.label) == ("attribution", "quote")]
    linked = draw(st.lists(st.sampled_from(ends), max_size=2, unique=True)) if ends else []
    links = tuple(sorted(Relation("attributes", h.id, c.id) for h, c in linked))
    spans.sort(key=lambda s: (s.start, -s.end, s.label))
    return AnnotationSet(tuple(spans), links, "ddd")


@settings(max_examples=campaign(25, 500), deadline=None)
@given(st.lists(st.tuples(contents(), contents()), min_size=1, max_size=7))
def test_they_are_those_of_two_layers_that_say_so(
    said: list[tuple[AnnotationSet, AnnotationSet]],
) -> None:
    with TemporaryDirectory() as folder, Store.open(Path(folder) / FILE_NAME) as store:
        found = [document(f"{TEXT}\n\nNo. {n}", f"a/{n}") for n in range(len(said))]
        said = [(_done(one), _done(other)) for one, other in said]
        for key, (one, other) in zip(add(store, *found), said, strict=True):
            put(store, key, one, "ana")
            put(store, key, other, "gold/eva")
        choice = Choice(layers=("ana", "gold/eva"))
        [pair] = measure(store, DEFAULT_SCHEME, choice).agreement.pairs
    twos = [Two(d, *both) for d, both in zip(found, said, strict=True)]
    ours = against(DEFAULT_SCHEME, ("ana", "gold/eva"), twos)
    assert ours.documents == pair.documents == len(said)
    assert (ours.differences, ours.labels) == (pair.differences, pair.labels)
    assert (ours.alpha, ours.kappa) == (pair.alpha, pair.kappa)
    assert (ours.f1_exact, ours.f1_overlap) == (pair.f1_exact, pair.f1_overlap)


def _done(content: AnnotationSet) -> AnnotationSet:
    return AnnotationSet(content.spans, content.relations, "dddd")


def test_of_nothing_there_is_no_figure_and_it_says_why() -> None:
    found = against(DEFAULT_SCHEME, ("ana", "gold"), [])
    assert found.documents == 0
    for figure in (found.alpha, found.kappa, found.f1_exact, found.f1_overlap):
        assert (figure.value, figure.lower_end) == (None, None)
        assert figure.why == "no document done by two"
