"""The tokens of a Prodigy task, made once for all that label a text."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate
from operator import add, lt

import msgspec
from msgspec import Raw, Struct

from annotate.core.document import Range
from annotate.core.normalisation import OffsetUnit
from annotate.core.offset_units import counting
from annotate.formats.tokens import LONGEST, MOST, bounds, pieces_of

_encode = msgspec.json.Encoder().encode


class Written(Struct, frozen=True, gc=False):
    """A token as it is written: one that can be labelled, as all here, is not `disabled`."""

    text: str
    start: int
    end: int
    id: int
    ws: bool


class Tokenised:
    """A text in tokens, as far as all that label it need no other.

    `pieces` are where tokens end, with a space after them; the first is 0.
    """

    def __init__(self, text: str, unit: OffsetUnit | None, spans: Sequence[Range] = ()) -> None:
        """With some tokens cut where that is needed for `spans` to be of whole tokens."""
        self.text, self._unit = text, unit
        if spans:
            self.pieces = bounds(text, spans)
            cuts = list(map(text.__getitem__, map(slice, self.pieces, self.pieces[1:])))
        else:
            cuts = pieces_of(text)
            self.pieces = [0, *accumulate(map(len, cuts))]
        words = list(map(_WORDS.__getitem__, cuts))
        self._ends = list(map(add, self.pieces, map(len, words)))
        self.json = self._encoded(words)

    def fitting(self, spans: Iterable[Range]) -> "Tokenised":
        """This, or with some tokens cut, so that every span is of whole tokens."""
        spans = list(spans)
        if all(_holds(self.pieces, a) and _holds(self._ends, b) for a, b in spans):
            return self
        return Tokenised(self.text, self._unit, spans)

    def _encoded(self, words: Sequence[str]) -> Raw:
        starts, ends = self.pieces[:-1], self._ends
        spaced = map(lt, ends, self.pieces[1:])
        count = counting(self.text, self._unit)
        if count:
            starts, ends = list(map(count, starts)), list(map(count, ends))
        return Raw(_encode(list(map(Written, words, starts, ends, range(len(words)), spaced))))


class _Words(dict[str, str]):
    """A piece without the space that ends it, if that is not all."""

    def __missing__(self, piece: str) -> str:
        """Cut it off, and remember short ones."""
        word = piece[:-1] if piece[-1] == " " and len(piece) > 1 else piece
        if len(piece) <= LONGEST and len(self) < MOST:
            self[piece] = word
        return word


_WORDS = _Words()


def _holds(numbers: Sequence[int], number: int) -> bool:
    """Whether a number is among some that are in order."""
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number
