"""The names that there are, in an error."""

from annotate.core.listing import MOST, listed


def test_all_are_named_where_they_are_few() -> None:
    assert listed([]) == "it has none"
    assert listed(["ana", "ben"]) == "it has ana, ben"
    assert listed(["x"] * MOST) == f"it has {', '.join(['x'] * MOST)}"


def test_of_very_many_the_first_are_named_and_the_rest_counted() -> None:
    names = [f"n{n}" for n in range(MOST + 1234)]
    assert listed(names) == f"it has {', '.join(names[:MOST])} and 1,234 more"
    assert listed(names[: MOST + 1]).endswith("and 1 more")
