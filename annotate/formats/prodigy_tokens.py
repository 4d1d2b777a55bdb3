"""The tokens of a Prodigy task, made once for all that label a text."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

import msgspec
from msgspec import Raw, Struct

from annotate.core.document import Range
from annotate.core.normalisation import OffsetUnit
from annotate.core.offset_units import counting
from annotate.formats.tokens import Pieces, pieces

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

    `bounds` are where tokens begin, and the end of the text.
    """

    def __init__(self, text: str, unit: OffsetUnit | None, spans: Iterable[Range] = ()) -> None:
        """With some tokens cut where that is needed for `spans` to be of whole tokens."""
        self.text, self._unit = text, unit
        cut = pieces(text, spans)
        self.bounds, self._ends, self.json = cut.bounds, cut.ends, self._encoded(cut)

    def fitting(self, spans: Iterable[Range]) -> "Tokenised":
        """This, or with some tokens cut, so that every span is of whole tokens."""
        spans = list(spans)
        if all(_holds(self.bounds, a) and _holds(self._ends, b) for a, b in spans):
            return self
        return Tokenised(self.text, self._unit, spans)

    def _encoded(self, cut: Pieces) -> Raw:
        starts, ends = cut.bounds, cut.ends
        count = counting(self.text, self._unit)
        if count:
            starts, ends = list(map(count, starts)), list(map(count, ends))
        return Raw(
            _encode(list(map(Written, cut.words, starts, ends, range(len(ends)), cut.spaced)))
        )


def _holds(numbers: Sequence[int], number: int) -> bool:
    """Whether a number is among some that are in order."""
    at = bisect_left(numbers, number)
    return at < len(numbers) and numbers[at] == number
