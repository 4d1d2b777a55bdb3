"""Links between spans, and the candidates that the link key goes through."""

from collections.abc import Sequence
from itertools import chain

from annotate.core.annotation_set import Relation, Span
from annotate.core.document import Document, Range
from annotate.core.errors import GestureError
from annotate.core.excerpt import excerpt
from annotate.core.operations import Relate, Unrelate
from annotate.core.scheme import RelationType, Scheme
from annotate.services.annotating.article import Article
from annotate.services.annotating.coming import Content

FARTHEST, FARTHEST_MORE = 1, 5
"""Paragraphs from an attribution to what it attributes, at most, to be a candidate; of one more."""
QUOTED = 32
"""Characters of a text that a message quotes."""


def link(article: Article, number: int = 0) -> str:
    """Link the span here to the nearest candidate; again: to the next one, at last to none.

    `number` counts the relations that the span can be an end of, in the scheme's order. Where
    there is but one, the second is one more link of that kind. Right after a paragraph is done it
    may be a span of that: then it is said which paragraph, and the cursor stays where it is.
    """
    span = linkable(article)
    if not _is_left(article, span):
        return _link(article, span, number)
    where = f"¶ {article.document.paragraph_at(span.start) + 1}"
    try:
        return f"{where}: {_link(article, span, number)}"
    except GestureError as error:
        raise GestureError(f"{where}: {error.what}", hint=error.hint) from error


def _link(article: Article, span: Span, number: int) -> str:
    kinds = kinds_of(article.scheme, span)
    if number >= len(kinds):
        return _one_more(article, span, kinds[0])
    old = links_of(article.index, span, kinds[number])
    if len(old) > 1:
        return _with_one_less(article, span, kinds[number])
    places = article.document, article.index, article.scheme
    new = _following(candidates(*places, span, kinds[number]), old)
    article.commit([*map(unrelate, old), *map(relate, new)])
    _act_on(article, span)
    return f"{kinds[number].label}{linked_to(article, span.id, new)}" if new else "link removed"


def _one_more(article: Article, span: Span, kind: RelationType) -> str:
    """Link the span to what it is not linked to; again: to the next instead, at last to none."""
    known = links_of(article.index, span, kind)
    old = [link for link in known if link == article.cursor.one_more]
    free = [link for link in within_reach(article, span, kind) if link not in known or link in old]
    new = _following(free, old)
    article.commit([*map(unrelate, old), *map(relate, new)])
    _act_on(article, span)
    article.cursor.one_more = next(iter(new), None)
    said = f"{kind.label} too" if len(known) > len(old) else kind.label
    return f"{said}{linked_to(article, span.id, new)}" if new else "link removed"


def _with_one_less(article: Article, span: Span, kind: RelationType) -> str:
    """Take away the farthest of the links that the key cannot reach at their other end.

    Where it can reach each of them, it is there that one says which is meant.
    """
    if not (links := crossed(article, span, kind)):
        many = f"{len(links_of(article.index, span, kind))} links"
        raise GestureError(many, hint="{next-span} to the other end, then {link}")
    lost, other = links[-1]
    article.commit([unrelate(lost)])
    _act_on(article, span)
    return f"link to {_quoted(article, other)} removed"


def crossed(article: Article, span: Span, kind: RelationType) -> list[tuple[Relation, Span]]:
    """The links of a span that the key cannot reach at the other end, with that; farthest last.

    There it needs a link that is the only one; of a part it reaches what that continues, not more.
    """
    links = links_of(article.index, span, kind)
    ends = ((link, other_end(article.index, span.id, link)) for link in links)
    many = [(k, s) for k, s in ends if s and not _is_only(article, k, s, kind)]
    return sorted(many, key=lambda end: gap(span, end[1]))


def _is_only(article: Article, link: Relation, end: Span, kind: RelationType) -> bool:
    """Whether a link is the only one of its end, so that the key takes it away there."""
    return has_part(article.scheme, end) and links_of(article.index, end, kind) == [link]


