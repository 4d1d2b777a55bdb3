"""From an article's state to how each of its paragraphs looks."""

from collections.abc import Iterator
from typing import NamedTuple, TypeVar

from annotate.core.annotation_set import Relation, Span
from annotate.core.document import Range
from annotate.core.suggestion import Suggestion
from annotate.services.annotating.article import Article
from annotate.ui.widgets.gutter import LANES, Head, Link
from annotate.ui.widgets.paragraph import Painter, View, overlap

Stop = TypeVar("Stop", Span, Suggestion)
NOTHING: frozenset[str] = frozenset()


class _Has(NamedTuple):
    """What a paragraph has, wherever the cursor is; `links` are its spans' with both ends."""

    status: str
    flagged: bool
    noted: bool
    spans: tuple[Span, ...]
    offers: tuple[Suggestion, ...]
    links: tuple[tuple[Relation, Span | None, Span | None], ...]


class Looks:
    """How the paragraphs of one article look, as labels, suggestions and the cursor are now."""

    def __init__(self, article: Article, painter: Painter, matches: tuple[Range, ...]) -> None:
        self._article, self._painter, self._matches = article, painter, matches
        labels = article.scheme.labels
        self._paragraph_labels = {label.name for label in labels if label.unit == "paragraph"}
        self._made: dict[int, tuple[_Has, View]] = {}
        self._index = article.index
        self._offers = article.offers
        self._current: dict[int, View] = {}
        self._marks = self._index, "", NOTHING

    def view(self, paragraph: int, *, lit: bool = False) -> View:
        """How a paragraph looks now; one that is `lit` as if somebody were in it."""
        quiet, cursor = self.quiet(paragraph), self._article.cursor
        here, chosen = paragraph == cursor.paragraph, cursor.selection
        ids = self._marked(cursor.span) if cursor.span else NOTHING
        focused, marked = here or lit, ids and ids.intersection([s.id for s in quiet.spans])
        if not focused and not marked and chosen.is_empty:
            return quiet
        return quiet._replace(
            focused=focused,
            here=here,
            active=self._active(paragraph) if here else "",
            selection=overlap(chosen.range, self._article.document.paragraphs[paragraph]),
            cursor=chosen.cursor if here and chosen.is_empty else None,
            marked=marked,
            reached=cursor.offer,
        )

    def entered(self, paragraph: int) -> View:
        """How a paragraph will look with the cursor at its start."""
        start, _ = self._article.document.paragraphs[paragraph]
        return self.quiet(paragraph)._replace(focused=True, here=True, cursor=start)

    def quiet(self, paragraph: int) -> View:
        """How a paragraph looks while nobody is in it; the same until something in it changes."""
        if self._index is not self._article.index or self._offers is not self._article.offers:
            self._look_again()
        if paragraph not in self._current:
            has, old = self._has(paragraph), self._made.get(paragraph)
            if old is None or old[0] != has:
                self._made[paragraph] = has, self._look(paragraph, has)
            self._current[paragraph] = self._made[paragraph][1]
        return self._current[paragraph]

    def _look_again(self) -> None:
        """Forget what may look otherwise now: all, unless only spans and links have changed."""
        before, offers = self._index, self._offers
        self._index, self._offers = self._article.index, self._article.offers
        places = self._index.changed_since(before)
        if places is None or offers is not self._offers or offers.run_on:
            self._current = {}
            return
        at = self._article.document.paragraph_at
        for start, end in places:
            for paragraph in range(at(start), at(end - 1) + 1):
                self._current.pop(paragraph, None)

    def _has(self, paragraph: int) -> _Has:
        index, find, links_of = self._index, self._index.span, self._index.links
        spans = index.overlapping(*self._article.document.paragraphs[paragraph])
        links = dict.fromkeys([link for span in spans for link in links_of(span.id)])
        return _Has(
            index.content.status_of(paragraph),
            index.is_flagged(paragraph, spans),
            index.is_noted(paragraph, spans),
            spans,
            self._offers.open_over(paragraph, index),
            tuple([(link, find(link.head), find(link.child)) for link in links]),
        )

    def _look(self, paragraph: int, has: _Has) -> View:
        place = start, end = self._article.document.paragraphs[paragraph]
        whole, spans = self._parted(has.spans, place)
        offered, offers = self._parted(has.offers, place)
        head = Head(
            paragraph,
            has.status,
            has.flagged,
            has.noted,
            tuple(s.label for s in whole),
            tuple(o.label for o in offered),
        )
        return View(
            head,
            spans=spans,
            offers=offers,
            matches=tuple(m for m in self._matches if m[0] < end and start < m[1]),
            links=tuple(self._links(paragraph, has)),
        )

    def _parted(self, found: tuple[Stop, ...], place: Range) -> tuple[list[Stop], tuple[Stop, ...]]:
        """Those that label a paragraph as such, so that its text stays quiet, and the others."""
        first, _ = place  # asked first, since few of a giant paragraph's come so early
        whole = [s for s in found if s.start <= first and self._covers(s, place)]
        return whole, tuple([s for s in found if s not in whole]) if whole else found

    def _covers(self, span: Span | Suggestion, place: Range) -> bool:
        """Whether a span labels a paragraph as such."""
        start, end = place
        return span.start <= start and end <= span.end and span.label in self._paragraph_labels

    def _active(self, paragraph: int) -> str:
        """The label of the whole paragraph that the keys act on; "" where they do on none."""
        held = self._article.active or self._article.cursor.offer
        place = self._article.document.paragraphs[paragraph]
        return held.label if held and self._covers(held, place) else ""

    def _marked(self, active: str) -> frozenset[str]:
        """The ids of the span that keys act on, and of those that it is linked to."""
        index = self._article.index
        if self._marks[:2] != (index, active):
            ids = (active, *index.linked(active)) if index.span(active) else ()
            self._marks = index, active, frozenset(ids)
        return self._marks[2]

    def _links(self, paragraph: int, has: _Has) -> Iterator[Link]:
        """The links of a paragraph's spans, in lanes side by side where they overlap."""
        lanes = [-2] * LANES
        for first, last, label in sorted(self._stretches(paragraph, has)):
            lane = next((n for n in range(LANES) if lanes[n] < first), None)
            if lane is not None:
                lanes[lane] = last
                yield Link(lane, label, first, last)

    def _stretches(self, paragraph: int, has: _Has) -> Iterator[tuple[int, int, str]]:
        """(first row, last row, the head's label) of links, as seen from one paragraph."""
        both = [(head, child) for _, head, child in has.links if head and child]
        heads = self._painter.rows_at(paragraph, [head.start for head, _ in both])
        children = self._painter.rows_at(paragraph, [child.start for _, child in both])
        for one, other, (head, _) in zip(heads, children, both, strict=True):
            yield min(one, other), max(one, other), head.label
