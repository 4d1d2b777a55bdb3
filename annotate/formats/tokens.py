"""Tokens for formats that need them: words, single marks, runs of whitespace.

What a character is, is looked up for all of a text at once: a match for each token would take a
writer longer than all that it writes.
"""

import sys
from collections.abc import Callable, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

import msgspec
import regex
from msgspec import Raw

from annotate.core.document import Range
from annotate.core.normalisation import OffsetUnit
from annotate.core.offset_units import counting
from annotate.core.record import RecordSpan
from annotate.formats.rows import CELL, TABLED, Cut, laid, numerals

if TYPE_CHECKING:
    from numpy import intp, uint8, uint32
    from numpy.typing import NDArray

SPACE, MARK, LETTER = 1, 2, 3
"""What characters are; LETTER is all that a word is made of, its combining marks too."""
HEAD = -64
"""Of bytes with a sign those below it go on with a character in UTF-8."""
BLOCK = 1 << 14
"""Tokens of a very long text that are objects of Python at a time."""
_encode = msgspec.json.Encoder().encode


class Words:
    """The tokens of a text that are no whitespace, and where they begin and end."""

    def __init__(self, text: str) -> None:
        at, begun = parts(looked_up(characters(text), kind_of))
        solid = begun != SPACE
        self._starts, self._ends = at[:-1].compress(solid), at[1:].compress(solid)
        self.text = text
        # as they are: a list of a very long text's would take four times the memory
        self.starts: Sequence[int] = self._starts.data
        self.ends: Sequence[int] = self._ends.data

    def __len__(self) -> int:
        return len(self.starts)

    def spaced(self) -> tuple[bytes, Sequence[int]]:
        """The tokens with a space after each, and where they begin, and all ends."""
        import numpy as np

        words = self._cut()
        begun = np.append(0, (words.sizes + 1).cumsum())
        return laid(words, (), b" ").tobytes(), begun.data

    def words(self) -> Raw:
        """The tokens, as a list in JSON."""
        import numpy as np

        if not self:
            return Raw(b"[]")
        words, (_, begun, sizes) = self._cut(), _escapes()
        # of a word nothing is escaped, and all else are tokens of one character
        first = np.frombuffer(words.raw, np.uint8).take(words.begun)
        escaped = np.flatnonzero(sizes.take(first))
        words.begun[escaped] = len(words.raw) - begun.take(first.take(escaped))
        words.sizes[escaped] = sizes.take(first.take(escaped))
        return Raw(b'["%s]' % laid(words, (), b'","')[:-2].data)

    def _cut(self) -> Cut:
        """The tokens in UTF-8; behind the text is what JSON escapes."""
        import numpy as np

        raw = self.text.encode() + _escapes().raw
        heads = np.flatnonzero(np.frombuffer(raw, np.int8) >= HEAD)
        begun = heads.take(self._starts)
        return Cut(raw, begun, heads.take(self._ends) - begun)

    def next_to(self, offsets: Sequence[int]) -> list[int]:
        """The first token that begins at each offset or after it."""
        found: list[int] = self._starts.searchsorted(offsets).tolist()
        return found

    def touched(self, spans: Sequence[RecordSpan]) -> list[Range]:
        """The first and the last token (inclusive) that each touches; the other way round if none.

        Of many spans at once: a search for each would take several times as long.
        """
        firsts = self._ends.searchsorted([span.start for span in spans], "right")
        lasts = self._starts.searchsorted([span.end for span in spans]) - 1
        return list(zip(firsts.tolist(), lasts.tolist(), strict=True))

    def places(self, unit: OffsetUnit | None) -> Raw:
        """Where the tokens are, as a list in JSON of pairs of offsets in that unit."""
        import numpy as np

        count, bits = counting(self.text, unit), len(self.text).bit_length()
        if count or bits > TABLED or not self:
            edges = (map(count or int, each) for each in (self.starts, self.ends))
            pairs = zip(*edges, strict=True)
            blocks = iter(lambda: list(islice(pairs, BLOCK)), [])
            return Raw(b"[%s]" % b",".join([_encode(block)[1:-1] for block in blocks]))
        width = len(f"[{len(self.text)},")
        opened, closed = numerals(b"[%d,", width, bits), numerals(b"%d],", width, bits)
        content = np.column_stack((opened.take(self._starts), closed.take(self._ends))).tobytes()
        return Raw(b"[%s]" % content.translate(None, b"\0")[:-1])


@cache
def _escapes() -> Cut:
    """By the number of a character how JSON escapes it: how far from the end; no bytes if not."""
    import numpy as np

    written = [_encode(chr(number))[1:-1] for number in range(0x80)]
    escapes = [each if len(each) > 1 else b"" for each in written] + [b""] * 0x80
    sizes = np.array([len(each) for each in escapes])
    raw = b"".join(escapes) + bytes(CELL)
    return Cut(raw, len(raw) - sizes.cumsum() + sizes, sizes)


def parts(kinds: "NDArray[uint8]") -> "tuple[NDArray[intp], NDArray[uint8]]":
    """Where each word, mark and run of whitespace ends, 0 first; and what each of them is."""
    import numpy as np

    edge = np.ones(len(kinds) + 1, np.bool)
    np.not_equal(kinds[1:], kinds[:-1], out=edge[1:-1])
    edge[:-1] |= kinds == MARK
    at = np.flatnonzero(edge)
    return at, kinds.take(at[:-1])


def characters(text: str) -> "NDArray[uint32]":
    """The characters of a text by number."""
    import numpy as np

    return np.frombuffer(text.encode("utf-32-le"), "<u4")


def looked_up(codes: "NDArray[uint32]", of: Callable[[str], int]) -> "NDArray[uint8]":
    """What `of` says of each character, from 1 to 255; of each that is met it is asked once."""
    known = _known(of)
    found = known.take(codes)
    if b"\0" in found.tobytes():  # which is quicker than to ask for all
        for code in set(codes[found == 0].tolist()):
            known[code] = of(chr(code))
        found = known.take(codes)
    return found


@cache
def _known(of: Callable[[str], int]) -> "NDArray[uint8]":
    """What is known of each character, by its number; 0 where none was met yet."""
    import numpy as np

    return np.zeros(sys.maxunicode + 1, np.uint8)


def kind_of(character: str) -> int:
    """Whether a character is SPACE, LETTER or MARK."""
    if regex.match(r"\s", character):
        return SPACE
    return LETTER if regex.match(r"\w", character) else MARK
