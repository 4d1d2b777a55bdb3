"""What a label key takes where nothing is selected: the label's natural unit at the cursor."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from annotate.core.clauses import clauses
from annotate.core.content_index import ContentIndex
from annotate.core.document import Document, Range
from annotate.core.errors import GestureError
from annotate.core.quotations import Quotation
from annotate.core.quotations_around import nearest_quotation, running_on
from annotate.core.scheme import Label
from annotate.core.units import NEAR, read_around
from annotate.services.annotating.spoken import quotations_in

JOINING = ",;:-–—"
"""What may stand between who said it and what was said."""
FARTHEST = 200
"""Characters of that, at most."""


def natural_unit(document: Document, content: ContentIndex, place: Range, label: Label) -> Range:
    """The unit that `label` takes at `place`: (index of the paragraph, offset of the cursor).

    What has that label already is passed over. Raises GestureError where nothing is left to take.
    """
    paragraph, cursor = place
    if label.unit == "quotation":
        return _quotation(document, content, paragraph, cursor, label.name)
    if label.unit == "attribution":
        return _attribution(document, content, paragraph, cursor, label.name)
    if label.unit == "paragraph":
        return document.paragraphs[paragraph]
    raise GestureError("nothing is selected", hint="{grow} selects the word here")


class _Near:
    """What of a paragraph a key looks at: all of it, or of a very long one what is near.

    `read` is twice as much, as what stands at an edge may be read wrongly.
    """

    def __init__(self, document: Document, paragraph: int, cursor: int) -> None:
        start, end = document.paragraphs[paragraph]
        self.read = first, last = read_around((start, end), (cursor, cursor))
        self._start = first if first == start else cursor - NEAR
        self._end = last if last == end else cursor + NEAR
        self.where = "in this paragraph" if self.read == (start, end) else "near here"

    def holds(self, unit: Quotation | Range) -> bool:
        """Whether a unit lies in it."""
        return self._start <= unit[0] and unit[1] <= self._end


def _quotation(
    document: Document, content: ContentIndex, paragraph: int, cursor: int, label: str
) -> Range:
    """The quotation at the cursor, else the next one, else the last one before."""
    text, paragraphs, near = document.text, document.paragraphs, _Near(document, paragraph, cursor)
    found = [q for q in quotations_in(document, paragraph, near.read) if near.holds(q)]
    free = [q for q in found if _is_free(content, q, cursor, label)]
    quotation = nearest_quotation(free, cursor) or next(iter(free), None)
    if quotation is None:
        raise GestureError(f"no more {label} {near.where}" if found else "no quotation here")
    parts = running_on(text, paragraphs, paragraph, quotation, 2 * NEAR)
    *_, last = takewhile(lambda part: part.start <= quotation.start + NEAR, parts)
    return quotation.start, last.end if last.closed else quotation.end


def _is_free(content: ContentIndex, quotation: Quotation, cursor: int, label: str) -> bool:
    """Whether a quotation can be taken; one in a labelled one where the cursor stands in it."""
    unit = quotation.start, quotation.end
    if quotation.depth and unit[0] <= cursor < unit[1]:
        return all(s.range != unit or s.label != label for s in content.overlapping(*unit))
    return not _is_labelled(content, unit, label)


def _attribution(
    document: Document, content: ContentIndex, paragraph: int, cursor: int, label: str
) -> Range:
    """The clause at the cursor that lies outside quotations, else the next, else the one before.

    Where the cursor was not moved into the paragraph, only those beside a quotation count.
    """
    text, near = document.text, _Near(document, paragraph, cursor)
    quotations = quotations_in(document, paragraph, near.read)
    outside = [c for c in _outside(clauses(text, *near.read), quotations) if near.holds(c)]
    free = [c for c in outside if not _is_labelled(content, c, label)]
    edges = [*(q.start for q in quotations)], sorted(q.end for q in quotations)
    beside = [c for c in free if _is_beside(text, c, *edges)]
    wanted = free if cursor > document.paragraphs[paragraph][0] else beside
    at = next((c for c in wanted if c[0] <= cursor <= c[1] + 1), None)
    after = next((c for c in beside if c[0] > cursor), None)
    found = at or after or next(reversed(beside), None)
    if found is None:
        labelled = len(free) < len(outside)
        raise GestureError(f"no more {label} {near.where}" if labelled else f"no {label} here")
    return found


def _is_beside(text: str, clause: Range, starts: list[int], ends: list[int]) -> bool:
    """Whether nothing but a comma or the like stands between a clause and a quotation.

    `starts` and `ends` are those of the quotations, each in order.
    """
    first, last = clause
    while first > max(0, clause[0] - FARTHEST) and _joins(text[first - 1]):
        first -= 1
    while last < min(len(text), clause[1] + FARTHEST) and _joins(text[last]):
        last += 1
    return _any_in(ends, first, clause[0]) or _any_in(starts, clause[1], last)


def _joins(character: str) -> bool:
    return character.isspace() or character in JOINING


def _any_in(offsets: list[int], first: int, last: int) -> bool:
    """Whether one of these, which are in order, is from `first` to `last`."""
    at = bisect_left(offsets, first)
    return at < len(offsets) and offsets[at] <= last


def _outside(ranges: Iterable[Range], quotations: Sequence[Quotation]) -> Iterator[Range]:
    """Those of the ranges that no quotation holds; both are in order of their starts."""
    coming, reach = iter(quotations), 0
    quotation = next(coming, None)
    for start, end in ranges:
        while quotation and quotation.start <= start:
            reach = max(reach, quotation.end)
            quotation = next(coming, None)
        if reach < end:
            yield start, end


def _is_labelled(content: ContentIndex, unit: Range, label: str) -> bool:
    """Whether a span of that label already holds the unit."""
    return any(
        s.label == label and s.start <= unit[0] and unit[1] <= s.end
        for s in content.overlapping(*unit)
    )
