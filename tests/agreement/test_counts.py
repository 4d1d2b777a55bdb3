"""Counts: they add up over documents, and over parts of a batch, exactly."""

from dataclasses import fields, replace
from itertools import combinations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotate.agreement.adding import nothing, together
from annotate.agreement.counts import Counts
from tests.agreement.making import Span, Work, characters, counted, only
from tests.agreement.strategies import ANNOTATORS, LABELS, corpora, many, works


def of(documents: list[Work]) -> Counts:
    return counted(documents, LABELS, ANNOTATORS)


def totals(counts: Counts) -> dict[str, object]:
    """Every count summed over documents, by set of labels where it has a column for each."""
    found: dict[str, object] = {
        "length": int(counts.lengths.sum()),
        "spans": counts.span_confusion.tolist(),
        "characters": counts.character_confusion.tolist(),
    }
    apart = {"document", "first", "second", "annotator", "a", "b", "sets", "set_squares"}
    for rows in (counts.readings, counts.pairs):
        for field in fields(rows):
            if field.name not in apart:
                values = getattr(rows, field.name)
                found[f"{type(rows).__name__} {field.name}"] = values.sum(0).tolist()
    for name in ("sets", "set_squares"):
        summed = getattr(counts.readings, name).sum(0).tolist()
        found[name] = {k: v for k, v in zip(counts.sets, summed, strict=True) if v}
    return found


@many
@given(corpora, st.data())
def test_counting_in_parts_is_counting_at_once(documents: list[Work], data: st.DataObject) -> None:
    cut = data.draw(st.integers(1, len(documents)))
    parts = [part for part in (documents[:cut], documents[cut:]) if part]
    whole, joined = of(documents), together([of(part) for part in parts])
    assert totals(whole) == totals(joined)
    for name in ("readings", "pairs"):
        for field in fields(getattr(whole, name)):
            if field.name not in {"sets", "set_squares"}:
                ours, theirs = (getattr(getattr(c, name), field.name) for c in (whole, joined))
                assert ours.tolist() == theirs.tolist(), field.name


def one_after_another(documents: list[Work]) -> Work:
    """All documents as one, with a character that nobody marks between them."""
    spans: dict[str, list[tuple[int, int, str]]] = {name: [] for name in documents[0].spans}
    base = 0
    for work in documents:
        for name in spans:
            spans[name] += [(s + base, e + base, k) for s, e, k in work.spans[name]]
        base += work.length + 1
    return Work(base, spans)


@many
@given(st.lists(works(fewest=len(ANNOTATORS)), min_size=1, max_size=4))
def test_counts_of_documents_are_those_of_the_whole_text(documents: list[Work]) -> None:
    parts, whole = of(documents), of([one_after_another(documents)])
    for name in ("marks", "spans", "squares"):
        ours, theirs = (getattr(c.readings, name).sum(0).tolist() for c in (parts, whole))
        assert ours == theirs
    for name in ("differ", "parts", "sets_differ", "identical", "overlapping", "kinds"):
        ours, theirs = (getattr(c.pairs, name).sum(0).tolist() for c in (parts, whole))
        assert ours == theirs, name


@many
@given(corpora)
def test_counts_of_characters_are_those_of_looking_at_each(documents: list[Work]) -> None:
    counts = of(documents)
    pairs = {
        (int(d), int(a), int(b)): row
        for row, (d, a, b) in enumerate(
            zip(counts.pairs.document, counts.pairs.a, counts.pairs.b, strict=True)
        )
    }
    for d, work in enumerate(documents):
        for k, label in enumerate(LABELS):
            marks = characters(work, label)
            for a, b in combinations(range(len(ANNOTATORS)), 2):
                one, other = marks.get(ANNOTATORS[a]), marks.get(ANNOTATORS[b])
                if one is not None and other is not None:
                    differ = sum(x != y for x, y in zip(one, other, strict=True))
                    assert counts.pairs.differ[pairs[d, a, b], k] == differ


@many
@given(corpora)
def test_label_boundary_and_missing_add_up_to_what_differs(documents: list[Work]) -> None:
    counts = of(documents)
    assert (counts.pairs.parts.sum(1) == counts.pairs.differ.sum(1)).all()
    assert (counts.pairs.parts >= 0).all()


