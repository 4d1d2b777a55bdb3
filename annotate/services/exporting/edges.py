"""Where a text is cut into windows: at paragraphs, else sentences, else words."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annotate.core.document import Range
from annotate.core.graphemes import grapheme_start, splits_grapheme
from annotate.core.sentences import sentences
from annotate.core.wanted import Window
from annotate.formats.tokens import Words


class Edges:
    """A text measured once, and cut into the smallest pieces that a window needs.

    A paragraph is a piece if it fits a window; else its sentences are, and so on down to letters.
    """

    def __init__(self, text: str, paragraphs: Sequence[Range], window: Window) -> None:
        self._text, self._window = text, window
        self._words = Words(text).starts
        self._pieces = [piece for place in paragraphs for piece in self._fitting(place, 0)]

    def windows(self) -> list[Range]:
        """The windows in order; a text that fits one is one, whole."""
        if self._size(0, len(self._text)) <= self._window.size:
            return [(0, len(self._text))]
        found, first = [], 0
        while True:
            after = self._reach(first, self._window.size)
            found.append((self._pieces[first][0], self._pieces[after - 1][1]))
            if after == len(self._pieces):
                return found
            first = self._reach(first, self._window.stride)

    def _reach(self, first: int, limit: int) -> int:
        """The piece after those that fit the limit together, from one on; at least one does."""
        start, after = self._pieces[first][0], first + 1
        while after < len(self._pieces) and self._size(start, self._pieces[after][1]) <= limit:
            after += 1
        return after

    def _size(self, start: int, end: int) -> int:
        if self._window.unit == "character":
            return end - start
        return bisect_left(self._words, end) - bisect_left(self._words, start)

    def _fitting(self, place: Range, level: int) -> Iterator[Range]:
        """A place, or if it does not fit a window its parts."""
        if self._size(*place) <= self._window.size:
            yield place
            return
        for part in (self._sentences, self._wordwise, self._lettered)[level](*place):
            yield from self._fitting(part, level + 1) if level < 2 else (part,)

    def _sentences(self, start: int, end: int) -> list[Range]:
        return sentences(self._text, start, end)

    def _wordwise(self, start: int, end: int) -> Iterator[Range]:
        """From word to word; what stands between them is the one's before."""
        inside = self._words[bisect_left(self._words, start + 1) : bisect_left(self._words, end)]
        edges = [start, *(at for at in inside if not splits_grapheme(self._text, at)), end]
        return pairwise(edges)

    def _lettered(self, start: int, end: int) -> Iterator[Range]:
        """As many letters as fit, whole ones where one is not longer than that."""
        while start < end:
            most = min(start + self._window.size, end)
            cut = end if most == end else grapheme_start(self._text, most)
            yield start, (cut if cut > start else most)
            start = cut if cut > start else most
