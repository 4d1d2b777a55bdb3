"""The article: the paragraphs around the cursor, drawn line by line.

Only what is in sight is broken into rows and drawn, and only lines that changed are sent to the
terminal: the cost of a key does not depend on the length of the article.
"""

from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter

from textual import events
from textual.message import Message
from textual.strip import Strip
from textual.timer import Timer

from annotate.core.content_index import ContentIndex
from annotate.core.document import Range
from annotate.services.annotating.article import Article
from annotate.ui import heap, layout
from annotate.ui.palette import Palette
from annotate.ui.widgets.lines import Lines
from annotate.ui.widgets.page import Page, page_of
from annotate.ui.widgets.paragraph import GUTTER, Painter

SOON = 0.01
"""Seconds after which a key is answered, and there is time to draw ahead."""
LIT, FADE = 0.3, 0.06
"""Seconds that what a run accepted is lit, and after which the next of it goes out."""
WHEEL = 3
"""Lines that one notch of the mouse's wheel moves the page."""


class ArticleView(Lines):
    """Shows an article around its cursor; clicks and drags come out as messages."""

    PAINTER: type[Painter] = Painter

    class Clicked(Message):
        """Somebody clicked on an offset of the text, in that paragraph."""

        def __init__(self, paragraph: int, offset: int) -> None:
            super().__init__()
            self.paragraph, self.offset = paragraph, offset

    class Scrolled(Message):
        """The page was moved, and the cursor was not."""

    class Rested(Message):
        """A key is answered: there is time to get ready for the next one."""

    class Dragged(Message):
        """Somebody selected a range with the mouse."""

        def __init__(self, start: int, end: int) -> None:
            super().__init__()
            self.start, self.end = start, end

    def __init__(self, *, id: str | None = None) -> None:
        super().__init__(id=id)
        self._shown: tuple[Article, Palette, tuple[Range, ...]] | None = None
        self._page: Page | None = None
        self._ahead_of: tuple[ContentIndex, int] | None = None
        self._pressed: int | None = None
        self._ahead: Timer | None = None
        self._lit: list[int] = []
        self._fading: Timer | None = None

    def turned(self, step: int) -> tuple[int, int] | None:
        """Where the cursor is, a page down (1) or up (-1): a paragraph, and an offset in it."""
        return self._page.turned(step) if self._page else None

    @property
    def last_in_sight(self) -> int:
        """The last paragraph that is wholly in sight."""
        return self._page.last_in_sight if self._page else 0

    @property
    def paragraphs_in_sight(self) -> int:
        """How many paragraphs a page has."""
        return self._page.paragraphs_in_sight if self._page else 1

    @property
    def unseen(self) -> int | None:
        """Where the paragraph at hand is out of sight and to be looked at; None where it is not.

        Below what is in sight, or, if the page was moved away from it, where the cursor is.
        """
        return self._page.unseen if self._page else None

    def open(self, article: Article, palette: Palette, matches: tuple[Range, ...] = ()) -> None:
        """Show an article, in a theme, with what a search found in it."""
        self._shown, self._lit = (article, palette, matches), []
        self._lay_out()

    def light(self, paragraphs: Iterable[int]) -> None:
        """Let these stand out for a moment, when they are drawn next; they go out one by one."""
        self._lit = [*paragraphs]
        if self._fading is None:
            self._fading = self.set_timer(LIT, self._fade)

    def _fade(self) -> None:
        del self._lit[:1]
        self._fading = self.set_timer(FADE, self._fade) if self._lit else None
        self.update(follow=False)

    def on_resize(self) -> None:
        """Break the rows anew; what was on top stays near the top."""
        self._lay_out()

    def _lay_out(self) -> None:
        if self._shown is None or not self.size.height:
            return
        article, palette, matches = self._shown
        same = self._page is not None and self._page.article is article
        top = self._page.viewport.top.paragraph if same and self._page else article.cursor.paragraph
        self._page = page_of(article, palette, self.size, top, matches, made=self.PAINTER)
        self.update()

    def update(self, *, follow: bool = True) -> None:
        """Draw what changed; with `follow` the cursor is brought into sight first."""
        page = self._page
        if page is None:
            return
        if follow:
            page.follow()
        self.show(self._drawn(page))
        here = page.article.index, page.article.cursor.paragraph
        if here != self._ahead_of:
            self._ahead_of = here
            if self._ahead is None:
                self._ahead = self.set_interval(SOON, self._draw_ahead)
            self._ahead.reset()  # to make a new one for each key takes longer

    def _draw_ahead(self) -> None:
        """Once a key is answered, draw what the next one is likely to show: what is below."""
        if self._ahead:
            self._ahead.pause()
        if page := self._page:
            below = page.viewport.places()[-1].paragraph + 1
            views = [page.looks.quiet(n) for n in page.paragraphs(below, 2)]
            views += map(page.looks.entered, page.paragraphs(page.article.cursor.paragraph + 1, 1))
            for view in views:
                rows = range(min(page.painter.lines(view.head.number), page.viewport.height))
                self.prepare(page.painter.paint(view, rows))
            self.post_message(self.Rested())
        heap.tidy()

    def _drawn(self, page: Page) -> list[Strip]:
        lines: list[Strip] = []
        for paragraph, places in groupby(page.viewport.places(), key=itemgetter(0)):
            rows = [place.row for place in places]
            view = page.looks.view(paragraph, lit=paragraph in self._lit)
            lines += page.painter.paint(view, range(rows[0], rows[-1] + 1))
        blank = Strip.blank(page.painter.room, page.painter.palette.ground)
        return lines + [blank] * (page.viewport.height - len(lines))

    # --- mouse ---------------------------------------------------------------------------------

    def _at(self, event: events.MouseEvent) -> tuple[int, int] | None:
        """The paragraph and offset under the mouse."""
        page = self._page
        places = page.viewport.places() if page else []
        if page is None or not 0 <= event.y < len(places):
            return None
        paragraph, row = places[event.y]
        rows = page.painter.rows(paragraph)
        place = rows[min(row, len(rows) - 1)]
        x = max(0, event.x - GUTTER)
        return paragraph, layout.offset_at(page.article.document.text, place, x)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Begin a click or a drag."""
        found = self._at(event)
        if found:
            self._pressed = found[1]
            self.capture_mouse()
            self.post_message(self.Clicked(*found))

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Select up to here while the button is down."""
        found = self._at(event) if self._pressed is not None else None
        if found and self._pressed is not None:
            self.post_message(self.Dragged(self._pressed, found[1]))

    def on_mouse_up(self) -> None:
        """End it."""
        self._pressed = None
        self.release_mouse()

    def on_mouse_scroll_down(self) -> None:
        """Move the page; the cursor stays where it is."""
        self._scroll(WHEEL)

    def on_mouse_scroll_up(self) -> None:
        """Move the page back."""
        self._scroll(-WHEEL)

    def _scroll(self, lines: int) -> None:
        if self._page:
            self._page.viewport.scroll(lines)
            self.update(follow=False)
            self.post_message(self.Scrolled())
