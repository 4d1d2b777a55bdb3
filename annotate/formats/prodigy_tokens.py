"""The tokens of a Prodigy task, made once for all that label a text.

Their JSON is put together from columns of numpy, a row a token: with an object for each it would
take a writer longer than all else that it does.
"""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

import msgspec
from msgspec import Raw

from annotate.core.document import Range
from annotate.core.normalisation import OffsetUnit
from annotate.core.offset_units import counting
from annotate.core.record import RecordSpan
from annotate.formats.rows import CELL, TABLED, WIDEST, Column, Cut, column, laid, numbered
from annotate.formats.tokens import SPACE, characters, kind_of, looked_up, parts

if TYPE_CHECKING:
    from numpy import intp, uint8, uint32
    from numpy.typing import NDArray

BLOCK = 1 << 12
"""Rows at a time: of a long text all would take a hundred bytes a token."""
OPENED, NEXT = b'[{"text":"', b'},{"text":"'
ID, SPACED = b',"id":', (b',"ws":false', b',"ws":true')
_encode = msgspec.json.Encoder().encode


class Tokenised:
    """A text in tokens, whitespace among them, of which each may have one space after it.

    `json` is the list of them, `text_json` the text.
    """

    def __init__(self, text: str, unit: OffsetUnit | None, spans: Iterable[Range] = ()) -> None:
        """With some tokens cut where that is needed for `spans` to be of whole tokens."""
        import numpy as np

        self.text, self.text_json, self._unit = text, Raw(_encode(text)), unit
        codes = characters(text)
        # where tokens begin, and the end of the text
        self.bounds = bounds = _bounds(text, codes, spans)
        spaced = (codes.take(bounds[1:] - 1) == ord(" ")) & (bounds[1:] - bounds[:-1] > 1)
        self.ends = bounds[1:] - spaced
        self.json = self._listed(codes, spaced.astype(np.intp)) if text else Raw(b"[]")

    def placed(self, spans: Sequence[RecordSpan]) -> tuple[Raw, list[Range]]:
        """The tokens, and the first and the last (inclusive) of each span.

        They are these, or some of these are cut, so that every span is of whole tokens.
        """
        starts, ends = [span.start for span in spans], [span.end for span in spans]
        firsts, lasts = self.bounds.searchsorted(starts), self.ends.searchsorted(ends)
        begun, ended = self.bounds.take(firsts), self.ends.take(lasts, mode="clip")
        if (begun.tolist(), ended.tolist()) == (starts, ends):
            return self.json, list(zip(firsts.tolist(), lasts.tolist(), strict=True))
        places = zip(starts, ends, strict=True)
        return Tokenised(self.text, self._unit, places).placed(spans)

    def _listed(self, codes: "NDArray[uint32]", spaced: "NDArray[intp]") -> Raw:
        """The tokens in JSON."""
        import numpy as np

        raw = bytes(self.text_json) + bytes(CELL)
        sizes = np.add.reduceat(looked_up(codes, _size), self.bounds[:-1], dtype=np.intp)
        begun = sizes.cumsum() - sizes + 1  # after the quotation mark
        starts, ends = self._counted(self.bounds[:-1]), self._counted(self.ends)
        tokens = (begun, sizes - spaced, starts, ends, np.arange(len(sizes)), spaced)
        firsts = range(0, len(sizes), BLOCK)
        blocks = ([each[at : at + BLOCK] for each in tokens] for at in firsts)
        *rows, last = (_rows(raw, block).data for block in blocks)
        return Raw(b"".join((OPENED, *rows, last[: -len(NEXT)], b"}]")))

    def _counted(self, offsets: "NDArray[intp]") -> "NDArray[intp]":
        import numpy as np

        count = counting(self.text, self._unit)
        return np.array(list(map(count, offsets.tolist()))) if count else offsets


def _bounds(text: str, codes: "NDArray[uint32]", spans: Iterable[Range]) -> "NDArray[intp]":
    import numpy as np

    at, begun = parts(looked_up(codes, kind_of))
    # of whitespace a space goes with the token before it; if that is all, no piece is left
    at[1:-1] += (begun[1:] == SPACE) & (codes.take(at[1:-1]) == ord(" "))
    begins = np.ones(len(at), np.bool)
    np.not_equal(at[1:], at[:-1], out=begins[1:])
    found = at.compress(begins)
    edges = [edge for span in spans for edge in _edges(text, span)]
    return np.union1d(found, edges) if edges else found


def _edges(text: str, span: Range) -> Iterable[int]:
    """Where tokens must end so that one begins and another ends with a span."""
    start, end = span
    return (start, end, end - 1) if text[end - 1] == " " else (start, end)


def _rows(raw: bytes, tokens: "Sequence[NDArray[intp]]") -> "NDArray[uint8]":
    """A row a token, from its word to where that of the next begins."""
    begun, sizes, starts, ends, numbers, spaced = tokens
    columns = (
        *numbered(b'","start":', starts),
        *numbered(b',"end":', ends),
        *_numbered_and_spaced(numbers, spaced),
    )
    return laid(Cut(raw, begun, sizes), columns, NEXT)


def _numbered_and_spaced(numbers: "NDArray[intp]", spaced: "NDArray[intp]") -> Iterator[Column]:
    """The number of each token, and whether a space is after it: of most texts in one column."""
    bits = int(numbers[-1]).bit_length()
    if bits < TABLED:
        yield _table(bits).take(2 * numbers + spaced)
    else:
        yield from numbered(ID, numbers)
        yield _spaced().take(spaced)


@cache
def _table(bits: int) -> Column:
    """By twice a number, and one more where a space follows, what is written of both."""
    import numpy as np

    rows = [ID + b"%d%s" % (n, ws) for n in range(1 << bits) for ws in SPACED]
    return column(np.array(rows, f"S{WIDEST}"))


@cache
def _spaced() -> Column:
    """Whether a space is after a word."""
    import numpy as np

    return column(np.array(SPACED))


def _size(character: str) -> int:
    """The bytes of a character in JSON."""
    return len(_encode(character)) - 2
