"""What belongs together, directly or through others, over however many steps."""

from collections import defaultdict
from collections.abc import Iterable
from typing import TypeVar

Name = TypeVar("Name", int, str)


def groups(number: int, pairs: Iterable[tuple[int, int]]) -> list[list[int]]:
    """The numbers 0 … number - 1 in groups that the pairs connect, each ascending, by the first."""
    least = anchors(pairs)
    found: defaultdict[int, list[int]] = defaultdict(list)
    for one in range(number):
        found[least.get(one, one)].append(one)
    return list(found.values())


def anchors(pairs: Iterable[tuple[Name, Name]]) -> dict[Name, Name]:
    """For each member of a pair the least member of its group, its anchor."""
    above: dict[Name, Name] = {}
    for one, other in pairs:
        first, second = sorted((_root(above, one), _root(above, other)))
        above[second] = first
    return {member: _root(above, member) for member in above}


def _root(above: dict[Name, Name], member: Name) -> Name:
    """The least one known to belong with `member`; what was passed is led there at once."""
    root = above.setdefault(member, member)
    while above[root] != root:
        root = above[root]
    while above[member] != root:
        above[member], member = root, above[member]
    return root
