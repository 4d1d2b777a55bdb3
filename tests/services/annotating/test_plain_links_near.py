"""Of all that is labelled only what is near is looked at for plain links: with the same result."""

from unittest import mock

from hypothesis import example, given
from hypothesis import strategies as st

from annotate.core.annotation_set import AnnotationSet, Span, span_order
from annotate.core.content_index import ContentIndex
from annotate.core.document import Document, Range, text_hash
from annotate.core.paragraphs import find_paragraphs
from annotate.core.scheme import DEFAULT_SCHEME
from annotate.services.annotating import plain_links
from annotate.services.annotating.plain_links import NEAR

PIECES = ("word ", "“", "”", ", ", ". ", ": ", "\n\n", "-" * NEAR, " " * (NEAR - 1), "w " * 70)
CUTS = st.tuples(st.integers(0, 400), st.integers(1, 12), st.booleans())


def document(text: str) -> Document:
    return Document(sha256=text_hash(text), text=text, paragraphs=tuple(find_paragraphs(text)))


@given(
    text=st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map(
        lambda p: "He" + "".join(p)
    ),
    cuts=st.lists(CUTS, min_size=2, max_size=6),
)
@example(text="He " + "-" * (3 * NEAR) + " she", cuts=[(0, 2, True), (3 * NEAR + 4, 3, False)])
@example(text="He said:\n\n“No.”", cuts=[(0, 7, True), (10, 5, False)])
def test_what_is_farther_off_is_never_beside(text: str, cuts: list[tuple[int, int, bool]]) -> None:
    article = document(text)
    places = {(start % len(text), said): long for start, long, said in cuts}
    spans = [
        Span(start, min(len(text), start + long), "attribution" if said else "quote", f"s{n}")
        for n, ((start, said), long) in enumerate(places.items())
    ]
    index = ContentIndex(AnnotationSet(spans=tuple(sorted(spans, key=span_order))))

    def everywhere(document: Document, _: Span) -> Range:
        return 0, len(document.text)

    for span in spans:
        near = plain_links.plain_links(article, index, span, DEFAULT_SCHEME)
        with mock.patch.object(plain_links, "_near", everywhere):
            assert near == plain_links.plain_links(article, index, span, DEFAULT_SCHEME)
