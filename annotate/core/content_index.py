"""Finding a paragraph's spans and links quickly, however many an article has."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import cached_property
from itertools import accumulate

from annotate.core.annotation_set import AnnotationSet, Relation, Span


class ContentIndex:
    """The spans of one state by place, its links by span."""

    def __init__(self, content: AnnotationSet) -> None:
        self.content = content
        self._starts = [span.start for span in content.spans]
        self._reach = list(accumulate((span.end for span in content.spans), max))
        self._by_id = {span.id: span for span in content.spans}
        self._links: dict[str, list[Relation]] = defaultdict(list)
        for link in content.relations:
            self._links[link.head].append(link)
            self._links[link.child].append(link)
        self._flagged = {(flag.span, flag.paragraph) for flag in content.flags}
        self._noted = {(note.span, note.paragraph) for note in content.notes}

    @cached_property
    def counts(self) -> Counter[str]:
        """How many spans each label has."""
        return Counter(span.label for span in self.content.spans)

    def overlapping(self, start: int, end: int) -> tuple[Span, ...]:
        """The spans that share a character with [start, end), in order."""
        spans, at = self.content.spans, bisect_left(self._starts, end) - 1
        found = []
        while at >= 0 and self._reach[at] > start:
            if spans[at].end > start:
                found.append(spans[at])
            at -= 1
        return tuple(reversed(found))

    def is_flagged(self, paragraph: int, spans: Iterable[Span]) -> bool:
        """Whether a paragraph, or one of these spans, has a flag."""
        return not self._flagged.isdisjoint(_targets(paragraph, spans))

    def is_noted(self, paragraph: int, spans: Iterable[Span]) -> bool:
        """Whether a paragraph, or one of these spans, has a note."""
        return not self._noted.isdisjoint(_targets(paragraph, spans))

    def span(self, id: str) -> Span | None:
        """The span of that id."""
        return self._by_id.get(id)

    def links(self, span: str) -> list[Relation]:
        """The links that a span is an end of."""
        return self._links.get(span, [])

    def linked(self, span: str) -> list[str]:
        """The ids of the spans at the other ends of a span's links."""
        return [r.child if r.head == span else r.head for r in self.links(span)]


def _targets(paragraph: int, spans: Iterable[Span]) -> set[tuple[str | None, int | None]]:
    """What a remark that is seen at a paragraph may be on: (span, paragraph)."""
    return {(None, paragraph), *((span.id, None) for span in spans)}
