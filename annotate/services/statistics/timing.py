"""How long an article took, by the log: the time from each gesture to the next."""

from collections import Counter
from collections.abc import Iterable

Place = tuple[str, int]
"""(layer, document)."""
RULE = (
    "time: from each gesture to the next of the same annotator, for the article of the later one;"
    " what is longer than {idle:g} minutes was a break and counts nothing"
)


def times(moments: Iterable[tuple[str, int, int]], idle: int) -> Counter[Place]:
    """The milliseconds that each layer spent on each document.

    `moments` are (layer, document, ms) by layer and time. A gap longer than `idle` ms is a break:
    what came before the gesture that ends it is not known, and counts nothing. The time before
    the first gesture of all is not known either.
    """
    spent: Counter[Place] = Counter()
    last: tuple[str, int] | None = None
    for layer, document, at in moments:
        if last and last[0] == layer and 0 <= at - last[1] <= idle:
            spent[layer, document] += at - last[1]
        last = layer, at
    return spent
