"""Any small documents, as Hypothesis makes them; each strategy once: making one takes long."""

from functools import cache
from itertools import combinations_with_replacement, product

from hypothesis import settings
from hypothesis import strategies as st

from tests.agreement.making import Link, Span, Work
from tests.campaign import campaign

ANNOTATORS = ("ana", "ben", "eva", "leo")
LABELS = ("c", "a", "b")
many = settings(max_examples=campaign(100, 2_000))
"""For what is compared with a reference: in a campaign far more."""


@st.composite
def works(draw: st.DrawFn, fewest: int = 2) -> Work:
    """A document with its paragraphs, and what some annotators mark and link."""
    length = draw(lengths)
    cuts = sorted(draw(offsets(length)))
    spans: dict[str, list[Span]] = {}
    links = {}
    for name in sorted(draw(annotators(fewest))):
        spans[name] = draw(spans_of(length))
        links[name] = draw(links_of(len(spans[name])))
    return Work(length, spans, links, list(zip(cuts[::2], cuts[1::2], strict=False)))


lengths = st.integers(1, 24)


@cache
def offsets(length: int) -> st.SearchStrategy[set[int]]:
    """Two at least."""
    return st.sets(st.integers(0, length), min_size=2)


@cache
def annotators(fewest: int) -> st.SearchStrategy[set[str]]:
    return st.sets(st.sampled_from(ANNOTATORS), min_size=fewest)


@cache
def span(length: int) -> st.SearchStrategy[Span]:
    """Any span of a text so long, empty ones too."""
    places = combinations_with_replacement(range(length + 1), 2)
    return st.sampled_from([(*place, label) for place, label in product(places, LABELS)])


@cache
def spans_of(length: int) -> st.SearchStrategy[list[Span]]:
    return st.lists(span(length), max_size=6)


@cache
def links_of(spans: int) -> st.SearchStrategy[list[Link]]:
    """Among so many spans, from one to itself too."""
    ends = range(spans)
    links = list(product(("attributes", "continues"), ends, ends))
    return st.lists(st.sampled_from(links), max_size=4) if links else st.just([])


corpora = st.lists(works(), min_size=1, max_size=6)
"""Some documents."""
