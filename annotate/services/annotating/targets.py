"""What a label key takes where nothing is selected: the label's natural unit at the cursor."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from annotate.core.content_index import ContentIndex
from annotate.core.document import Document, Range
from annotate.core.errors import GestureError
from annotate.core.quotations import (
    Quotation,
    find_running,
    nearest_quotation,
    quotations_of,
)
from annotate.core.scheme import Label
from annotate.core.tokens import clauses

JOINING = ",;:-–—"
"""What may stand between who said it and what was said."""


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


def _quotation(
    document: Document, content: ContentIndex, paragraph: int, cursor: int, label: str
) -> Range:
    """The quotation at the cursor, else the next one, else the last one before."""
    text, paragraphs = document.text, document.paragraphs
    found = quotations_of(text, paragraphs, paragraph)
    free = [q for q in found if _is_free(content, q, cursor, label)]
    quotation = nearest_quotation(free, cursor) or next(iter(free), None)
    if quotation is None:
        raise GestureError(f"no more {label} in this paragraph" if found else "no quotation here")
    if quotation.closed:
        return quotation.start, quotation.end
    last = list(find_running(text, paragraphs, paragraph))[-1]
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
    start, end = document.paragraphs[paragraph]
    quotations = quotations_of(document.text, document.paragraphs, paragraph)
    outside = list(_outside(clauses(document.text, start, end), quotations))
    free = [c for c in outside if not _is_labelled(content, c, label)]
    edges = [*(q.start for q in quotations)], sorted(q.end for q in quotations)
    beside = [c for c in free if _is_beside(document.text, c, *edges)]
    wanted = free if cursor > start else beside
    at = next((c for c in wanted if c[0] <= cursor <= c[1] + 1), None)
    after = next((c for c in beside if c[0] > cursor), None)
    found = at or after or next(reversed(beside), None)
    if found is None:
        labelled = len(free) < len(outside)
        raise GestureError(f"no more {label} in this paragraph" if labelled else f"no {label} here")
    return found


def _is_beside(text: str, clause: Range, starts: list[int], ends: list[int]) -> bool:
    """Whether nothing but a comma or the like stands between a clause and a quotation.

    `starts` and `ends` are those of the quotations, each in order.
    """
    first, last = clause
    while first and _joins(text[first - 1]):
        first -= 1
    while last < len(text) and _joins(text[last]):
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
