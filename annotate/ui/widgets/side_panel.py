"""Beside the article: the paragraph's spans and links, notes, and how far the article is."""

from collections.abc import Iterator, Sequence
from functools import lru_cache
from itertools import islice

from rich.segment import Segment
from rich.style import Style
from textual.strip import Strip

from annotate.core.annotation_set import Flag, Note, Span
from annotate.core.display import display
from annotate.core.excerpt import excerpt
from annotate.core.suggestion import Suggestion
from annotate.services.annotating.article import Article
from annotate.ui.palette import Palette, Tone
from annotate.ui.widgets.lines import Lines, line

BAR = 22
"""Cells of the progress bar."""
MOST_SPANS = 14
"""Spans of one paragraph that are listed."""
MOST_TEXT = 60
"""Characters of a span's text."""
SHORT = 12
"""Characters of the text of a span that a remark is on."""


_State = tuple[object, ...]
_At = tuple[int, str | None, Suggestion | None]
"""Where the cursor is: the paragraph, and the span or the suggestion that it is on."""


class SidePanel(Lines):
    """What one wants to know while labelling a paragraph."""

    _shown: _State = ()
    _ahead: tuple[_State, list[Strip]] = (), []

    def update(self, article: Article, palette: Palette, today: int) -> None:
        """Show the state of an article; `today` counts the annotator's changes since midnight."""
        cursor = article.cursor
        at = cursor.paragraph, cursor.span, cursor.offer
        wanted = self._state(article, palette, today, at)
        if self._shown == wanted:
            return
        self._shown, (ahead, strips) = wanted, self._ahead
        if ahead != wanted:
            meant = cursor.offer or article.doubted()
            strips = self._drawn(_Lines(article, palette, *at[:2], meant), today)
        self.show(strips)

    def get_ready(self, article: Article, palette: Palette, today: int) -> None:
        """Draw beforehand what will be shown should one go on to the next paragraph."""
        paragraph = article.cursor.paragraph + 1
        if paragraph < len(article.document.paragraphs):
            lines = _Lines(article, palette, paragraph, None, article.doubted_in(paragraph))
            self.prepare(strips := self._drawn(lines, today))
            self._ahead = self._state(article, palette, today, (paragraph, None, None)), strips

    def _state(self, article: Article, palette: Palette, today: int, at: _At) -> _State:
        """All that decides what is shown."""
        return article.content, article.offers, *at, palette, today, self.size

    def _drawn(self, lines: "_Lines", today: int) -> list[Strip]:
        width, height = self.size
        ground = lines.palette.panel
        strips = [_strip(tuple(line), ground, width) for line in islice(lines.all(today), height)]
        return strips + [_strip((), ground, width)] * (height - len(strips))


Line = list[Segment]


@lru_cache(maxsize=256)  # of a panel's lines most stay the same
def _strip(segments: tuple[Segment, ...], ground: Style, width: int) -> Strip:
    return line((Segment("  ", ground), *segments), width, ground, dots=True)


