"""Quotations: the words of somebody, with their marks; no scare quotes and no titles."""

from annotate.core.document import Document
from annotate.core.suggestion import Suggestion, Suggestions
from annotate.suggesters.wording.reading import read

NAME = "quotations"


def suggest(document: Document, before: Suggestions) -> Suggestions:
    """One quote a quotation."""
    found = [
        Suggestion(q.start, q.end, "quote", q.origin, q.score, NAME)
        for paragraph in read(document).paragraphs
        for q in paragraph.quotations
    ]
    return Suggestions(tuple(found))
