"""Two articles that are hard to draw: a very long one, and one with a very full paragraph."""

from pathlib import Path

from msgspec import Struct

from annotate.core.document import Document, Range, text_hash
from annotate.core.operations import Add, Relate
from annotate.core.paragraphs import find_paragraphs
from annotate.services import project
from annotate.storage.annotations import Annotations
from annotate.storage.bulk import BulkImport
from annotate.storage.log import Writer
from benchmarks import corpus
from benchmarks.projects import ANNOTATOR

PARAGRAPHS = 500
"""Of the long article, each with a quotation and its attribution: 1,000 spans."""
PAIRS = 15
"""Quotations and attributions in the full paragraph: 30 spans."""
SENTENCE = (
    "“We counted {:>2} boats in the old harbour,” ",
    "said Alda Ferreira",
    ", before the council closed the bridge, the market and the ferry again.",
)
"""A fifteenth of 2,000 characters: a quotation, an attribution, and the rest."""


class Labelled(Struct, frozen=True):
    """A document, and where its quotations are, each with its attribution.

    All of them are labelled but the first quotation, so that one is left for a key.
    """

    document: Document
    pairs: list[tuple[Range, Range]]


def long() -> Labelled:
    """500 paragraphs after a headline."""
    made = corpus.article(0, PARAGRAPHS + 1)
    starts = [start for start, _ in made.document.paragraphs[1:]]
    return Labelled(
        made.document,
        [
            (_moved(piece.quote, start), _moved(piece.attribution, start))
            for piece, start in zip(made.pieces, starts, strict=True)
        ],
    )


def full() -> Labelled:
    """A paragraph of 2,000 characters between two short ones."""
    title, last = "Harbour council meets once", "Nobody objected."
    sentences = [[part.format(n) for part in SENTENCE] for n in range(PAIRS)]
    text = "\n\n".join((title, " ".join(map("".join, sentences)), last))
    paragraphs = tuple(find_paragraphs(text))
    document = Document(sha256=text_hash(text), text=text, paragraphs=paragraphs, title=title)
    pairs = []
    for quote, said, _ in sentences:
        start = text.index(quote)
        middle = start + len(quote)
        pairs.append(((start, middle - 1), (middle, middle + len(said))))
    return Labelled(document, pairs)


def _moved(range: Range, by: int) -> Range:
    return range[0] + by, range[1] + by


def project_with(article: Labelled, folder: Path) -> Path:
    """Make a project in a folder that holds only this article, labelled by hand."""
    project.init(folder)
    with project.Project.open(folder) as opened:
        with BulkImport(opened.store, ANNOTATOR) as bulk:
            key = bulk.document(article.document).key
        _label(Annotations(opened.store, key, article.document, ANNOTATOR), article)
    return folder


def _label(annotations: Annotations, article: Labelled) -> None:
    """A gesture for each span; with the attribution goes the link."""
    writer = Writer(ANNOTATOR)
    annotations.commit(writer, [Add(*article.pairs[0][1], "attribution")])
    for quote, said in article.pairs[1:]:
        (added,) = annotations.commit(writer, [Add(*quote, "quote")])
        relate = Relate("attributes", f"{writer.name}:{added.n + 1}", added.id)
        annotations.commit(writer, [Add(*said, "attribution"), relate])
