"""Articles in folds for cross-validation, copies of one story together."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from heapq import nsmallest
from itertools import combinations
from zlib import crc32

from annotate.core.document import Document
from annotate.corpus.groups import groups

SHINGLE = 5
"""Words that are looked at as one."""
SKETCH, SHARED = 24, 8
"""How many of an article's least hashes stand for it, and how many two copies have in common."""
COMMON = 40
"""A hash in more articles than that is a site's furniture."""
Hashes = frozenset[int]


def folds(documents: Sequence[Document], number: int) -> dict[str, int]:
    """From each document's sha256 to its fold, 0 to `number` - 1 at most.

    The same documents, in any order, are put in the same folds; those that share a good part of
    their words in one. There are fewer folds where there are fewer stories.
    """
    stories = sorted(map(sorted, _stories({d.sha256: _sketch(d.text) for d in documents})))
    sizes = [0] * min(number, len(stories))
    placed: dict[str, int] = {}
    for story in sorted(stories, key=len, reverse=True):
        smallest = sizes.index(min(sizes))
        sizes[smallest] += len(story)
        placed |= dict.fromkeys(story, smallest)
    return placed


def _sketch(text: str) -> Hashes:
    """The least hashes of a text's shingles: texts that share shingles share many of them."""
    words = text.lower().split()
    shingles = {" ".join(words[i : i + SHINGLE]) for i in range(max(1, len(words) - SHINGLE + 1))}
    return frozenset(nsmallest(SKETCH, (crc32(shingle.encode()) for shingle in shingles)))


def _stories(sketches: dict[str, Hashes]) -> Iterator[list[str]]:
    """Documents by the story that they tell."""
    anchors = groups(_alike(sketches))
    members: dict[str, list[str]] = defaultdict(list)
    for name in sketches:
        members[anchors.get(name, name)].append(name)
    yield from members.values()


def _alike(sketches: dict[str, Hashes]) -> Iterator[tuple[str, str]]:
    """Pairs that share enough; an article of few words must share the same part of them."""
    holding: dict[int, list[str]] = defaultdict(list)
    for name, sketch in sketches.items():
        for number in sketch:
            holding[number].append(name)
    together = (names for names in holding.values() if 1 < len(names) <= COMMON)
    pairs = {tuple(sorted(pair)) for names in together for pair in combinations(names, 2)}
    for one, other in sorted(pairs):
        least = min(len(sketches[one]), len(sketches[other]))
        if len(sketches[one] & sketches[other]) * SKETCH >= SHARED * least:
            yield one, other
