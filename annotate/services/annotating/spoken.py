"""The quotations of a paragraph as keys take them: in marks, and, where so set, after dashes."""

import unicodedata
from collections.abc import Sequence

from annotate.core.document import Document, Range
from annotate.core.quotations import Quotation, quotations_of
from annotate.suggesters.languages import language_of
from annotate.suggesters.wording.dialogue import with_speech

AROUND = 8
"""Paragraphs on either side in which it may be told that what begins with a dash is talk."""
MOST = 1_000
"""Characters that are read of each of them."""
DASHES = "Pd"
"""Their category in Unicode."""


def quotations_in(
    document: Document, paragraph: int, read: Range | None = None
) -> Sequence[Quotation]:
    """The quotations of a paragraph, of which it may be enough to `read` a part."""
    text, paragraphs = document.text, document.paragraphs
    found = quotations_of(text, paragraphs, paragraph, read)
    start, _ = read or paragraphs[paragraph]
    if unicodedata.category(text[start]) != DASHES:
        return found
    first = max(0, paragraph - AROUND)
    near = [(a, min(b, a + MOST)) for a, b in paragraphs[first : paragraph + AROUND + 1]]
    near[paragraph - first] = read or paragraphs[paragraph]
    known = [found if first + n == paragraph else [] for n in range(len(near))]
    language = language_of(text, document.language)
    return with_speech(text, near, known, language)[paragraph - first]
