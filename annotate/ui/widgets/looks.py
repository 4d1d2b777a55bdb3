"""From an article's state to how each of its paragraphs looks."""

from collections.abc import Iterator
from functools import cache

from annotate.core.annotation_set import Relation, Span
from annotate.core.document import Range
from annotate.core.suggestion import Suggestion
from annotate.services.annotating.article import Article
from annotate.ui.widgets.gutter import LANES, Head, Link
from annotate.ui.widgets.paragraph import Painter, View, overlap


class Looks:
    """How the paragraphs of one article look: with the labels it has, wherever the cursor is."""

    def __init__(self, article: Article, painter: Painter, matches: tuple[Range, ...]) -> None:
        self._article, self._painter, self._matches = article, painter, matches
        self._index, self._offers = article.index, article.offers
        labels = article.scheme.labels
        self._paragraph_labels = {label.name for label in labels if label.unit == "paragraph"}
        self._quiet = cache(self._look)

    @property
    def current(self) -> bool:
        """Whether labels and suggestions are still those that this was made for."""
        return self._index.content is self._article.content and self._offers is self._article.offers

    def view(self, paragraph: int, *, lit: bool = False) -> View:
        """How a paragraph looks now; one that is `lit` as if somebody were in it."""
        quiet, cursor = self._quiet(paragraph), self._article.cursor
        here, chosen = paragraph == cursor.paragraph, cursor.selection
        focused, marked = here or lit, self._marked()
        if not focused and chosen.is_empty and not marked:
            return quiet
        return quiet._replace(
            focused=focused,
            selection=overlap(chosen.range, self._article.document.paragraphs[paragraph]),
            cursor=chosen.cursor if here and chosen.is_empty else None,
            marked=marked,
            reached=cursor.offer,
        )

    def entered(self, paragraph: int) -> View:
        """How a paragraph will look with the cursor at its start."""
        start, _ = self._article.document.paragraphs[paragraph]
        return self._quiet(paragraph)._replace(focused=True, cursor=start)

    def quiet(self, paragraph: int) -> View:
        """How a paragraph will look with nobody in it."""
        return self._quiet(paragraph)

    def _look(self, paragraph: int) -> View:
        """How a paragraph looks while nobody is in it."""
        start, end = self._article.document.paragraphs[paragraph]
        spans, offers = self._index.overlapping(start, end), self._article.open_offers(paragraph)
        whole = [s for s in spans if self._covers(s, start, end)]
        offered = [o for o in offers if self._covers(o, start, end)]
        return View(
            Head(
                number=paragraph,
                status=self._article.content.status_of(paragraph),
                flagged=self._index.is_flagged(paragraph, spans),
                noted=self._index.is_noted(paragraph, spans),
                whole=tuple(s.label for s in whole),
                offered=tuple(o.label for o in offered),
            ),
            spans=tuple(s for s in spans if s not in whole),
            offers=tuple(o for o in offers if o not in offered),
            matches=tuple(m for m in self._matches if m[0] < end and start < m[1]),
            links=tuple(self._links(paragraph, spans)),
        )

    def _covers(self, span: Span | Suggestion, start: int, end: int) -> bool:
        """Whether a span labels a paragraph as such, so that its text stays quiet."""
        return span.label in self._paragraph_labels and span.start <= start and end <= span.end

    def _marked(self) -> frozenset[str]:
        """The active span, and what it is linked to."""
        active = self._article.active
        return frozenset((active.id, *self._index.linked(active.id))) if active else frozenset()

    def _links(self, paragraph: int, spans: tuple[Span, ...]) -> Iterator[Link]:
        """The links of a paragraph's spans, in lanes side by side where they overlap."""
        lanes = [-2] * LANES
        drawn = {link for span in spans for link in self._index.links(span.id)}
        for first, last, label in sorted(self._stretches(paragraph, drawn)):
            lane = next((n for n in range(LANES) if lanes[n] < first), None)
            if lane is not None:
                lanes[lane] = last
                yield Link(lane, label, first, last)

    def _stretches(self, paragraph: int, links: set[Relation]) -> Iterator[tuple[int, int, str]]:
        """(first row, last row, the head's label) of links, as seen from one paragraph."""
        for link in links:
            head, child = self._index.span(link.head), self._index.span(link.child)
            if head and child:
                ends = [self._painter.row_at(paragraph, s.start) for s in (head, child)]
                yield min(ends), max(ends), head.label
