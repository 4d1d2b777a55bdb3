"""What became of what the rules propose, in the articles that were learned from: shares by rule."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence, Set

from annotate.core.document import Document, Range
from annotate.core.suggestion import NONE, Place
from annotate.suggesters import attributions
from annotate.suggesters.learning.tags import Units, quotations_in
from annotate.suggesters.wording.quoted import Judged
from annotate.suggesters.wording.reading import read

Habits = dict[str, dict[str, float]]
"""For each label, by the rule's name, the share of such spans that are given it, to the letter."""
Labelled = Sequence[tuple[Document, Set[Place]]]
Proposed = Iterable[tuple[str, Range]]
"""Spans of a document, each after its rule's name."""


def out_of_sight(document: Document) -> Iterator[Judged]:
    """The quotations that the words' model does not see: within others, over paragraphs."""
    for paragraph in read(document).paragraphs:
        if paragraph.quotations:
            stream = paragraph.stream
            seen = {*map(stream.place, quotations_in(paragraph))}
            yield from (q for q in paragraph.quotations if (q.start, q.end) not in seen)


def habits(labelled: Iterable[tuple[Document, Iterable[Place]]], units: Units) -> Habits:
    """The shares in some documents, given their spans; by the rule of succession.

    Of labels for quotations, of those that are out of sight; of labels for other wording, of what
    the rules take for attributions.
    """
    known = [(document, frozenset(spans)) for document, spans in labelled]
    quoted = [label for label, unit in units.items() if unit == "quotation"]
    worded = [label for label, unit in units.items() if unit not in ("quotation", "paragraph")]
    return _shares(known, quoted, _quotations) | _shares(known, worded, _attributions)


def _quotations(document: Document) -> Proposed:
    return ((q.origin, (q.start, q.end)) for q in out_of_sight(document))


def _attributions(document: Document) -> Proposed:
    return ((s.origin, s.range) for s in attributions.suggest(document, NONE).spans)


def _shares(
    labelled: Labelled, labels: Sequence[str], rules: Callable[[Document], Proposed]
) -> Habits:
    there: Counter[str] = Counter()
    given: Counter[tuple[str, str]] = Counter()
    for document, places in labelled if labels else ():
        for origin, place in rules(document):
            there[origin] += 1
            given.update((label, origin) for label in labels if (*place, label) in places)
    return {
        label: {rule: (given[label, rule] + 1) / (n + 2) for rule, n in sorted(there.items())}
        for label in labels
    }
