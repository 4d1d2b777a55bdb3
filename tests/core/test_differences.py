"""What a gesture changed in a list: what went, what came, and never more."""

from hypothesis import given
from hypothesis import strategies as st

from annotate.core.differences import MANY, difference
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


@runs
@given(few, few, few)
def test_of_long_lists_too_the_answer_is_that_of_those_two(
    before: tuple[int, ...], after: tuple[int, ...], later: tuple[int, ...]
) -> None:
    long = tuple(range(100, 100 + MANY))
    first, second, third = (*before, *long), (*long, *after), (*later, *long)
    for old, new in ((first, second), (second, third), (first, third), (first, second)):
        gone, come = difference(old, new)
        assert gone == [x for x in old if x not in new]
        assert come == [x for x in new if x not in old]
