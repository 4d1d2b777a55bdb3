"""What differs in links: those that one of two annotators has between spans that both have."""

from typing import NamedTuple

import numpy as np

from annotate.agreement.counting.arrays import Bools, Ints, Places, expanded
from annotate.agreement.counting.columns import CHILD, HEAD, LINK_LABEL, START, Batch
from annotate.agreement.counting.pairing import pairing
from annotate.agreement.counting.spans import overlaps


class LinkDifferences(NamedTuple):
    """[N] by document, in the order of the text: rows of the batch's links.

    `a` and `b` are the rows of two readings; `of_first` tells whether `a` has the link and `b` has
    not, or the other way round. Both have spans at its ends, matched as for Differences.
    """

    document: Ints
    a: Ints
    b: Ints
    link: Ints
    of_first: Bools


def link_differences(batch: Batch) -> LinkDifferences:
    """All of a batch that was cleaned."""
    pairs = pairing(batch)
    found = overlaps(batch, pairs)
    taken = found.unlabelled
    pair, first, second = found.pair[taken], found.first[taken], found.second[taken]
    one = _lacking(batch, pair, first, second)
    two = _lacking(batch, pair, second, first)
    of_first = np.arange(len(one[0]) + len(two[0])) < len(one[0])
    pair, link = (np.concatenate(column) for column in zip(one, two, strict=True))
    ends = batch.links[link][:, [HEAD, CHILD]]
    where = batch.spans[ends, START].min(1, initial=np.iinfo(np.int64).max)
    document = pairs.documents[pair]
    order = np.lexsort((link, pair, where, document))
    pair = pair[order]
    return LinkDifferences(
        document[order], pairs.first[pair], pairs.second[pair], link[order], of_first[order]
    )


def _lacking(batch: Batch, pair: Ints, mine: Ints, theirs: Ints) -> tuple[Ints, Ints]:
    """The pair and row of each link between spans of mine that is not between theirs."""
    links, size = batch.links, len(batch.spans)
    order = np.argsort(mine, kind="stable")
    low, high = (np.searchsorted(mine[order], links[:, HEAD], side) for side in ("left", "right"))
    link, within = expanded(high - low)
    head = order[low[link] + within]
    child = Places(pair * size + mine).of(pair[head] * size + links[link, CHILD])
    kept = child >= 0
    link, head, child = link[kept], head[kept], child[kept]
    label = links[link, LINK_LABEL]
    there = _keys(size, links[:, LINK_LABEL], links[:, HEAD], links[:, CHILD])
    lacks = Places(there).of(_keys(size, label, theirs[head], theirs[child])) < 0
    return pair[head][lacks], link[lacks]


def _keys(size: int, label: Ints, head: Ints, child: Ints) -> Ints:
    """A number for each link."""
    return (label * size + head) * size + child
