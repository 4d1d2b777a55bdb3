"""Versions of one document against each other: what is agreed, what is a conflict, what follows."""

from collections.abc import Sequence
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from annotate.core.annotation_set import AnnotationSet, Span
from annotate.core.conflicts import Comparison, Conflict, Option, compare, rival
from annotate.core.suggestion import Place
from tests.campaign import campaign

runs = settings(max_examples=campaign(100, 2000))
places = st.tuples(st.integers(0, 12), st.integers(0, 12), st.sampled_from("qb")).map(
    lambda p: (min(p[:2]), max(p[:2]), p[2])
)
sets = st.lists(places, max_size=6, unique=True)
several = st.lists(sets, max_size=4)


def version(said: Sequence[Place], name: str = "v") -> AnnotationSet:
    return AnnotationSet(spans=tuple(Span(*p, f"{name}{n}") for n, p in enumerate(said)))


def compared(*said: Sequence[Place]) -> Comparison:
    return compare([version(s, str(n)) for n, s in enumerate(said)])


@runs
@given(several)
def test_every_span_is_agreed_or_in_one_conflict(said: list[list[Place]]) -> None:
    found = compared(*said)
    real = [{p for p in s if p[0] < p[1]} for s in said]
    parts = [*found.agreed, *(p for c in found.conflicts for p in c.places)]
    assert len(parts) == len(set(parts))
    assert set(parts) == set().union(*real)
    assert all(set(found.agreed) <= s for s in real)


@runs
@given(several)
def test_what_is_agreed_and_a_versions_options_make_that_version(said: list[list[Place]]) -> None:
    found = compared(*said)
    for number, spans in enumerate(said):
        own = [o for c in found.conflicts for o in c.options if number in o.versions]
        assert len(own) == len(found.conflicts)
        again = {*found.agreed, *(p for o in own for p in o.places)}
        assert again == {p for p in spans if p[0] < p[1]}


@runs
@given(several)
def test_no_two_conflicts_answer_one_question(said: list[list[Place]]) -> None:
    found = compared(*said)
    for one, other in combinations(found.conflicts, 2):
        assert not any(rival(p, q) for p in one.places for q in other.places)


@runs
@given(several)
def test_options_differ_and_only_the_last_is_empty(said: list[list[Place]]) -> None:
    for conflict in compared(*said).conflicts:
        answers = [option.places for option in conflict.options]
        assert len(set(answers)) == len(answers) > 1
        assert [bool(a) for a in answers] == [True] * (len(answers) - 1) + [False]
        assert sorted(v for o in conflict.options for v in o.versions) == list(range(len(said)))
        assert conflict.start == min(s for s, _, _ in conflict.places)
        assert conflict.end == max(e for _, e, _ in conflict.places)


@runs
@given(several)
def test_neither_order_nor_ids_nor_duplicates_matter(said: list[list[Place]]) -> None:
    doubled = [[*s, *s][::-1] for s in said]
    assert compared(*doubled) == compared(*said)


def test_one_version_or_none_differs_from_nobody() -> None:
    assert compare([]) == Comparison()
    assert compared([(0, 5, "q")]) == Comparison(agreed=((0, 5, "q"),))


def test_what_most_have_comes_first_and_none_last() -> None:
    short, long = (0, 5, "q"), (0, 9, "q")
    found = compared([short], [long], [long], [])
    options = (Option((long,), (1, 2)), Option((short,), (0,)), Option((), (3,)))
    assert found == Comparison(conflicts=(Conflict(0, 9, options),))


def test_a_span_split_in_two_is_one_conflict() -> None:
    found = compared([(0, 9, "q")], [(0, 4, "q"), (5, 9, "q")])
    assert [o.places for o in found.conflicts[0].options] == [
        ((0, 9, "q"),),
        ((0, 4, "q"), (5, 9, "q")),
        (),
    ]


def test_a_quotation_within_a_paragraphs_label_is_a_question_of_its_own() -> None:
    found = compared([(0, 90, "b"), (10, 20, "q")], [])
    assert [(c.start, c.end) for c in found.conflicts] == [(0, 90), (10, 20)]


def test_two_labels_for_about_the_same_are_one_question() -> None:
    assert len(compared([(0, 9, "b")], [(1, 9, "q")]).conflicts) == 1
    assert len(compared([(0, 9, "b")], [(5, 14, "q")]).conflicts) == 1  # neither nests
    assert len(compared([(0, 9, "b")], [(9, 14, "b")]).conflicts) == 2  # they only touch
