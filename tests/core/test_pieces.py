"""What many places hold and touch is what a look at each of them would find."""

from hypothesis import given
from hypothesis import strategies as st

from annotate.core.document import Range
from annotate.core.pieces import Pieces

RANGES = st.tuples(st.integers(0, 4), st.integers(1, 4)).map(lambda r: (r[0], r[0] + r[1]))


@given(st.lists(RANGES, max_size=4), RANGES, RANGES)
def test_it_is_what_a_look_at_each_finds(places: list[Range], one: Range, other: Range) -> None:
    pieces = Pieces(places)
    assert pieces.hold(one) == any(a <= one[0] and one[1] <= b for a, b in places)
    both = min(one[0], other[0]), max(one[1], other[1])
    assert pieces.hold(one, other) == pieces.hold(both)
    assert pieces.touch(one) == any(a < one[1] and one[0] < b for a, b in places)
    assert pieces.begin_by(one[0]) == any(a <= one[0] for a, _ in places)
