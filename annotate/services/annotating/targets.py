"""What a label key takes where nothing is selected: the label's natural unit at the cursor."""

from collections.abc import Iterable

from annotate.core.annotation_set import AnnotationSet
from annotate.core.document import Document, Range
from annotate.core.errors import GestureError
from annotate.core.quotations import find_running, nearest_quotation, quotations_of
from annotate.core.scheme import Label
from annotate.core.tokens import clauses


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
    free = [q for q in found if not _is_labelled(content, (q.start, q.end), label)]
    quotation = nearest_quotation(free, cursor) or next(iter(free), None)
    if quotation is None:
        raise GestureError(f"no more {label} in this paragraph" if found else "no quotation here")
    if quotation.closed:
        return quotation.start, quotation.end
    last = list(find_running(text, paragraphs, paragraph))[-1]
    return quotation.start, last.end if last.closed else quotation.end


def _attribution(
    document: Document, content: AnnotationSet, paragraph: int, cursor: int, label: str
) -> Range:
    """The clause at the cursor that lies outside quotations, else the next, else the one before."""
    quotations = [(q.start, q.end) for q in quotations_of(*_in(document), paragraph)]
    outside = _outside(clauses(document.text, *document.paragraphs[paragraph]), quotations)
    free = [c for c in outside if not _is_labelled(content, c, label)]
    if not free:
        raise GestureError(f"no more {label} in this paragraph" if outside else f"no {label} here")
    at = next((c for c in free if c[0] <= cursor <= c[1] + 1), None)
    after = next((c for c in free if c[0] > cursor), None)
    return at or after or free[-1]


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
