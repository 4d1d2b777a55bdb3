"""What was made once is kept, up to a bound: most words of a text were there before."""

from collections.abc import Callable
from typing import Generic, TypeVar

KEPT = 100_000
"""Values that are kept at once."""
K = TypeVar("K")
V = TypeVar("V")


class Memory(dict[K, V], Generic[K, V]):
    """The values of a pure function, by what it was given."""

    def __init__(self, make: Callable[[K], V]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: K) -> V:
        if len(self) >= KEPT:
            self.clear()
        value = self[key] = self._make(key)
        return value
