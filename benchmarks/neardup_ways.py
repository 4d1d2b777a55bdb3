"""Ways of finding near-duplicates among texts: this program's, and two libraries' MinHash.

All of them get the same shingles, and have what they find counted the same way, so that they
differ in what they find and in how long that takes.
"""

from collections.abc import Callable, Iterable, Sequence
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from typing import Any

import numpy as np

from annotate.corpus.likeness import JACCARD
from annotate.corpus.near_duplicates import compare, near_duplicates
from annotate.corpus.shingles import Shingles, shingles
from annotate.corpus.sketches import sketch

PERMUTATIONS, BANDS, SEED = 128, 64, 42
"""Of a MinHash; bands of two rows meet nearly all that have a Jaccard of 0.3."""
Pairs = set[tuple[int, int]]
"""Near-duplicates by their places, the earlier first."""
Way = Callable[[Sequence[str]], Pairs]


def ours(texts: Sequence[str]) -> Pairs:
    """By the sketches of annotate/corpus."""
    sketches = [sketch(shingles(text)) for text in texts]
    return {(pair.earlier, pair.later) for pair in near_duplicates(sketches, texts.__getitem__)}


def by_datasketch(texts: Sequence[str]) -> Pairs:
    """By datasketch's MinHashLSH."""
    datasketch: Any = import_module("datasketch")
    index = datasketch.MinHashLSH(params=(BANDS, PERMUTATIONS // BANDS), num_perm=PERMUTATIONS)
    found: Pairs = set()
    numbers = [shingles(text) for text in texts]
    low = np.uint64(0xFFFFFFFF)  # it takes 32 bits
    for later, each in enumerate(numbers):
        minhash = datasketch.MinHash(PERMUTATIONS, hashfunc=int, seed=SEED)
        minhash.update_batch((each & low).tolist())
        found |= {(earlier, later) for earlier in index.query(minhash)}
        index.insert(later, minhash)
    return _counted(numbers, found)


def by_rensa(texts: Sequence[str]) -> Pairs:
    """By rensa's RMinHashLSH, which is written in Rust."""
    rensa: Any = import_module("rensa")
    numbers = [shingles(text) for text in texts]
    index = rensa.RMinHashLSH(JACCARD, PERMUTATIONS, BANDS)
    found: Pairs = set()
    for later, each in enumerate(numbers):
        minhash = rensa.RMinHash(PERMUTATIONS, SEED)
        minhash.update([number.tobytes() for number in each])
        found |= {(earlier, later) for earlier in index.query(minhash)}
        index.insert(later, minhash)
    return _counted(numbers, found)


def _counted(numbers: Sequence[Shingles], found: Iterable[tuple[int, int]]) -> Pairs:
    """Those that really are near-duplicates."""
    return {(a, b) for a, b in found if compare(numbers[a], numbers[b]).near}


@cache
def ways() -> dict[str, Way]:
    """Those that are installed, by name."""
    libraries: dict[str, Way] = {"datasketch": by_datasketch, "rensa": by_rensa}
    return {"annotate": ours} | {n: way for n, way in libraries.items() if find_spec(n)}
