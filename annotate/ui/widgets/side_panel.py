"""Beside the article: the paragraph's spans and links, notes, and how far the article is."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from textual.strip import Strip

from annotate.core.annotation_set import Flag, Note, Span
from annotate.core.excerpt import excerpt
from annotate.core.suggestion import Suggestion
from annotate.services.annotating.article import Article
from annotate.services.annotating.doubting import doubted, doubted_in
from annotate.ui.palette import Palette, Tone
from annotate.ui.widgets.lines import Lines
from annotate.ui.widgets.panel_spans import PanelSpans
from annotate.ui.widgets.panel_text import panel_line, segment

BAR = 22
"""Cells of the progress bar."""
MOST_SPANS = 14
"""Spans of one paragraph that are listed."""
SHORT = 12
"""Characters of the text of a span that a remark is on."""


_State = tuple[object, ...]
_Piece = tuple[str, Tone]
_At = tuple[int, str | None, Suggestion | None]
"""Where the cursor is: the paragraph, and the span or the suggestion that it is on."""


class SidePanel(Lines):
    """What one wants to know while labelling a paragraph."""

    _shown: _State = ()
    _ahead: tuple[_State, list[Strip]] = (), []
    _spans: PanelSpans | None = None

    def update(self, article: Article, palette: Palette, today: int) -> None:
        """Show the state of an article; `today` counts the annotator's changes since midnight."""
        cursor = article.cursor
        at = cursor.paragraph, cursor.span, cursor.offer
        wanted = self._state(article, palette, today, at)
        if self._shown == wanted:
            return
        self._shown, (ahead, strips) = wanted, self._ahead
        if ahead != wanted:
            meant = cursor.offer or doubted(article)
            lines = _Lines(article, self._spans_of(article, palette), *at[:2], meant)
            strips = self._drawn(lines, today)
        self.show(strips)

    def get_ready(self, article: Article, palette: Palette, today: int) -> None:
        """Draw beforehand what will be shown should one go on to the next paragraph."""
        paragraph = article.cursor.paragraph + 1
        if paragraph < len(article.document.paragraphs):
            spans, meant = self._spans_of(article, palette), doubted_in(article, paragraph)
            lines = _Lines(article, spans, paragraph, None, meant)
            self.prepare(strips := self._drawn(lines, today))
            self._ahead = self._state(article, palette, today, (paragraph, None, None)), strips

    def _state(self, article: Article, palette: Palette, today: int, at: _At) -> _State:
        """All that decides what is shown."""
        return article.content, article.offers, *at, palette, today, self.size

    def _spans_of(self, article: Article, palette: Palette) -> PanelSpans:
        """What draws the article's spans, with what it drew before."""
        about = article.document, palette, self.size.width
        if self._spans is None or self._spans.about != about:
            self._spans = PanelSpans(*about)
        return self._spans

    def _drawn(self, lines: "_Lines", today: int) -> list[Strip]:
        height = self.size.height
        strips = [*islice(lines.all(today), height)]
        return strips + [lines.line()] * (height - len(strips))


