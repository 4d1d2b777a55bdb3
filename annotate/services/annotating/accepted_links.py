"""The links that come with accepted suggestions: those suggested, and plain ones for the rest."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from annotate.core.annotation_set import Relation, Span, span_order
from annotate.core.document import Range
from annotate.core.operations import Body, Relate, Unrelate
from annotate.core.scheme import RelationType
from annotate.core.suggestion import Place, SuggestedLink, Suggestion
from annotate.services.annotating import linking
from annotate.services.annotating.article import Article
from annotate.services.annotating.coming import Coming
from annotate.services.annotating.plain_links import (
    FARTHEST,
    overtaken_links,
    plain_links,
    stands_before,
)
from annotate.services.annotating.possible_links import gap, has_part, is_said, kinds_of, links_to

New = Mapping[str, Span]
"""Spans that are being accepted, by the ids that they get."""


def links_with(article: Article, suggestions: Iterable[Suggestion], new: New) -> list[Body]:
    """The bodies that link accepted spans with each other and with what is there.

    Quotations that no suggestion links get the links that are plain, those too that were labelled
    by hand before who said them was accepted.
    """
    ids = {span.place: id for id, span in new.items()}
    links = dict.fromkeys(k for s in suggestions for k in article.offers.links_of(s.place))
    made = (r for link in links if (r := suggested_link(article, link, ids)))
    relates = [*dict.fromkeys(_nearer(article, relate, new) for relate in made)]
    bodies = [*taken_over(article, new, relates), *relates, *_beside_there(article, new, relates)]
    return [*bodies, *_going_on(article, new, bodies)]


# --- what is suggested -------------------------------------------------------------------------


def suggested_link(
    article: Article, link: SuggestedLink, new: Mapping[Place, str]
) -> Relate | None:
    """A suggested link between ids; None where one end is not there, or it is linked already."""
    head, child = (_end(article, place, new) for place in (link.head, link.child))
    if head is None or child is None:
        return None
    known = Relation(link.label, head, child) in article.index.links(head)
    return None if known else Relate(link.label, head, child)


def _end(article: Article, place: Place, new: Mapping[Place, str]) -> str | None:
    """The id at a place: of what is being accepted, or of a label that says about the same."""
    if place in new:
        return new[place]
    start, end, label = place
    there = (s for s in article.index.overlapping(start, end) if s.label == label)
    return next((s.id for s in there if article.offers.says(s, place)), None)


def _nearer(article: Article, link: Relate, new: New) -> Relate:
    """A suggested link; to a label made by hand, if that is plainly who said it, and nearer.

    Not where the suggestion is who speaks in the words before the quotation: what is labelled
    after it then leads on to the next.
    """
    head, child = new.get(link.head) or article.index.span(link.head), new.get(link.child)
    places = article.document, article.index
    if head is None or child is None or not _is_any_nearer(article, head, child):
        return link
    if stands_before(*places, head, child, article.scheme):
        return link
    for plain in plain_links(*places, child, article.scheme):
        other = article.index.span(plain.head)
        if other and other.origin is None and plain.label == link.label:
            nearer = gap(other, child) < gap(head, child)
            return linking.relate(plain) if nearer else link
    return link


def _is_any_nearer(article: Article, head: Span, child: Span) -> bool:
    """Whether any label made by hand is nearer to what was said than who is to have said it."""
    near = gap(head, child)
    around = article.index.overlapping(child.start - near, child.end + near)
    return any(s.origin is None and gap(s, child) < near for s in around)


def taken_over(article: Article, new: New, made: Sequence[Relate]) -> Iterator[Unrelate]:
    """The bodies that take what is linked now to new spans beside it from who said it before.

    A label that is there may have got the speaker of the one before it, for want of its own.
    """
    there = [link for link in made if link.head in new and link.child not in new]
    for head in dict.fromkeys(link.head for link in there):
        plain = plain_links(article.document, article.index, new[head], article.scheme)
        links = [link for link in plain if linking.relate(link) in there]
        yield from map(linking.unrelate, overtaken_links(article.index, new[head], links))


# --- what is plain -----------------------------------------------------------------------------


def plainly_linked(article: Article, span: Span) -> list[Body]:
    """The bodies that give a new span its plain links, and take away what these overtake."""
    links = plain_links(article.document, article.index, span, article.scheme)
    lost = overtaken_links(article.index, span, links)
    return [*map(linking.unrelate, lost), *map(linking.relate, links)]


def _beside_there(article: Article, new: New, made: Sequence[Relate]) -> list[Body]:
    """Links to labels that are there, for accepted spans but quotations that none links."""
    linked = {(r.label, end) for r in made for end in (r.head, r.child)}
    bodies = [
        body
        for span in new.values()
        for kind in kinds_of(article.scheme, span)[:1]
        if (kind.label, span.id) not in linked and not is_said(article.scheme, span)
        for body in plainly_linked(article, span)
    ]
    return _of_one_each(article, new, bodies)


def _of_one_each(article: Article, new: New, bodies: list[Body]) -> list[Body]:
    """The same; of several new spans beside a quotation only the one whose it plainly is has it."""
    numbers = Counter(body.child for body in bodies if isinstance(body, Relate))
    several = (article.index.span(child) for child, number in numbers.items() if number > 1)
    wanted = [span for span in several if span and is_said(article.scheme, span)]
    if not wanted:
        return bodies
    coming = Coming(article.index, new.values())
    kept = {
        span.id: [*map(linking.relate, links)]
        for span in wanted
        if (links := plain_links(article.document, coming, span, article.scheme))
    }
    return [b for b in bodies if not isinstance(b, Relate) or b in kept.get(b.child, (b,))]


def _going_on(article: Article, new: New, bodies: Sequence[Body]) -> Iterator[Relate]:
    """Plain links of quotations that have none when all else is there; in the order of the text.

    One end of each is new, the other was there: what is suggested was seen together, and is linked
    as far as it is believed to be.
    """
    waiting = _unlinked(article, new, bodies)
    if not waiting:
        return
    coming = Coming(article.index, new.values())
    coming.take(bodies)
    for quotation in sorted(waiting, key=span_order):
        plain = plain_links(article.document, coming, quotation, article.scheme)
        links = [r for r in plain if (r.head in new) != (r.child in new)]
        relates = [*map(linking.relate, links)]
        yield from relates
        coming.take(relates)


def _unlinked(article: Article, new: New, bodies: Sequence[Body]) -> list[Span]:
    """The quotations that nothing is linked to yet: accepted ones, and those around what is."""
    index, scheme = article.index, article.scheme
    spoken = [s for s in new.values() if has_part(scheme, s)]
    there = [span for s in spoken for span in index.overlapping(*_around(article, s))]
    linked = {(body.label, body.child) for body in bodies if isinstance(body, Relate)}
    kinds: dict[str, RelationType | None] = {}
    waiting: dict[str, Span] = {}
    for span in (*there, *spoken):
        if span.label not in kinds:
            kinds[span.label] = kinds_of(scheme, span)[0] if is_said(scheme, span) else None
        kind = kinds[span.label]
        if kind and (kind.label, span.id) not in linked and not links_to(index, span.id, kind):
            waiting[span.id] = span
    return [*waiting.values()]


def _around(article: Article, span: Span) -> Range:
    """The paragraph of a span, as far as a plain link may reach."""
    start, end = article.document.paragraphs[article.document.paragraph_at(span.start)]
    return max(start, span.start - FARTHEST), min(end, span.end + FARTHEST)
