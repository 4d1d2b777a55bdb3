"""A paragraph as it is shown: broken into rows, of which only those are drawn that changed."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import chain
from sys import maxsize
from typing import NamedTuple

from msgspec import Struct, field
from textual.strip import Strip

from annotate.core.annotation_set import Span
from annotate.core.differences import difference
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


class _Painted(Struct):
    """The rows of a paragraph that were drawn, with or without the focus.

    Those whose numbers are in `current` look as `view` has it, others as some view before it.
    """

    view: View
    drawn: dict[int, tuple[Row, Strip]]
    current: set[int] = field(default_factory=set)


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

    def lines(self, index: int) -> int:
        """How many lines a paragraph takes: its rows, and the empty one after them."""
        return len(self.rows(index)) + 1

    def row_at(self, index: int, offset: int) -> int:
        """Which row of a paragraph holds an offset; -1 before the first, their number beyond."""
        return self.rows_at(index, (offset,))[0]

    def rows_at(self, index: int, offsets: Iterable[int]) -> list[int]:
        """The same of several offsets."""
        start, end = self.document.paragraphs[index]
        rows = self.rows(index)
        # the rows touch one another; compared as a whole, which is quicker than by a key
        return [
            -1 if at < start else len(rows) if at > end else bisect_right(rows, (at, maxsize)) - 1
            for at in offsets
        ]

    def paint(self, view: View, rows: range) -> list[Strip]:
        """Those rows of a paragraph; the one after its last is empty."""
        known = self._known(view)
        if wanted := [n for n in rows if n not in known.current]:
            for n, one in self._split(view, range(wanted[0], wanted[-1] + 1)):
                if n not in known.drawn or known.drawn[n][0] != one:
                    known.drawn[n] = one, self._draw(one)
                known.current.add(n)
        return [known.drawn[n][1] for n in rows]

    def _known(self, view: View) -> _Painted:
        """What was drawn of a paragraph; in another view some rows may still look the same."""
        place = view.head.number, view.focused
        known = self._painted.get(place)
        if known is None:
            known = self._painted[place] = _Painted(view, {})
        elif known.view is not view and known.view != view:
            known.current.difference_update(self._changed(known.view, view))
            known.view = view
        return known

    def _changed(self, old: View, new: View) -> Iterator[int]:
        """The rows of a paragraph that another view may make look otherwise; some may be none."""
        if (old.head, old.here, old.active) != (new.head, new.here, new.active):
            yield 0
        for link in chain(*difference(old.links, new.links)):
            yield from range(link.first, link.last + 1)
        for start, end in _changes(old, new):
            first, last = self.rows_at(new.head.number, (start, end - 1))
            yield from range(first, last + 1)

    def _draw(self, one: Row) -> Strip:
        segments = row.draw(one, self.document.text, self.palette)
        return line(segments, self.room, self.palette.ground)

    def _split(self, view: View, wanted: range) -> Iterator[tuple[int, Row]]:
        """What concerns each of the wanted rows, and its number."""
        rows = self.rows(view.head.number)
        places = [*rows, (rows[-1][1], rows[-1][1])]
        near = _near(view, places[wanted[0]][0], places[wanted[-1]][1], wanted)
        for n in wanted:
            gutter = Gutter(view.focused, None, _lanes(near.links, n))
            if n == 0:
                gutter = gutter._replace(head=view.head, here=view.here, active=view.active)
            one = _cut(near, places[n], gutter, is_last=n == len(rows) - 1)
            yield n, one if n < len(rows) else Row(gutter, places[n])


def _changes(old: View, new: View) -> Iterator[Range]:
    """The places of what only one of two views has, or shows otherwise."""
    for span in chain(*difference(old.spans, new.spans)):
        yield span.range
    for offer in chain(*difference(old.offers, new.offers)):
        yield offer.range
    yield from chain(*difference(old.matches, new.matches))
    marked = old.marked ^ new.marked
    yield from (span.range for span in new.spans if span.id in marked)
    if old.reached != new.reached:
        yield from (offer.range for offer in (old.reached, new.reached) if offer)
    if old.selection != new.selection:
        yield from filter(None, (old.selection, new.selection))
    if old.cursor != new.cursor:
        yield from ((at, at + 1) for at in (old.cursor, new.cursor) if at is not None)


def _near(view: View, start: int, end: int, rows: range) -> View:
    """A view less what concerns no character of [start, end), and no row of these."""
    return view._replace(
        spans=tuple([s for s in view.spans if s.start < end and start < s.end]),
        offers=tuple([o for o in view.offers if o.start < end and start < o.end]),
        matches=tuple([m for m in view.matches if m[0] < end and start < m[1]]),
        links=tuple([k for k in view.links if k.first <= rows[-1] and rows[0] <= k.last]),
    )


def _lanes(links: Iterable[Link], row: int) -> tuple[tuple[int, str, str], ...]:
    """Beside a row the pieces of links: lane, label, sign."""
    here = (link for link in links if link.first <= row <= link.last)
    return tuple([(link.lane, link.label, link.piece(row)) for link in here])


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
