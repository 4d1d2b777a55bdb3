"""How a text divides into words.

Every function looks only at the range it is given, or only near an offset, so that the cost of a
key press does not depend on the length of the article.
"""

from collections.abc import Generator, Iterator
from functools import cache

import regex

from annotate.core.document import Range
from annotate.core.graphemes import grapheme_start, splits_grapheme


def words(text: str, start: int, end: int) -> list[Range]:
    """The words of a range by Unicode's word boundaries: what holds a letter, digit or symbol."""
    return list(words_after(text, start, end, start))


MARKS = 100
"""Segments without a word in a row, after which the next word is looked for at once."""


def words_after(text: str, start: int, end: int, offset: int) -> Iterator[Range]:
    """The words of a range that end after `offset`, in order; the cost is that of those taken."""
    at: int | None = max(offset, start)
    while at is not None and at < end:
        at = yield from _words_on(text, start, end, at)


def _words_on(text: str, start: int, end: int, at: int) -> Generator[Range, None, int | None]:
    """The same up to where many marks follow; returned is where in the word after them to go on."""
    left, marks = next(_edges_before(text, start, end, at + 1), start), 0
    for right in _edges_after(text, left, end):
        if _is_word(text, left, right):
            yield left, right
            marks = 0
        elif (marks := marks + 1) == MARKS:
            found = _word_character().search(text, right, end)
            return found.start() if found else None
        left = right
    return None


def words_before(text: str, start: int, end: int, offset: int) -> Iterator[Range]:
    """The words of a range that start before `offset`, the last first."""
    at: int | None = min(offset, end)
    while at is not None and at > start:
        at = yield from _words_back(text, start, end, at)


def _words_back(text: str, start: int, end: int, at: int) -> Generator[Range, None, int | None]:
    """The same back to where there are many marks; returned is where to go on before them."""
    right, marks = next(_edges_after(text, at - 1, end), end), 0
    for left in _edges_before(text, start, end, right):
        if _is_word(text, left, right):
            yield left, right
            marks = 0
        elif (marks := marks + 1) == MARKS:
            found = _word_character_backwards().search(text, start, left)
            return found.end() if found else None
        right = left
    return None


def _edges_after(text: str, offset: int, end: int) -> Iterator[int]:
    """Where segments end after `offset`, ascending; the last is `end`."""
    whole = grapheme_start(text, offset)
    for match in _edge().finditer(text, offset + 1, end):
        at = match.start()
        if at == end or not splits_grapheme(text, at, whole):
            yield at
            whole = at


def _edges_before(text: str, start: int, end: int, offset: int) -> Iterator[int]:
    """Where segments start before `offset`, descending; the last is `start`."""
    for match in _edge_backwards().finditer(text, start, min(offset, end)):
        at = match.start()
        if start < at < offset and _edge().match(text, at, end) and not splits_grapheme(text, at):
            yield at
    if start < offset:
        yield start


def _is_word(text: str, start: int, end: int) -> bool:
    return text[start].isalnum() or bool(_word_character().search(text, start, end))


@cache
def _edge() -> regex.Pattern[str]:
    return regex.compile(r"\b", regex.V1 | regex.WORD)


@cache
def _edge_backwards() -> regex.Pattern[str]:
    """Finds a few places too many, as it does not see what follows the place it starts from."""
    return regex.compile(r"\b", regex.V1 | regex.WORD | regex.REVERSE)


WORD_CHARACTER = r"[\p{L}\p{N}\p{So}\p{Sc}]"


@cache
def _word_character() -> regex.Pattern[str]:
    return regex.compile(WORD_CHARACTER)


@cache
def _word_character_backwards() -> regex.Pattern[str]:
    return regex.compile(WORD_CHARACTER, regex.REVERSE)