class _Lines:
    """The panel's lines for one state."""

    def __init__(
        self,
        article: Article,
        spans: PanelSpans,
        here: int,
        active: str | None,
        meant: Suggestion | None,
    ) -> None:
        """With the cursor in the paragraph `here`, on a span; the keys mean that suggestion."""
        self._article, self._spans, self._here = article, spans, here
        self._active, self._meant = active, meant
        self._content, self._index = article.content, article.index
        self._start, self._end = article.document.paragraphs[here]
        _, self._palette, self._width = spans.about

    def all(self, today: int) -> Iterator[Strip]:
        """From top to bottom."""
        yield self.line()
        yield from self._progress()
        yield self.line()
        yield from self._labelled()
        yield from self._remarks()
        yield from self._totals(today)

    def line(self, *pieces: _Piece) -> Strip:
        """One of these lines; an empty one of nothing."""
        return _line(pieces, self._palette, self._width)

    def _progress(self) -> Iterator[Strip]:
        number = len(self._article.document.paragraphs)
        yield self.line(("¶ ", "dim"), (str(self._here + 1), "text"), (f" of {number}", "dim"))
        filled = BAR * (number - self._article.open_paragraphs) // number
        yield self.line(("━" * filled, "ok"), ("─" * (BAR - filled), "faint"))

    # --- spans ---------------------------------------------------------------------------------

    def _labelled(self) -> Iterator[Strip]:
        """The paragraph's spans in order; what attributes one stands below it."""
        here, links = self._index.overlapping(self._start, self._end), self._index.links
        below = {r.head for s in here for r in links(s.id) if r.child == s.id}
        for span in [s for s in here if s.id not in below][:MOST_SPANS]:
            yield from self._with_links(span, ())
        offers = self._article.offers_over(self._here)
        for offer in offers[:MOST_SPANS]:
            yield self._spans.offer(offer, self._here, offer == self._meant)
        if here or offers:
            yield self.line()

    def _with_links(self, span: Span, below: tuple[str, ...]) -> Iterator[Strip]:
        """A span `below` others, by id; then who said it, and what it leads to elsewhere."""
        before = "   " * (len(below) - 1) + " ╰─" if below else ""
        yield self._spans.span(span, self._here, before, span.id == self._active)
        path = (*below, span.id)
        for head, child in self._ends(span):
            other = child if head.id == span.id else head
            if not self._is_here(other):
                arrow = "→" if other is child else "←"
                yield self._spans.elsewhere(other, f"{'   ' * len(below)} {arrow} ")
            elif other is head and other.id not in path:
                yield from self._with_links(head, path)

    def _ends(self, span: Span) -> Iterator[tuple[Span, Span]]:
        """The head and child of each of a span's links."""
        find = self._index.span
        for relation in self._index.links(span.id):
            head, child = find(relation.head), find(relation.child)
            if head and child:
                yield head, child

    def _is_here(self, span: Span) -> bool:
        return span.start < self._end and self._start < span.end

    # --- notes and flags -----------------------------------------------------------------------

    def _remarks(self) -> Iterator[Strip]:
        notes = [note for note in self._content.notes if self._concerns(note.span, note.paragraph)]
        flags = [flag for flag in self._content.flags if self._concerns(flag.span, flag.paragraph)]
        for note in notes:
            yield self.line(("✎ ", "warn"), (f"{self._target(note)}: {_one_line(note)}", "dim"))
        for flag in flags:
            yield self.line((f"⚑ {self._target(flag)} flagged", "warn"))
        if notes or flags:
            yield self.line()

    def _target(self, remark: Note | Flag) -> str:
        """What a remark is on, in a word or two; of spans their label and text."""
        if span := remark.span and self._index.span(remark.span):
            words = excerpt(self._article.document.text, span.start, span.end, SHORT)
            return f"{span.label} {words}"
        return "article" if remark.paragraph is None else "paragraph"

    def _concerns(self, span: str | None, paragraph: int | None) -> bool:
        """Whether a remark is on this paragraph, a span of it, or the whole article."""
        if span is None:
            return paragraph in (None, self._here)
        found = self._index.span(span)
        return found is not None and self._is_here(found)

    # --- the article ---------------------------------------------------------------------------

    def _totals(self, today: int) -> Iterator[Strip]:
        counts = self._index.counts
        labels = [label.name for label in self._article.scheme.labels]
        gone = sorted(name for name in counts if name not in labels)
        links = "links", len(self._content.relations)
        yield self.line(("Article", "dim"))
        for name, number in (*((name, counts.get(name, 0)) for name in (*labels, *gone)), links):
            yield self.line((f" {name:<14.14}", "dim"), (f"{number:>4}", "text"))
        yield self.line()
        yield self.line((f"{'Changes today':<15}", "dim"), (f"{today:>4}", "text"))


@lru_cache(maxsize=256)  # most stay the same
def _line(pieces: tuple[_Piece, ...], palette: Palette, width: int) -> Strip:
    return panel_line((segment(text, palette, tone) for text, tone in pieces), palette, width)


def _one_line(note: Note) -> str:
    return " ".join(note.text.split())
