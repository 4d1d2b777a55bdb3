"""Finding a paragraph's spans and links quickly, however many an article has."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain
from operator import attrgetter

from annotate.core.annotation_set import EMPTY, AnnotationSet, Relation, Span, span_order
from annotate.core.change import Change
from annotate.core.document import Range

LONG = 2_000
"""Characters from which a span is looked at wherever it starts before."""
_start = attrgetter("start")


class ContentIndex:
    """The spans of one state by place, its links by span.

    It is made quickly where `before` is the index of a state that is much alike, and still more so
    where the `change` from that one is known.
    """

    def __init__(
        self,
        content: AnnotationSet,
        before: "ContentIndex | None" = None,
        change: Change | None = None,
    ) -> None:
        self.content = content
        was = before.content if before else EMPTY
        self._change = _leading(change, was, content)
        self.counts: dict[str, int] = dict(before.counts) if before else {}
        self._by_id: dict[str, Span] = dict(before._by_id) if before else {}
        self._long: tuple[Span, ...] = before._long if before else ()
        self._links: dict[str, list[Relation]] = dict(before._links) if before else {}
        self._take_spans(*self._change.spans)
        self._take_links(*self._change.links)
        self._flagged = {(flag.span, flag.paragraph) for flag in content.flags}
        self._noted = {(note.span, note.paragraph) for note in content.notes}

    def _take_spans(self, gone: Sequence[Span], come: Sequence[Span]) -> None:
        for span in gone:
            self.counts[span.label] -= 1
            if not self.counts[span.label]:
                del self.counts[span.label]
            del self._by_id[span.id]
        for span in come:
            self.counts[span.label] = self.counts.get(span.label, 0) + 1
            self._by_id[span.id] = span
        if self._long or any(map(_is_long, come)):
            left = set(self._long).difference(gone).union(filter(_is_long, come))
            self._long = tuple(sorted(left, key=span_order))

    def _take_links(self, gone: Sequence[Relation], come: Sequence[Relation]) -> None:
        if not gone and not come:
            return
        less, more = _by_end(gone), _by_end(come)
        for end in less.keys() | more.keys():
            kept = set(self.links(end)).difference(less.get(end, ()))
            self._links[end] = sorted(kept.union(more.get(end, ())))

    def overlapping(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans that share a character with [start, end), in order."""
        spans, near = self.content.spans, start - LONG
        first = bisect_left(spans, near, key=_start)
        last = bisect_left(spans, end, first, key=_start)
        far = [s for s in self._long if s.start < near and s.end > start]
        return (*far, *(s for s in spans[first:last] if s.end > start))

    def is_flagged(self, paragraph: int, spans: Iterable[Span]) -> bool:
        """Whether a paragraph, or one of these spans, has a flag."""
        return bool(self._flagged) and not self._flagged.isdisjoint(_targets(paragraph, spans))

    def is_noted(self, paragraph: int, spans: Iterable[Span]) -> bool:
        """Whether a paragraph, or one of these spans, has a note."""
        return bool(self._noted) and not self._noted.isdisjoint(_targets(paragraph, spans))

    def span(self, id: str) -> Span | None:
        """The span of that id."""
        return self._by_id.get(id)

    def links(self, span: str) -> list[Relation]:
        """The links that a span is an end of."""
        return self._links.get(span, [])

    def linked(self, span: str) -> list[str]:
        """The ids of the spans at the other ends of a span's links."""
        return [r.child if r.head == span else r.head for r in self.links(span)]

    def changed_since(self, before: "ContentIndex") -> set[Range] | None:
        """Where spans differ from those of another index, and where what is linked to these is.

        None where more differs than spans and links.
        """
        was, now = before.content, self.content
        if _beside(was) != _beside(now):
            return None
        change = _leading(self._change, was, now)
        spans = [*chain(*change.spans)]
        ids = {end for link in chain(*change.links) for end in (link.head, link.child)}
        for index in (before, self):
            ids.update(*[index.linked(span.id) for span in spans])
        spans += [span for id in ids if (span := self.span(id) or before.span(id))]
        return {span.range for span in spans}


def _leading(change: Change | None, was: AnnotationSet, now: AnnotationSet) -> Change:
    """The change from one state to the other: the one that is known, if it is that."""
    return change if change and change.joins(was, now) else Change(was, now)


def _beside(content: AnnotationSet) -> tuple[object, ...]:
    """All that a state says but spans and links."""
    return content.status, content.notes, content.flags, content.rejections, content.settlement


def _is_long(span: Span) -> bool:
    return span.end - span.start > LONG


def _by_end(links: Iterable[Relation]) -> dict[str, list[Relation]]:
    """Links by each of the spans that they join."""
    found: dict[str, list[Relation]] = defaultdict(list)
    for link in links:
        for end in {link.head, link.child}:
            found[end].append(link)
    return found


def _targets(paragraph: int, spans: Iterable[Span]) -> set[tuple[str | None, int | None]]:
    """What a remark that is seen at a paragraph may be on: (span, paragraph)."""
    return {(None, paragraph), *((span.id, None) for span in spans)}
