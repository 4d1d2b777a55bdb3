"""What two texts are compared by: every five words in a row, in small letters, as a number.

The same text gives the same numbers in every process and on every machine, as they are stored.
"""

import re
from hashlib import blake2b
from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

WORDS = 5
Shingles: TypeAlias = NDArray[np.uint64]
"""Sorted, each once."""
UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
"""Letters of scripts that put no space between words: each counts as a word."""
_words = re.compile(rf"[{UNSPACED}]|[^\W{UNSPACED}]+").findall
KNOWN = 200_000
"""Words whose numbers are remembered."""
FACTORS = np.array(
    [
        0x9E3779B97F4A7C15,
        0xC2B2AE3D27D4EB4F,
        0x165667B19E3779F9,
        0xD6E8FEB86659FD93,
        0xA0761D6478BD642F,
    ],
    np.uint64,
)
"""One for each of the five places, odd, so that the order of the words counts."""
HALF, MIX = np.uint64(32), np.uint64(0xFF51AFD7ED558CCD)


class _Numbers(dict[str, int]):
    """The number of each word that was met."""

    def __missing__(self, word: str) -> int:
        digest = blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest()
        number = self[word] = int.from_bytes(digest, "little")
        return number


_numbers = _Numbers()


def shingles(text: str) -> Shingles:
    """All of a text; of one with fewer than five words, a single one of what there is.

    A text without any word is a word itself.
    """
    if len(_numbers) > KNOWN:
        _numbers.clear()
    words = _words(text.lower()) or [text]
    numbers = np.fromiter(map(_numbers.__getitem__, words), np.uint64, len(words))
    many = max(1, len(numbers) - WORDS + 1)
    sums = np.zeros(many, np.uint64)
    for place, factor in enumerate(FACTORS):
        part = numbers[place : place + many]
        sums[: len(part)] += part * factor
    return np.unique(_mixed(sums))


def _mixed(sums: Shingles) -> Shingles:
    """Spread evenly over all numbers, so that a part of the range is a fair sample."""
    sums ^= sums >> HALF
    sums *= MIX
    return sums ^ (sums >> HALF)
