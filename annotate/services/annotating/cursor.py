"""Where an annotator is in an article: the paragraph, the selection, the span that keys act on."""

from collections.abc import Callable

from annotate.core.annotation_set import Relation, Span
from annotate.core.document import Document, Range
from annotate.core.graphemes import grapheme_start
from annotate.core.selection import (
    Direction,
    Selection,
    extend_word,
    move_sentence,
    move_word,
)
from annotate.core.suggestion import Suggestion

Move = Callable[[str, Range, Selection, Direction], Selection]


class Cursor:
    """A place in a document; moving it writes nothing.

    `span` is the id of the span that Tab reached or that was labelled last; `reached` tells the
    two apart. `offer` is the suggestion that Tab reached. `shape` is the range of either as the
    adjusting keys see it; until they changed it, what was reached is `read` from its beginning.
    `one_more` is the link that was just made beside others of its span, `just_done` the first of
    the paragraphs that the last key was done with.
    """

    def __init__(self, document: Document, paragraph: int = 0, offset: int | None = None) -> None:
        self.document = document
        self.go(paragraph)
        if offset is not None and self._first <= offset <= self._end:
            self.selection = Selection.at(offset)

    @property
    def _first(self) -> int:
        return self.document.paragraphs[self.paragraph][0]

    @property
    def _end(self) -> int:
        return self.document.paragraphs[self.paragraph][1]

    def go(self, paragraph: int) -> None:
        """To the start of a paragraph (0-based), or of the nearest there is."""
        self.paragraph = max(0, min(paragraph, len(self.document.paragraphs) - 1))
        self.put(self._first)

    def step(self, paragraphs: int) -> None:
        """So many paragraphs down, or, with a negative number, up."""
        self.go(self.paragraph + paragraphs)

    def put(self, offset: int) -> None:
        """A bare cursor at an offset of the current paragraph; no span is acted on."""
        self.take(Selection.at(offset))

    def put_near(self, offset: int) -> None:
        """A bare cursor at an offset, or at the nearest place of the current paragraph."""
        self.put(max(self._first, min(offset, self._end)))

    def to(self, offset: int) -> None:
        """A bare cursor at a character, in whichever paragraph that is, or the nearest place."""
        self.paragraph = self.document.paragraph_at(offset)
        self.put_near(grapheme_start(self.document.text, offset))

    def select(self, start: int, end: int) -> None:
        """Select from one character to another, in the paragraph where that starts; or be there."""
        start, end = (grapheme_start(self.document.text, offset) for offset in (start, end))
        if start == end:
            self.to(start)
            return
        self.paragraph = self.document.paragraph_at(min(start, end))
        self.take(Selection(start, end))

    def take(self, selection: Selection) -> None:
        """Be at a selection, with no span to act on."""
        self.selection = self.shape = selection
        self.span: str | None = None
        self.offer: Suggestion | None = None
        self.reached = self.read = False
        self.one_more: Relation | None = None
        self.just_done: int | None = None

    def hold(self, span: Span | Suggestion, *, reached: bool) -> None:
        """Let the keys act on a span, or a suggestion: that Tab reached, or was just labelled."""
        touches = any(self._first <= edge <= self._end for edge in (span.start, span.end))
        if reached or not touches:
            self.paragraph = self.document.paragraph_at(span.start)
        self.selection = Selection.at(span.start if reached else self._beyond(span))
        self.shape = Selection(span.start, span.end)
        self.span = span.id if isinstance(span, Span) else None
        self.offer = span if isinstance(span, Suggestion) else None
        self.reached = self.read = reached
        self.one_more = self.just_done = None

    def reshape(self, shape: Selection) -> None:
        """Give what the keys act on this shape."""
        self.shape, self.read = shape, False

    def _beyond(self, span: Span | Suggestion) -> int:
        """Where one goes on from a new label: after it; in a whole paragraph from where one was.

        So the key after a paragraph's label takes its first quotation, not its last.
        """
        if span.start <= self._first and self._end <= span.end:
            return max(self._first, min(self.selection.start, self._end))
        return min(span.end, self._end)

    def word(self, direction: Direction) -> None:
        """To the next or previous word of the paragraph."""
        self._move(move_word, direction)

    def sentence(self, direction: Direction) -> None:
        """To the start of the next or previous sentence of the paragraph."""
        self._move(move_sentence, direction)

    def _move(self, move: Move, direction: Direction) -> None:
        paragraph = self.document.paragraphs[self.paragraph]
        moved = move(self.document.text, paragraph, self.selection, direction)
        if moved == self.selection:
            self.put_near(moved.cursor)
        else:
            self.take(moved)

    def extended(self, direction: Direction) -> Selection:
        """What extending by a word would select."""
        return extend_word(self.document.text, self.document.paragraphs, self.shape, direction)
