"""Dividing articles into splits that stay as they are and do not leak, and telling what does."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from annotate.core.errors import StorageError
from annotate.corpus.groups import groups
from annotate.corpus.likeness import Likeness
from annotate.corpus.splits import Member, Plan, assign
from annotate.storage import copies, documents, splits
from annotate.storage.copies import Alike
from annotate.storage.store import Store


class Side(Struct, frozen=True):
    """An article of a leak, and where it is."""

    id: str
    split: str


class Leak(Struct, frozen=True):
    """Two near-duplicates in different splits: a test on one is no test of what learned the other.

    `jaccard` and `containment` are of their runs of five words.
    """

    first: Side
    second: Side
    jaccard: float
    containment: float


class Division(Struct, frozen=True):
    """The split of each article by its key and by the hash of its text, and what leaks.

    `groups` counts those of near-duplicates that have two articles here at least.
    """

    plan: Plan
    keys: dict[int, str]
    splits: dict[str, str]
    groups: int
    leaks: tuple[Leak, ...]


def divide(store: Store, plan: Plan, chosen: Collection[str]) -> Division:
    """Divide the documents with these hashes, among which near-duplicates are known.

    One that was assigned by this plan before stays where it was, and what has joined its group
    goes there too. The shares are of all that the plan ever divided. Writes nothing: see `keep`.
    """
    pairs = list(copies.pairs(store))
    anchors = groups((pair.document, pair.other) for pair in pairs)
    before = splits.assigned(store, plan.name)
    members, here = [], {}
    for key, sha256, source in documents.sources(store):
        if sha256 in chosen:
            here[key] = sha256
        if sha256 in chosen or key in before:
            stratum = source if plan.by_source else ""
            members.append(Member(key, sha256, anchors.get(key, key), stratum, before.get(key)))
    assigned = assign(members, plan.shares, plan.seed)
    keys = {key: assigned[key] for key in here}
    sizes = Counter(anchors[key] for key in here if key in anchors)
    return Division(
        plan,
        keys,
        {here[key]: split for key, split in keys.items()},
        sum(size > 1 for size in sizes.values()),
        tuple(_leaks(store, keys, pairs)),
    )


def _leaks(store: Store, keys: Mapping[int, str], pairs: Iterable[Alike]) -> Iterator[Leak]:
    """The near-duplicates that are not on the same side."""
    for pair in pairs:
        first, second = keys.get(pair.other), keys.get(pair.document)
        if first and second and first != second:
            alike = Likeness(pair.shared, pair.others, pair.shingles)
            yield Leak(
                Side(documents.id_of(store, pair.other), first),
                Side(documents.id_of(store, pair.document), second),
                round(alike.jaccard, 3),
                round(alike.containment, 3),
            )


def keep(store: Store, division: Division) -> None:
    """Remember the splits, for every export by the same plan to come.

    Raises StorageError where another export has just assigned others.
    """
    kept = splits.put(store, division.plan.name, division.keys)
    if any(kept[key] != split for key, split in division.keys.items()):
        hint = "export again"
        raise StorageError("another export divided the articles meanwhile", hint=hint)
