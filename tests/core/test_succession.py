"""Which span took the place of which, against every way there would be."""

from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.annotation_set import Span
from annotate.core.succession import LEAST, successors
from tests.campaign import campaign

runs = settings(max_examples=campaign(100, 2000))
places = st.tuples(st.integers(0, 8), st.integers(1, 6), st.sampled_from("qb"))
sets = st.lists(places, max_size=5, unique=True)


def spans(name: str, *said: tuple[int, int, str]) -> list[Span]:
    """Spans by start, length and label, with ids name0, name1 …"""
    return [Span(s, s + length, label, f"{name}{n}") for n, (s, length, label) in enumerate(said)]


def overlap(one: Span, other: Span) -> float:
    shared = len(set(range(one.start, one.end)) & set(range(other.start, other.end)))
    return shared / len(set(range(one.start, one.end)) | set(range(other.start, other.end)))


@runs
@given(sets, sets)
def test_each_stands_for_one_and_overlaps_it(
    before: list[tuple[int, int, str]], after: list[tuple[int, int, str]]
) -> None:
    old, new = spans("o", *before), spans("n", *after)
    found = successors(old, new)
    assert len(set(found.values())) == len(found)
    by_id = {s.id: s for s in (*old, *new)}
    assert all(overlap(by_id[o], by_id[n]) >= LEAST for o, n in found.items())


@runs
@given(sets, sets)
def test_an_equal_span_always_does_and_of_the_rest_as_many_as_can(
    before: list[tuple[int, int, str]], after: list[tuple[int, int, str]]
) -> None:
    old, new = spans("o", *before), spans("n", *after)
    found = successors(old, new)
    equal = {o.id: n.id for o in old for n in new if (*o.range, o.label) == (*n.range, n.label)}
    assert equal.items() <= found.items()
    left = [o for o in old if o.id not in equal]
    free = [n for n in new if n.id not in equal.values()]
    padded = [*free, *[None] * len(left)]
    most = max(
        sum(n is not None and overlap(o, n) >= LEAST for o, n in zip(left, way, strict=False))
        for way in permutations(padded, len(left))
    )
    assert len(found) - len(equal) == most


def test_one_of_the_same_label_goes_before_one_that_overlaps_more() -> None:
    old = spans("o", (0, 10, "q"))
    assert successors(old, spans("n", (0, 9, "b"), (0, 7, "q"))) == {"o0": "n1"}


def test_of_two_of_its_label_it_is_the_one_that_overlaps_more() -> None:
    old = spans("o", (0, 10, "q"))
    assert successors(old, spans("n", (0, 6, "q"), (1, 9, "q"))) == {"o0": "n1"}
    assert successors(old, spans("n", (0, 9, "q"), (1, 6, "q"))) == {"o0": "n0"}


def test_one_that_moved_far_is_gone() -> None:
    assert successors(spans("o", (0, 10, "q")), spans("n", (6, 10, "q"))) == {}


def test_one_that_ends_or_begins_with_it_and_is_twice_as_long_can_stand_for_it() -> None:
    for place in (0, 4), (4, 4), (2, 4):
        assert successors(spans("o", (*place, "q")), spans("n", (0, 8, "q"))) == {"o0": "n0"}
        assert successors(spans("o", (0, 8, "q")), spans("n", (*place, "q"))) == {"o0": "n0"}


def test_a_long_chain_of_displaced_spans_is_followed_to_its_end() -> None:
    number = 3000
    old = spans("o", *((2 * n, 4, "q") for n in range(number)))
    new = spans("n", *((2 * n + 1, 4, "q") for n in range(-1, number)))[1:]
    assert len(successors(old[::-1], new)) == number
