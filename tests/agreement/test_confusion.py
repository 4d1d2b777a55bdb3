"""Confusion: which label one of two has where the other has another."""

from itertools import combinations

import numpy as np
import pytest
from hypothesis import given

from annotate.agreement.counting import confusion
from annotate.agreement.rows import OTHER_BOUNDARY, SAME
from tests.agreement.making import Work, counted
from tests.agreement.strategies import ANNOTATORS, LABELS, corpora
from tests.agreement.test_references import label_set

NONE = len(LABELS)


def test_spans_are_by_their_two_labels_and_those_of_one_side_beside_none() -> None:
    ours = [(0, 10, "a"), (20, 30, "a"), (40, 50, "b"), (60, 70, "b"), (80, 90, "b")]
    theirs = [(0, 10, "a"), (20, 30, "b"), (40, 50, "a"), (60, 70, "b"), (95, 99, "a")]
    found = counted([Work(100, {"A": ours, "B": theirs})]).span_confusion
    assert found.tolist() == [[1, 2, 1], [2, 1, 1], [1, 1, 0]]


@given(corpora)
def test_each_span_of_each_pair_is_matched_or_beside_none(works: list[Work]) -> None:
    counts = counted(works, LABELS, ANNOTATORS)
    found, pairs = counts.span_confusion, counts.pairs
    spans = sum(counts.readings.spans[rows].sum(0) for rows in (pairs.first, pairs.second))
    assert (found == found.T).all()
    assert (found.sum(1) + np.diag(found))[:NONE].tolist() == np.asarray(spans).tolist()
    assert found[NONE, NONE] == 0
    labels = found[:NONE, :NONE]
    same_label = pairs.kinds[:, [SAME, OTHER_BOUNDARY]].sum()
    assert np.trace(labels) == same_label
    assert (labels.sum() - np.trace(labels)) / 2 == pairs.kinds.sum() - same_label


@given(corpora)
def test_characters_are_those_of_looking_at_each(works: list[Work]) -> None:
    expected = np.zeros((NONE + 1, NONE + 1), int)
    for work in works:
        for one, other in combinations(sorted(work.spans), 2):
            for place in range(work.length):
                ours, theirs = (held(work, name, place) for name in (one, other))
                for both in ours & theirs:
                    expected[both, both] += 1
                for mine in ours - theirs:
                    for yours in theirs - ours:
                        expected[mine, yours] += 1
                        expected[yours, mine] += 1
    found = counted(works, LABELS, ANNOTATORS).character_confusion
    assert found.tolist() == expected.tolist()


def held(work: Work, name: str, place: int) -> set[int]:
    """The labels on a character, or none."""
    return {LABELS.index(label) for label in label_set(work, name, place)} or {NONE}


@given(corpora)
def test_sorting_the_cells_that_occur_says_what_a_table_of_all_of_them_says(
    works: list[Work],
) -> None:
    by_table = counted(works, LABELS, ANNOTATORS)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(confusion, "DENSE", 0)
        sorted_cells = counted(works, LABELS, ANNOTATORS)
    assert sorted_cells.character_confusion.tolist() == by_table.character_confusion.tolist()
