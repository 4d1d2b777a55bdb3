"""What an article's page holds at one size: which lines are in sight, and what must be."""

from bisect import bisect_left

from msgspec import Struct

from annotate.core.document import Range
from annotate.core.graphemes import splits_grapheme
from annotate.services.annotating.article import Article
from annotate.ui.palette import Palette
from annotate.ui.viewport import Place, Viewport
from annotate.ui.widgets.looks import Looks
from annotate.ui.widgets.paragraph import GUTTER, Painter

WIDEST = 88
"""Characters of text a line holds at most."""


class Page(Struct):
    """What is needed to draw an article at one size, in one theme."""

    article: Article
    painter: Painter
    viewport: Viewport
    matches: tuple[Range, ...]
    looks: Looks

    @property
    def paragraphs_in_sight(self) -> int:
        """About how many paragraphs it holds, less one to go on reading from."""
        return max(1, len({place.paragraph for place in self.viewport.places()}) - 1)

    @property
    def last_in_sight(self) -> int:
        """The last paragraph that is wholly in sight, as are all between the cursor's and it."""
        here, places = self.article.cursor.paragraph, self.viewport.places()
        if places[0] > (here + 1, 0):  # the page was moved away from the cursor
            return here
        paragraph, row = places[-1]
        whole = row >= len(self.painter.rows(paragraph)) - 1
        return paragraph if whole else paragraph - 1

    @property
    def unseen(self) -> int | None:
        """Where the paragraph at hand goes on below what is in sight; None where it does not.

        Where nothing of it is in sight that is where the cursor is, or else its start.
        """
        here, places = self.article.paragraph, self.viewport.places()
        rows = self.painter.rows(here)
        end = bisect_left(places, (here, len(rows)))
        if not end or places[end - 1].paragraph != here:
            cursor = self.article.cursor
            return cursor.selection.start if cursor.paragraph == here else rows[0][0]
        below = self._first_whole(here, range(places[end - 1].row + 1, len(rows)))
        return None if below is None else rows[below][0]

    def turned(self, step: int) -> tuple[int, int] | None:
        """Where the cursor is, a page down (1) or up (-1), if anywhere: a paragraph, and an offset.

        Some paragraphs further, but none that a page has no room for is passed over unseen.
        """
        here, paragraphs = self.article.cursor.paragraph, self.article.document.paragraphs
        last = len(paragraphs) - 1
        end = max(0, min(here + step * self.paragraphs_in_sight, last))
        for paragraph in filter(self._is_tall, range(here, end + step, step)):
            row = self._below(paragraph) if step > 0 else self._above(paragraph)
            if row is not None and step < 0 and self._begins_above(paragraph + 1, here):
                return paragraph + 1, paragraphs[paragraph + 1][0]
            if row is not None:
                return paragraph, self.painter.rows(paragraph)[row][0]
        return None if here == end == last else (end, paragraphs[end][0])

    def _begins_above(self, paragraph: int, here: int) -> bool:
        """Whether a paragraph up to where one is has its first row above what is in sight."""
        return paragraph <= here and self.viewport.places()[0] > (paragraph, 0)

    def _below(self, paragraph: int) -> int | None:
        """The first row of a paragraph below what is in sight, if there is one."""
        edge = self.viewport.places()[-1]
        if edge.paragraph > paragraph:
            return None
        row = edge.row + 1 if edge.paragraph == paragraph else 0
        return self._first_whole(paragraph, range(row, len(self.painter.rows(paragraph))))

    def _above(self, paragraph: int) -> int | None:
        """The row above which, with what was on top, is a page of the paragraph, if it has one."""
        edge = self.viewport.places()[0]
        if edge <= (paragraph, 0):
            return None
        row = edge.row if edge.paragraph == paragraph else len(self.painter.rows(paragraph))
        return self._first_whole(paragraph, range(max(0, row - self.viewport.turn), -1, -1))

    def _first_whole(self, paragraph: int, rows: range) -> int | None:
        """The first of some rows that begins a character: one may be wider than the page."""
        text, places = self.article.document.text, self.painter.rows(paragraph)
        return next((row for row in rows if not splits_grapheme(text, places[row][0])), None)

    def paragraphs(self, first: int, most: int) -> range:
        """So many paragraphs, as far as there are any."""
        return range(first, min(first + most, len(self.article.document.paragraphs)))

    def _is_tall(self, paragraph: int) -> bool:
        """Whether only part of it has to be in sight."""
        return len(self.painter.rows(paragraph)) > self.viewport.height * 2 // 3

    def follow(self) -> None:
        """Bring the cursor into sight."""
        self.viewport.follow(*self._wanted())

    def _wanted(self) -> tuple[Place, Place]:
        """What must be seen: the cursor's paragraph, or of a tall one the rows at the cursor.

        At its start that is as much of it as the page has room for; so it is with what Tab reached.
        """
        cursor = self.article.cursor
        shape = cursor.shape
        at, end = shape.range if cursor.read else (shape.cursor, shape.cursor)
        paragraph = cursor.paragraph if shape.is_empty else self.article.document.paragraph_at(at)
        rows = len(self.painter.rows(paragraph))
        if not self._is_tall(paragraph):
            return Place(paragraph, 0), Place(paragraph, rows - 1)
        first, last = (min(max(self.painter.row_at(paragraph, o), 0), rows - 1) for o in (at, end))
        room = first + self.viewport.room - 1
        wanted = min(rows - 1, room) if first == 0 else min(max(first + 1, last), room, rows - 1)
        return Place(paragraph, first), Place(paragraph, wanted)


def page_of(
    article: Article,
    palette: Palette,
    size: tuple[int, int],
    top: int,
    matches: tuple[Range, ...] = (),
    *,
    made: type[Painter] = Painter,
) -> Page:
    """The page of an article on so many columns and lines, from the paragraph `top` on.

    `made` is what draws it.
    """
    columns, lines = size
    width = max(1, min(WIDEST, columns - GUTTER - 1))
    painter = made(article.document, palette, width, columns)
    number = len(article.document.paragraphs)
    viewport = Viewport(number, painter.lines, Place(top, 0))
    viewport.height = lines
    return Page(article, painter, viewport, matches, Looks(article, painter, matches))
