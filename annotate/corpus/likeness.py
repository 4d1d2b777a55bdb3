"""How much two texts have in common, and when that makes one a near-duplicate of the other."""

from msgspec import Struct

JACCARD, CONTAINMENT = 0.3, 0.7


class Likeness(Struct, frozen=True):
    """How many shingles two texts share, and how many different ones each has."""

    shared: int
    first: int
    second: int

    @property
    def jaccard(self) -> float:
        """The shared part of all that the two have."""
        return self.shared / (self.first + self.second - self.shared)

    @property
    def containment(self) -> float:
        """The part of the shorter one that is in the longer."""
        return self.shared / min(self.first, self.second)

    @property
    def near(self) -> bool:
        """Whether a model that learned from one has seen the other."""
        return self.jaccard >= JACCARD or self.containment >= CONTAINMENT
