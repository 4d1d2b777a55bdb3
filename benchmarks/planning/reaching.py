"""Where moving keys lead: the fewest that bring the cursor to where another key does its work."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from copy import copy
from functools import lru_cache
from heapq import heappop, heappush
from itertools import count

from annotate.core.document import Range
from annotate.core.errors import GestureError
from annotate.core.selection import (
    Selection,
    extend_word,
    grow,
    move_end,
    move_start,
    shrink,
    start_word,
)
from annotate.core.words import words_after
from annotate.services.annotating.article import Article
from annotate.services.annotating.cursor import Cursor
from annotate.services.annotating.finding import find, plain

Keys = tuple[str, ...]
MOST_PLACES = 2_000
"""Places of the cursor that are looked at for one thing to be done."""
MOST_LETTERS = 8
"""Letters that are typed into a search at most."""
MOST_SHAPES = 4_000
"""Selections that are looked at from one unit to the range that is wanted."""
NEAR = 3
"""Characters around an edge at which keys that move by a character are tried."""
MOVES: dict[str, Callable[[Article], object]] = {
    "tab": lambda a: a.tab(1),
    "shift+tab": lambda a: a.tab(-1),
    "right": lambda a: a.cursor.word("right"),
    "left": lambda a: a.cursor.word("left"),
    "ctrl+right": lambda a: a.cursor.sentence("right"),
    "ctrl+left": lambda a: a.cursor.sentence("left"),
    "down": lambda a: a.cursor.step(1),
    "up": lambda a: a.cursor.step(-1),
}
Step = Callable[[str, tuple[Range, ...], Selection], Selection]
SHAPES: dict[str, Step] = {
    "shift+right": lambda text, places, s: extend_word(text, places, s, "right"),
    "shift+left": lambda text, places, s: extend_word(text, places, s, "left"),
    "full_stop": lambda text, places, s: move_end(text, places, s, "right"),
    "comma": lambda text, places, s: move_end(text, places, s, "left"),
    "greater_than_sign": lambda text, places, s: move_start(text, places, s, "right"),
    "less_than_sign": lambda text, places, s: move_start(text, places, s, "left"),
    "right_curly_bracket": lambda text, places, s: start_word(text, places, s, "right"),
    "left_curly_bracket": lambda text, places, s: start_word(text, places, s, "left"),
    "e": grow,
    "E": shrink,
}

BY_CHARACTER = frozenset({"full_stop", "comma", "greater_than_sign", "less_than_sign"})


@contextmanager
def imagined(article: Article, cursor: Cursor | None = None) -> Iterator[None]:
    """Whatever the cursor does in the block is as if it had not been."""
    kept = article.cursor
    article.cursor = copy(cursor or kept)
    try:
        yield
    finally:
        article.cursor = kept


def places(article: Article, *, most: int = 99) -> Iterator[tuple[Keys, Cursor]]:
    """Every place within so many moving keys, the nearest first: the keys, and the cursor there."""
    seen, order = {_state(article.cursor)}, count()
    queue = [(0, next(order), Keys(), copy(article.cursor))]
    while queue and len(seen) < MOST_PLACES:
        length, _, keys, cursor = heappop(queue)
        yield keys, cursor
        for more, moved in _moves(article, cursor, seen) if length < most else ():
            if _state(moved) not in seen:
                seen.add(_state(moved))
                heappush(queue, (length + len(more), next(order), (*keys, *more), moved))


def _moves(
    article: Article, cursor: Cursor, seen: set[tuple[object, ...]]
) -> Iterator[tuple[Keys, Cursor]]:
    """Where a moving key leads, and where a word's first letter does but to places seen already."""
    for key in MOVES:
        if moved := _moved(article, cursor, key):
            yield (key,), moved
    for letter, offset in _jumps(article, cursor).items():
        if (cursor.paragraph, Selection.at(offset), None, None, False) not in seen:
            moved = copy(cursor)
            moved.put(offset)
            yield ("apostrophe", letter), moved


def _moved(article: Article, cursor: Cursor, key: str) -> Cursor | None:
    with imagined(article, cursor):
        try:
            MOVES[key](article)
        except GestureError:
            return None
        return article.cursor