@many
@given(corpora)
def test_the_kinds_of_matches_and_those_of_one_side_add_up_to_all_spans(
    documents: list[Work],
) -> None:
    counts = of(documents)
    matched = counts.pairs.kinds.sum(1)
    spans = counts.readings.spans.sum(1)
    assert (matched <= np.minimum(spans[counts.pairs.first], spans[counts.pairs.second])).all()
    assert (counts.pairs.overlapping.sum(1) <= matched).all()


@many
@given(corpora, st.sets(st.integers(0, len(ANNOTATORS) - 1)))
def test_restricting_to_some_is_counting_them_alone(
    documents: list[Work], chosen: set[int]
) -> None:
    names = {ANNOTATORS[i] for i in chosen}
    left = [w._replace(spans={n: s for n, s in w.spans.items() if n in names}) for w in documents]
    left = [w for w in left if len(w.spans) >= 2]
    restricted = only(of(documents), chosen)
    alone = of(left) if left else nothing(LABELS, ANNOTATORS)
    for name in ("readings", "pairs"):
        for field in fields(getattr(alone, name)):
            if field.name not in {"sets", "set_squares"}:
                ours, theirs = (getattr(getattr(c, name), field.name) for c in (restricted, alone))
                assert ours.tolist() == theirs.tolist(), field.name


@many
@given(corpora)
def test_what_two_count_is_what_is_left_without_all_others(documents: list[Work]) -> None:
    counts = of(documents)
    for a, b in combinations(counts.present, 2):
        ours, theirs = counts.of_two(a, b), only(counts, [a, b])
        assert ours.ids == theirs.ids
        for name in ("lengths", "paragraphs", "kin"):
            assert getattr(ours, name).tolist() == getattr(theirs, name).tolist(), name
        for table in ("readings", "pairs"):
            for field in fields(getattr(ours, table)):
                one, two = (getattr(getattr(c, table), field.name) for c in (ours, theirs))
                assert one.tolist() == two.tolist(), field.name


def test_a_boundary_joins_what_both_marked_and_a_missing_span_does_not() -> None:
    ours, theirs = [(0, 10, "a"), (20, 30, "a"), (40, 45, "b")], [(0, 6, "a"), (40, 45, "a")]
    for spans in ({"A": ours, "B": theirs}, {"A": theirs, "B": ours}):
        assert counted([Work(50, spans)]).pairs.parts.tolist() == [[10, 4, 10]]


def test_matches_are_as_many_as_can_be_and_not_greedy() -> None:
    # taking the identical two first would leave the others alone
    spans = {"A": [(0, 10, "a"), (0, 5, "a")], "B": [(0, 10, "a"), (0, 20, "a")]}
    assert counted([Work(20, spans)]).pairs.overlapping.tolist() == [[2, 0]]


@pytest.mark.parametrize(
    ("others", "kinds"),
    [
        ([(0, 9, "b"), (0, 10, "b")], [0, 1, 0, 0]),  # rather the same range
        ([(0, 10, "b"), (0, 9, "a")], [0, 0, 1, 0]),  # but before that the same label
        ([(0, 9, "a"), (0, 10, "b"), (0, 10, "a")], [1, 0, 0, 0]),  # and before all both
    ],
)
def test_of_several_a_span_is_matched_with_the_one_that_is_most_like_it(
    others: list[Span], kinds: list[int]
) -> None:
    for theirs in (others, others[::-1]):
        for spans in ({"A": [(0, 10, "a")], "B": theirs}, {"A": theirs, "B": [(0, 10, "a")]}):
            assert counted([Work(20, spans)]).pairs.kinds.tolist() == [kinds]


def test_equal_spans_and_empty_ones_count_once_and_not_at_all() -> None:
    spans = {"A": [(0, 5, "a"), (0, 5, "a"), (7, 7, "b")], "B": [(0, 5, "a")]}
    links = {"A": [("attributes", 0, 1), ("attributes", 0, 2)], "B": []}
    counts = counted([Work(10, spans, links)])
    assert counts.readings.spans.tolist() == [[1, 0], [1, 0]]
    assert counts.readings.links.tolist() == [1, 0]


