"""What a gesture changed in a list: what went, what came, and never more."""

from hypothesis import given
from hypothesis import strategies as st

from annotate.core.differences import difference
from tests.core.logs import runs

few = st.lists(st.integers(0, 20), max_size=12, unique=True).map(tuple)


def test_nothing_went_and_nothing_came_where_nothing_changed() -> None:
    assert difference((1, 2, 3), (1, 2, 3)) == ([], [])


def test_what_is_alike_at_the_end_is_alike_without_a_gap() -> None:
    assert difference(("a", "y", "x"), ("b", "y", "z", "x")) == (["a"], ["b", "z"])
    assert difference(("a", "x"), ("x", "b")) == (["a"], ["b"])
    assert difference(("b", "y", "z", "x"), ("a", "y", "x")) == (["b", "z"], ["a"])


@runs
@given(few, few)
def test_what_went_and_what_came_leads_from_one_to_the_other(
    before: tuple[int, ...], after: tuple[int, ...]
) -> None:
    gone, come = difference(before, after)
    assert gone == [x for x in before if x not in after]
    assert come == [x for x in after if x not in before]
