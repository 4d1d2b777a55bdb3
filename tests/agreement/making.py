"""Small documents to measure, and the same by the character, for references to measure."""

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from annotate.agreement.counting.arrays import Bools, ints
from annotate.agreement.counting.columns import Batch
from annotate.agreement.counting.count import count
from annotate.agreement.counts import Counts

Span = tuple[int, int, str]
Link = tuple[str, int, int]


class Work(NamedTuple):
    """A document's length, what each annotator marks, and what each links (by place of spans)."""

    length: int
    spans: Mapping[str, Sequence[Span]]
    links: Mapping[str, Sequence[Link]] = {}
    paragraphs: Sequence[tuple[int, int]] = ()


def batch(works: Sequence[Work], labels: Sequence[str], annotators: Sequence[str]) -> Batch:
    """Documents as columns."""
    readings: list[tuple[int, int]] = []
    spans: list[tuple[int, int, int, int]] = []
    links: list[tuple[int, int, int, int]] = []
    paragraphs: list[tuple[int, int, int]] = []
    relations = ["attributes", "continues"]
    for d, work in enumerate(works):
        paragraphs += [(d, s, e) for s, e in work.paragraphs or [(0, work.length)]]
        for name in sorted(work.spans, key=list(annotators).index):
            reading, first = len(readings), len(spans)
            readings.append((d, list(annotators).index(name)))
            spans += [(reading, s, e, list(labels).index(k)) for s, e, k in work.spans[name]]
            links += [
                (reading, relations.index(k), first + h, first + c)
                for k, h, c in work.links.get(name, ())
            ]
    return Batch(
        [f"d{d}" for d in range(len(works))],
        ints([w.length for w in works]),
        ints(paragraphs, 3),
        ints(readings, 2),
        ints(spans, 4),
        ints(links, 4),
    )


def counted(
    works: Sequence[Work], labels: Sequence[str] = "ab", annotators: Sequence[str] = ""
) -> Counts:
    """What is counted of some documents."""
    names = annotators or sorted({name for work in works for name in work.spans})
    return count(batch(works, labels, names), labels, names)


def only(counts: Counts, annotators: Iterable[int]) -> Counts:
    """What they alone count, of the documents that at least two of them finished."""
    readers = np.isin(counts.readings.annotator, [*annotators])
    sizes = np.bincount(counts.readings.document[readers], minlength=len(counts.ids))
    return counts.restricted(readers, sizes >= 2)


def among(counts: Counts, documents: Bools) -> Counts:
    """What some of the documents count."""
    return counts.restricted(np.ones(len(counts.readings.document), bool), documents)


def characters(work: Work, label: str) -> dict[str, list[int]]:
    """By annotator, for each character whether the label is on it."""
    found = {}
    for name, spans in work.spans.items():
        marks = np.zeros(work.length, int)
        for start, end, k in spans:
            marks[start:end] |= k == label
        found[name] = marks.tolist()
    return found