class _Lines:
    """The panel's lines for one state."""

    def __init__(
        self,
        article: Article,
        palette: Palette,
        here: int,
        active: str | None,
        meant: Suggestion | None,
    ) -> None:
        """With the cursor in the paragraph `here`, on a span; the keys mean that suggestion."""
        self._article, self.palette, self._here = article, palette, here
        self._active, self._meant, self._content = active, meant, article.content
        self._start, self._end = article.document.paragraphs[here]

    def all(self, today: int) -> Iterator[Line]:
        """From top to bottom."""
        yield []
        yield from self._progress()
        yield []
        yield from self._spans()
        yield from self._remarks()
        yield from self._totals(today)

    def _text(self, text: str, tone: Tone = "dim") -> Segment:
        return _text(text, self.palette, tone)

    def _progress(self) -> Iterator[Line]:
        number = len(self._article.document.paragraphs)
        yield [
            self._text("¶ "),
            self._text(str(self._here + 1), "text"),
            self._text(f" of {number}"),
        ]
        filled = BAR * (number - self._article.open_paragraphs) // number
        yield [self._text("━" * filled, "ok"), self._text("─" * (BAR - filled), "faint")]

    # --- spans ---------------------------------------------------------------------------------

    def _spans(self) -> Iterator[Line]:
        """The paragraph's spans in order; what attributes one stands below it."""
        here = self._article.index.overlapping(self._start, self._end)
        below = {r.head for s in here for r in self._article.index.links(s.id) if r.child == s.id}
        for span in [s for s in here if s.id not in below][:MOST_SPANS]:
            yield from self._with_links(span, ())
        offers = self._article.offers_over(self._here)
        yield from map(self._offer, offers[:MOST_SPANS])
        if here or offers:
            yield []

    def _with_links(self, span: Span, below: tuple[str, ...]) -> Iterator[Line]:
        """A span `below` others, by id; then who said it, and what it leads to elsewhere."""
        yield self._span(span, "   " * (len(below) - 1) + " ╰─" if below else "")
        path, indent = (*below, span.id), "   " * len(below)
        for head, child in self._ends(span):
            other = child if head.id == span.id else head
            if not self._is_here(other):
                arrow = "→" if other is child else "←"
                text = f"{indent} {arrow} {self._where(other)} {self._excerpt(other)}"
                yield [self._text(text)]
            elif other is head and other.id not in path:
                yield from self._with_links(head, path)

    def _ends(self, span: Span) -> Iterator[tuple[Span, Span]]:
        """The head and child of each of a span's links."""
        find = self._article.index.span
        for relation in self._article.index.links(span.id):
            head, child = find(relation.head), find(relation.child)
            if head and child:
                yield head, child

    def _is_here(self, span: Span) -> bool:
        return span.start < self._end and self._start < span.end

    def _where(self, span: Span | Suggestion) -> str:
        """In which paragraph a span is, or which ones it goes over."""
        ends = span.start, span.end - 1
        first, last = (self._article.document.paragraph_at(end) + 1 for end in ends)
        return f"¶{first}" if first == last else f"¶{first}–{last}"

    def _excerpt(self, span: Span | Suggestion) -> str:
        return excerpt(self._article.document.text, span.start, span.end, MOST_TEXT)

    def _what(self, span: Span | Suggestion) -> str:
        """The text of a span of this paragraph; where there is more of it; or that it is all."""
        if span.start < self._start or self._end < span.end:
            return f"{self._where(span)} {self._excerpt(span)}"
        whole = (span.start, span.end) == (self._start, self._end)
        return "whole paragraph" if whole else self._excerpt(span)

    def _offer(self, offer: Suggestion) -> Line:
        """A suggestion: its letter without a ground, and what it would label."""
        style = self.palette.offer(offer.label, focused=True, marked=False)
        return [
            Segment(self.palette.key(offer.label), style + self.palette.panel),
            self._text(f"? {self._what(offer)}", "text" if offer == self._meant else "faint"),
        ]

    def _span(self, span: Span, indent: str) -> Line:
        active = span.id == self._active
        chip = self.palette.chip(span.label, focused=True)
        return [
            self._text(indent),
            Segment(self.palette.key(span.label), chip),
            self._text(f" {self._what(span)}", "text" if active else "dim"),
        ]

    # --- notes and flags -----------------------------------------------------------------------

    def _remarks(self) -> Iterator[Line]:
        notes = [note for note in self._content.notes if self._concerns(note.span, note.paragraph)]
        flags = [flag for flag in self._content.flags if self._concerns(flag.span, flag.paragraph)]
        for note in notes:
            yield [self._text("✎ ", "warn"), self._text(f"{self._target(note)}: {_one_line(note)}")]
        for flag in flags:
            yield [self._text(f"⚑ {self._target(flag)} flagged", "warn")]
        if notes or flags:
            yield []

    def _target(self, remark: Note | Flag) -> str:
        """What a remark is on, in a word or two; of spans their label and text."""
        if span := remark.span and self._article.index.span(remark.span):
            words = excerpt(self._article.document.text, span.start, span.end, SHORT)
            return f"{span.label} {words}"
        return "article" if remark.paragraph is None else "paragraph"

    def _concerns(self, span: str | None, paragraph: int | None) -> bool:
        """Whether a remark is on this paragraph, a span of it, or the whole article."""
        if span is None:
            return paragraph in (None, self._here)
        found = self._article.index.span(span)
        return found is not None and self._is_here(found)

    # --- the article ---------------------------------------------------------------------------

    def _totals(self, today: int) -> Sequence[Line]:
        counts = self._article.index.counts
        labels = [label.name for label in self._article.scheme.labels]
        gone = sorted(name for name in counts if counts[name] and name not in labels)
        found = [(name, counts[name]) for name in (*labels, *gone)]
        links = "links", len(self._content.relations)
        changes = _text(f"{'Changes today':<15}", self.palette), self._text(f"{today:>4}", "text")
        return [*_totals((*found, links), self.palette), [], [*changes]]


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
