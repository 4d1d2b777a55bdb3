"""What the elements and classes of a page say of its paragraphs, taken together."""

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from annotate.suggesters.page.words import class_words, words

COMMON = 0.3
"""An element that holds so much of a page's prose is the article's, whatever its name says."""
KEPT = 4096
"""Hints, and elements, whose reading is kept: a site's pages share them."""


class Markup(NamedTuple):
    """A paragraph's own element, what class names say of it, and how central its place is.

    `share` is the part of the page's prose that lies in the same container, 0 to 1; `signs` are
    of "caption", "ad" and "page", from elements that do not hold the article itself; `usual` says
    that most of the prose is in elements as its own.
    """

    tag: str
    signs: frozenset[str]
    share: float
    usual: bool


class Hint(NamedTuple):
    """A hint's elements from the outermost to the paragraph's own, and the containers' names."""

    tag: str
    elements: tuple[str, ...]
    containers: tuple[str, ...]


def read_markup(
    hints: Sequence[str | None], weights: Sequence[int], prose: Sequence[bool]
) -> list[Markup | None]:
    """What each hint says, given the paragraphs' lengths and which of them read as prose."""
    held: Counter[str] = Counter()
    tags: Counter[str] = Counter()
    for hint, weight, reads in zip(hints, weights, prose, strict=True):
        if hint and reads:
            parsed = _parse(hint)
            held.update(dict.fromkeys(parsed.containers, weight))
            tags[parsed.tag] += weight
    shares = {name: weight / tags.total() for name, weight in held.items()}
    usual = max(tags, key=lambda tag: tags[tag], default="")
    known = {hint: _judge(_parse(hint), shares, usual) for hint in set(hints) if hint}
    return [known[hint] if hint else None for hint in hints]


def _judge(hint: Hint, shares: dict[str, float], usual: str) -> Markup:
    signs: set[str] = set()
    for element in hint.elements:
        if shares.get(element, 0.0) < COMMON:
            signs |= _signs(element)
    share = max((shares.get(name, 0.0) for name in hint.containers), default=0.0)
    return Markup(hint.tag, frozenset(signs), share, hint.tag == usual)


@lru_cache(maxsize=KEPT)
def _parse(hint: str) -> Hint:
    """A hint ("div.story > p.first") in its parts; a bare tag before the chain is passed over."""
    elements = tuple(hint.split(" > "))
    tag = (elements[-1].partition(".")[0].split() or [""])[0].lower()
    return Hint(tag, elements, tuple(_containers(elements)))


def _containers(elements: Sequence[str]) -> Iterable[str]:
    """The names by which paragraphs show that they lie together: classes, and the whole way in."""
    yield from dict.fromkeys(element for element in elements if "." in element)
    if len(elements) > 1:
        yield " > ".join(elements[:-1])


@lru_cache(maxsize=KEPT)
def _signs(element: str) -> frozenset[str]:
    _, _, classes = element.partition(".")
    known = words().classes
    return frozenset(known[word] for word in class_words(classes) if word in known)
