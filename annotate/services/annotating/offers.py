"""What is suggested of an article and still open: not labelled, not rejected, not overtaken."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from operator import attrgetter

from msgspec import Struct

from annotate.core.annotation_set import AnnotationSet, Rejection, Span
from annotate.core.content_index import ContentIndex
from annotate.core.differences import difference
from annotate.core.document import Document, Range
from annotate.core.scheme import Scheme
from annotate.core.suggestion import NONE, Place, SuggestedLink, Suggestion, Suggestions
from annotate.services.annotating.rivals import alike, share_an_edge, surest

_start, _score = attrgetter("start"), attrgetter("score")
WORDED = ("quotation", "attribution")
"""Units of which two with one start, or one end, are one thing that was cut otherwise."""
_Against = tuple[tuple[Rejection, ...], tuple[Span, ...]]
"""What may close a suggestion: what was rejected and labelled around it."""

STRETCH = 256
"""Suggestions that are looked at together: no paragraph of news holds more."""


class _Stretch(Struct):
    """Suggestions of a paragraph that follow one another, and which were open when last asked.

    `least` is the least sure of these, labels of the whole paragraph aside.
    """

    found: Sequence[Suggestion]
    hull: Range
    against: _Against | None = None
    open: tuple[Suggestion, ...] = ()
    least: Suggestion | None = None


class Offers:
    """The suggestions for one document, by the paragraph that they start in.

    `found` are all that it was made of.
    """

    def __init__(self, document: Document, scheme: Scheme, found: Suggestions = NONE) -> None:
        self._by_paragraph: dict[int, list[Suggestion]] = defaultdict(list)
        self._candidates: dict[int, list[Suggestion]] = defaultdict(list)
        self._links: dict[Place, list[SuggestedLink]] = defaultdict(list)
        self._whole = {label.name for label in scheme.labels if label.unit == "paragraph"}
        self._worded = {label.name for label in scheme.labels if label.unit in WORDED}
        self.found = found
        self._stretches: dict[int, list[_Stretch]] = {}
        self._open: dict[int, tuple[AnnotationSet, tuple[Suggestion, ...]]] = {}
        self._running: dict[int, list[tuple[int, Suggestion]]] = defaultdict(list)
        spoken = self._spoken(found)
        for suggestion in spoken.spans:
            first = document.paragraph_at(suggestion.start)
            self._by_paragraph[first].append(suggestion)
            for paragraph in range(first + 1, document.paragraph_at(suggestion.end - 1) + 1):
                self._running[paragraph].append((first, suggestion))
        for candidate in spoken.candidates:
            self._candidates[document.paragraph_at(candidate.start)].append(candidate)
        for link in spoken.links:
            self._links[link.head].append(link)
            self._links[link.child].append(link)

    def _spoken(self, found: Suggestions) -> Suggestions:
        """What is said where several suggesters speak of one place."""
        return surest(found, self._whole)

    def open_in(self, paragraph: int, content: ContentIndex) -> tuple[Suggestion, ...]:
        """What is still open in a paragraph; nothing once that is done or skipped."""
        found = self._by_paragraph.get(paragraph)
        if not found or content.content.status_of(paragraph) != "unseen":
            return ()
        known = self._open.get(paragraph)
        if known is None or known[0] is not content.content:
            parts = (self._open_in(stretch, content) for stretch in self._stretches_of(paragraph))
            known = self._open[paragraph] = content.content, tuple(chain.from_iterable(parts))
        return known[1]

    @property
    def run_on(self) -> bool:
        """Whether any goes over more than one paragraph."""
        return bool(self._running)

    def _stretches_of(self, paragraph: int) -> list[_Stretch]:
        if paragraph not in self._stretches:
            self._stretches[paragraph] = list(_stretches(self._by_paragraph.get(paragraph, ())))
        return self._stretches[paragraph]

    def _open_in(self, stretch: _Stretch, content: ContentIndex) -> tuple[Suggestion, ...]:
        """What is still open in a stretch; looked at again where something in it has changed."""
        labelled = (s for s in content.overlapping(*stretch.hull) if _bears_on(s, stretch.hull))
        against = rejected_in(content, stretch.hull), tuple(labelled)
        if stretch.against != against:
            near = _changed_near(stretch, against)
            still = {*stretch.open}.difference(near)
            still.update(self._still_open(near, content, against[0]))
            stretch.against, stretch.open = against, tuple(s for s in stretch.found if s in still)
            within = (s for s in stretch.open if not self.is_whole(s))
            stretch.least = min(within, key=_score, default=None)
        return stretch.open

    def least_sure(self, paragraph: int, content: ContentIndex) -> Suggestion | None:
        """Of what is open in a paragraph the least sure, labels of the whole aside."""
        if not self.open_in(paragraph, content):
            return None
        leasts = (stretch.least for stretch in self._stretches_of(paragraph))
        return min((s for s in leasts if s), key=_score, default=None)

    def next_within(self, paragraph: int, at: int, content: ContentIndex) -> Suggestion | None:
        """Of what is open in a paragraph the first from an offset on, else the last before it.

        Labels of the whole aside.
        """
        found = self.open_in(paragraph, content)
        after = found[bisect_left(found, at, key=_start) :]
        return next((s for s in chain(after, reversed(found)) if not self.is_whole(s)), None)

    def open_over(self, paragraph: int, content: ContentIndex) -> tuple[Suggestion, ...]:
        """The same, and before it what began in an earlier paragraph and runs into this one."""
        running = self._running.get(paragraph, ())
        earlier = [s for first, s in running if s in self.open_in(first, content)]
        return *earlier, *self.open_in(paragraph, content)

    def candidates_in(self, paragraph: int, content: ContentIndex) -> tuple[Suggestion, ...]:
        """What is not suggested in a paragraph, but may be meant by a label key."""
        found = self._candidates.get(paragraph)
        if not found:
            return ()
        return self._still_open(found, content, content.content.rejections)

    def _still_open(
        self,
        found: Sequence[Suggestion],
        content: ContentIndex,
        rejections: Sequence[Rejection],
    ) -> tuple[Suggestion, ...]:
        rejected = {r.place for r in rejections}
        still = (s for s in found if s.place not in rejected)
        return tuple(s for s in still if not self._is_overtaken(s, content.overlapping(*s.range)))

    def links_of(self, place: Place) -> list[SuggestedLink]:
        """The links that are suggested for what stands at a place."""
        return self._links.get(place, [])

    def is_whole(self, suggestion: Suggestion) -> bool:
        """Whether it labels a paragraph as such."""
        return suggestion.label in self._whole

    def overtaken_by(self, span: Span, paragraph: int) -> list[Suggestion]:
        """Of what is or may be suggested in a paragraph, what a label there says already."""
        near = (s for s in self._stretches_of(paragraph) if _bears_on(span, s.hull))
        known = chain(*(stretch.found for stretch in near), self._candidates.get(paragraph, ()))
        return [s for s in known if self.says(span, s.place)]

    def _is_overtaken(self, suggestion: Suggestion, spans: Sequence[Span]) -> bool:
        """Whether one of these labels says it already."""
        return any(self.says(span, suggestion.place) for span in spans)

    def says(self, span: Span, place: Place) -> bool:
        """Whether a label says the same of about the same place, or what the paragraph is."""
        start, end, label = place
        if span.label == label:
            cut_otherwise = span.label in self._worded and share_an_edge(span.range, (start, end))
            return cut_otherwise or alike(span.range, (start, end))
        both_whole = span.label in self._whole and label in self._whole
        return both_whole and alike(span.range, (start, end))


def _stretches(found: Sequence[Suggestion]) -> Iterator[_Stretch]:
    """Suggestions in order, as many at a time as a stretch has."""
    for first in range(0, len(found), STRETCH):
        some = found[first : first + STRETCH]
        yield _Stretch(some, (min(s.start for s in some), max(s.end for s in some)))


def _changed_near(stretch: _Stretch, against: _Against) -> Sequence[Suggestion]:
    """The suggestions of a stretch where what is against them has changed; at first all."""
    if stretch.against is None:
        return stretch.found
    (rejected, labelled), (rejected_now, labelled_now) = stretch.against, against
    changed: Iterator[Rejection | Span] = chain(
        *difference(rejected, rejected_now), *difference(labelled, labelled_now)
    )
    places = [(change.start, change.end) for change in changed]
    return [s for s in stretch.found if any(a < s.end and s.start < b for a, b in places)]


def _bears_on(span: Span, hull: Range) -> bool:
    """Whether a label may say what some suggestion in a hull does.

    Not where it reaches beyond both ends and is mostly outside. So the label of a paragraph of
    megabytes leaves its suggestions as they are.
    """
    within = span.start < hull[0] and hull[1] < span.end
    return not within or alike(span.range, hull)


def rejected_in(content: ContentIndex, hull: Range) -> tuple[Rejection, ...]:
    """The rejections that start in a hull; they are in order."""
    rejections = content.content.rejections
    first = bisect_left(rejections, hull[0], key=_start)
    return rejections[first : bisect_left(rejections, hull[1], first, key=_start)]
