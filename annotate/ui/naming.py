"""What people are called where agreement is shown: P1, P2 … by lot until names are wanted."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Naming(NamedTuple):
    """The annotators in the order of the lot: no order that is shown tells who is who."""

    annotators: Sequence[str] = ()
    revealed: bool = False
    sign: str = "P"

    def __call__(self, annotator: str) -> str:
        """Their name, or the sign in its place; letters are the versions of one article."""
        if self.revealed:
            return annotator
        known = annotator in self.annotators
        return f"{self.sign}{self.place(annotator) + 1 if known else '?'}"

    def place(self, annotator: str) -> int:
        """Which one of all this is; one who came meanwhile is the last."""
        known = annotator in self.annotators
        return self.annotators.index(annotator) if known else len(self.annotators)

    def ordered(self, some: Iterable[str]) -> list[str]:
        """Some of them as the lot has them."""
        return sorted(some, key=self.place)

    def together(self, some: Iterable[str]) -> str:
        """`P1 · P2`."""
        return " · ".join(self(annotator) for annotator in self.ordered(some))
