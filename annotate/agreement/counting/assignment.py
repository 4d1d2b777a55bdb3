"""The assignment problem: each row gets a column of its own, at the least cost in all."""

import numpy as np

from annotate.agreement.counting.arrays import Floats, Ints


def assign(cost: Floats) -> Ints:
    """The column of each row; `cost` has no more rows than columns.

    Shortest augmenting paths with potentials: R. Jonker and A. Volgenant, "A shortest augmenting
    path algorithm for dense and sparse linear assignment problems", Computing 38 (1987).
    """
    rows, columns = cost.shape
    taken = np.full(columns + 1, -1)  # the row of each column; the last is the one to start from
    row_price, column_price = np.zeros(rows), np.zeros(columns + 1)
    for row in range(rows):
        taken[-1] = row
        came_from = _augmenting(cost, taken, row_price, column_price)
        column = came_from[-1]
        while column != columns:
            taken[column] = taken[came_from[column]]
            column = came_from[column]
    found = np.empty(rows, np.int64)
    places = np.flatnonzero(taken[:-1] >= 0)
    found[taken[places]] = places
    return found


def _augmenting(cost: Floats, taken: Ints, row_price: Floats, column_price: Floats) -> Ints:
    """By column the one before it on the way; the last entry is where the way ends."""
    columns = cost.shape[1]
    shortest = np.full(columns, np.inf)
    came_from = np.full(columns + 1, columns)
    used = np.zeros(columns + 1, bool)
    column = columns
    while taken[column] >= 0:
        used[column] = True
        row = taken[column]
        through = cost[row] - row_price[row] - column_price[:-1]
        better = ~used[:-1] & (through < shortest)
        shortest[better] = through[better]
        came_from[:-1][better] = column
        free = np.where(used[:-1], np.inf, shortest)
        following = int(free.argmin())
        step = free[following]
        row_price[taken[used]] += step
        column_price[used] -= step
        shortest[~used[:-1]] -= step
        column = following
    came_from[-1] = column
    return came_from
