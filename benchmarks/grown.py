"""Files of any number of short articles, every second one labelled by two people."""

import os
from collections.abc import Iterator
from pathlib import Path

from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.record import encode_record, to_record
from benchmarks import corpus
from benchmarks.projects import PARAGRAPHS

LARGE = (1_000_000,) if os.environ.get("ANNOTATE_LARGE") else ()
SIZES = (1_000, 10_000, 100_000, *LARGE)
"""Numbers of articles; the first is what the others are compared with."""


def written(path: Path, articles: int) -> None:
    """A file of native JSONL with so many articles, 700 bytes each."""
    corpus.write(path, _lines(articles))


def _lines(articles: int) -> Iterator[bytes]:
    for number in range(articles):
        made = corpus.unlike(number, PARAGRAPHS)
        if number % 2:
            for which, name in enumerate(corpus.PEOPLE[:2]):
                yield encode_record(to_record(made.document, name, _labels(made, which))) + b"\n"
        else:
            yield encode_record(to_record(made.document)) + b"\n"


def _labels(article: corpus.Article, which: int) -> AnnotationSet:
    """A quotation and its attribution; sometimes the second person sees no quotation."""
    start, piece = article.document.paragraphs[1][0], article.pieces[0]
    said = Span(start + piece.attribution[0], start + piece.attribution[1], "attribution", "a")
    if which and article.document.id.endswith("7"):
        return AnnotationSet((said,), status="ddd")
    quote = Span(start + piece.quote[0], start + piece.quote[1], "quote", "q")
    return AnnotationSet((quote, said), (Relation("attributes", "a", "q"),), "ddd")
