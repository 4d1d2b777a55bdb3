"""What is said of articles that were divided into splits: how many are where, and what leaks."""

from msgspec import Struct


class Side(Struct, frozen=True):
    """An article of a leak, by its id, and the split that it is in."""

    id: str
    split: str


class Leak(Struct, frozen=True):
    """Two near-copies in different splits: a test on one is no test of what learned the other.

    `jaccard` and `containment` are of their runs of five words.
    """

    first: Side
    second: Side
    jaccard: float
    containment: float


class SplitCounts(Struct, frozen=True):
    """How much there is in a split; `documents` are windows where articles were cut."""

    articles: int
    documents: int
    records: int
    spans: int
    relations: int
    labels: dict[str, int]


class Splits(Struct, frozen=True):
    """How articles were divided: the shares asked for, which add up to 1, and what came of it.

    `stratify` is "source" where each source was divided for itself; `groups` counts those of
    near-copies, which are in one split each.
    """

    shares: dict[str, float]
    seed: int
    stratify: str | None
    counts: dict[str, SplitCounts]
    groups: int
    leaks: tuple[Leak, ...]