def _jumps(article: Article, cursor: Cursor) -> dict[str, int]:
    """By letter, where the next word that begins with it starts; after the last the first."""
    words = _initials(article.document.text, *article.document.paragraphs[cursor.paragraph])
    here = cursor.selection.cursor
    return {letter: start for letter, start, _ in reversed(words)} | {
        letter: start for letter, start, _ in reversed(words) if start > here
    }


@lru_cache(maxsize=64)
def _initials(text: str, start: int, end: int) -> list[tuple[str, int, int]]:
    """(letter, start, end) of each word of a paragraph that begins with one that can be typed."""
    words = ((plain(text[a]), a, b) for a, b in words_after(text, start, end, start))
    return [word for word in words if word[0].isascii() and word[0].isalnum()]


def _state(cursor: Cursor) -> tuple[object, ...]:
    return cursor.paragraph, cursor.selection, cursor.span, cursor.offer, cursor.reached


def search(article: Article, offset: int) -> Keys | None:
    """The fewest letters to look for, so that the first place from here on is that offset."""
    text = article.document.text
    for end in range(offset + 1, offset + MOST_LETTERS + 1):
        letters = text[offset:end]
        if not (letters.replace(" ", "").isalnum() and letters.isascii()):
            return None
        if sought(article, letters) == offset:
            return ("slash", *("space" if c == " " else c for c in letters), "enter")
    return None


def sought(article: Article, words: str) -> int | None:
    """Where searching leads: to the first match from here on, else to the first of all."""
    starts = [start for start, _ in find(article.document.text, words)]
    here = article.cursor.selection.start
    return next((start for start in starts if start >= here), starts[0] if starts else None)


def reach(article: Article, wanted: Callable[[Article], bool], *, most: int = 99) -> Keys | None:
    """The fewest keys to a place where something holds, none where it holds here."""
    for keys, cursor in places(article, most=most):
        with imagined(article, cursor):
            if wanted(article):
                return keys
    return None


def reshape(article: Article, start: Selection, wanted: Range, most: int) -> Keys | None:
    """The fewest keys, below so many, that give a selection or span another range."""
    near = [e for at in (*start.range, *wanted) for e in range(at - NEAR, at + NEAR + 1)]
    seen, order = {start}, count()
    queue = [(0, next(order), Keys(), start)]
    while queue and len(seen) < MOST_SHAPES:
        length, _, keys, shape = heappop(queue)
        if shape.range == wanted:
            return keys
        for more, moved in _shapes(article, shape):
            if length + len(more) >= most or moved in seen or moved.is_empty:
                continue
            if not _is_between(moved, start, wanted):
                continue
            by_character = BY_CHARACTER.issuperset(more)
            if not by_character or {moved.start, moved.end} <= {shape.start, shape.end, *near}:
                seen.add(moved)
                heappush(queue, (length + len(more), next(order), (*keys, *more), moved))
    return None


def _shapes(article: Article, shape: Selection) -> Iterator[tuple[Keys, Selection]]:
    """What the keys that reshape make of a shape."""
    text, ranges = article.document.text, article.document.paragraphs
    yield from _stepped(text, ranges, shape)
    words = _initials(text, *ranges[article.cursor.paragraph])
    ends = {letter: end for letter, _, end in reversed(words) if end > shape.end}
    yield from ((("quotation_mark", x), Selection(shape.start, end)) for x, end in ends.items())


@lru_cache(maxsize=1 << 15)
def _stepped(
    text: str, ranges: tuple[Range, ...], shape: Selection
) -> list[tuple[Keys, Selection]]:
    """What each key of SHAPES makes of it; looked for again and again on the way to others."""
    return [((key,), step(text, ranges, shape)) for key, step in SHAPES.items()]


def _is_between(shape: Selection, start: Selection, wanted: Range) -> bool:
    """Whether no edge is much beyond both where it was and where it is to be."""
    return all(
        min(was, to) - 30 <= edge <= max(was, to) + 30
        for edge, was, to in zip(shape.range, start.range, wanted, strict=True)
    )
