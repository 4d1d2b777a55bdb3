"""Which lines are in sight: always the cursor's, never beyond the article."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.ui.viewport import Place, Viewport

START = Place(0, 0)
articles = st.lists(st.integers(2, 12), min_size=1, max_size=12)
"""How many lines each paragraph takes, the empty one after it too."""


def viewport(lines: list[int], height: int, top: Place = START) -> Viewport:
    made = Viewport(len(lines), lines.__getitem__, top)
    made.height = height
    return made


def line_numbers(lines: list[int], view: Viewport) -> list[int]:
    """The numbers of the lines in sight, counted from the article's first."""
    return [sum(lines[: place.paragraph]) + place.row for place in view.places()]


def test_a_short_article_is_all_in_sight() -> None:
    view = viewport([2, 3], 10)
    assert view.places() == [Place(0, 0), Place(0, 1), Place(1, 0), Place(1, 1), Place(1, 2)]


def test_the_page_stays_while_the_cursor_is_well_inside() -> None:
    view = viewport([3] * 20, 12)
    for paragraph in (0, 1, 2):
        view.follow(Place(paragraph, 0), Place(paragraph, 1))
        assert view.top == Place(0, 0)
    view.follow(Place(3, 0), Place(3, 1))
    assert view.top > Place(0, 0)


def test_a_page_that_moved_leaves_room_above_the_cursor() -> None:
    view = viewport([3] * 20, 12)
    view.follow(Place(9, 0), Place(9, 1))
    assert view.places().index(Place(9, 0)) == 4


def test_at_the_end_the_last_line_is_the_lowest() -> None:
    view = viewport([3] * 20, 12)
    view.follow(Place(19, 0), Place(19, 1))
    assert view.places()[-1] == Place(19, 2)
    assert view.top == Place(16, 0)


@pytest.mark.parametrize(("lines", "top"), [(-99, Place(0, 0)), (999, Place(3, 2))])
def test_the_wheel_stops_at_the_first_and_the_last_line(lines: int, top: Place) -> None:
    view = viewport([3] * 4, 5, Place(2, 1))
    view.scroll(lines)
    assert view.top == top
    assert view.places()


def test_the_wheel_back_undoes_the_wheel() -> None:
    view = viewport([3, 2, 7, 4], 5, Place(1, 1))
    view.scroll(3)
    assert view.top == Place(2, 2)
    view.scroll(-3)
    assert view.top == Place(1, 1)


@given(articles, st.integers(1, 30), st.data())
def test_wherever_the_cursor_goes_its_lines_are_in_sight(
    lines: list[int], height: int, data: st.DataObject
) -> None:
    view = viewport(lines, height)
    for _ in range(data.draw(st.integers(1, 8))):
        if data.draw(st.booleans()):
            view.scroll(data.draw(st.integers(-20, 20)))
        paragraph = data.draw(st.integers(0, len(lines) - 1))
        first = data.draw(st.integers(0, lines[paragraph] - 2))
        most = first + max(1, height * 2 // 3) - 1
        last = data.draw(st.integers(first, max(first, min(most, lines[paragraph] - 2))))
        view.follow(Place(paragraph, first), Place(paragraph, last))
        places = view.places()
        assert Place(paragraph, first) in places
        assert Place(paragraph, last) in places
        assert len(places) == min(height, sum(lines))


@given(articles, st.integers(1, 30), st.lists(st.integers(-20, 20), max_size=10))
def test_what_is_in_sight_is_one_run_of_the_articles_lines(
    lines: list[int], height: int, wheel: list[int]
) -> None:
    view = viewport(lines, height)
    top = 0
    for turn in wheel:
        view.scroll(turn)
        top = max(0, min(top + turn, sum(lines) - 1))
        seen = line_numbers(lines, view)
        assert seen == list(range(top, min(top + height, sum(lines))))


@given(articles, st.integers(1, 30), st.data())
def test_following_the_same_place_twice_moves_the_page_once(
    lines: list[int], height: int, data: st.DataObject
) -> None:
    view = viewport(lines, height)
    paragraph = data.draw(st.integers(0, len(lines) - 1))
    place = Place(paragraph, data.draw(st.integers(0, lines[paragraph] - 2)))
    view.follow(place, place)
    top = view.top
    view.follow(place, place)
    assert view.top == top
