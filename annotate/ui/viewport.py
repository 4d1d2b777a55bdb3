"""Which lines of an article are in sight, and how the page moves when the cursor leaves it."""

from collections.abc import Callable
from typing import NamedTuple


class Place(NamedTuple):
    """A line: which paragraph, and which of its rows; the row after the last is the empty one."""

    paragraph: int
    row: int


class Viewport:
    """`height` lines from `top` on; `lines` tells how many a paragraph takes, the empty one too."""

    def __init__(self, paragraphs: int, lines: Callable[[int], int], top: Place) -> None:
        self._paragraphs, self._lines = paragraphs, lines
        self.top = top
        self.height = 1
        self._seen: tuple[tuple[Place, int], list[Place]] | None = None

    def places(self) -> list[Place]:
        """The lines in sight, from the top."""
        if self._seen is None or self._seen[0] != (self.top, self.height):
            self._seen = (self.top, self.height), self._places()
        return self._seen[1]

    def _places(self) -> list[Place]:
        (paragraph, row), places = self.top, list[Place]()
        while paragraph < self._paragraphs and len(places) < self.height:
            places += [Place(paragraph, r) for r in range(row, self._lines(paragraph))]
            paragraph, row = paragraph + 1, 0
        return places[: self.height]

    def follow(self, first: Place, last: Place) -> None:
        """Bring the lines from `first` to `last` into sight; the page moves only when it has to."""
        if not self._holds(first, last):
            tall = last.row - first.row >= self.height // 2
            self.top = self.above(first, self._margin if tall else self.height // 3)
        # no blank half of a page below the article's end
        self.top = self.above(self.top, self.height - len(self.places()))

    def scroll(self, lines: int) -> None:
        """Move the page by so many lines, not beyond the first or the last."""
        move = self.below if lines > 0 else self.above
        self.top = move(self.top, abs(lines))

    @property
    def room(self) -> int:
        """The lines between those that are kept free above and below, where there is more."""
        return max(1, self.height - 2 * self._margin)

    @property
    def turn(self) -> int:
        """The rows to go up by, so that what was on top is in sight when `follow` is through."""
        return max(1, self.height - self.height // 3 - 1)

    @property
    def _margin(self) -> int:
        return min(2, self.height // 4)

    def _holds(self, first: Place, last: Place) -> bool:
        """Whether both are in sight, with room around them where there is more to see."""
        places = self.places()
        if first not in places or last not in places:
            return False
        room_above = places.index(first) >= self._margin or self.top == Place(0, 0)
        at_end = len(places) < self.height or places[-1].paragraph == self._paragraphs - 1
        return room_above and (at_end or places.index(last) < self.height - self._margin)

    def above(self, place: Place, lines: int) -> Place:
        """The line so many lines above a place, or the first there is."""
        paragraph, row = place
        while lines > row and paragraph > 0:
            lines -= row
            paragraph -= 1
            row = self._lines(paragraph)
        return Place(paragraph, max(0, row - lines))

    def below(self, place: Place, lines: int) -> Place:
        """The line so many lines below a place, as long as something is there."""
        paragraph, row = place.paragraph, place.row + lines
        while paragraph < self._paragraphs - 1 and row >= self._lines(paragraph):
            row -= self._lines(paragraph)
            paragraph += 1
        return Place(paragraph, min(row, self._lines(paragraph) - 1))
