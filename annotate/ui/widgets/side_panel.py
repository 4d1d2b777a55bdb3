"""Beside the article: the paragraph's spans and links, notes, and how far the article is."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from annotate.core.annotation_set import Note, Span
from annotate.core.display import display
from annotate.core.suggestion import Suggestion
from annotate.services.annotating.article import Article
from annotate.ui.palette import Palette, Tone
from annotate.ui.widgets.lines import Lines, line

BAR = 22
"""Cells of the progress bar."""
MOST_SPANS = 14
"""Spans of one paragraph that are listed."""


class SidePanel(Lines):
    """What one wants to know while labelling a paragraph."""

    _shown: tuple[object, ...] = ()

    def update(self, article: Article, palette: Palette, today: int) -> None:
        """Show the state of an article; `today` counts the annotator's changes since midnight."""
        cursor = article.cursor
        state = article.content, article.offers, cursor.paragraph, cursor.span, cursor.offer
        width, height = size = self.size
        if self._shown == (wanted := (*state, palette, today, size)):
            return
        self._shown = wanted
        lines = islice(_Lines(article, palette).all(today), height)
        strips = [_strip(tuple(line), palette.panel, width) for line in lines]
        self.show(strips + [_strip((), palette.panel, width)] * (height - len(strips)))


Line = list[Segment]


@lru_cache(maxsize=256)  # of a panel's lines most stay the same
def _strip(segments: tuple[Segment, ...], ground: Style, width: int) -> Strip:
    return line((Segment("  ", ground), *segments), width, ground)


class _Lines:
    """The panel's lines for one state."""

    def __init__(self, article: Article, palette: Palette) -> None:
        self._article, self._palette = article, palette
        self._content, self._here = article.content, article.cursor.paragraph
        self._start, self._end = article.document.paragraphs[self._here]

    def all(self, today: int) -> Iterator[Line]:
        """From top to bottom."""
        yield []
        yield from self._progress()
        yield []
        yield from self._spans()
        yield from self._remarks()
        yield from self._totals(today)

    def _text(self, text: str, tone: Tone = "dim") -> Segment:
        return _text(text, self._palette, tone)

    def _progress(self) -> Iterator[Line]:
        number = len(self._article.document.paragraphs)
        yield [
            self._text("¶ "),
            self._text(str(self._here + 1), "text"),
            self._text(f" of {number}"),
        ]
        filled = BAR * (number - self._article.open_paragraphs) // number
        yield [self._text("━" * filled, "ok"), self._text("━" * (BAR - filled), "faint")]

    # --- spans ---------------------------------------------------------------------------------

    def _spans(self) -> Iterator[Line]:
        """The paragraph's spans in order; what attributes one stands below it."""
        here = self._article.index.overlapping(self._start, self._end)
        below = {r.head for s in here for r in self._article.index.links(s.id) if r.child == s.id}
        for span in [s for s in here if s.id not in below][:MOST_SPANS]:
            yield self._span(span, "")
            for head in self._heads(span):
                yield self._span(head, " ╰─")
        for offer in self._article.open_offers(self._here)[:MOST_SPANS]:
            yield self._offer(offer)
        if here or self._article.open_offers(self._here):
            yield []

    def _offer(self, offer: Suggestion) -> Line:
        """A suggestion: its letter without a ground, and what it would label."""
        style = self._palette.offer(offer.label, focused=True, marked=False)
        whole = offer.start <= self._start and self._end <= offer.end
        text = " ".join(self._article.document.text[offer.start : offer.end][:60].split())
        reached = offer == self._article.cursor.offer
        return [
            Segment(self._palette.key(offer.label), style + self._palette.panel),
            self._text(
                "? " + ("whole paragraph" if whole else text), "text" if reached else "faint"
            ),
        ]

    def _heads(self, span: Span) -> Iterator[Span]:
        for relation in self._article.index.links(span.id):
            head = self._article.index.span(relation.head) if relation.child == span.id else None
            if head:
                yield head

    def _span(self, span: Span, indent: str) -> Line:
        active = span.id == self._article.cursor.span
        chip = self._palette.chip(span.label, focused=True)
        whole = span.start <= self._start and self._end <= span.end
        text = " ".join(self._article.document.text[span.start : span.end][:60].split())
        return [
            self._text(indent),
            Segment(self._palette.key(span.label), chip),
            self._text(
                " " + ("whole paragraph" if whole and not indent else text),
                "text" if active else "dim",
            ),
        ]

    # --- notes and flags -----------------------------------------------------------------------

    def _remarks(self) -> Iterator[Line]:
        notes = [note for note in self._content.notes if self._concerns(note.span, note.paragraph)]
        for note in notes:
            yield [self._text("✎ ", "warn"), self._text(_one_line(note))]
        if any(self._concerns(f.span, f.paragraph) for f in self._content.flags):
            yield [self._text("⚑ flagged", "warn")]
        if notes or self._content.flags:
            yield []

    def _concerns(self, span: str | None, paragraph: int | None) -> bool:
        """Whether a remark is on this paragraph, a span of it, or the whole article."""
        if span is None:
            return paragraph in (None, self._here)
        found = self._article.index.span(span)
        return found is not None and found.start < self._end and self._start < found.end

    # --- the article ---------------------------------------------------------------------------

    def _totals(self, today: int) -> Sequence[Line]:
        counts = self._article.index.counts
        found = [(label.name, counts[label.name]) for label in self._article.scheme.labels]
        links = "links", len(self._content.relations)
        changes = _text(f"{'Changes today':<15}", self._palette), self._text(f"{today:>4}", "text")
        return [*_totals((*found, links), self._palette), [], [*changes]]


@lru_cache(maxsize=8)  # moving changes none of them
def _totals(counts: tuple[tuple[str, int], ...], palette: Palette) -> Sequence[Line]:
    lines = [[_text("Article", palette)]]
    for name, number in counts:
        lines.append([_text(f" {name:<14.14}", palette), _text(f"{number:>4}", palette, "text")])
    return lines


@lru_cache(maxsize=512)
def _text(text: str, palette: Palette, tone: Tone = "dim") -> Segment:
    return Segment(display(text), palette.tone(tone, bold=tone == "text", panel=True))


def _one_line(note: Note) -> str:
    return " ".join(note.text.split())
