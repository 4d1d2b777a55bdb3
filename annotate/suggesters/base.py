"""What a suggester is."""

from typing import Protocol

from annotate.core.document import Document
from annotate.core.suggestion import Suggestions


class Suggester(Protocol):
    """Looks at a document, and at what the members before it proposed, and proposes more.

    It is pure, takes time linear in the text, and fails on no text. `before` holds the answers of
    the members before it in the family's order; what it returns is only its own.
    """

    def __call__(self, document: Document, before: Suggestions) -> Suggestions:
        """The spans and links that this member proposes."""
