"""The article under adjudication: where the answers to the conflict at hand begin and end."""

from collections import defaultdict
from collections.abc import Iterator, Mapping

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from annotate.core.conflicts import Conflict
from annotate.services.adjudicating.adjudication import Adjudication
from annotate.ui import layout
from annotate.ui.widgets.article_view import ArticleView
from annotate.ui.widgets.paragraph import GUTTER, Painter
from annotate.ui.widgets.row import Row

Marks = Mapping[int, str]
"""By offset, the digit that stands in the cell there; one before a row's start is the margin."""


class MarkedPainter(Painter):
    """Draws digits in the blanks beside what they take; no character of the text is hidden."""

    _marks: Marks = {}

    def mark(self, marks: Marks) -> None:
        """Let these be the marks."""
        if marks != self._marks:
            self._marks = marks
            self._painted.clear()

    def _draw(self, one: Row) -> Strip:
        strip = super()._draw(one)
        for x, digit in self._cells(one):
            style = self.palette.tone("accent", bold=True) + Style(reverse=True)
            mark = Strip([Segment(digit, style)], 1)
            strip = Strip.join([strip.crop(0, x), mark, strip.crop(x + 1)])
        return strip

    def _cells(self, one: Row) -> Iterator[tuple[int, str]]:
        """The cells of a row that hold a mark."""
        start, end = one.place
        for offset, digit in self._marks.items():
            is_margin = offset == start - 1 and one.gutter.head is not None
            is_end = start < offset == end == self._end_of_paragraph(start)
            if is_margin or ((start <= offset < end or is_end) and self._is_free(offset)):
                before = self.document.text[start : max(start, offset)]
                yield GUTTER + layout.cells(before) - is_margin, digit

    def _end_of_paragraph(self, offset: int) -> int:
        return self.document.paragraphs[self.document.paragraph_at(offset)][1]

    def _is_free(self, offset: int) -> bool:
        """Whether nothing would be hidden: beyond a paragraph's end, too, nothing is."""
        return self.document.text[offset : offset + 1] in (*layout.BLANKS, "\u00a0", "")


class VersionsView(ArticleView):
    """Shows an adjudication, with the marks of the conflict at hand."""

    PAINTER = MarkedPainter

    def update(self, *, follow: bool = True) -> None:
        """Draw what changed, the marks too."""
        page = self._page
        if page and isinstance(page.painter, MarkedPainter):
            case = page.article
            page.painter.mark(marks(case) if isinstance(case, Adjudication) else {})
        super().update(follow=follow)


def marks(case: Adjudication) -> dict[int, str]:
    """The digits before and after the spans of each answer, where not all answers agree on it."""
    conflict = case.at_hand
    if not isinstance(conflict, Conflict):
        return {}
    edges: dict[int, set[int]] = defaultdict(set)
    answers = conflict.options[:-1]
    for number, option in enumerate(answers, 1):
        for start, end, _ in option.places:
            edges[start - 1].add(number)
            edges[end].add(number)
    several = len(answers) > 1
    return {
        at: str(min(who)) for at, who in edges.items() if not several or len(who) < len(answers)
    }
