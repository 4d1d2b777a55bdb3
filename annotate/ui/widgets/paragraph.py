"""Drawing one paragraph: its rows of text with labels on them, and the gutter beside."""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple, TypeVar

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from annotate.core.annotation_set import Span
from annotate.core.display import display
from annotate.core.document import Document, Range
from annotate.core.graphemes import next_grapheme
from annotate.core.suggestion import Suggestion
from annotate.ui import layout
from annotate.ui.palette import Palette, Tone

GUTTER = 12
"""Cells before the text: number, status, the paragraph's own label, two lanes of links, a chip."""
LANES = 2
Stop = TypeVar("Stop", Span, Suggestion)
MARKS: dict[str, tuple[str, Tone]] = {
    "done": ("✓", "ok"),
    "skipped": ("–", "dim"),
    "unseen": ("·", "faint"),
}


class Link(NamedTuple):
    """A link beside a paragraph: in which lane, in which label's colour, over which rows.

    A row of -1 is above the paragraph, one beyond its last row below it.
    """

    lane: int
    label: str
    first: int
    last: int


class View(NamedTuple):
    """All that decides how a paragraph looks; equal views look the same."""

    number: int
    focused: bool
    status: str
    flagged: bool
    noted: bool
    spans: tuple[Span, ...] = ()
    offers: tuple[Suggestion, ...] = ()
    whole: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()
    selection: Range | None = None
    cursor: int | None = None
    marked: frozenset[str] = frozenset()
    reached: Suggestion | None = None
    links: tuple[Link, ...] = ()
    matches: tuple[Range, ...] = ()


