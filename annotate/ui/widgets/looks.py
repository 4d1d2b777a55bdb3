"""From an article's state to how each of its paragraphs looks."""

from collections.abc import Iterator

from annotate.core.annotation_set import Relation, Span
from annotate.core.document import Range
from annotate.core.suggestion import Suggestion
from annotate.services.annotating.article import Article
from annotate.ui.widgets.paragraph import LANES, Link, Painter, View


class Looks:
    """How the paragraphs of one article look in its present state."""

    def __init__(self, article: Article, painter: Painter, matches: tuple[Range, ...]) -> None:
        self._article, self._painter, self._matches = article, painter, matches
        self._index = article.index
        labels = article.scheme.labels
        self._paragraph_labels = {label.name for label in labels if label.unit == "paragraph"}

    @property
    def current(self) -> bool:
        """Whether the labels are still those that this was made for."""
        return self._index.content is self._article.content

    def view(self, paragraph: int) -> View:
        """How a paragraph looks now."""
        cursor, index = self._article.cursor, self._index
        start, end = self._article.document.paragraphs[paragraph]
        spans = index.overlapping(start, end)
        whole = [s for s in spans if self._covers(s, start, end)]
        offers = self._article.open_offers(paragraph)
        offered = [o for o in offers if self._covers(o, start, end)]
        focused = paragraph == cursor.paragraph
        selected = not cursor.selection.is_empty
        return View(
            number=paragraph,
            focused=focused,
            status=self._article.content.status_of(paragraph),
            flagged=paragraph in index.flagged,
            noted=paragraph in index.noted,
            spans=tuple(s for s in spans if s not in whole),
            offers=tuple(o for o in offers if o not in offered),
            whole=tuple(s.label for s in whole),
            offered=tuple(o.label for o in offered),
            selection=_overlap(cursor.selection.range, (start, end)) if selected else None,
            cursor=cursor.selection.cursor if focused and not selected else None,
            marked=self._marked(),
            reached=cursor.offer,
            links=tuple(self._links(paragraph, spans)),
            matches=tuple(m for m in self._matches if m[0] < end and start < m[1]),
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
        for label, first, last in sorted(self._stretches(paragraph, drawn), key=lambda s: s[1:]):
            lane = next((n for n in range(LANES) if lanes[n] < first), None)
            if lane is not None:
                lanes[lane] = last
                yield Link(lane, label, first, last)

    def _stretches(self, paragraph: int, links: set[Relation]) -> Iterator[tuple[str, int, int]]:
        """(the head's label, first row, last row) of links, as seen from one paragraph."""
        for link in links:
            head, child = self._index.span(link.head), self._index.span(link.child)
            if head and child:
                ends = [self._painter.row_at(paragraph, s.start) for s in (head, child)]
                yield head.label, min(ends), max(ends)


def _overlap(chosen: Range, place: Range) -> Range | None:
    """The part of a range that lies in a place."""
    start, end = max(chosen[0], place[0]), min(chosen[1], place[1])
    return (start, end) if start < end else None
