"""Learned: spans and paragraphs like those that were labelled, in the place of the rules'."""

from collections.abc import Callable, Iterator

from annotate.core.document import Document, Range
from annotate.core.suggestion import NONE, Place, Suggestion, Suggestions, suggestion_order
from annotate.suggesters.base import Suggester
from annotate.suggesters.learning import paragraphs
from annotate.suggesters.learning.crf import Crf, Tagger
from annotate.suggesters.learning.model import Model
from annotate.suggesters.learning.tags import Units, quotations_in, spans_of
from annotate.suggesters.learning.words import Features, sequences
from annotate.suggesters.wording.reading import read

NAME = "learned"
WORDING, PARAGRAPH = "wording like what was labelled", "a paragraph like those labelled"
LEAST = 0.5
"""The score of what is likelier than any other reading, be it ever so unsure."""
Speaker = Callable[[Document], Iterator[Suggestion]]


def suggest(document: Document, before: Suggestions) -> Suggestions:
    """Nothing: without labels nothing was learned."""
    return NONE


def with_model(model: Model) -> Suggester:
    """What a model proposes, instead of what the rules say of the labels that it speaks for.

    Where it does not look (quotations within others, or over several paragraphs) theirs stands.
    Raises ProjectError where python-crfsuite is not installed.
    """
    units = {name: model.header.labels[name] for name in model.header.speaks}
    speakers = [
        make(crf)
        for make, crf in ((_of_words, model.words), (_of_paragraphs, model.paragraphs))
        if crf
    ]

    def suggest(document: Document, before: Suggestions) -> Suggestions:
        found = [s for speak in speakers for s in speak(document) if s.label in units]
        instead = frozenset(_overruled(document, before, units))
        return Suggestions(tuple(sorted(found, key=suggestion_order)), instead=instead)

    return suggest


def _of_words(crf: Crf) -> Speaker:
    tagger, features = Tagger(crf), Features(crf.features)

    def speak(document: Document) -> Iterator[Suggestion]:
        for paragraph, items in sequences(document, features):
            stream = paragraph.stream
            found, sure = tagger.tag(items)
            for start, end, label in spans_of(found):
                score = max(LEAST, sum(sure[start:end]) / (end - start))
                place = stream.starts[start], stream.ends[end - 1]
                yield Suggestion(*place, label, WORDING, score, NAME)

    return speak


def _of_paragraphs(crf: Crf) -> Speaker:
    tagger = Tagger(crf)

    def speak(document: Document) -> Iterator[Suggestion]:
        found, sure = tagger.tag(paragraphs.features(document, crf.features))
        for index, _, label in spans_of(found):
            place = document.paragraphs[index]
            yield Suggestion(*place, label, PARAGRAPH, max(LEAST, sure[index]), NAME)

    return speak


def _overruled(document: Document, before: Suggestions, units: Units) -> Iterator[Place]:
    """The suggestions that a model knows better."""
    looked_at: dict[str, set[Range]] = {
        "quotation": _quotations(document),
        "paragraph": set(document.paragraphs),
    }
    for suggestion in before.spans:
        unit = units.get(suggestion.label)
        if unit and suggestion.range in looked_at.get(unit, (suggestion.range,)):
            yield suggestion.place


def _quotations(document: Document) -> set[Range]:
    return {
        (p.stream.starts[i], p.stream.ends[i])
        for p in read(document).paragraphs
        for i in quotations_in(p)
    }
