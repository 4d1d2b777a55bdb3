"""A document: an immutable text, where it came from, and where its paragraphs are."""

from bisect import bisect_right
from collections.abc import Sequence
from hashlib import sha256
from sys import maxsize
from typing import Any

from msgspec import Struct

Range = tuple[int, int]
"""Half-open code-point offsets (start, end) into a document's text."""


class Document(Struct, frozen=True, kw_only=True):
    """One article. `text` never changes; every offset anywhere counts its code points.

    `hints` has one entry a paragraph (or none at all): the HTML element and classes it had.
    """

    sha256: str
    text: str
    paragraphs: tuple[Range, ...]
    id: str = ""
    title: str = ""
    source: str = ""
    url: str = ""
    published: str = ""
    language: str = ""
    hints: tuple[str | None, ...] = ()
    meta: dict[str, Any] = {}

    def paragraph_at(self, offset: int) -> int:
        """Index of the paragraph that holds `offset`, or of the one before it (0 if none)."""
        return paragraph_at(self.paragraphs, offset)


def paragraph_at(paragraphs: Sequence[Range], offset: int) -> int:
    """Index of the paragraph that holds `offset`, or of the one before it (0 if none)."""
    beyond = offset, maxsize  # compared as a whole, which is quicker than by a key
    return max(0, bisect_right(paragraphs, beyond) - 1)


def text_hash(text: str) -> str:
    """A document's identity: the hexadecimal SHA-256 of its text in UTF-8."""
    return sha256(text.encode()).hexdigest()
