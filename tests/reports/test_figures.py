"""Plots of figures: where they belong on their scales, and whatever names they have."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.reports.figures import Dot, Parts, Point, course, dots, matrix, stacks
from annotate.reports.plots import WIDTH
from tests.reports.test_page import HOSTILE, Elements

shares = st.floats(-1, 1)


def made(name: str) -> str:
    return (
        dots([Dot(name, 0.5, name, 0.4, 0.6, name), Dot("b", None, name)], (0.667,))
        + matrix([name, "b"], [[None, 0.5], [0.5, None]])
        + stacks([name, "y"], [Parts(name, name, (1, 2))])
        + course([Point(name, 0.5, name), Point("b", 0.7, name, stands_out=True)])
    )


@given(HOSTILE)
def test_no_name_changes_what_is_drawn(name: str) -> None:
    plain, hostile = Elements(made("name")), Elements(made(name or "n"))
    assert not hostile.open
    assert hostile.shape == plain.shape


@given(st.lists(st.tuples(shares, shares, shares).map(sorted), min_size=1, max_size=5))
def test_figures_and_their_ends_lie_on_the_scale_in_order(rows: list[list[float]]) -> None:
    drawn = Elements(dots([Dot("a", v, "", low, high) for low, v, high in rows])).seen
    circles = [float(a["cx"] or 0) for tag, a in drawn if tag == "circle"]
    reaches = [a for tag, a in drawn if tag == "line" and a["class"] == "reach"]
    assert len(circles) == len(reaches) == len(rows)
    for x, ends in zip(circles, reaches, strict=True):
        assert 0 <= float(ends["x1"] or 0) <= x + 0.01
        assert x - 0.01 <= float(ends["x2"] or 0) <= WIDTH


def test_what_has_no_value_has_no_dot_and_what_has_no_interval_no_reach() -> None:
    drawn = Elements(dots([Dot("a", None, "– no variation"), Dot("b", 0.5, "0.500")]))
    assert [tag for tag, _ in drawn.seen].count("circle") == 1
    assert not [a for _, a in drawn.seen if a.get("class") == "reach"]
    assert "– no variation" in drawn.words


def numbers(least: float) -> set[str]:
    """What stands on the scale of a figure that is so little, and that is marked like alpha."""
    words = Elements(dots([Dot("a", least, "")], (0.667, 0.8))).words
    return {word for word in words if word[-1].isdigit()}


def test_no_two_numbers_of_a_scale_stand_in_one_place() -> None:
    assert numbers(0.5) == {"0", "0.667", "0.8", "1"}
    assert numbers(-0.3) == {"-0.3", "0", "0.667", "0.8", "1"}
    assert numbers(-0.7) == {"-0.7", "0", "0.667", "1"}
    assert numbers(-5.0) == {"-5", "0", "1"}


def test_a_scale_goes_below_0_only_where_a_figure_does() -> None:
    assert "-0.3" not in Elements(dots([Dot("a", 0.2, "")])).words
    assert {"-0.3", "0", "1"} <= {*Elements(dots([Dot("a", -0.25, "")])).words}


def test_a_matrix_has_no_figure_on_its_diagonal_and_a_dash_where_there_is_none() -> None:
    words = Elements(matrix(["ana", "ben"], [[None, None], [None, None]])).words
    assert words.count("–") == 2
    assert "ana · ben: –" in words


def test_parts_are_as_long_as_they_are_large() -> None:
    drawn = Elements(stacks(["x", "y"], [Parts("a", "", (1, 3)), Parts("b", "", (0, 0))])).seen
    lengths = [float(a["width"] or 0) for tag, a in drawn if tag == "rect"][2:]
    assert lengths == [WIDTH / 4, 3 * WIDTH / 4, 0, 0]


def test_a_course_is_interrupted_where_there_is_no_figure() -> None:
    points = [Point(str(n), v, "") for n, v in enumerate((0.5, 0.6, None, 0.7))]
    drawn = Elements(course(points)).seen
    assert [a.get("class") for _, a in drawn].count("run") == 1
    assert [tag for tag, _ in drawn].count("circle") == 3


@pytest.mark.parametrize("drawn", [dots([]), matrix([], []), stacks([], []), course([])])
def test_a_plot_of_nothing_is_drawn(drawn: str) -> None:
    assert Elements(drawn).open == []
