"""Which articles are near-copies of which: found for those that are new, and told."""

from collections.abc import Callable, Collection, Iterable, Iterator

from msgspec import Struct

from annotate.corpus.likeness import Likeness
from annotate.storage import copies, documents
from annotate.storage.copies import Alike
from annotate.storage.store import Store

AT_ONCE = 500
"""Texts in one transaction."""
Progress = Callable[[int, int], None]
"""Called with the texts gone through so far and the texts there are."""


class Copy(Struct, frozen=True):
    """An article that is a near-copy of another, by their ids.

    `share` is the part of the shorter one's runs of five words that the longer one has too, and
    `jaccard` the shared part of all that the two have. Where both are 1 they may still differ in
    marks and blanks.
    """

    id: str
    of: str
    share: float
    jaccard: float


def refresh(store: Store, progress: Progress | None = None) -> list[int]:
    """Compare the texts that are new with all; the keys of their documents.

    Nothing is lost by an interruption: what is not compared yet is new the next time.
    """
    _sketch(store, progress)
    return _compare(store) if copies.to_compare(store) else []


def _sketch(store: Store, progress: Progress | None) -> None:
    done = last = 0
    total = copies.unsketched(store) if progress else 0
    while texts := copies.texts(store, last, AT_ONCE):
        copies.put_sketches(store, list(_sketched(texts)))  # no key waits for the sketching
        done, last = done + len(texts), texts[-1][0]
        if progress:
            progress(done, total)


def _sketched(texts: Iterable[tuple[int, str]]) -> Iterator[tuple[int, int, bytes]]:
    # with numpy, which takes its time, and only where anything is new
    from annotate.corpus.shingles import shingles
    from annotate.corpus.sketches import sketch, to_bytes

    for key, text in texts:
        numbers = shingles(text)
        yield key, len(numbers), to_bytes(sketch(numbers))


def _compare(store: Store) -> list[int]:
    from annotate.corpus.near_duplicates import near_duplicates
    from annotate.corpus.sketches import from_bytes

    rows = copies.sketches(store)
    keys = [key for key, _, _ in rows]
    new = sum(compared for _, _, compared in rows)
    found = near_duplicates(
        [from_bytes(data) for _, data, _ in rows],
        lambda place: copies.text(store, keys[place]),
        new,
    )
    pairs = [(keys[pair.later], keys[pair.earlier], pair.likeness.shared) for pair in found]
    copies.put_pairs(store, keys[new:], pairs)
    return keys[new:]


def likeness(pair: Alike) -> Likeness:
    """How alike two near-copies are, as that was found when they were compared."""
    return Likeness(pair.shared, pair.others, pair.shingles)


def told(store: Store, keys: Collection[int]) -> list[Copy]:
    """Of some documents those that are near-copies of earlier ones, each of the one most alike."""
    wanted, best = set(keys), dict[int, Alike]()
    for pair in copies.pairs(store, min(wanted, default=0)):
        if pair.document in wanted:
            best[pair.document] = max(best.get(pair.document, pair), pair, key=_likeness)
    return [_copy(store, pair) for pair in best.values()]


def alike(store: Store, key: int) -> list[tuple[int, float]]:
    """The near-copies of a document that are known by now, the one most like it first.

    Each by its key, with the part of the shorter one that the longer one has too.
    """
    found = sorted(copies.pairs_of(store, [key]), key=_likeness, reverse=True)
    return [(pair.other, _likeness(pair)[0]) for pair in found]


def copied(store: Store, keys: Iterable[int]) -> set[int]:
    """Those of some documents, as a page of a list has them, that have near-copies known by now."""
    return {pair.document for pair in copies.pairs_of(store, keys)}


def _likeness(pair: Alike) -> tuple[float, float]:
    """How much of the one is in the other, and how much the two have in common."""
    found = likeness(pair)
    return found.containment, found.jaccard


def _copy(store: Store, pair: Alike) -> Copy:
    id, of = (documents.id_of(store, key) for key in (pair.document, pair.other))
    share, jaccard = (round(part, 3) for part in _likeness(pair))
    return Copy(id, of, share, jaccard)
