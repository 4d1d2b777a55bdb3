"""Learning a model from documents whose labels are known."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from annotate.core.document import Document
from annotate.core.suggestion import Place
from annotate.suggesters.learning import crf, paragraphs, tags
from annotate.suggesters.learning.crf import Item
from annotate.suggesters.learning.habits import habits
from annotate.suggesters.learning.model import Header, Model
from annotate.suggesters.learning.tags import Units
from annotate.suggesters.learning.words import Features, sequences

Tagged = tuple[Iterable[Item], list[str]]
Link = tuple[str, Place, Place]
"""A relation's label, its head and its child."""


class Example(Struct, frozen=True):
    """A document, and the spans and links that one reading of it has."""

    document: Document
    spans: tuple[Place, ...]
    links: tuple[Link, ...] = ()


def fit(examples: Sequence[Example], units: Units) -> Model:
    """What the examples teach of some labels; other labels are passed over.

    The same examples give the same model. Raises ProjectError where python-crfsuite is missing.
    """
    examples = [_only(example, units) for example in examples]
    counts = Counter(label for example in examples for _, _, label in example.spans)
    header = Header(
        labels=dict(units),
        speaks=tuple(label for label in units if counts[label]),
        articles=len({example.document.sha256 for example in examples}),
        readings=len(examples),
        spans={label: counts[label] for label in units},
        habits=habits(((e.document, e.spans) for e in examples), units),
    )
    # what of these is best was found by cross-validation on news: docs/suggestions-measured.md
    words = crf.learn(_words(examples, units), least=4, smoothing=1.2)
    return Model(header, words, crf.learn(_paragraphs(examples, units), least=2, smoothing=0.05))


def _only(example: Example, units: Units) -> Example:
    return Example(example.document, tuple(s for s in example.spans if s[2] in units))


def _words(examples: Sequence[Example], units: Units) -> Iterator[Tagged]:
    features = Features()
    for example in examples:
        here: dict[int, list[Place]] = defaultdict(list)
        for span in example.spans:
            here[example.document.paragraph_at(span[0])].append(span)
        read = sequences(example.document, features)
        for index, (paragraph, items) in enumerate(read):
            yield items, tags.of_words(paragraph, here[index], units)


def _paragraphs(examples: Sequence[Example], units: Units) -> Iterator[Tagged]:
    for example in examples:
        found = tags.of_paragraphs(example.document, example.spans, units)
        yield paragraphs.features(example.document), found