def _is_left(article: Article, span: Span) -> bool:
    """Whether a span lies before the paragraph where the cursor is."""
    return span.end <= article.document.paragraphs[article.cursor.paragraph][0]


def _act_on(article: Article, span: Span) -> None:
    """Let the keys act on a span, unless it lies where one has just gone on from."""
    if not _is_left(article, span):
        article.hold(span.range, span.label, reached=article.cursor.reached)


def linkable(article: Article) -> Span:
    """The active span, else the smallest at the cursor, else the last one before it that links.

    Where no span does, right after a paragraph is done, that is one of that.
    """
    at = article.cursor.selection.start
    here = article.active or article.smallest(at)
    if here and has_part(article.scheme, here):
        return here
    places, done = article.document.paragraphs, article.cursor.just_done
    start, end = places[article.cursor.paragraph]
    able = _linking_in(article, start, end)
    if not able and done is not None:
        able = _linking_in(article, places[done][0], start)
    if not able:
        raise GestureError("nothing here to link", hint="label an attribution first")
    return next((s for s in reversed(able) if s.start <= at), able[0])


def _linking_in(article: Article, start: int, end: int) -> list[Span]:
    return [s for s in article.index.overlapping(start, end) if has_part(article.scheme, s)]


def has_part(scheme: Scheme, span: Span) -> bool:
    """Whether a span links, other than as a whole paragraph that something attributes."""
    label = scheme.label(span.label)
    return label is not None and label.unit != "paragraph" and bool(kinds_of(scheme, span))


def is_said(scheme: Scheme, span: Span) -> bool:
    """Whether a span is what others link to, and itself links to nothing, as a quotation."""
    kind = next(iter(kinds_of(scheme, span)), None)
    child_only = kind is not None and span.label in kind.child and span.label not in kind.head
    return child_only and has_part(scheme, span)


def _following(options: list[Relation], old: list[Relation]) -> list[Relation]:
    """The candidate after the present one; none after the last, nor where there is none."""
    if not options and not old:
        raise GestureError("nothing near to link it to")
    place = options.index(old[0]) + 1 if old and old[0] in options else 0
    return options[place : place + 1]


def linked_to(article: Article, span: str, links: Sequence[Relation]) -> str:
    """The end of a message: what the other end of the first of some new links says."""
    others = (other_end(article.index, span, link) for link in links)
    first = next(filter(None, others), None)
    if first is None:
        return ""
    return f" · linked to {_quoted(article, first)}"


def _quoted(article: Article, span: Span) -> str:
    """What a message says of a span; of a paragraph its label, too, since a quote may begin it."""
    words = excerpt(article.document.text, *span.range, QUOTED)
    return f"{span.label} {words}" if is_whole(article.scheme, span) else words


def other_end(content: Content, span: str, link: Relation) -> Span | None:
    """What a link of a span joins it with."""
    return content.span(link.child if link.head == span else link.head)


def relate(link: Relation) -> Relate:
    """The body that makes a link."""
    return Relate(link.label, link.head, link.child)


def unrelate(link: Relation) -> Unrelate:
    """The body that takes a link away."""
    return Unrelate(link.label, link.head, link.child)


def kinds_of(scheme: Scheme, span: Span) -> list[RelationType]:
    """The relations that a span can be an end of, in the scheme's order."""
    return [r for r in scheme.relations if span.label in (*r.head, *r.child)]


def links_of(content: Content, span: Span, kind: RelationType) -> list[Relation]:
    """The links of one kind that a span has, in its part: head, or else child."""
    if _is_child(span, kind):
        return links_to(content, span.id, kind)
    return [r for r in content.links(span.id) if (r.label, r.head) == (kind.label, span.id)]


def links_to(content: Content, span: str, kind: RelationType) -> list[Relation]:
    """The links of one kind of which a span is the child."""
    return [r for r in content.links(span) if (r.label, r.child) == (kind.label, span)]


