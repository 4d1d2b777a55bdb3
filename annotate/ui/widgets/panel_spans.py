"""Spans and suggestions of a document as lines of the side panel; what was drawn is kept."""

from functools import lru_cache

from rich.segment import Segment
from textual.strip import Strip

from annotate.core.annotation_set import Span
from annotate.core.document import Document
from annotate.core.excerpt import excerpt
from annotate.core.suggestion import Suggestion
from annotate.ui.palette import Palette
from annotate.ui.widgets.panel_text import panel_line, segment

MOST_TEXT = 60
"""Characters of a span's text."""
KEPT = 128
"""Lines of each kind that are kept: a key changes one or two of those that are shown."""


class PanelSpans:
    """Draws spans of one document, a line of `width` cells each, for a panel in one theme."""

    def __init__(self, document: Document, palette: Palette, width: int) -> None:
        self.about = document, palette, width
        self._document, self._palette, self._width = self.about
        self.span = lru_cache(maxsize=KEPT)(self._span)
        self.offer = lru_cache(maxsize=KEPT)(self._offer)
        self.elsewhere = lru_cache(maxsize=KEPT)(self._elsewhere)

    def _span(self, span: Span, here: int, before: str, active: bool) -> Strip:
        """A span as one sees it in the paragraph `here`, with something `before` its letter."""
        palette, letter = self._palette, self._palette.key(span.label)
        said = segment(f" {self._what(span, here)}", palette, "text" if active else "dim")
        chip = Segment(letter, palette.chip(span.label, focused=True))
        return self._line(segment(before, palette), chip, said)

    def _offer(self, offer: Suggestion, here: int, meant: bool) -> Strip:
        """A suggestion: its letter without a ground, and what it would label."""
        palette = self._palette
        style = palette.offer(offer.label, focused=True, marked=False) + palette.panel
        said = segment(f"? {self._what(offer, here)}", palette, "text" if meant else "faint")
        return self._line(Segment(palette.key(offer.label), style), said)

    def _elsewhere(self, span: Span, before: str) -> Strip:
        """A span that a link leads to, or comes from, in another paragraph."""
        text = f"{before}{self._where(span)} {self._excerpt(span)}"
        return self._line(segment(text, self._palette))

    def _line(self, *segments: Segment) -> Strip:
        return panel_line(segments, self._palette, self._width)

    def _what(self, span: Span | Suggestion, here: int) -> str:
        """The text of a span of a paragraph; where there is more of it; or that it is all."""
        start, end = self._document.paragraphs[here]
        if span.start < start or end < span.end:
            return f"{self._where(span)} {self._excerpt(span)}"
        whole = (span.start, span.end) == (start, end)
        return "whole paragraph" if whole else self._excerpt(span)

    def _where(self, span: Span | Suggestion) -> str:
        """In which paragraph a span is, or which ones it goes over."""
        ends = span.start, span.end - 1
        first, last = (self._document.paragraph_at(end) + 1 for end in ends)
        return f"¶{first}" if first == last else f"¶{first}–{last}"

    def _excerpt(self, span: Span | Suggestion) -> str:
        return excerpt(self._document.text, span.start, span.end, MOST_TEXT)
