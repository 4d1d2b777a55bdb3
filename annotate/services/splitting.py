"""Dividing articles into splits that stay as they are and do not leak, and telling what does."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping

from msgspec import Struct

from annotate.core.division import Leak, Side
from annotate.core.errors import StorageError
from annotate.core.grouping import anchors
from annotate.corpus.splits import Member, Plan, assign
from annotate.services.copies import likeness
from annotate.storage import copies, documents, splits
from annotate.storage.copies import Alike
from annotate.storage.store import Store


class Division(Struct, frozen=True):
    """The documents of each split by their keys, in the plan's order, and what leaks.

    `groups` counts those of near-copies that have two articles here at least.
    """

    plan: Plan
    keys: dict[str, list[int]]
    groups: int
    leaks: tuple[Leak, ...]


def divide(store: Store, plan: Plan, chosen: Collection[str]) -> Division:
    """Divide the documents with these hashes, as far as near-copies are known (`copies.refresh`).

    One that was assigned by this plan before stays where it was, and what has joined its group
    goes there too. The shares are of all that the plan ever divided. Writes nothing: see `keep`.
    """
    pairs = list(copies.pairs(store))
    anchored = anchors((pair.document, pair.other) for pair in pairs)
    before = splits.assigned(store, plan.name)
    members, here = [], []
    for key, sha256, source in documents.sources(store):
        if sha256 in chosen:
            here.append(key)
        if sha256 in chosen or key in before:
            stratum = source if plan.by_source else ""
            members.append(Member(key, sha256, anchored.get(key, key), stratum, before.get(key)))
    assigned = assign(members, plan.shares, plan.seed)
    keys: dict[str, list[int]] = {split: [] for split in plan.shares}
    for key in here:
        keys[assigned[key]].append(key)
    sizes = Counter(anchored[key] for key in here if key in anchored)
    leaks = _leaks(store, {key: assigned[key] for key in here}, pairs)
    return Division(plan, keys, sum(size > 1 for size in sizes.values()), tuple(leaks))


def _leaks(store: Store, splits: Mapping[int, str], pairs: Iterable[Alike]) -> Iterator[Leak]:
    """The near-copies that are not on the same side."""
    for pair in pairs:
        first, second = splits.get(pair.other), splits.get(pair.document)
        if first and second and first != second:
            alike = likeness(pair)
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
    assigned = {key: split for split, keys in division.keys.items() for key in keys}
    kept = splits.put(store, division.plan.name, assigned)
    if any(kept[key] != split for key, split in assigned.items()):
        hint = "export again"
        raise StorageError("another export divided the articles meanwhile", hint=hint)


def group_names(store: Store) -> dict[str, str]:
    """For each article that has near-copies, by its id, the id of the first of its group."""
    anchored = anchors((pair.document, pair.other) for pair in copies.pairs(store))
    ids = {key: documents.id_of(store, key) for key in anchored}
    return {ids[key]: ids[anchor] for key, anchor in anchored.items()}
