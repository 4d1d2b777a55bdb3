"""The link keys, `r` and `R`: which link they make or take away, and what is said of it."""

from collections.abc import Sequence

from annotate.core.annotation_set import Relation, Span
from annotate.core.errors import GestureError
from annotate.core.excerpt import excerpt
from annotate.core.operations import Relate, Unrelate
from annotate.core.scheme import RelationType
from annotate.services.annotating.article import Article
from annotate.services.annotating.possible_links import (
    candidates,
    gap,
    has_part,
    is_whole,
    kinds_of,
    links_of,
    other_end,
    within_reach,
)

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
    return _said(article, span, kinds[number].label, new, old)


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
    return _said(article, span, said, new, old)


def _with_one_less(article: Article, span: Span, kind: RelationType) -> str:
    """Take away the farthest of the links that the key cannot reach at their other end.

    Where it can reach each of them, it is there that one says which is meant.
    """
    if not (links := crossed(article, span, kind)):
        many = f"{len(links_of(article.index, span, kind))} links"
        raise GestureError(many, hint="{next-span} to the other end, then {link}")
    lost, _ = links[-1]
    article.commit([unrelate(lost)])
    _act_on(article, span)
    return _said(article, span, "", [], [lost])


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


def _following(options: list[Relation], old: list[Relation]) -> list[Relation]:
    """The candidate after the present one; none after the last, nor where there is none."""
    if not options and not old:
        raise GestureError("nothing near to link it to")
    place = options.index(old[0]) + 1 if old and old[0] in options else 0
    return options[place : place + 1]


# --- what is said and done of a link -----------------------------------------------------------


def _said(
    article: Article, span: Span, what: str, new: Sequence[Relation], old: Sequence[Relation]
) -> str:
    """What a key did: it made a new link, or else took an old one away.

    That it is gone comes before to what it led, which a narrow line cuts off.
    """
    if new:
        return what + linked_to(article, span.id, new)
    return f"link removed: {_first_of(article, span.id, old)}"


def linked_to(article: Article, span: str, links: Sequence[Relation]) -> str:
    """The end of a message: what the other end of the first of some new links says."""
    first = _first_of(article, span, links)
    return f" · linked to {first}" if first else ""


def _first_of(article: Article, span: str, links: Sequence[Relation]) -> str:
    """What a message says of the other end of the first of a span's links; "" of none."""
    others = (other_end(article.index, span, link) for link in links)
    first = next(filter(None, others), None)
    return _quoted(article, first) if first else ""


def _quoted(article: Article, span: Span) -> str:
    """What a message says of a span; of a paragraph its label, too, since a quote may begin it."""
    words = excerpt(article.document.text, *span.range, QUOTED)
    return f"{span.label} {words}" if is_whole(article.scheme, span) else words


def relate(link: Relation) -> Relate:
    """The body that makes a link."""
    return Relate(link.label, link.head, link.child)


def unrelate(link: Relation) -> Unrelate:
    """The body that takes a link away."""
    return Unrelate(link.label, link.head, link.child)
