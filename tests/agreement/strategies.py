"""Any small documents, as Hypothesis makes them."""

from hypothesis import settings
from hypothesis import strategies as st

from tests.agreement.making import Span, Work
from tests.campaign import campaign

ANNOTATORS = ("ana", "ben", "eva", "leo")
LABELS = ("c", "a", "b")
many = settings(max_examples=campaign(100, 2_000))
"""For what is compared with a reference: in a campaign far more."""


@st.composite
def works(draw: st.DrawFn, fewest: int = 2) -> Work:
    """A document with its paragraphs, and what some annotators mark and link."""
    length = draw(st.integers(1, 24))
    cuts = sorted(draw(st.sets(st.integers(0, length), min_size=2)))
    names = draw(st.sets(st.sampled_from(ANNOTATORS), min_size=fewest))
    spans: dict[str, list[Span]] = {}
    links = {}
    for name in sorted(names):
        spans[name] = draw(st.lists(span(length), max_size=6))
        end = st.integers(0, len(spans[name]) - 1)
        link = st.tuples(st.sampled_from(("attributes", "continues")), end, end)
        links[name] = draw(st.lists(link, max_size=4)) if spans[name] else []
    return Work(length, spans, links, list(zip(cuts[::2], cuts[1::2], strict=False)))


def span(length: int) -> st.SearchStrategy[Span]:
    """Any span of a text so long, empty ones too."""
    offset = st.integers(0, length)
    return st.tuples(offset, offset, st.sampled_from(LABELS)).map(
        lambda s: (min(s[:2]), max(s[:2]), s[2])
    )


corpora = st.lists(works(), min_size=1, max_size=6)
"""Some documents."""
