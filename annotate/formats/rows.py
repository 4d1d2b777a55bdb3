"""Rows of bytes, each with a word, put together from columns of numpy.

With an object of Python for each row a writer would take longer than all else that it does.
"""

from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from numpy import bytes_, integer, intp, uint8
    from numpy.typing import NDArray

CELL = 16
"""Bytes of a cell for a word, or for a number with what stands before it."""
WIDEST = 24
"""Bytes that a cell may have."""
TABLED = 16
"""Bits of the highest number that is kept as it is written."""
THOUSAND = 10
"""Bits of a number of three digits."""


class Cut(NamedTuple):
    """Words in bytes: where each begins, and its size; behind all of them are CELL bytes more."""

    raw: bytes
    begun: "NDArray[intp]"
    sizes: "NDArray[intp]"


class Column(NamedTuple):
    """What stands in each row: a cell, and how many of its bytes, which is one at least."""

    cells: "NDArray[bytes_]"
    sizes: "NDArray[uint8]"

    def take(self, rows: "NDArray[integer]") -> "Column":
        """Those of some rows."""
        return Column(self.cells.take(rows), self.sizes.take(rows))


def laid(words: Cut, columns: Sequence[Column], end: bytes) -> "NDArray[uint8]":
    """The rows one after the other: a word, what stands in the columns, and what ends each row.

    Cells are written whole, from left to right: what is too much of one is where the next one goes.
    So no cell but that of the word may reach beyond the row.
    """
    import numpy as np

    widths = words.sizes + (sum(column.sizes for column in columns) + len(end))
    beyond = widths.cumsum()
    at, size = beyond - widths, int(widths.sum())
    found = np.empty(size + WIDEST, np.uint8)
    _write(_cells(words), found, at)
    for word in np.flatnonzero(words.sizes > CELL):
        whole = np.frombuffer(words.raw, np.uint8, words.sizes[word], words.begun[word])
        found[at[word] : at[word] + len(whole)] = whole
    at += words.sizes
    for cells, sizes in columns:
        _write(cells, found, at)
        at += sizes
    _write(np.array(end), found, at)
    return found[:size]


def _cells(words: Cut) -> "NDArray[bytes_]":
    """The first bytes of each word, and of what is after it."""
    import numpy as np

    # by index, as take would make a cell of every byte first
    return np.ndarray(len(words.raw) - CELL + 1, f"S{CELL}", words.raw, strides=(1,))[words.begun]


def _write(cells: "NDArray[bytes_]", into: "NDArray[uint8]", at: "NDArray[intp]") -> None:
    """Write a cell at each of some bytes."""
    import numpy as np

    np.ndarray(len(into) - WIDEST + 1, cells.dtype, into, strides=(1,))[at] = cells


def column(values: "NDArray[bytes_]") -> Column:
    """The values that a column can have, from which it is taken by their numbers."""
    import numpy as np

    return Column(values, np.strings.str_len(values).astype(np.uint8))


def numbered(before: bytes, numbers: "NDArray[intp]") -> Iterator[Column]:
    """Numbers, which ascend, after the same bytes: in a column, or of a long text in two."""
    bits = int(numbers[-1]).bit_length()
    if bits <= TABLED:
        yield _table(before + b"%d", bits).take(numbers)
        return
    thousands = numbers // 1000
    begun = _table(before + b"%d", bits - THOUSAND + 1).take(thousands)
    ended = _table(b"%03d", THOUSAND).take(numbers % 1000)
    # those below a thousand have no thousands, and no zeros instead
    few = int(thousands.searchsorted(1))
    begun.sizes[:few] = len(before)
    ended.cells[:few], ended.sizes[:few] = _table(b"%d", THOUSAND).take(numbers[:few])
    yield from (begun, ended)


@cache
def _table(form: bytes, bits: int) -> Column:
    """All numbers of so many bits as they are written."""
    return column(numerals(form, CELL, bits))


@cache
def numerals(form: bytes, width: int, bits: int) -> "NDArray[bytes_]":
    """All numbers of so many bits as they are written, with NUL up to that width."""
    import numpy as np

    return np.array([form % number for number in range(1 << bits)], f"S{width}")
