"""What is suggested of an article and still open: not labelled, not rejected, not overtaken."""

from collections import defaultdict
from collections.abc import Sequence

from annotate.core.annotation_set import Rejection, Span
from annotate.core.content_index import ContentIndex
from annotate.core.document import Document, Range
from annotate.core.scheme import Scheme
from annotate.core.suggestion import NONE, Place, SuggestedLink, Suggestion, Suggestions
from annotate.services.annotating.rivals import alike, share_an_edge, surest

WORDED = ("quotation", "attribution")
"""Units of which two with one start, or one end, are one thing that was cut otherwise."""
_Against = tuple[tuple[Rejection, ...], tuple[Span, ...]]
"""What may close a suggestion: what was rejected in the article, the labels in the paragraph."""


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
        self._hulls: dict[int, Range] = {}
        self._open: dict[int, tuple[_Against, tuple[Suggestion, ...]]] = {}
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
        against = content.content.rejections, content.overlapping(*self._hull(paragraph))
        known = self._open.get(paragraph)
        if known is None or known[0] != against:
            known = self._open[paragraph] = against, self._still_open(found, content)
        return known[1]

    def open_over(self, paragraph: int, content: ContentIndex) -> tuple[Suggestion, ...]:
        """The same, and before it what began in an earlier paragraph and runs into this one."""
        running = self._running.get(paragraph, ())
        earlier = [s for first, s in running if s in self.open_in(first, content)]
        return *earlier, *self.open_in(paragraph, content)

    def _hull(self, paragraph: int) -> Range:
        """From where to where what is suggested in a paragraph reaches."""
        if paragraph not in self._hulls:
            self._hulls[paragraph] = _hull(self._by_paragraph[paragraph])
        return self._hulls[paragraph]

    def candidates_in(self, paragraph: int, content: ContentIndex) -> tuple[Suggestion, ...]:
        """What is not suggested in a paragraph, but may be meant by a label key."""
        found = self._candidates.get(paragraph)
        if not found:
            return ()
        return self._still_open(found, content)

    def _still_open(
        self, found: Sequence[Suggestion], content: ContentIndex
    ) -> tuple[Suggestion, ...]:
        rejected = {(r.start, r.end, r.label) for r in content.content.rejections}
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
        known = *self._by_paragraph.get(paragraph, ()), *self._candidates.get(paragraph, ())
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


def _hull(suggestions: Sequence[Suggestion]) -> Range:
    return min(s.start for s in suggestions), max(s.end for s in suggestions)
