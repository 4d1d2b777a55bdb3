"""Groups of near-duplicates: what is linked, over however many steps, belongs together."""

from collections.abc import Iterable


def groups(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """For each member of a pair the least number of its group, its anchor."""
    above: dict[int, int] = {}
    for one, other in pairs:
        first, second = sorted((_root(above, one), _root(above, other)))
        above[second] = first
    return {member: _root(above, member) for member in above}


def _root(above: dict[int, int], member: int) -> int:
    """The least number known to belong with `member`; what was passed is led there at once."""
    root = above.setdefault(member, member)
    while above[root] != root:
        root = above[root]
    while above[member] != root:
        above[member], member = root, above[member]
    return root