def candidates(
    document: Document,
    content: Content,
    scheme: Scheme,
    span: Span,
    kind: RelationType,
    *,
    farthest: int = FARTHEST,
    within: Range | None = None,
) -> list[Relation]:
    """The links of one kind that `span` could have: the nearest first, then what holds it.

    Last come other paragraphs as a whole, and what others are linked to there. Where both ends may
    have its label, as parts of a quotation, it is what the link leads to. Only those that overlap
    with `within`, if that is given.
    """

    def rank(other: Span) -> int:
        if _holds(span, other):
            return 1
        elsewhere = _paragraphs_between(document, span, other) > 0
        taken = any(r.head != span.id for r in links_to(content, other.id, kind))
        return 2 if (elsewhere and taken) or is_whole(scheme, other) else 0

    found = [
        (rank(other), gap(span, other), other.start, link_of(span, other, kind))
        for other in content.overlapping(*(within or _around(document, span, farthest)))
        if may_link(span, other, kind) and _paragraphs_between(document, span, other) <= farthest
    ]
    return [relation for *_, relation in sorted(found)]


def within_reach(article: Article, span: Span, kind: RelationType) -> list[Relation]:
    """The candidates for one more link, linked or not: as usual, then those that are farther.

    What others said comes last, but for paragraphs, in which several speak.
    """
    places = article.document, article.index, article.scheme
    ways = (candidates(*places, span, kind, farthest=far) for far in (FARTHEST, FARTHEST_MORE))

    def is_others(link: Relation) -> bool:
        said = article.index.span(link.child)
        heads = {known.head for known in links_to(article.index, link.child, kind)}
        return bool(heads - {link.head}) and said is not None and has_part(article.scheme, said)

    return sorted(dict.fromkeys(chain.from_iterable(ways)), key=is_others)


def _around(document: Document, span: Span, farthest: int) -> Range:
    """The paragraphs of a span, and as many before and after as a link may lead to."""
    places, text = document.paragraphs, document.text
    first = max(0, document.paragraph_at(span.start) - farthest)
    beyond = document.paragraph_at(span.end - 1) + farthest + 1
    return places[first][0], places[beyond][0] if beyond < len(places) else len(text)


def is_whole(scheme: Scheme, span: Span) -> bool:
    """Whether a span labels a paragraph as such."""
    label = scheme.label(span.label)
    return label is not None and label.unit == "paragraph"


def gap(a: Span, b: Span) -> int:
    """Characters between two spans; 0 where they touch or overlap."""
    return max(0, b.start - a.end, a.start - b.end)


def _is_child(span: Span, kind: RelationType) -> bool:
    return span.label in kind.child


def may_link(span: Span, other: Span, kind: RelationType) -> bool:
    """Whether a link may join the two; one between parts leads from the earlier to the later."""
    if not _is_child(span, kind):
        return other.label in kind.child
    both = span.label in kind.head
    return other.label in kind.head and (not both or other.start < span.start)


def link_of(span: Span, other: Span, kind: RelationType) -> Relation:
    """The link of one kind between two spans, each in its part."""
    head, child = (other, span) if _is_child(span, kind) else (span, other)
    return Relation(kind.label, head.id, child.id)


def _paragraphs_between(document: Document, span: Span, other: Span) -> int:
    """How many paragraphs the one is after the other; 0 or less in the same one."""
    first, last = sorted((span, other), key=lambda s: s.start)
    return document.paragraph_at(last.start) - document.paragraph_at(first.end - 1)


def _holds(a: Span, b: Span) -> bool:
    """Whether one of the two lies inside the other."""
    return is_inside(a, b) or is_inside(b, a)


def is_inside(inner: Span, outer: Span) -> bool:
    """Whether one span lies in another."""
    return inner.id != outer.id and outer.start <= inner.start and inner.end <= outer.end
