"""Links that spans have and could have: of which kind, and with what near, the nearest first."""

from itertools import chain

from annotate.core.annotation_set import Relation, Span
from annotate.core.document import Document, Range
from annotate.core.scheme import RelationType, Scheme
from annotate.services.annotating.article import Article
from annotate.services.annotating.coming import Content

FARTHEST, FARTHEST_MORE = 1, 5
"""Paragraphs from an attribution to what it attributes, at most, to be a candidate; of one more."""


def kinds_of(scheme: Scheme, span: Span) -> list[RelationType]:
    """The relations that a span can be an end of, in the scheme's order."""
    return [r for r in scheme.relations if span.label in (*r.head, *r.child)]


def has_part(scheme: Scheme, span: Span) -> bool:
    """Whether a span links, other than as a whole paragraph that something attributes."""
    label = scheme.label(span.label)
    return label is not None and label.unit != "paragraph" and bool(kinds_of(scheme, span))


def is_said(scheme: Scheme, span: Span) -> bool:
    """Whether a span is what others link to, and itself links to nothing, as a quotation."""
    kind = next(iter(kinds_of(scheme, span)), None)
    child_only = kind is not None and span.label in kind.child and span.label not in kind.head
    return child_only and has_part(scheme, span)


def is_whole(scheme: Scheme, span: Span) -> bool:
    """Whether a span labels a paragraph as such."""
    label = scheme.label(span.label)
    return label is not None and label.unit == "paragraph"


def _is_child(span: Span, kind: RelationType) -> bool:
    return span.label in kind.child


# --- links that there are ----------------------------------------------------------------------


def links_of(content: Content, span: Span, kind: RelationType) -> list[Relation]:
    """The links of one kind that a span has, in its part: head, or else child."""
    if _is_child(span, kind):
        return links_to(content, span.id, kind)
    return [r for r in content.links(span.id) if (r.label, r.head) == (kind.label, span.id)]


def links_to(content: Content, span: str, kind: RelationType) -> list[Relation]:
    """The links of one kind of which a span is the child."""
    return [r for r in content.links(span) if (r.label, r.child) == (kind.label, span)]


def other_end(content: Content, span: str, link: Relation) -> Span | None:
    """What a link of a span joins it with."""
    return content.span(link.child if link.head == span else link.head)


# --- links that could be -----------------------------------------------------------------------


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


# --- where spans stand -------------------------------------------------------------------------


def gap(a: Span, b: Span) -> int:
    """Characters between two spans; 0 where they touch or overlap."""
    return max(0, b.start - a.end, a.start - b.end)


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
