"""Tokens for formats that need them: words, single marks, runs of whitespace."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import accumulate, chain, pairwise
from operator import add, itemgetter

import regex

from annotate.core.document import Range

MOST, LONGEST = 30_000, 30
"""Chunks that are remembered, some 10 MB, and the characters of one."""


def bounds(text: str, spans: Iterable[Range] = ()) -> list[int]:
    """Where the pieces of a text end, the first is 0: a piece is a token and one space after it.

    Each of `spans` begins where a token begins and ends where one ends; a token that stands in
    the way is cut.
    """
    found = [0, *accumulate(map(len, pieces_of(text)))]
    known = set(found)
    cuts = {edge for span in spans for edge in _edges(text, span) if edge not in known}
    return sorted(known | cuts) if cuts else found


def _edges(text: str, span: Range) -> Iterable[int]:
    """Where pieces must end so that a token begins and another ends with a span."""
    start, end = span
    return (start, end, end - 1) if text[end - 1] == " " else (start, end)


def pieces_of(text: str) -> list[str]:
    """The pieces of a text; what stands between two spaces is cut but once, as by `cut`."""
    *chunks, last = text.split(" ")
    try:
        known = chain.from_iterable(map(_pieces().__getitem__, chunks))
        return [*known, *_piece().findall(last)]
    except _Irregular:
        found: list[str] = _piece().findall(text)
        return found


def words(text: str) -> list[Range]:
    """The tokens that are no whitespace."""
    return places(*cut(text))


def places(starts: Sequence[int], cuts: Sequence[str]) -> list[Range]:
    """Where tokens are that begin there."""
    return list(zip(starts, map(add, starts, map(len, cuts)), strict=True))


def cut(text: str) -> tuple[list[int], list[str]]:
    """Where the tokens that are no whitespace begin, and what they are.

    News has the same words again and again: what stands between two spaces is cut but once.
    """
    *chunks, last = text.split(" ")
    try:
        known = list(map(_chunks().__getitem__, chunks))
    except _Irregular:
        found = list(_word().finditer(text))
        return [match.start() for match in found], [match[0] for match in found]
    steps = accumulate(chain.from_iterable(map(_STEPS, known)), initial=0)
    starts, cuts = list(steps), list(chain.from_iterable(map(_CUTS, known)))
    offset = starts.pop()
    for match in _word().finditer(last):
        starts.append(offset + match.start())
        cuts.append(match[0])
    return starts, cuts


class _Irregular(Exception):  # noqa: N818  no error: it leads to the longer way
    """What stands between two spaces does not stand alone: whitespace goes on beside it."""


class _Chunks(dict[str, tuple[tuple[int, ...], tuple[str, ...]]]):
    """What stands before a space: how far each token is from the next, and the tokens."""

    def __missing__(self, chunk: str) -> tuple[tuple[int, ...], tuple[str, ...]]:
        """Cut it. Raises _Irregular where it does not begin with a token."""
        found = list(_word().finditer(chunk))
        if not found or found[0].start():
            raise _Irregular
        edges = [match.start() for match in found] + [len(chunk) + 1]
        steps = tuple(end - start for start, end in pairwise(edges))
        known = steps, tuple(match[0] for match in found)
        if len(chunk) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[chunk] = known
        return known


class _Pieces(dict[str, tuple[str, ...]]):
    """What stands before a space, in pieces, of which the last ends with that space."""

    def __missing__(self, chunk: str) -> tuple[str, ...]:
        """Cut it. Raises _Irregular where the space belongs to more whitespace."""
        known = tuple(_piece().findall(f"{chunk} "))
        if not _word().match(known[-1]):
            raise _Irregular
        if len(chunk) <= LONGEST:
            if len(self) >= MOST:
                self.clear()
            self[chunk] = known
        return known


_STEPS, _CUTS = itemgetter(0), itemgetter(1)


def token_span(pieces: Sequence[int], span: Range) -> Range:
    """The first and the last token (inclusive) that a span touches."""
    return max(bisect_left(pieces, span[0] + 1) - 1, 0), bisect_left(pieces, span[1]) - 1


@cache
def _piece() -> regex.Pattern[str]:
    """A word with its combining marks, a single mark or a run of whitespace; a space after it."""
    return regex.compile(r"(?:\w+|[^\w\s]|\s+) ?")


@cache
def _chunks() -> _Chunks:
    return _Chunks()


@cache
def _pieces() -> _Pieces:
    return _Pieces()


@cache
def _word() -> regex.Pattern[str]:
    return regex.compile(r"\w+|[^\w\s]")
