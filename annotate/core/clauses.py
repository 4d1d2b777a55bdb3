"""How a text divides into clauses: its sentences, parted at commas, colons and dashes."""

import re
from collections.abc import Iterator
from functools import cache

from annotate.core.document import Range
from annotate.core.quotations import find_quotations
from annotate.core.sentences import sentences, trimmed

PARTING = " ,;:，、；：–—-"
"""The marks that part clauses, and what stands beside them."""


def clauses(text: str, start: int, end: int) -> list[Range]:
    """The clauses of a range.

    A quotation is parted only where a sentence ends. The marks that part, and the full stop
    after the last clause, belong to none.
    """
    quotations = [q for q in find_quotations(text, start, end) if q.depth == 0]
    edges = {start, end}
    for first, last in sentences(text, start, end):
        edges |= {first, last, _before_full_stop(text, first, last)}
    gap = start
    for quotation in quotations:
        edges |= {quotation.start, quotation.end, *_partings(text, gap, quotation.start)}
        gap = quotation.end
    edges.update(_partings(text, gap, end))
    return trimmed(text, sorted(edges), PARTING + ".")


def _partings(text: str, start: int, end: int) -> Iterator[int]:
    """Where the marks that part clauses start and end, in a range without quotations."""
    for match in _parting().finditer(text, start, end):
        yield from match.span()


def _before_full_stop(text: str, start: int, end: int) -> int:
    """Where a sentence's full stop stands, or its end if it has none or is one of "U.S."."""
    abbreviates = text[max(start, end - 3) : end - 2] == "."
    return end - 1 if text[end - 1] == "." and not abbreviates else end


@cache
def _parting() -> re.Pattern[str]:
    return re.compile(r"[,;:]+(?=\s|$)|[，、；：—]|--+|(?<=\s)[–-](?=\s)")
