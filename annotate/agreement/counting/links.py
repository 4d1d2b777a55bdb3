"""Links of two annotators, side by side: the same, with overlapping ends, and attached alike."""

import numpy as np

from annotate.agreement.counting.arrays import Ints, expanded
from annotate.agreement.counting.columns import CHILD, HEAD, LINK_LABEL, READING, Batch
from annotate.agreement.counting.matching import Edges, between, matched
from annotate.agreement.counting.spans import Overlaps


def number_of(batch: Batch) -> Ints:
    """[R] links of each reading."""
    return np.bincount(batch.links[:, READING], minlength=len(batch.readings))


def compare(batch: Batch, found: Overlaps, pairs: int) -> Ints:
    """[P, 4] links: the same ends · overlapping ends, one to one · attached alike · at such heads.

    The last are all those of both annotators at matched heads that both link. The ends of links
    overlap if their labels are the same too. Links are attached alike if their heads are matched,
    and so are their children.
    """
    alike = np.flatnonzero(found.same_label)
    at_head, one, other = _with_heads(
        batch.links, found.first[alike], found.second[alike], len(batch.spans)
    )
    at_child = _edge_between(batch, found, alike, one, other)
    kept = (at_child >= 0) & (batch.links[one, LINK_LABEL] == batch.links[other, LINK_LABEL])
    head, child = alike[at_head[kept]], alike[at_child[kept]]
    exact = found.same_range[head] & found.same_range[child]
    slots, pair = batch.slots[batch.links[:, READING]], found.pair[head]
    ends = between(one[kept], other[kept], slots, batch.size)
    edges = Edges(*ends, 1.0 + exact)
    attached = found.labelled[head] & found.labelled[child]
    counts = [
        np.bincount(pair[which], minlength=pairs) for which in (exact, matched(edges), attached)
    ]
    return np.column_stack([*counts, _at_matched_heads(batch, found, pairs)])


def _with_heads(links: Ints, first: Ints, second: Ints, spans: int) -> tuple[Ints, Ints, Ints]:
    """Every two links whose heads are the two of the `spans` of an edge: it, and both links."""
    order = np.argsort(links[:, HEAD], kind="stable")
    number = np.bincount(links[:, HEAD], minlength=spans)
    start = np.cumsum(number) - number
    others = number[second]
    edge, within = expanded(number[first] * others)
    one = order[start[first[edge]] + within // others[edge]]
    other = order[start[second[edge]] + within % others[edge]]
    return edge, one, other


def _edge_between(batch: Batch, found: Overlaps, alike: Ints, one: Ints, other: Ints) -> Ints:
    """The edge between the children of two links, -1 where they do not overlap."""
    number = len(batch.spans)
    keys = found.first[alike] * number + found.second[alike]
    order = np.argsort(keys)
    wanted = batch.links[one, CHILD] * number + batch.links[other, CHILD]
    place = np.minimum(np.searchsorted(keys[order], wanted), max(len(keys) - 1, 0))
    if not len(keys):
        return np.full(len(wanted), -1)
    return np.where(keys[order][place] == wanted, order[place], -1)


def _at_matched_heads(batch: Batch, found: Overlaps, pairs: int) -> Ints:
    """[P] links of both annotators at matched heads that both link."""
    linked = np.bincount(batch.links[:, HEAD], minlength=len(batch.spans))
    one, other = linked[found.first], linked[found.second]
    here = found.labelled & (one > 0) & (other > 0)
    return np.bincount(found.pair[here], (one + other)[here], pairs).astype(np.int64)
