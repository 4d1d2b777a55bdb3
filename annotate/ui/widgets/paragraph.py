"""A paragraph as it is shown: broken into rows, of which only those are drawn that changed."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from operator import itemgetter
from typing import NamedTuple

from textual.strip import Strip

from annotate.core.annotation_set import Span
from annotate.core.document import Document, Range
from annotate.core.suggestion import Suggestion
from annotate.ui import layout
from annotate.ui.palette import Palette
from annotate.ui.widgets import gutter, row
from annotate.ui.widgets.gutter import Gutter, Head, Link
from annotate.ui.widgets.lines import line
from annotate.ui.widgets.row import Row

GUTTER = gutter.WIDTH + 1
"""Cells before the text; the last is for the letter of a label that begins a row."""


class View(NamedTuple):
    """All that decides how a paragraph looks; equal views look the same."""

    head: Head
    focused: bool = False
    here: bool = False
    active: str = ""
    spans: tuple[Span, ...] = ()
    offers: tuple[Suggestion, ...] = ()
    matches: tuple[Range, ...] = ()
    links: tuple[Link, ...] = ()
    selection: Range | None = None
    cursor: int | None = None
    marked: frozenset[str] = frozenset()
    reached: Suggestion | None = None


class _Painted(NamedTuple):
    """A paragraph as it was drawn last, with or without the focus."""

    view: View
    rows: list[Row]
    strips: list[Strip]


class Painter:
    """Draws the paragraphs of one document, `width` cells of text in `room` cells wide."""

    def __init__(self, document: Document, palette: Palette, width: int, room: int) -> None:
        self.document, self.palette, self.width, self.room = document, palette, width, room
        self._rows: dict[int, list[Range]] = {}
        self._painted: dict[tuple[int, bool], _Painted] = {}

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
        rows = self.rows(index)
        return min(bisect_right(rows, offset, key=itemgetter(1)), len(rows) - 1)

    def paint(self, view: View) -> list[Strip]:
        """The rows of a paragraph and the empty one after it."""
        place = view.head.number, view.focused
        known = self._painted.get(place)
        if known is None or (known.view is not view and known.view != view):
            known = self._painted[place] = self._repainted(view, known)
        return known.strips

    def _repainted(self, view: View, old: _Painted | None) -> _Painted:
        """A paragraph drawn anew, but for the rows that are as they were."""
        rows = list(self._split(view))
        if old is None:
            return _Painted(view, rows, [self._draw(row) for row in rows])
        pairs = zip(rows, old.rows, old.strips, strict=True)
        drawn = [strip if row == before else self._draw(row) for row, before, strip in pairs]
        return _Painted(view, rows, drawn)

    def _draw(self, one: Row) -> Strip:
        segments = row.draw(one, self.document.text, self.palette)
        return line(segments, self.room, self.palette.ground)

    def _split(self, view: View) -> Iterator[Row]:
        """What concerns each row."""
        rows = self.rows(view.head.number)
        lanes = _lanes(view.links, len(rows) + 1)
        gutters = [Gutter(view.focused, None, tuple(here)) for here in lanes]
        gutters[0] = gutters[0]._replace(head=view.head, here=view.here, active=view.active)
        for n, place in enumerate(rows):
            yield _cut(view, place, gutters[n], is_last=n == len(rows) - 1)
        end = rows[-1][1]
        yield Row(gutters[-1], (end, end))


def _lanes(links: Iterable[Link], rows: int) -> list[list[tuple[int, str, str]]]:
    """Beside each row the pieces of links: lane, label, sign."""
    lanes: list[list[tuple[int, str, str]]] = [[] for _ in range(rows)]
    for link in links:
        for n in range(max(0, link.first), min(link.last + 1, rows)):
            lanes[n].append((link.lane, link.label, link.piece(n)))
    return lanes


def _cut(view: View, place: Range, gutter: Gutter, *, is_last: bool) -> Row:
    """A paragraph's view cut down to one row."""
    start, end = place
    spans = tuple([s for s in view.spans if s.start < end and start < s.end])
    offers = tuple([o for o in view.offers if o.start < end and start < o.end])
    holds = view.cursor is not None and (
        start <= view.cursor < end or (is_last and view.cursor == end)
    )
    selection = view.selection and overlap(view.selection, place)
    return Row(
        gutter,
        place,
        spans,
        offers,
        tuple([m for m in view.matches if m[0] < end and start < m[1]]),
        selection,
        view.cursor if holds else None,
        tuple([s.id for s in spans if s.id in view.marked]),
        view.reached if view.reached in offers else None,
    )


def overlap(chosen: Range, place: Range) -> Range | None:
    """The part of a range that lies in a place."""
    start, end = max(chosen[0], place[0]), min(chosen[1], place[1])
    return (start, end) if start < end else None
