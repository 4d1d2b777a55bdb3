"""What many places hold and touch is what a look at each of them would find."""

from collections.abc import Iterator, Sequence
from itertools import combinations, product

from annotate.core.document import Range
from annotate.core.pieces import Pieces

RANGES = list(combinations(range(5), 2))


def some_places() -> Iterator[Sequence[Range]]:
    for number in range(4):
        yield from combinations(reversed(RANGES), number)


def test_it_is_what_a_look_at_each_finds() -> None:
    for places, one in product(some_places(), RANGES):
        pieces = Pieces(places)
        assert pieces.hold(one) == any(a <= one[0] and one[1] <= b for a, b in places)
        assert pieces.touch(one) == any(a < one[1] and one[0] < b for a, b in places)
        assert pieces.begin_by(one[0]) == any(a <= one[0] for a, _ in places)


def test_several_are_held_where_one_holds_them_all() -> None:
    for places, one, other in product(some_places(), RANGES, RANGES):
        around = min(one[0], other[0]), max(one[1], other[1])
        assert Pieces(places).hold(one, other) == Pieces(places).hold(around)
