"""Tokens for formats that need them: words, single marks, runs of whitespace."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate, pairwise

import regex

from annotate.core.document import Range


def bounds(text: str, spans: Iterable[Range] = ()) -> list[int]:
    """Where the pieces of a text end, the first is 0: a piece is a token and one space after it.

    Each of `spans` begins where a token begins and ends where one ends; a token that stands in
    the way is cut.
    """
    found = [0, *accumulate(map(len, _piece().findall(text)))]
    known = set(found)
    cuts = {edge for span in spans for edge in _edges(text, span) if edge not in known}
    return sorted(known | cuts) if cuts else found


def _edges(text: str, span: Range) -> Iterable[int]:
    """Where pieces must end so that a token begins and another ends with a span."""
    start, end = span
    return (start, end, end - 1) if text[end - 1] == " " else (start, end)


def tokens(text: str, pieces: Sequence[int]) -> list[Range]:
    """The tokens of the pieces: without the space, if that is not all."""
    return [
        (start, end - 1 if text[end - 1] == " " and end - start > 1 else end)
        for start, end in pairwise(pieces)
    ]


def words(text: str) -> list[Range]:
    """The tokens that are no whitespace."""
    return [match.span() for match in _word().finditer(text)]


def token_span(pieces: Sequence[int], span: Range) -> Range:
    """The first and the last token (inclusive) that a span touches."""
    return max(bisect_left(pieces, span[0] + 1) - 1, 0), bisect_left(pieces, span[1]) - 1


@cache
def _piece() -> regex.Pattern[str]:
    """A word with its combining marks, a single mark or a run of whitespace; a space after it."""
    return regex.compile(r"(?:\w+|[^\w\s]|\s+) ?")


@cache
def _word() -> regex.Pattern[str]:
    return regex.compile(r"\w+|[^\w\s]")
