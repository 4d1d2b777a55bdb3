"""Links as gold has them, and the fewest presses of the link keys that make them so."""

from collections.abc import Iterator

from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.errors import GestureError
from annotate.core.scheme import RelationType
from annotate.core.suggestion import Place
from annotate.services.annotating import linking
from annotate.services.annotating.article import Article
from annotate.services.annotating.possible_links import (
    candidates,
    has_part,
    kinds_of,
    links_of,
    within_reach,
)
from benchmarks.planning.gold import Gold, Link
from benchmarks.planning.reaching import Keys, reach

KEYS = "rR"
"""The key of the first relation that a span can have a part in, and of the second.

Where there is no second, that is the key of one more link of the first.
"""


def place_of(span: Span) -> Place:
    """(start, end, label)."""
    return span.start, span.end, span.label


def made(content: AnnotationSet) -> set[Link]:
    """The links that are there."""
    at = {span.id: place_of(span) for span in content.spans}
    return {(r.label, at[r.head], at[r.child]) for r in content.relations}


def differences(article: Article, gold: Gold) -> tuple[set[Link], set[Link]]:
    """(missing, wrong) links between spans that are there."""
    there = {place_of(span) for span in article.content.spans}
    wanted = {link for link in gold.links if {link[1], link[2]} <= there}
    found = made(article.content)
    return wanted - found, found - wanted


def linking_keys(article: Article, gold: Gold) -> Keys | None:
    """The fewest keys found that put one link right and none wrong; None where none does."""
    missing, wrong = differences(article, gold)
    replacing = [way for link in sorted(missing) for way in _making(article, link, wrong)]
    replacing += [(0, way) for link in sorted(missing) for way in _adding(article, link)]
    ways = [way for known, way in replacing if known]
    # what stands wrong first: with two links at both ends no key could take one of them away
    ways = ways or [way for link in sorted(wrong) for way in _unmaking(article, link)]
    return min(ways or [way for _, way in replacing], key=len, default=None)


def _making(article: Article, link: Link, wrong: set[Link]) -> Iterator[tuple[int, Keys]]:
    """From either end, where that has no link but one that is wrong anyway: how many, the keys."""
    for end in link[1:]:
        span, kind, known = _part(article, end, link[0])
        names = [_named(article, relation) for relation in known]
        if len(known) > 1 or not set(names) <= wrong:
            continue
        options = _options(article, span, kind)
        names = [_named(article, option) for option in options]
        if link not in names:
            continue
        here = options.index(known[0]) if known and known[0] in options else -1
        presses = (names.index(link) - here) % (len(options) + 1)
        yield from ((len(known), keys) for keys in _pressing(article, span, kind, presses))


def _adding(article: Article, link: Link) -> Iterator[Keys]:
    """From either end of which that is the only kind of link, whatever else it is linked to."""
    for end in link[1:]:
        span, kind, known = _part(article, end, link[0])
        if kinds_of(article.scheme, span) != [kind]:
            continue
        options = within_reach(article, span, kind)
        names = [_named(article, option) for option in options if option not in known]
        if link in names and has_part(article.scheme, span):
            yield from _pressed(article, span, tuple(KEYS[1] * (names.index(link) + 1)))


def _unmaking(article: Article, link: Link) -> Iterator[Keys]:
    """From either end that has no other link of the kind: on, until there is none.

    Where both ends have others, one press from that end to which nothing so linked is farther.
    """
    for end in link[1:]:
        span, kind, known = _part(article, end, link[0])
        options = _options(article, span, kind)
        if len(known) == 1 and options:
            here = options.index(known[0]) if known[0] in options else -1
            yield from _pressing(article, span, kind, len(options) - here)
        elif len(known) > 1 and _goes_first(article, span, kind, link):
            yield from _pressing(article, span, kind, 1)


def _goes_first(article: Article, span: Span, kind: RelationType, link: Link) -> bool:
    """Whether it is the link that the key takes away from a span that has several."""
    crossed = linking.crossed(article, span, kind)
    return bool(crossed) and _named(article, crossed[-1][0]) == link


def _part(article: Article, end: Place, label: str) -> tuple[Span, RelationType, list[Relation]]:
    """The span at one end of a link, the relation, and the links it has in its part."""
    span = article.span_at(end[:2], end[2])
    assert span
    kind = next(known for known in article.scheme.relations if known.label == label)
    return span, kind, links_of(article.index, span, kind)


def _options(article: Article, span: Span, kind: RelationType) -> list[Relation]:
    return candidates(article.document, article.index, article.scheme, span, kind)


def _named(article: Article, relation: Relation) -> Link:
    ends = (article.index.span(end) for end in (relation.head, relation.child))
    head, child = (place_of(span) for span in ends if span)
    return relation.label, head, child


def _pressing(article: Article, span: Span, kind: RelationType, presses: int) -> Iterator[Keys]:
    number = kinds_of(article.scheme, span).index(kind)
    if number < len(KEYS):
        yield from _pressed(article, span, tuple(KEYS[number] * presses))


def _pressed(article: Article, span: Span, keys: Keys) -> Iterator[Keys]:
    """These keys where they act on a span; what was just added to it is not to be moved on."""

    def acted_on(there: Article) -> bool:
        moves_on = keys[0] == KEYS[1] and there.cursor.one_more is not None
        try:
            return linking.linkable(there) == span and not moves_on
        except GestureError:
            return False

    moves = reach(article, acted_on)
    if moves is not None:
        yield (*moves, *keys)