class Painter:
    """Draws the paragraphs of one document, `width` cells of text wide."""

    def __init__(self, document: Document, palette: Palette, width: int, room: int) -> None:
        self.document, self.palette, self.width, self.room = document, palette, width, room
        self._rows: dict[int, list[Range]] = {}
        self._painted: dict[int, tuple[View, list[Strip]]] = {}

    def rows(self, index: int) -> list[Range]:
        """Where the rows of a paragraph are; broken when first asked for."""
        if index not in self._rows:
            start, end = self.document.paragraphs[index]
            self._rows[index] = layout.rows(self.document.text, start, end, self.width)
        return self._rows[index]

    def row_at(self, index: int, offset: int) -> int:
        """Which row of a paragraph holds an offset; -1 before the first, their number beyond."""
        start, end = self.document.paragraphs[index]
        if not start <= offset <= end:
            return -1 if offset < start else len(self.rows(index))
        return next(
            (n for n, row in enumerate(self.rows(index)) if offset < row[1]),
            len(self.rows(index)) - 1,
        )

    def paint(self, view: View) -> list[Strip]:
        """The rows of a paragraph and the empty one after it."""
        known = self._painted.get(view.number)
        if known is None or known[0] != view:
            known = self._painted[view.number] = view, list(self._paint(view))
        return known[1]

    def _paint(self, view: View) -> Iterator[Strip]:
        number = len(self.rows(view.number))
        for n, row in enumerate(self.rows(view.number)):
            chips, text = self._text(view, row)
            gutter = [*self._gutter(view, n), *chips]
            yield Strip([*gutter, *text]).adjust_cell_length(self.room, self.palette.ground)
        lanes = self._lanes(view, number)
        blank = Segment(" " * (GUTTER - LANES - 1), self.palette.ground)
        yield Strip([blank, *lanes]).adjust_cell_length(self.room, self.palette.ground)

    # --- gutter --------------------------------------------------------------------------------

    def _gutter(self, view: View, row: int) -> list[Segment]:
        if row:
            return [
                Segment(" " * (GUTTER - LANES - 1), self.palette.ground),
                *self._lanes(view, row),
            ]
        tone = self.palette.tone("text" if view.focused else "faint", bold=view.focused)
        return [
            Segment(f"{view.number + 1:>4} ", tone),
            self._status(view),
            Segment(" ", self.palette.ground),
            self._whole(view),
            Segment(" ", self.palette.ground),
            *self._lanes(view, row),
        ]

    def _status(self, view: View) -> Segment:
        """One sign: flagged, here, or the status; a note shows as a dot in italics' place."""
        if view.flagged:
            return Segment("⚑", self.palette.tone("warn", bold=view.focused))
        if view.focused and view.status == "unseen":
            return Segment("▸", self.palette.tone("text", bold=True))
        mark, tone = MARKS[view.status]
        return Segment(mark, self.palette.tone(tone, bold=view.focused))

    def _whole(self, view: View) -> Segment:
        """The letter of the label that the whole paragraph has."""
        if not view.whole and view.offered:
            label = view.offered[-1]
            style = self.palette.offer(label, focused=view.focused, marked=False)
            return Segment(self.palette.key(label), style)
        if not view.whole:
            return Segment("✎" if view.noted else " ", self.palette.tone("warn"))
        label = view.whole[-1]
        return Segment(self.palette.key(label), self.palette.chip(label, focused=view.focused))

    def _lanes(self, view: View, row: int) -> list[Segment]:
        cells = [Segment(" ", self.palette.ground)] * LANES
        for link in view.links:
            if link.first <= row <= link.last:
                style = self.palette.lane(link.label, focused=view.focused)
                cells[link.lane] = Segment(_line(link, row), style)
        return cells

    # --- text ----------------------------------------------------------------------------------

    def _text(self, view: View, row: Range) -> tuple[list[Segment], list[Segment]]:
        """The chip before the row's first character, and the row."""
        start, end = row[0], max(row[0], self._end(row, view))
        chips, solid = self._chips(view, start, end)
        edges = sorted(self._edges(view, start, end, chips))
        text = display(self.document.text[start:end])
        segments = []
        for first, last in pairwise(edges):
            if first in chips:
                label = chips[first]
                style = self.palette.chip(label, focused=view.focused)
                segments.append(Segment(self.palette.key(label), style))
            else:
                style = self._style(view, first, last, solid)
                segments.append(Segment(text[first - start : last - start], style))
        if (
            view.cursor is not None
            and view.cursor == row[1] == self.document.paragraphs[view.number][1]
        ):
            segments.append(Segment(" ", self.palette.cursor))
        return [self._margin(view, chips.get(start - 1))], segments

    def _end(self, row: Range, view: View) -> int:
        """Where the row's text ends: blanks at its end are shown only where they are selected."""
        shown = row[0] + len(self.document.text[slice(*row)].rstrip(layout.BLANKS))
        chosen = (view.selection or (0, 0))[1]
        return max(shown, min(row[1], chosen))

    def _margin(self, view: View, label: str | None) -> Segment:
        if label is None:
            return Segment(" ", self.palette.ground)
        return Segment(self.palette.key(label), self.palette.chip(label, focused=view.focused))

    def _chips(self, view: View, start: int, end: int) -> tuple[dict[int, str], dict[int, str]]:
        """Where labels' letters stand: in place of a blank, or as a mark on a first character.

        The cell in the margin before the row counts as a blank, at the offset `start` - 1.
        """
        blank: dict[int, str] = {}
        solid: dict[int, str] = {}
        for span in view.spans:
            if not start <= span.start < end:
                continue
            before = span.start - 1
            free = before not in blank and (
                span.start == start or self.document.text[before] in layout.BLANKS + "\u00a0"
            )
            (blank if free else solid)[before if free else span.start] = span.label
        return blank, solid

    def _edges(self, view: View, start: int, end: int, chips: dict[int, str]) -> set[int]:
        """Every offset of a row at which the look may change."""
        edges = {start, end}
        for span in view.spans:
            edges |= {span.start, span.end, next_grapheme(self.document.text, span.start)}
        for offer in view.offers:
            edges |= {offer.start, offer.end}
        for chip in chips:
            edges |= {chip, chip + 1}
        for first, last in (*view.matches, *([view.selection] if view.selection else [])):
            edges |= {first, last}
        if view.cursor is not None:
            edges |= {view.cursor, next_grapheme(self.document.text, view.cursor)}
        return {edge for edge in edges if start <= edge <= end}

    def _style(self, view: View, first: int, last: int, solid: dict[int, str]) -> Style:
        """How the characters between two edges look: what matters most for the eye decides."""
        palette = self.palette
        if view.cursor == first:
            return palette.cursor
        if view.selection and view.selection[0] <= first < view.selection[1]:
            return palette.selection
        if any(a <= first < b for a, b in view.matches):
            return palette.match
        if first in solid:
            return palette.chip(solid[first], focused=view.focused)
        return self._labelled(view, first, last)

    def _labelled(self, view: View, first: int, last: int) -> Style:
        """How a label, or else a suggestion, makes the characters look."""
        palette = self.palette
        inner = _innermost(view.spans, first, last)
        if inner:
            return palette.span(inner.label, focused=view.focused, marked=inner.id in view.marked)
        offer = _innermost(view.offers, first, last)
        if offer:
            marked = offer == view.reached
            return palette.offer(offer.label, focused=view.focused, marked=marked)
        return palette.tone("text" if view.focused else "dim")


def _innermost(over: Iterable[Stop], first: int, last: int) -> Stop | None:
    """The shortest of those that cover a range."""
    covering = (s for s in over if s.start <= first and last <= s.end)
    return min(covering, key=lambda s: s.end - s.start, default=None)


def _line(link: Link, row: int) -> str:
    """The piece of a link's line beside a row."""
    if link.first == link.last:
        return "╶"
    return "╭" if row == link.first else "╰" if row == link.last else "│"