@pytest.mark.parametrize("other", [(0, 9, "a"), (0, 3, "a"), (0, 3, "b"), (2, 4, "a")])
def test_equal_spans_count_once_wherever_they_stand(other: Span) -> None:
    spans = {"A": [(0, 5, "a"), other, (0, 5, "a")], "B": [other, (0, 5, "a"), other]}
    assert counted([Work(10, spans)]).readings.spans.sum(1).tolist() == [2, 2]


def test_more_labels_than_bits_in_a_word() -> None:
    labels = [f"l{n:03}" for n in range(70)]
    spans = {"A": [(n, n + 2, k) for n, k in enumerate(labels)], "B": [(3, 5, labels[3])]}
    counts = counted([Work(80, spans)], labels)
    assert len(counts.sets) == len({tuple(s) for s in counts.sets}) > 64
    assert counts.readings.sets.sum(1).tolist() == [80, 80]


def test_what_is_alike_by_name_is_compared_by_place() -> None:
    counts = counted([Work(10, {"A": [(0, 5, "a")], "B": [(0, 5, "a")]})])
    assert replace(counts, labels=("x", "y")).pairs.identical.tolist() == [[1, 0]]


def test_each_of_64_labels_alone_makes_a_set_of_its_own() -> None:
    labels = [f"l{n:02}" for n in range(64)]
    spans = {"A": [(n, n + 1, k) for n, k in enumerate(labels)], "B": []}
    counts = counted([Work(65, spans)], labels)
    assert len(counts.sets) == 65
    assert counts.readings.sets[0].tolist() == [1] * 65
    assert counts.pairs.sets_differ.tolist() == [64]


def attachment(theirs: int) -> list[int]:
    """What is counted of links from one head, where B's leads to its span of that place."""
    spans = [(0, 3, "a"), (10, 20, "b")]
    more = [*spans, (10, 18, "b"), (30, 35, "b")]
    links = {"A": [("attributes", 0, 1)], "B": [("attributes", 0, theirs)]}
    counted_links: list[int] = (
        counted([Work(40, {"A": spans, "B": more}, links)]).pairs.links[0].tolist()
    )
    return counted_links


def test_links_are_attached_alike_if_their_children_are_matched() -> None:
    assert attachment(1) == [1, 1, 1, 2]
    assert attachment(2) == [0, 1, 0, 2]  # it overlaps, but another is the match
    assert attachment(3) == [0, 0, 0, 2]


@pytest.mark.parametrize("ends", [(18, 16), (16, 18)])
def test_of_two_of_its_label_a_span_is_matched_with_the_one_it_shares_more_with(
    ends: tuple[int, int],
) -> None:
    spans = {"A": [(0, 3, "a"), (10, 20, "b")], "B": [(0, 3, "a"), *((10, e, "b") for e in ends)]}
    attached = []
    for child in (1, 2):
        links = {"A": [("attributes", 0, 1)], "B": [("attributes", 0, child)]}
        attached.append(int(counted([Work(40, spans, links)]).pairs.links[0, 2]))
    assert attached == [int(end == 18) for end in ends]


def test_every_two_links_of_matched_heads_are_compared() -> None:
    spans = [(0, 3, "a"), *((10 * n, 10 * n + 5, "b") for n in range(1, 5))]
    links = [("attributes", 0, child) for child in (1, 2, 3)]
    works = [Work(60, dict.fromkeys("AB", spans), {"A": links, "B": links[::-1]})]
    works.append(works[0]._replace(links={"A": links[:2], "B": links[1:]}))
    assert counted(works).pairs.links.tolist() == [[3, 3, 3, 6], [1, 1, 1, 4]]


def test_a_link_may_lead_back_to_the_first_span() -> None:
    spans = [(0, 3, "a"), (10, 20, "b")]
    links = {name: [("attributes", 1, 0)] for name in "AB"}
    counts = counted([Work(40, {"A": spans, "B": spans}, links)])
    assert counts.pairs.links[0].tolist() == [1, 1, 1, 2]
