"""One article under an annotator's hands: a document, their labels on it, and a cursor."""

from collections.abc import Sequence
from typing import Literal

from annotate.core.annotation_set import DONE, SKIPPED, AnnotationSet, Span
from annotate.core.document import Document, Range
from annotate.core.errors import GestureError
from annotate.core.operations import Body, Change
from annotate.core.scheme import Scheme
from annotate.core.selection import Direction, Selection, grow, move_end, move_start, shrink
from annotate.services.annotating.cursor import Cursor
from annotate.storage.annotations import Annotations
from annotate.storage.log import Writer

Edge = Literal["start", "end"]


class Article:
    """A document, one layer's labels on it, and a cursor.

    Whatever changes labels, here and in the modules beside this one, commits one gesture before
    it returns a message of a few words; where a key makes no sense it raises GestureError, and
    nothing is changed.
    """

    def __init__(self, annotations: Annotations, writer: Writer, scheme: Scheme) -> None:
        self._annotations, self._writer, self.scheme = annotations, writer, scheme
        self.cursor = Cursor(annotations.document)

    @property
    def key(self) -> int:
        """The document's key in the store."""
        return self._annotations.key

    @property
    def document(self) -> Document:
        """The document."""
        return self._annotations.document

    @property
    def content(self) -> AnnotationSet:
        """What the layer says of it."""
        return self._annotations.content

    @property
    def active(self) -> Span | None:
        """The span that adjusting keys act on: reached by Tab, or labelled last."""
        return self.content.span(self.cursor.span) if self.cursor.span else None

    @property
    def open_paragraphs(self) -> int:
        """How many paragraphs are neither done nor skipped."""
        number = len(self.document.paragraphs)
        status = self.content.status[:number]
        return number - status.count(DONE) - status.count(SKIPPED)

    def refresh(self) -> bool:
        """Take in what another program appended meanwhile; whether there was any."""
        return self._annotations.refresh()

    def commit(self, bodies: Sequence[Body]) -> None:
        """Make one gesture of these bodies durable."""
        self._annotations.commit(self._writer, bodies)

    def next_id(self) -> str:
        """The id that a span gets which the next operation adds."""
        return f"{self._writer.name}:{self._writer.last(self._annotations.store) + 1}"

    # --- which span is meant -------------------------------------------------------------------

    def hold(self, place: Range, label: str, *, reached: bool) -> None:
        """Act on the span at a place, whatever its id is now."""
        spans = self.content.overlapping(*place)
        found = next((s for s in spans if s.range == place and s.label == label), None)
        if found:
            self.cursor.hold(found, reached=reached)

    def span_here(self) -> Span:
        """The active span, else the smallest one at the cursor, else the paragraph's only one."""
        span = self.active or self.smallest(self.cursor.selection.start) or self._only()
        if span is None:
            raise GestureError("no span here", hint="Tab goes to the next one")
        return span

    def smallest(self, offset: int) -> Span | None:
        """The smallest span that holds the character at an offset."""
        at = self.content.overlapping(offset, offset + 1)
        return min(at, key=lambda s: s.end - s.start, default=None)

    def _only(self) -> Span | None:
        here = self.content.overlapping(*self.document.paragraphs[self.cursor.paragraph])
        return here[0] if len(here) == 1 else None

    # --- selecting, and adjusting the active span ----------------------------------------------

    def extend(self, direction: Direction) -> str:
        """Extend the selection, or the active span, by a word."""
        return self._shape(self.cursor.extended(direction))

    def move_edge(self, edge: Edge, direction: Direction) -> str:
        """Move the start or the end of the selection, or of the active span, by a character."""
        move = move_start if edge == "start" else move_end
        return self._shape(move(self.document.text, self.cursor.shape, direction))

    def grow(self) -> str:
        """Grow the selection, or the active span, to the next unit."""
        return self._shape(grow(*self._text, self.cursor.shape))

    def shrink(self) -> str:
        """Shrink it again."""
        return self._shape(shrink(*self._text, self.cursor.shape))

    @property
    def _text(self) -> tuple[str, Sequence[Range]]:
        return self.document.text, self.document.paragraphs

    def _shape(self, shape: Selection) -> str:
        """Let the selection, or the active span, have this shape."""
        span = self.active
        if span is None:
            self.cursor.take(shape)
            return ""
        if shape.is_empty:
            raise GestureError("a span needs a character", hint="x removes it")
        if shape.range != span.range:
            self.commit([Change(span.id, *shape.range, span.label)])
            self.hold(shape.range, span.label, reached=self.cursor.reached)
        self.cursor.shape = shape
        return ""
