"""A few of a text's shingles, kept so that its copies are found without reading all texts again."""

from typing import TypeAlias

import numpy as np
from numpy.typing import NDArray

from annotate.corpus.shingles import Shingles

ONE_IN = 8
"""Of how many shingles one is kept."""
AT_LEAST = 32
"""Are kept of a short text, if it has as many."""
LIMIT = (1 << 32) // ONE_IN
"""What is below this is kept of every text: the same ones of all."""
Sketch: TypeAlias = NDArray[np.uint32]
"""Sorted, each once."""


def sketch(shingles: Shingles) -> Sketch:
    """The shingles that are small numbers: which, has nothing to do with what they say.

    Of a text and its copy they are the same ones, so that the share they have in common is a fair
    estimate, of parts of a text too. (Broder 1997, the mod-m sketch.)
    """
    number = int(np.searchsorted(shingles, np.uint64(LIMIT << 32)))
    return np.unique((shingles[: max(number, AT_LEAST)] >> np.uint64(32)).astype(np.uint32))


def to_bytes(sketch: Sketch) -> bytes:
    """A sketch as it is stored: four bytes a shingle, the least first."""
    return sketch.astype("<u4").tobytes()


def from_bytes(data: bytes) -> Sketch:
    """The sketch that was stored."""
    return np.frombuffer(data, "<u4").astype(np.uint32, copy=False)
