"""Quotations, as the scanner finds them."""

from annotate.core.document import Document
from annotate.core.quotations import quotations_of
from annotate.core.suggestion import Suggestion, Suggestions

NAME = "quotations"


def suggest(document: Document, before: Suggestions) -> Suggestions:
    """One quote a quotation."""
    found = [
        Suggestion(q.start, q.end, "quote", "quotation marks", 0.9, NAME)
        for index in range(len(document.paragraphs))
        for q in quotations_of(document.text, document.paragraphs, index)
        if q.closed
    ]
    return Suggestions(tuple(found))
