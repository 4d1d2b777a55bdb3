"""Groups: what is linked belongs together, and what is not does not."""

from hypothesis import given
from hypothesis import strategies as st

from annotate.core.grouping import anchors, groups

pairs = st.lists(st.tuples(st.integers(0, 30), st.integers(0, 30)))


def spread(links: list[tuple[int, int]], member: int) -> set[int]:
    """All that is reached from a member, step by step."""
    reached, edge = {member}, {member}
    while edge:
        near = {b for a, b in links if a in edge} | {a for a, b in links if b in edge}
        edge = near - reached
        reached |= near
    return reached


@given(pairs)
def test_a_group_is_all_that_can_be_reached_under_its_least_number(
    links: list[tuple[int, int]],
) -> None:
    found = anchors(links)
    assert found == {m: min(spread(links, m)) for pair in links for m in pair}


@given(pairs)
def test_the_order_of_the_pairs_makes_no_difference(links: list[tuple[int, int]]) -> None:
    turned = [(b, a) for a, b in reversed(links)]
    assert anchors(turned) == anchors(links)


def test_numbers_are_in_groups_by_their_first_and_those_of_no_pair_alone() -> None:
    assert groups(6, [(4, 1), (5, 3), (3, 4)]) == [[0], [1, 3, 4, 5], [2]]
    assert groups(0, []) == []


def test_a_chain_of_very_many_is_one_group() -> None:
    chain = [(n, n + 1) for n in range(20_000)]
    assert set(anchors(reversed(chain)).values()) == {0}
