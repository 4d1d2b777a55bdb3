"""Drawing one row of a paragraph: its text with labels, suggestions and the selection on it."""

from collections.abc import Iterable
from itertools import pairwise
from operator import itemgetter
from typing import NamedTuple, TypeVar

from rich.segment import Segment
from rich.style import Style

from annotate.core.annotation_set import Span
from annotate.core.display import display
from annotate.core.document import Range
from annotate.core.graphemes import next_grapheme, whole_graphemes
from annotate.core.suggestion import Suggestion
from annotate.ui import layout
from annotate.ui.palette import Palette
from annotate.ui.widgets import gutter
from annotate.ui.widgets.gutter import Gutter

Stop = TypeVar("Stop", Span, Suggestion)


class Row(NamedTuple):
    """All that decides how one row looks, and nothing else: equal rows look the same.

    `marked` has the ids of the spans that stand out, `reached` is the suggestion that does.
    """

    gutter: Gutter
    place: Range
    spans: tuple[Span, ...] = ()
    offers: tuple[Suggestion, ...] = ()
    matches: tuple[Range, ...] = ()
    selection: Range | None = None
    cursor: int | None = None
    marked: tuple[str, ...] = ()
    reached: Suggestion | None = None

    @property
    def focused(self) -> bool:
        """Whether the keys act on its paragraph."""
        return self.gutter.focused


def draw(row: Row, text: str, palette: Palette) -> list[Segment]:
    """A row of that text with its gutter, and in between a cell for a label's letter.

    Letters that find no blank stand at its end, in the order of what they belong to.
    """
    return [*gutter.draw(row.gutter, palette), *_Drawing(row, text, palette).segments()]


class _Drawing:
    """The text of one row while it is drawn."""

    def __init__(self, row: Row, text: str, palette: Palette) -> None:
        self._row, self._text, self._palette = row, text, palette
        start, end = row.place
        shown = start + len(text[start:end].rstrip(layout.BLANKS))
        # blanks at its end are shown only where something is to be seen on them
        chosen = row.selection[1] if row.selection else start
        self._start, self._end = start, max(shown, chosen, min(end, (row.cursor or 0) + 1))
        self._late: list[tuple[int, Segment]] = []
        self._chips, self._solid = self._letters()
        self._hints = self._suggested()

    def segments(self) -> list[Segment]:
        """The cell before the row's first character, and the row."""
        shown = display(self._text[self._start : self._end])
        segments = [self._margin()]
        for first, last in pairwise(self._edges()):
            if letter := self._letter(first):
                segments.append(letter)
            else:
                piece = shown[first - self._start : last - self._start]
                segments.append(Segment(piece, self._style(first, last)))
        if self._row.cursor == self._row.place[1]:  # after a paragraph's last character
            segments.append(Segment(" ", self._palette.cursor))
        elif self._late:
            segments.append(Segment(" ", self._palette.ground))
        return segments + [letter for _, letter in sorted(self._late, key=itemgetter(0))]

    def _margin(self) -> Segment:
        return self._letter(self._start - 1) or Segment(" ", self._palette.ground)

    def _letter(self, at: int) -> Segment | None:
        """The letter of a label, or of one that is suggested, that stands in the cell there."""
        if label := self._chips.get(at):
            letter = self._chip(label)
        elif label := self._hints.get(at):
            letter = self._hint(label)
        else:
            return None
        return Segment(letter.text, self._palette.cursor) if at == self._row.cursor else letter

    def _chip(self, label: str) -> Segment:
        style = self._palette.chip(label, focused=self._row.focused)
        return Segment(self._palette.key(label), style)

    def _hint(self, label: str) -> Segment:
        style = self._palette.hint(label, focused=self._row.focused)
        return Segment(self._palette.key(label), style)

    def _letters(self) -> tuple[dict[int, str], dict[int, str]]:
        """Where labels' letters stand: in place of a blank, or as a mark on a first character.

        The cell in the margin before the row counts as a blank, at the offset `start` - 1.
        """
        blank: dict[int, str] = {}
        solid: dict[int, str] = {}
        for span in self._row.spans:
            if not self._start <= span.start < self._end:
                continue
            start, _ = whole_graphemes(self._text, *span.range)
            before = start - 1
            if before not in blank and self._is_blank(before):
                blank[before] = span.label
            else:
                solid[start] = span.label
                self._late.append((start, self._chip(span.label)))
        return blank, solid

    def _suggested(self) -> dict[int, str]:
        """In which blanks letters of suggestions stand; not where a label or the selection is."""
        found: dict[int, str] = {}
        taken = self._taken()
        for offer in sorted(self._row.offers, key=lambda o: o.end - o.start):
            before = whole_graphemes(self._text, *offer.range)[0] - 1
            if not self._start <= offer.start < self._end or before in taken:
                continue
            shown = self._chips.get(before)
            if not shown and self._is_blank(before):
                shown = found.setdefault(before, offer.label)
            if shown != offer.label:
                self._late.append((before + 1, self._hint(offer.label)))
        return found

    def _taken(self) -> set[int]:
        """The cells of the row on which a label or the selection lies."""
        places = {s.range for s in self._row.spans}
        places |= {self._row.selection} if self._row.selection else set()
        first, last = self._start - 1, self._end
        return {at for a, b in places for at in range(max(a, first), min(b, last))}

    def _is_blank(self, at: int) -> bool:
        """Whether a letter hides nothing there; before a row's first character is its margin."""
        return at < self._start or self._text[at] in layout.BLANKS + "\u00a0"

    def _edges(self) -> list[int]:
        """Every offset of the row at which the look may change, in order; between graphemes."""
        row, text = self._row, self._text
        edges = {self._start, self._end}
        stops = [*(s.range for s in row.spans), *(o.range for o in row.offers), *row.matches]
        for chosen in (*stops, *([row.selection] if row.selection else [])):
            edges.update(whole_graphemes(text, *chosen))
        for solid in self._solid:
            edges.add(next_grapheme(text, solid))
        for letter in (*self._chips, *self._hints):
            edges |= {letter, letter + 1}
        if row.cursor is not None:
            edges |= {row.cursor, next_grapheme(text, row.cursor)}
        return sorted(edge for edge in edges if self._start <= edge <= self._end)

    def _style(self, first: int, last: int) -> Style:
        """How the characters between two edges look: what matters most for the eye decides."""
        row, palette = self._row, self._palette
        if row.cursor == first:
            return palette.cursor
        if row.selection and row.selection[0] <= first < row.selection[1]:
            return palette.selection
        if any(a < last and first < b for a, b in row.matches):
            return palette.match
        if first in self._solid:
            return palette.chip(self._solid[first], focused=row.focused)
        return self._labelled(first, last)

    def _labelled(self, first: int, last: int) -> Style:
        """How a label, or else a suggestion, makes the characters look."""
        row, palette = self._row, self._palette
        inner = _innermost(row.spans, first, last)
        if inner:
            return palette.span(inner.label, focused=row.focused, marked=inner.id in row.marked)
        offer = _innermost(row.offers, first, last)
        if offer:
            marked = offer == row.reached
            return palette.offer(offer.label, focused=row.focused, marked=marked)
        return palette.tone("text" if row.focused else "dim")


def _innermost(over: Iterable[Stop], first: int, last: int) -> Stop | None:
    """The shortest of those that cover a piece between edges, its graphemes or parts of them."""
    covering = (s for s in over if s.start < last and first < s.end)
    return min(covering, key=lambda s: s.end - s.start, default=None)
