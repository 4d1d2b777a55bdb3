"""One-to-one maximum matching of what overlaps: as many pairs as can be, of those the best."""

from typing import NamedTuple

import numpy as np

from annotate.agreement.counting.arrays import Bools, Ints, Numbers, distinct
from annotate.agreement.counting.assignment import assign

MANY = 1e6
"""More than the merits of all edges of a component: the number of pairs comes first."""


class Edges(NamedTuple):
    """Who may be matched with whom: `left` and `right` are nodes' numbers, `merit` is above 0.

    Left and right nodes are numbered apart, with numbers not much larger than there are nodes.
    """

    left: Ints
    right: Ints
    merit: Numbers

    def of(self, which: Ints | Bools) -> "Edges":
        """Some of them."""
        return Edges(*(column[which] for column in self))


def between(one: Ints, other: Ints, slots: Ints, size: int) -> tuple[Ints, Ints]:
    """The nodes of edges between rows of two annotators, whose `slots` (below `size`) are by row.

    A row is as many nodes as there are others to match it with.
    """
    return one * size + slots[other], other * size + slots[one]


def matched(edges: Edges) -> Bools:
    """Which edges are in the matching with the most pairs; of those, the one of the most merit.

    Most are the only one of both their ends.
    """
    several = np.zeros(len(edges.left), bool)
    for side in (edges.left, edges.right):
        several |= np.bincount(side)[side] > 1
    chosen = ~several
    if several.any():
        chosen[several] = _matched(edges.of(several))
    return chosen


def _matched(edges: Edges) -> Bools:
    """The same of any.

    Where everyone on one side of a component can have the edge it likes best, those are the
    solution; only the other components are solved one by one.
    """
    left = np.unique(edges.left, return_inverse=True)[1]
    right = np.unique(edges.right, return_inverse=True)[1] + left.max() + 1
    component = _components(left, right)
    chosen = _mutual(left, right, edges.merit)
    pairs = np.bincount(component[left], chosen, len(component))
    sides = [
        np.bincount(component[distinct(side)], minlength=len(component)) for side in (left, right)
    ]
    open_edges = np.flatnonzero((pairs < np.minimum(*sides))[component[left]])
    chosen[open_edges] = False
    for part in _split(open_edges, component[left[open_edges]]):
        chosen[part[_solved(left[part], right[part], edges.merit[part])]] = True
    return chosen


def _components(left: Ints, right: Ints) -> Ints:
    """By node, the least number of a node that it is connected with."""
    component = np.arange(right.max() + 1)
    while True:
        least = np.minimum(component[left], component[right])
        before = component.copy()
        np.minimum.at(component, left, least)
        np.minimum.at(component, right, least)
        if (before == component).all():
            return component


def _mutual(left: Ints, right: Ints, merit: Numbers) -> Bools:
    """The edges that are the best for both their ends; of equals the first is the better."""
    rank = np.empty(len(merit), np.int64)
    rank[np.lexsort((-np.arange(len(merit)), merit))] = np.arange(len(merit))
    best = np.full(right.max() + 1, -1)
    np.maximum.at(best, left, rank)
    np.maximum.at(best, right, rank)
    mutual: Bools = (best[left] == rank) & (best[right] == rank)
    return mutual


def _split(edges: Ints, component: Ints) -> list[Ints]:
    """The edges of each component."""
    order = np.argsort(component, kind="stable")
    breaks = np.flatnonzero(np.diff(component[order])) + 1
    return np.split(edges[order], breaks) if len(edges) else []


def _solved(left: Ints, right: Ints, merit: Numbers) -> Bools:
    """The edges to choose in one component."""
    rows, row = np.unique(left, return_inverse=True)
    columns, column = np.unique(right, return_inverse=True)
    if len(rows) > len(columns):
        return _solved(right, left, merit)
    worth = np.zeros((len(rows), len(columns)))
    worth[row, column] = MANY + merit
    chosen: Bools = assign(-worth)[row] == column
    return chosen
