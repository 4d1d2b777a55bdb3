"""What a label key takes where nothing is selected: the label's natural unit at the cursor."""

from collections.abc import Iterable

from annotate.core.annotation_set import AnnotationSet
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


def natural_unit(document: Document, content: AnnotationSet, place: Range, label: Label) -> Range:
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
    document: Document, content: AnnotationSet, paragraph: int, cursor: int, label: str
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


def _is_free(content: AnnotationSet, quotation: Quotation, cursor: int, label: str) -> bool:
    """Whether a quotation can be taken; one in a labelled one where the cursor stands in it."""
    unit = quotation.start, quotation.end
    if quotation.depth and unit[0] <= cursor < unit[1]:
        return all(s.range != unit or s.label != label for s in content.overlapping(*unit))
    return not _is_labelled(content, unit, label)


def _attribution(
    document: Document, content: AnnotationSet, paragraph: int, cursor: int, label: str
) -> Range:
    """The clause at the cursor that lies outside quotations, else the next, else the one before.

    Where the cursor was not moved into the paragraph, only those beside a quotation count.
    """
    start, end = document.paragraphs[paragraph]
    quotations = [(q.start, q.end) for q in quotations_of(*_in(document), paragraph)]
    outside = _outside(clauses(document.text, start, end), quotations)
    free = [c for c in outside if not _is_labelled(content, c, label)]
    beside = [c for c in free if _is_beside(document.text, c, quotations)]
    wanted = free if cursor > start else beside
    at = next((c for c in wanted if c[0] <= cursor <= c[1] + 1), None)
    after = next((c for c in beside if c[0] > cursor), None)
    found = at or after or next(reversed(beside), None)
    if found is None:
        labelled = len(free) < len(outside)
        raise GestureError(f"no more {label} in this paragraph" if labelled else f"no {label} here")
    return found


def _is_beside(text: str, clause: Range, quotations: Iterable[Range]) -> bool:
    """Whether nothing but a comma or the like stands between a clause and a quotation."""
    between = ((q[1], clause[0]) if q[1] <= clause[0] else (clause[1], q[0]) for q in quotations)
    return any(a <= b and all(c.isspace() or c in JOINING for c in text[a:b]) for a, b in between)


def _in(document: Document) -> tuple[str, tuple[Range, ...]]:
    return document.text, document.paragraphs


def _outside(ranges: Iterable[Range], quotations: list[Range]) -> list[Range]:
    return [r for r in ranges if not any(q[0] <= r[0] and r[1] <= q[1] for q in quotations)]


def _is_labelled(content: AnnotationSet, unit: Range, label: str) -> bool:
    """Whether a span of that label already holds the unit."""
    return any(
        s.label == label and s.start <= unit[0] and unit[1] <= s.end
        for s in content.overlapping(*unit)
    )
