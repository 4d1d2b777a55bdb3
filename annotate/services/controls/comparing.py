"""Two readings of each of some documents against each other, in the figures of agreement."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from msgspec import Struct

from annotate.agreement import MEASURES
from annotate.agreement.adding import nothing, together
from annotate.agreement.base import Figure
from annotate.agreement.counting.arrays import ints
from annotate.agreement.counting.columns import Batch
from annotate.agreement.counting.count import count
from annotate.agreement.counts import Counts
from annotate.agreement.intervals import figure
from annotate.core.annotation_set import AnnotationSet
from annotate.core.document import Document
from annotate.core.scheme import Scheme
from annotate.services.measuring.pairs import FIGURES, Differences, PairFigures, pairs

AT_ONCE = 50
"""Documents that are counted at once."""


class Two(NamedTuple):
    """A document, and what is said of it twice, in the present names of labels."""

    document: Document
    one: AnnotationSet
    other: AnnotationSet


class Against(Struct, frozen=True, kw_only=True):
    """The figures of the one against the other, over all labels and by each."""

    documents: int
    alpha: Figure
    kappa: Figure
    f1_exact: Figure
    f1_overlap: Figure
    differences: Differences
    labels: dict[str, PairFigures]


def against(scheme: Scheme, names: tuple[str, str], twos: Iterable[Two]) -> Against:
    """How far two readings of the same documents agree; `names` is what notes call them."""
    counts = _counted(scheme, names, twos)
    for pair in pairs(counts):
        figures = {name: getattr(pair, name) for name in FIGURES}
        return Against(
            documents=pair.documents, differences=pair.differences, labels=pair.labels, **figures
        )
    none = {name: figure(MEASURES[name], counts) for name in FIGURES}
    return Against(documents=0, differences=Differences(0, 0, 0, 0, 0, 0), labels={}, **none)


def _counted(scheme: Scheme, names: tuple[str, str], twos: Iterable[Two]) -> Counts:
    labels = [label.name for label in scheme.labels]
    parts = [count(batch(scheme, some), labels, names) for some in _some(twos)]
    return together(parts) if parts else nothing(labels, names)


def _some(twos: Iterable[Two]) -> Iterator[Sequence[Two]]:
    """Runs of documents that are not too many to count at once."""
    some: list[Two] = []
    for two in twos:
        some.append(two)
        if len(some) == AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def batch(scheme: Scheme, twos: Sequence[Two]) -> Batch:
    """The two readings of each document as columns: 0 is the one, 1 the other."""
    labels = {label.name: number for number, label in enumerate(scheme.labels)}
    relations = {relation.label: number for number, relation in enumerate(scheme.relations)}
    spans: list[tuple[int, int, int, int]] = []
    links: list[tuple[int, int, int, int]] = []
    for reading, said in enumerate(content for two in twos for content in (two.one, two.other)):
        known = [span for span in said.spans if span.label in labels]
        rows = {span.id: len(spans) + row for row, span in enumerate(known)}
        spans += [(reading, s.start, s.end, labels[s.label]) for s in known]
        links += [
            (reading, relations[r.label], rows[r.head], rows[r.child])
            for r in said.relations
            if r.label in relations and r.head in rows and r.child in rows
        ]
    return Batch(
        ids=[two.document.id for two in twos],
        lengths=ints([len(two.document.text) for two in twos]),
        paragraphs=ints(
            [(d, *p) for d, two in enumerate(twos) for p in two.document.paragraphs], 3
        ),
        readings=ints([(d, reader) for d in range(len(twos)) for reader in (0, 1)], 2),
        spans=ints(spans, 4),
        links=ints(links, 4),
    )
