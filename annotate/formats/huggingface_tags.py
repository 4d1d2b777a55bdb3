"""Columns of tags of a Hugging Face dataset, in BIO, as the numbers of classes."""

from functools import cache

from msgspec import Raw

from annotate.formats.flat import Free

NOTHING, BEGUN = b"01"


def outside(size: int) -> bytes:
    """The column of so many tokens of which none has a label."""
    return b"[%s]" % (b"0," * size)[:-1]


class OfLabel:
    """The column of one label: what is labelled has other digits in it, and as many."""

    def __init__(self, outside: bytes) -> None:
        self._tags = bytearray(outside)

    def tag(self, first: int, last: int) -> bool:
        """Label some tokens, if none of them is labelled yet."""
        start, end = 2 * first + 1, 2 * last + 2
        if self._tags[start] != NOTHING or self._tags.find(BEGUN, start, end) >= 0:
            return False
        self._tags[start:end] = b"1" + b",2" * (last - first)
        return True

    def tags(self) -> Raw:
        """The numbers of the tags' classes."""
        return Raw(self._tags)


class Flat:
    """The column of all labels, of whose classes some have numbers of more digits.

    It is kept as what is labelled in it: a text has few labels and many tokens.
    """

    def __init__(self, outside: bytes) -> None:
        self._outside, self._free = outside, Free(len(outside) // 2)
        self._chunks: list[tuple[int, int, int]] = []

    def tag(self, first: int, last: int, number: int) -> None:
        """Label some tokens with the label of that number, if none of them has one yet."""
        if self._free.take(first, last):
            self._chunks.append((first, last, number))

    def tags(self) -> Raw:
        """The numbers of the tags' classes."""
        parts, beyond = list[bytes](), 0
        for first, last, number in sorted(self._chunks):
            begun, going_on = _numbers(number)
            parts += self._outside[beyond : 2 * first + 1], begun, going_on * (last - first)
            beyond = 2 * last + 2
        return Raw(b"".join((*parts, self._outside[beyond:])))


@cache
def _numbers(label: int) -> tuple[bytes, bytes]:
    """The class of the first token of a label, and that of each that follows it."""
    return b"%d" % (2 * label + 1), b",%d" % (2 * label + 2)
