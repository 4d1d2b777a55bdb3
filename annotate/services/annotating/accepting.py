"""Accepting suggestions, one, a paragraph's or a run of them, rejecting them, and saying why."""

from collections.abc import Sequence

from annotate.core.annotation_set import Relation, Span
from annotate.core.document import Range
from annotate.core.errors import GestureError
from annotate.core.operations import Add, Body, Reject, Relate, Status
from annotate.core.suggestion import Place, SuggestedLink, Suggestion
from annotate.services.annotating import linking
from annotate.services.annotating.article import Article
from annotate.services.annotating.offers import alike

CONFIDENT = 0.8
"""The score from which a paragraph's label needs no eyes."""


def origin_of(suggestion: Suggestion) -> str:
    """How the log names where a label came from: the suggester, and its rule."""
    return f"{suggestion.suggester}: {suggestion.origin}"


def accepted(article: Article, suggestions: Sequence[Suggestion]) -> list[Body]:
    """The bodies that accept some suggestions, with the links between them and to what is there."""
    first = article.next_number()
    new = {s.place: article.id_of(first + n) for n, s in enumerate(suggestions)}
    adds = [Add(*s.place, origin_of(s), s.score) for s in suggestions]
    links = dict.fromkeys(k for s in suggestions for k in article.offers.links_of(s.place))
    relates = [r for link in links if (r := _relation(article, link, new))]
    return [*adds, *relates, *_plain(article, suggestions, new, relates)]


def _relation(article: Article, link: SuggestedLink, new: dict[Place, str]) -> Relate | None:
    """A suggested link between ids; None where one end is not there, or it is linked already."""
    head, child = (_end(article, place, new) for place in (link.head, link.child))
    if head is None or child is None:
        return None
    known = Relation(link.label, head, child) in article.content.relations
    return None if known else Relate(link.label, head, child)


def _end(article: Article, place: Place, new: dict[Place, str]) -> str | None:
    """The id at a place: of what is being accepted, or of a label that says about the same."""
    if place in new:
        return new[place]
    start, end, label = place
    there = (s for s in article.index.overlapping(start, end) if s.label == label)
    return next((s.id for s in there if alike(s.range, (start, end))), None)


def _plain(
    article: Article,
    suggestions: Sequence[Suggestion],
    new: dict[Place, str],
    made: Sequence[Relate],
) -> list[Relate]:
    """Links to labels that are there, for accepted spans that no suggestion links."""
    linked = {end for r in made for end in (r.head, r.child)}
    spans = [Span(*s.place, new[s.place]) for s in suggestions if new[s.place] not in linked]
    found = (linking.plain_links(article.document, article.index, s, article.scheme) for s in spans)
    return [linking.relate(link) for links in found for link in links]


def done(article: Article) -> list[Body]:
    """The bodies that accept what is open in the paragraph and mark it done; none if it is."""
    here = article.cursor.paragraph
    if article.content.status_of(here) == "done":
        return []
    return [*accepted(article, article.open_offers(here)), Status((here,), "done")]


def accept_run(article: Article, last: int) -> str:
    """Accept this paragraph, and those after it up to `last` that hold nothing that wants eyes."""
    here = article.cursor.paragraph
    run = [here]
    while run[-1] < last and _is_quiet(article, run[-1] + 1):
        run.append(run[-1] + 1)
    offers = [s for paragraph in run for s in article.open_offers(paragraph)]
    undone = tuple(p for p in run if article.content.status_of(p) != "done")
    if undone:
        article.commit([*accepted(article, offers), Status(undone, "done")])
    article.cursor.go(run[-1] + 1)
    return f"{len(run)} paragraphs done" if len(run) > 1 else ""


def _is_quiet(article: Article, paragraph: int) -> bool:
    """Whether a paragraph holds nothing but one label of the whole that is surely right."""
    if article.content.status_of(paragraph) != "unseen":
        return False
    start, end = article.document.paragraphs[paragraph]
    offers = article.open_offers(paragraph)
    alone = len(offers) == 1 and not article.index.overlapping(start, end)
    return alone and article.offers.is_whole(offers[0]) and offers[0].score >= CONFIDENT


def take(article: Article, suggestion: Suggestion, place: Range, label: str) -> str:
    """Accept one suggestion, at this place and with this label, which may have been corrected."""
    if (*place, label) == suggestion.place:
        article.commit(accepted(article, [suggestion]))
    else:
        add = Add(*place, label, origin_of(suggestion), suggestion.score)
        span = Span(*place, label, article.id_of(article.next_number()))
        links = linking.plain_links(article.document, article.index, span, article.scheme)
        article.commit([add, *map(linking.relate, links), rejected(suggestion)])
    article.hold(place, label, reached=article.cursor.reached)
    return label


def nearest(article: Article, label: str) -> Suggestion | None:
    """The open suggestion of a label at the cursor, else the next, else the last one before."""
    at = article.cursor.selection.cursor
    found = [s for s in article.open_offers(article.cursor.paragraph) if s.label == label]
    holding = [s for s in found if s.start <= at < s.end]
    if holding:
        return min(holding, key=lambda s: s.end - s.start)
    return next((s for s in found if s.start > at), found[-1] if found else None)


def rejected(suggestion: Suggestion) -> Reject:
    """The body that rejects a suggestion."""
    return Reject(*suggestion.place, origin_of(suggestion))


def why(article: Article) -> str:
    """Why the suggestion here was made, or where the label here came from."""
    span, offer = article.active, article.offer_here()
    if span is None and offer is not None:
        return f"{offer.label}? {origin_of(offer)} · {offer.score:.0%} sure"
    span = span or article.smallest(article.cursor.selection.start)
    if span is None:
        raise GestureError("nothing is suggested here")
    return f"{span.label} · {span.origin or 'by hand'}"
