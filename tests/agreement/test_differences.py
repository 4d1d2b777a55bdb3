"""Span by span what differs: as many of each kind as the counts say, and each of them real."""

from collections import Counter

from hypothesis import given

from annotate.agreement.counting.columns import cleaned
from annotate.agreement.counting.count import count
from annotate.agreement.counting.differences import NOBODY, Differences, differences
from annotate.agreement.rows import BOTH, OTHER_BOUNDARY, OTHER_LABEL
from tests.agreement.making import Work, batch
from tests.agreement.strategies import ANNOTATORS, LABELS, corpora, many

Row = tuple[int, int, int, int, int]


def rows(found: Differences) -> list[Row]:
    return list(zip(*(column.tolist() for column in found), strict=True))


@many
@given(corpora)
def test_the_single_differences_add_up_to_the_counts(works: list[Work]) -> None:
    made = batch(works, LABELS, ANNOTATORS)
    counts, spans = count(made, LABELS, ANNOTATORS), cleaned(made).spans.tolist()
    found: dict[tuple[int, int], Counter[object]] = {}
    for _, a, b, first, second in rows(differences(cleaned(made))):
        kind: object = "only first" if second == NOBODY else "only second"
        if NOBODY not in (first, second):
            one, other = spans[first], spans[second]
            kind = one[3] == other[3], one[1:3] == other[1:3]
        found.setdefault((a, b), Counter())[kind] += 1
    pairs = counts.pairs
    for row, pair in enumerate(zip(pairs.first.tolist(), pairs.second.tolist(), strict=True)):
        seen, kinds = found.get(pair, Counter()), pairs.kinds[row]
        assert seen[False, True] == kinds[OTHER_LABEL]
        assert seen[True, False] == kinds[OTHER_BOUNDARY]
        assert seen[False, False] == kinds[BOTH]
        assert seen[True, True] == 0
        for reading, alone in zip(pair, ("only first", "only second"), strict=True):
            assert seen[alone] == counts.readings.spans[reading].sum() - kinds.sum()


@many
@given(corpora)
def test_differences_are_in_the_order_of_the_text(works: list[Work]) -> None:
    made = cleaned(batch(works, LABELS, ANNOTATORS))
    where = [
        (document, min(made.spans[span, 1] for span in (first, second) if span != NOBODY))
        for document, _, _, first, second in rows(differences(made))
    ]
    assert where == sorted(where)
