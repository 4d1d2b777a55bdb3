"""Links: from each attribution to the quotes that it attributes, and from part to part of one."""

from annotate.core.document import Document
from annotate.core.suggestion import Suggestions
from annotate.suggesters.wording.linking import links_of

NAME = "links"


def suggest(document: Document, before: Suggestions) -> Suggestions:
    """Links between the quotes and the attributions that were suggested before."""
    return Suggestions((), tuple(links_of(document, before.spans)))
