"""Groups of near-duplicates: what is linked, over however many steps, belongs together."""

from collections.abc import Iterable
from typing import TypeVar

Name = TypeVar("Name", int, str)


def groups(pairs: Iterable[tuple[Name, Name]]) -> dict[Name, Name]:
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
