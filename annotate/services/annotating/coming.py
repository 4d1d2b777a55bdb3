"""How the labels of an article will stand once more is there, without looking at all of them."""

from collections.abc import Iterable, Sequence
from typing import Protocol

from msgspec.structs import replace

from annotate.core.annotation_set import EMPTY, Relation, Span, span_order
from annotate.core.content_index import ContentIndex
from annotate.core.operations import Body, Relate, Unrelate


class Content(Protocol):
    """Spans to be looked up by place, links by span: as they stand, or will."""

    def overlapping(self, start: int, end: int) -> Sequence[Span]:
        """The spans that share a character with [start, end), in order."""

    def span(self, id: str) -> Span | None:
        """The span of that id."""

    def links(self, span: str) -> list[Relation]:
        """The links that a span is an end of."""


class Coming:
    """What an index holds, with new spans, and with links that come and go; it stays as it is."""

    def __init__(self, index: ContentIndex, new: Iterable[Span]) -> None:
        self._index = index
        self._new = ContentIndex(replace(EMPTY, spans=tuple(sorted(new, key=span_order))))
        self._links: dict[str, set[Relation]] = {}

    def take(self, bodies: Iterable[Body]) -> None:
        """Let the links that these make be there, and those that they take away not."""
        for body in bodies:
            if isinstance(body, Relate | Unrelate):
                link = Relation(body.label, body.head, body.child)
                for end in (link.head, link.child):
                    known = self._links.setdefault(end, set(self._index.links(end)))
                    (known.add if isinstance(body, Relate) else known.discard)(link)

    def overlapping(self, start: int, end: int) -> Sequence[Span]:
        """The spans that share a character with [start, end), in order."""
        there, new = (part.overlapping(start, end) for part in (self._index, self._new))
        return sorted((*there, *new), key=span_order) if new else there

    def span(self, id: str) -> Span | None:
        """The span of that id."""
        return self._new.span(id) or self._index.span(id)

    def links(self, span: str) -> list[Relation]:
        """The links that a span is an end of."""
        return sorted(self._links[span]) if span in self._links else self._index.links(span)
