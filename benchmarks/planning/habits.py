"""Habits of a gold that our guidelines do not share, so that what they cost in keys is counted."""

from annotate.core.quotations import quotations_of
from annotate.core.suggestion import Place
from benchmarks.planning.gold import Gold

CUT = "one pair of marks cut in parts"
WITHIN = "a quotation within a quotation, not wanted"
MARKS = "an attribution with the mark beside it"
HABITS = (CUT, WITHIN, MARKS)


def habit(gold: Gold, place: Place, *, wanted: bool) -> str:
    """Which habit makes a label wanted, or a suggestion unwanted; "" where none does."""
    start, end, label = place
    if label == "quote":
        if not wanted:
            return WITHIN if _inside_another(gold, place) else ""
        return CUT if _is_part(gold, start, end) else ""
    text = gold.document.text[start:end]
    edges = text[:1] + text[-1:]
    return MARKS if label == "attribution" and wanted and not edges.isalnum() else ""


def _inside_another(gold: Gold, place: Place) -> bool:
    start, end, label = place
    around = (s for s in gold.spans if s[2] == label and s != place)
    return any(s[0] <= start and end <= s[1] for s in around)


def _is_part(gold: Gold, start: int, end: int) -> bool:
    """Whether a quote is less than the quotation around it, as its marks tell."""
    document = gold.document
    index = document.paragraph_at(start)
    found = quotations_of(document.text, document.paragraphs, index)
    exact = any((q.start, q.end) == (start, end) for q in found)
    return not exact and any(q.start <= start and end <= q.end for q in found)
