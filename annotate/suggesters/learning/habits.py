"""What is done with quotations that the words' model does not see: a share for each rule."""

from collections import Counter
from collections.abc import Iterable, Iterator

from annotate.core.document import Document
from annotate.core.suggestion import Place
from annotate.suggesters.learning.tags import Units, quotations_in
from annotate.suggesters.wording.quoted import Judged
from annotate.suggesters.wording.reading import read

Habits = dict[str, dict[str, float]]
"""For each label, by the rule's name, the share of such quotations that are given it."""


def out_of_sight(document: Document) -> Iterator[Judged]:
    """The quotations within others, and those over several paragraphs."""
    for paragraph in read(document).paragraphs:
        if paragraph.quotations:
            stream = paragraph.stream
            seen = {*map(stream.place, quotations_in(paragraph))}
            yield from (q for q in paragraph.quotations if (q.start, q.end) not in seen)


def habits(labelled: Iterable[tuple[Document, Iterable[Place]]], units: Units) -> Habits:
    """The shares in some documents, given their spans; by the rule of succession."""
    labels = [label for label, unit in units.items() if unit == "quotation"]
    there: Counter[str] = Counter()
    given: Counter[tuple[str, str]] = Counter()
    for document, spans in labelled:
        places = set(spans)
        for q in out_of_sight(document):
            there[q.origin] += 1
            given.update((label, q.origin) for label in labels if (q.start, q.end, label) in places)
    return {
        label: {rule: (given[label, rule] + 1) / (n + 2) for rule, n in sorted(there.items())}
        for label in labels
    }
