"""Long articles in windows, for models with a limit: each piece a record of its own."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, TypeVar

from msgspec.structs import replace

from annotate.core.annotation_set import DONE, SKIPPED
from annotate.core.document import Range, text_hash
from annotate.core.errors import IntegrityError
from annotate.core.piece import Piece, paragraphs_in, with_piece
from annotate.core.record import (
    Record,
    RecordFlag,
    RecordNote,
    RecordRelation,
    RecordSpan,
    RecordStatus,
)
from annotate.core.record_document import record_id
from annotate.core.votes import with_own_votes
from annotate.core.wanted import Window
from annotate.formats.losses import Losses
from annotate.services.exporting.edges import Edges
from annotate.services.exporting.going import name_of, name_remarks

CROSSES = "no window holds all of it"
APART = "no window holds both of its ends"
REMARK = "no window holds all of its span"
Remark = TypeVar("Remark", RecordNote, RecordFlag)


class Windows:
    """Cuts records; what lies across the edges of windows, and in none, is lost by name."""

    def __init__(self, window: Window, losses: Losses) -> None:
        self._window, self._losses = window, losses

    def cut(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records of the windows of each document, window after window."""
        for _, layers in groupby(records, attrgetter("sha256")):
            first, *others = layers
            text = first.text or ""
            places = Edges(text, first.paragraphs or (), self._window).windows()
            if places == [(0, len(text))]:
                yield from (first, *others)
                continue
            cuts = [_Cut(record, places) for record in (first, *others)]
            for number in range(len(places)):
                yield from (cut.pieces[number] for cut in cuts)
            for cut in cuts:
                cut.name_losses(self._losses)


class _Cut:
    """One record in pieces."""

    def __init__(self, record: Record, places: list[Range]) -> None:
        self._record, self._places = record, places
        inside = _Inside(record)
        self.pieces = [_piece(record, place, inside, first=not n) for n, place in enumerate(places)]

    def name_losses(self, losses: Losses) -> None:
        """Name what is in no piece."""
        record = self._record
        spans = {span.id for piece in self.pieces for span in piece.spans or ()}
        links = {link for piece in self.pieces for link in piece.relations or ()}
        for span in record.spans or ():
            if span.id not in spans:
                losses.drop(record, span.id, CROSSES)
        for link in record.relations or ():
            if link not in links:
                losses.drop(record, name_of(link), APART)
        name_remarks(record, spans, losses, REMARK)
        self._name_rejections(losses)

    def _name_rejections(self, losses: Losses) -> None:
        for start, end, label in self._record.rejections or ():
            if not any(a <= start and end <= b for a, b in self._places):
                losses.drop(self._record, f"rejection {start} {end} {label}", CROSSES)


class _Inside:
    """The spans and links of a record, found by where they are: an article may have thousands."""

    def __init__(self, record: Record) -> None:
        self._spans = sorted(record.spans or (), key=attrgetter("start"))
        self._starts = [span.start for span in self._spans]
        self._links = defaultdict[str | int, list[tuple[int, RecordRelation]]](list)
        for number, link in enumerate(record.relations or ()):
            self._links[link.head].append((number, link))

    def spans(self, place: Range) -> list[RecordSpan]:
        """Those that are whole in a place."""
        start, end = place
        begun = slice(bisect_left(self._starts, start), bisect_left(self._starts, end))
        return [span for span in self._spans[begun] if span.end <= end]

    def links(self, ids: Collection[str | int | None]) -> tuple[RecordRelation, ...]:
        """Those of two of these spans, in their order."""
        heads = (self._links.get(id, ()) for id in ids if id is not None)
        found = sorted((n, link) for of in heads for n, link in of if link.child in ids)
        return tuple([link for _, link in found])


class _Paragraphs(NamedTuple):
    """The paragraphs of a window: their places in the article, counted there, and in the window."""

    numbers: dict[int, int]
    places: tuple[Range, ...]


def _piece(record: Record, place: Range, inside: _Inside, *, first: bool) -> Record:
    """A window's record; remarks on the article stay with the first."""
    start, end = place
    text = (record.text or "")[start:end]
    paragraphs = _paragraphs(record, place)
    spans = tuple(_moved(span, start, text) for span in inside.spans(place))
    ids = {span.id for span in spans}
    letters = "".join((record.paragraph_status or "")[n] for n in paragraphs.numbers)
    cut = with_own_votes(
        replace(
            record,
            id=f"{record.id}#{start}-{end}",
            sha256=text_hash(text),
            text=text,
            paragraphs=paragraphs.places,
            hints=tuple(record.hints[n] for n in paragraphs.numbers)
            if record.hints
            else record.hints,
            appearances=None,
            status=_status(letters),
            paragraph_status=letters,
            spans=spans,
            relations=inside.links(ids),
            notes=tuple(_remarks(record.notes or (), ids, paragraphs, first=first)),
            flags=tuple(_remarks(record.flags or (), ids, paragraphs, first=first)),
            rejections=tuple(
                (a - start, b - start, label)
                for a, b, label in record.rejections or ()
                if start <= a and b <= end
            )
            or None,
        )
    )
    return with_piece(cut, Piece(record_id(record), record.sha256 or "", start, end))


def _moved(span: RecordSpan, by: int, text: str) -> RecordSpan:
    """A span as the window counts it. Raises IntegrityError where it would cover other words."""
    start, end = span.start - by, span.end - by
    if text[start:end] != span.text:
        raise IntegrityError("a window moved a span", str(span.id), "report this")
    return replace(span, start=start, end=end)


def _paragraphs(record: Record, place: Range) -> _Paragraphs:
    inside = paragraphs_in(record.paragraphs or (), place)
    numbers = {number: here for here, number in enumerate(inside)}
    return _Paragraphs(numbers, tuple(inside.values()))


def _status(letters: str) -> RecordStatus:
    if not letters.strip(DONE):
        return "done"
    return "open" if letters.strip(DONE + SKIPPED) else "skipped"


def _remarks(
    remarks: Iterable[Remark], ids: set[str | None], paragraphs: _Paragraphs, *, first: bool
) -> Iterator[Remark]:
    """Those on spans and paragraphs that are here, and, in the first window, on the article."""
    for remark in remarks:
        if remark.paragraph is not None and remark.paragraph in paragraphs.numbers:
            yield replace(remark, paragraph=paragraphs.numbers[remark.paragraph])
        elif remark.paragraph is None and (remark.span in ids or (first and remark.span is None)):
            yield remark
