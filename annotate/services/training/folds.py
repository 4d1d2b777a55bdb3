"""Articles in folds for cross-validation, near-copies together."""

from collections.abc import Sequence

from annotate.core.document import Document
from annotate.core.grouping import groups
from annotate.corpus.near_duplicates import near_duplicates
from annotate.corpus.shingles import shingles
from annotate.corpus.sketches import sketch


def folds(documents: Sequence[Document], number: int) -> dict[str, int]:
    """From each document's sha256 to its fold, 0 to `number` - 1 at most.

    The same documents, in any order, are put in the same folds, and near-copies in one. There are
    fewer folds where there are fewer stories.
    """
    stories = _stories({d.sha256: d.text for d in documents})
    sizes = [0] * min(number, len(stories))
    placed: dict[str, int] = {}
    for story in sorted(stories, key=len, reverse=True):
        smallest = sizes.index(min(sizes))
        sizes[smallest] += len(story)
        placed |= dict.fromkeys(story, smallest)
    return placed


def _stories(texts: dict[str, str]) -> list[list[str]]:
    """The names of texts by the story that they tell, in order."""
    names = sorted(texts)
    sketches = [sketch(shingles(texts[name])) for name in names]
    pairs = near_duplicates(sketches, lambda place: texts[names[place]])
    found = groups(len(names), ((pair.earlier, pair.later) for pair in pairs))
    return [[names[place] for place in group] for group in found]
