"""What differs, span by span: the single disagreements that the counts of spans add up."""

from typing import NamedTuple

import numpy as np

from annotate.agreement.counting.arrays import Bools, Ints, expanded
from annotate.agreement.counting.columns import READING, START, Batch
from annotate.agreement.counting.pairing import Pairing, pairing
from annotate.agreement.counting.spans import overlaps

NOBODY = -1
"""In the place of a span that one of the two lacks."""


class Differences(NamedTuple):
    """[N] by document, in the order of the text: rows of the batch's spans, or NOBODY.

    `document` is the batch's; `a` and `b` are the rows of two readings, `first` and `second` what
    each of them has there. Spans are matched as for Pairs.kinds.
    """

    document: Ints
    a: Ints
    b: Ints
    first: Ints
    second: Ints


def differences(batch: Batch, *, same: bool = False) -> Differences:
    """All of a batch that was cleaned; with `same` also what is matched and no difference."""
    pairs = pairing(batch)
    found = overlaps(batch, pairs)
    taken = found.unlabelled
    told = taken if same else taken & ~(found.same_label & found.same_range)
    matched = found.pair[taken], found.first[taken], found.second[taken]
    one, two = (_alone(batch, pairs, side, matched) for side in (0, 1))
    pair = np.concatenate([found.pair[told], one.pair, two.pair])
    first = np.concatenate([found.first[told], one.span, np.full(len(two.span), NOBODY)])
    second = np.concatenate([found.second[told], np.full(len(one.span), NOBODY), two.span])
    return _in_order(batch, pairs, pair, first, second)


class _Alone(NamedTuple):
    pair: Ints
    span: Ints


def _alone(batch: Batch, pairs: Pairing, side: int, matched: tuple[Ints, Ints, Ints]) -> _Alone:
    """The spans of the first, or the second, of each pair that have no match there."""
    reading = (pairs.first, pairs.second)[side]
    number = np.bincount(batch.spans[:, READING], minlength=len(batch.readings))
    pair, within = expanded(number[reading])
    span = (np.cumsum(number) - number)[reading[pair]] + within
    key, size = pair * len(batch.spans) + span, len(batch.spans)
    alone: Bools = ~np.isin(key, matched[0] * size + matched[1 + side])
    return _Alone(pair[alone], span[alone])


def _in_order(batch: Batch, pairs: Pairing, pair: Ints, first: Ints, second: Ints) -> Differences:
    """By document, then by where the earlier of the two begins, then by pair."""
    starts = np.append(batch.spans[:, START], np.iinfo(np.int64).max)  # the last is nobody's
    where = np.minimum(starts[first], starts[second])
    document = pairs.documents[pair]
    order = np.lexsort((second, first, pair, where, document))
    pair = pair[order]
    return Differences(
        document[order], pairs.first[pair], pairs.second[pair], first[order], second[order]
    )
