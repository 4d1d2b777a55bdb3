"""Ways to one label or to one suggestion less, as keys; all of them found without writing."""

from collections.abc import Iterator
from copy import copy
from itertools import chain, islice

from annotate.core.document import Range
from annotate.core.errors import GestureError
from annotate.core.selection import Selection, grow
from annotate.core.suggestion import Place, Suggestion
from annotate.core.words import words_after
from annotate.services.annotating import accepting
from annotate.services.annotating.article import Article
from annotate.services.annotating.cursor import Cursor
from annotate.services.annotating.doubting import doubted
from annotate.services.annotating.labelling import fits
from annotate.services.annotating.targets import natural_unit
from benchmarks.planning.reaching import Keys, imagined, places, reach, reshape, search

WORDS = 4
"""Of a place's first words, so many are tried as what to search for."""
UNITS = 6
"""How often growing is tried from one place."""


def rejecting(article: Article, suggestion: Suggestion) -> Keys | None:
    """The fewest keys that reject one suggestion."""

    def would(there: Article) -> bool:
        if least := doubted(there):
            return least == suggestion
        cursor = there.cursor
        span = there.active or there.smallest(cursor.selection.start)
        return there.offer_here() == suggestion and (cursor.offer is not None or span is None)

    keys = reach(article, would)
    return None if keys is None else (*keys, "x")


def labelling(article: Article, place: Place) -> Keys | None:
    """The fewest keys found that label a place which no suggestion is right about."""
    best: Keys | None = None
    for moves, cursor in chain(_searched(article, place), places(article)):
        if best and len(moves) + 1 >= len(best):
            if moves[:1] == ("slash",):
                continue
            break
        with imagined(article, cursor):
            room = len(best) - len(moves) if best else 40
            for way in (_by_unit, _by_offer, _by_selection):
                found = way(article, place, room)
                if found and (best is None or len(moves) + len(found) < len(best)):
                    best = (*moves, *found)
                    room = len(found)
    return best


def _searched(article: Article, place: Place) -> Iterator[tuple[Keys, Cursor]]:
    """Searching for one of the place's words: far away it is the shortest way; shortest first."""
    found = []
    for offset, _ in islice(words_after(article.document.text, *place[:2], place[0]), WORDS):
        if keys := search(article, offset):
            with imagined(article):
                article.cursor.to(offset)
                found.append((keys, copy(article.cursor)))
    yield from sorted(found, key=lambda way: len(way[0]))


def label_key(article: Article, label: str) -> str:
    """The letter of a label."""
    return next(known.key for known in article.scheme.labels if known.name == label)


def _by_unit(article: Article, place: Place, room: int) -> Keys | None:
    """The label's key, for what it takes by itself, and what is wrong with that put right."""
    if not article.cursor.selection.is_empty or article.cursor.offer or article.cursor.reached:
        return None
    label = next(known for known in article.scheme.labels if known.name == place[2])
    offer = accepting.nearest(article, label.name)
    if offer is None and label.unit == "attribution":
        offer = accepting.candidate(article, label.name)
    try:
        here = article.cursor.paragraph, article.cursor.selection.cursor
        unit = offer.range if offer else natural_unit(article.document, article.index, here, label)
    except GestureError:
        return None
    taken = article.span_at(unit, label.name)
    if taken or not _overlap(unit, place[:2]):
        return None
    adjusted = reshape(article, Selection(*unit), place[:2], room - 1)
    if adjusted is None or (adjusted and label.unit == "paragraph"):  # Tab would have to reach it
        return None
    return label.key, *adjusted


def _by_offer(article: Article, place: Place, room: int) -> Keys | None:
    """The suggestion that was reached, corrected."""
    offer = article.cursor.offer
    if offer is None or not _overlap(offer.range, place[:2]):
        return None
    label = next(known for known in article.scheme.labels if known.name == place[2])
    if not fits(article, offer, label):
        return None
    key = () if offer.label == label.name else (label.key,)
    adjusted = reshape(article, Selection(*offer.range), place[:2], room - len(key))
    return None if adjusted is None or not (key or adjusted) else (*key, *adjusted)


def _by_selection(article: Article, place: Place, room: int) -> Keys | None:
    """Something selected, shaped and labelled."""
    if article.cursor.offer or article.cursor.span or not _touch(article, place[:2]):
        return None
    best: Keys | None = None
    for keys, shape in _selected(article):
        if len(keys) + 1 >= room:
            break
        if not _overlap(shape.range, place[:2]):
            continue
        adjusted = reshape(article, shape, place[:2], room - len(keys) - 1)
        if adjusted is not None:
            found = (*keys, *adjusted, label_key(article, place[2]))
            best, room = found, len(found)
    return best


def _selected(article: Article) -> Iterator[tuple[Keys, Selection]]:
    """What growing selects, and what extending does, from a bare cursor."""
    text, ranges = article.document.text, article.document.paragraphs
    shape = article.cursor.shape
    yield ("shift+left",), article.cursor.extended("left")
    for number in range(1, UNITS):
        shape = grow(text, ranges, shape)
        yield ("e",) * number, shape


def _overlap(one: Range, other: Range) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _touch(article: Article, place: Range) -> bool:
    """Whether the cursor is at a place, or beside it."""
    return place[0] - 2 <= article.cursor.selection.cursor <= place[1] + 1
