"""What belongs together, directly or through others."""

from collections.abc import Iterable


def groups(number: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The numbers 0 … number - 1 in groups that the pairs connect, each ascending, by the first."""
    leader = list(range(number))

    def find(one: int) -> int:
        while leader[one] != one:
            leader[one] = leader[leader[one]]
            one = leader[one]
        return one

    for one, other in pairs:
        first, last = sorted((find(one), find(other)))
        leader[last] = first
    found: dict[int, list[int]] = {}
    for one in range(number):
        found.setdefault(find(one), []).append(one)
    return list(found.values())
