"""What reads text: the scanner of quotations and the rest of the core, in MB/s of UTF-8."""

import re
from collections.abc import Callable, Iterator

from annotate.core.clauses import clauses
from annotate.core.display import display
from annotate.core.document import Document, text_hash
from annotate.core.graphemes import graphemes
from annotate.core.normalisation import normalise
from annotate.core.paragraphs import find_paragraphs
from annotate.core.quotations import quotations_of
from annotate.core.sentences import sentences
from annotate.core.words import words
from benchmarks import corpus
from benchmarks.ratio import Clocked, Figure, clocked, compared, quantile, three_figures

ARTICLES = 100
ROUNDS = 5
WORD = re.compile(r"\w+")
Work = Callable[[Document], object]


def figures() -> Iterator[Figure]:
    """Each over whole articles, against `re` finding the words in them."""
    articles = [corpus.article(number).document for number in range(ARTICLES)]
    megabytes = sum(len(a.text.encode()) for a in articles) / 1e6

    def rate(seconds: list[float]) -> str:
        return f"{three_figures(megabytes / quantile(seconds, 0.5))} MB/s"

    def over(work: Work) -> Clocked:
        return clocked(lambda: [work(article) for article in articles])

    for what, work in WORKS.items():
        yield compared(f"{what} ÷ `re`", over(work), over(_words), ROUNDS, shown=rate)


def _words(document: Document) -> object:
    return WORD.findall(document.text)


def _by_paragraph(find: Callable[[str, int, int], object]) -> Work:
    return lambda d: [find(d.text, start, end) for start, end in d.paragraphs]


WORKS: dict[str, Work] = {
    "quotations": lambda d: [
        quotations_of(d.text, d.paragraphs, i) for i in range(len(d.paragraphs))
    ],
    "words": _by_paragraph(words),
    "sentences": _by_paragraph(sentences),
    "clauses": _by_paragraph(clauses),
    "graphemes": _by_paragraph(graphemes),
    "paragraphs": lambda d: find_paragraphs(d.text),
    "normalisation": lambda d: normalise(d.text),
    "hash": lambda d: text_hash(d.text),
    "display": lambda d: display(d.text),
}
