"""The single disagreements behind the figures: where two annotators differ, span by span."""

from collections.abc import Collection, Generator, Iterator, Sequence
from heapq import merge
from operator import attrgetter
from typing import Any, Literal, NamedTuple

from msgspec import Struct

from annotate.agreement.counting.columns import END, READER, START, Batch, cleaned
from annotate.agreement.counting.differences import NOBODY, differences
from annotate.agreement.counting.link_differences import link_differences
from annotate.agreement.counting.paragraph_differences import paragraph_differences
from annotate.core.scheme import Scheme
from annotate.core.suggestion import Place
from annotate.services.measuring.reading import Reading, present
from annotate.services.measuring.weeks import DAY, week
from annotate.storage import columns
from annotate.storage.columns import Told
from annotate.storage.finished import Choice
from annotate.storage.store import Store

Kind = Literal["label", "boundary", "both", "missing", "link", "paragraph"]
"""What differs of two matched spans; or one of the two annotators has none, or no link, there.

Or the label that covers most of a paragraph: no disagreement of its own, and listed if it is asked
for.
"""
KINDS: dict[tuple[bool, bool], Kind] = {
    (False, True): "label",
    (True, False): "boundary",
    (False, False): "both",
}
"""By whether the label, and the place, is the same."""


class Disagreement(Struct, frozen=True, kw_only=True):
    """One place where two annotators of one document differ.

    `first` is what `a` has there, `second` what `b` has, None where they have nothing (`missing`,
    `link`); offsets are code points of the document's text, half-open. A link has the label of the
    relation, reaches from the first of its ends to the last, and its text is `head → child`. `key`
    is the document's number in this file.
    """

    key: int
    document: str
    title: str
    source: str
    a: str
    b: str
    kind: Kind
    first: Place | None
    second: Place | None
    first_text: str = ""
    second_text: str = ""

    @property
    def start(self) -> int:
        """Where the earlier of the two spans begins."""
        return min(start for start, _, _ in self.places)

    @property
    def places(self) -> tuple[Place, ...]:
        """What each of the two has there, if anything."""
        return tuple(place for place in (self.first, self.second) if place)

    @property
    def labels(self) -> frozenset[str]:
        """The labels of both spans, or of the link."""
        return frozenset(label for _, _, label in self.places)


def disagreements(
    store: Store,
    scheme: Scheme,
    choice: Choice,
    *,
    labels: Sequence[str] = (),
    kinds: Collection[Kind] = (),
    during: str = "",
) -> Generator[Disagreement]:
    """Every one of the chosen documents and layers, by document and in the order of its text.

    Of a pair: a choice of its two layers; of a document: a choice of that. Spans are matched one
    to one whatever their labels, as `differences` of the report counts them; with `labels` only
    those count in which either span has one of them, and no links; with `during`, a week, those of
    documents that were last annotated then. They come while the file is read: of one moment, and in
    little memory however many there are.

    Raises InputError for a layer, document or label that there is not.
    """
    wanted = present(scheme, labels)
    reading = Reading(store, scheme, choice)
    for batch, keys in reading.batches():
        there = frozenset(_during(reading, keys, during) if during else keys)
        if not there:
            continue
        told = columns.told(store, keys[0], keys[-1])
        work = _Work(cleaned(batch), keys, told, reading)
        every = [_of(work), _of_links(work, scheme)]
        if "paragraph" in kinds:
            every.append(_of_paragraphs(work))
        for found in merge(*every, key=attrgetter("key", "start")):
            fits = (not wanted or wanted & found.labels) and (not kinds or found.kind in kinds)
            if fits and found.key in there:
                yield found


def _during(reading: Reading, keys: Sequence[int], name: str) -> Iterator[int]:
    """Those of the documents that were last annotated in that week."""
    times = reading.times(keys).tolist()
    return (key for key, at in zip(keys, times, strict=True) if week(at // DAY) == name)


class _Work(NamedTuple):
    """A batch, and what its numbers stand for."""

    batch: Batch
    keys: Sequence[int]
    told: dict[int, Told]
    reading: Reading

    def common(self, document: int, a: int, b: int) -> dict[str, Any]:
        """Where it is, and whose readings differ there."""
        key = self.keys[document]
        told = self.told[key]
        return {
            "key": key,
            "document": self.batch.ids[document],
            "title": told.title,
            "source": told.source,
            "a": _annotator(self, a),
            "b": _annotator(self, b),
        }

    def text(self, document: int, place: Place | None) -> str:
        """The words there."""
        return self.told[self.keys[document]].text[place[0] : place[1]] if place else ""


def _of(work: _Work) -> Iterator[Disagreement]:
    found = differences(work.batch)
    for document, a, b, *sides in zip(*(column.tolist() for column in found), strict=True):
        first, second = (_place(work, row) for row in sides)
        yield Disagreement(
            **work.common(document, a, b),
            kind=_kind(first, second),
            first=first,
            second=second,
            first_text=work.text(document, first),
            second_text=work.text(document, second),
        )


def _of_links(work: _Work, scheme: Scheme) -> Iterator[Disagreement]:
    found = link_differences(work.batch)
    for document, a, b, row, of_first in zip(*(c.tolist() for c in found), strict=True):
        _, label, *ends = work.batch.links[row].tolist()
        head, child = (work.batch.spans[end, START : END + 1].tolist() for end in ends)
        place = min(head[0], child[0]), max(head[1], child[1]), scheme.relations[label].label
        words = " → ".join(work.text(document, (*end, "")) for end in (head, child))
        yield Disagreement(
            **work.common(document, a, b),
            kind="link",
            first=place if of_first else None,
            second=None if of_first else place,
            first_text=words if of_first else "",
            second_text="" if of_first else words,
        )


def _of_paragraphs(work: _Work) -> Iterator[Disagreement]:
    labels = [*work.reading.labels, ""]
    found = paragraph_differences(work.batch, work.reading.labels)
    for document, a, b, row, *given in zip(*(c.tolist() for c in found), strict=True):
        _, start, end = work.batch.paragraphs[row].tolist()
        first, second = ((start, end, labels[n]) if labels[n] else None for n in given)
        yield Disagreement(
            **work.common(document, a, b),
            kind="paragraph",
            first=first,
            second=second,
            first_text=work.text(document, first),
            second_text=work.text(document, second),
        )


def _place(work: _Work, row: int) -> Place | None:
    if row == NOBODY:
        return None
    _, start, end, label = work.batch.spans[row].tolist()
    return start, end, work.reading.labels[label]


def _annotator(work: _Work, reading: int) -> str:
    return work.reading.annotators[int(work.batch.readings[reading, READER])]


def _kind(first: Place | None, second: Place | None) -> Kind:
    if first is None or second is None:
        return "missing"
    return KINDS[first[2] == second[2], first[:2] == second[:2]]
