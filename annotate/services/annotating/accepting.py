"""Accepting suggestions, one, a paragraph's or a run of them, rejecting them, and saying why."""

import re
from collections.abc import Iterable, Iterator, Sequence

from annotate.core.annotation_set import Span
from annotate.core.document import Range
from annotate.core.errors import GestureError
from annotate.core.operations import Add, Body, Reject, Relate, Status
from annotate.core.plural import plural
from annotate.core.suggestion import Silence, Suggestion
from annotate.services.annotating import linking
from annotate.services.annotating.accepted_links import (
    links_with,
    plainly_linked,
    suggested_link,
    taken_over,
)
from annotate.services.annotating.article import Article
from annotate.services.annotating.doubting import doubted
from annotate.services.annotating.offers import rejected_in
from annotate.suggesters import SUGGESTERS

CONFIDENT = 0.8
"""The score from which a paragraph's label needs no eyes."""
MOST = 500
"""Suggestions that one key accepts or rejects: more than a paragraph of news ever holds."""
LIKELY = 0.5
"""The score from which a candidate goes before those that are nearer."""


def origin_of(suggestion: Suggestion) -> str:
    """How the log names where a label came from: the suggester, and its rule if it has any."""
    return ": ".join(part for part in (suggestion.suggester, suggestion.origin) if part)


def accepted(article: Article, suggestions: Sequence[Suggestion]) -> list[Body]:
    """The bodies that accept some suggestions, with the links between them and to what is there."""
    first = article.next_number()
    new = {s.place: article.id_of(first + n) for n, s in enumerate(suggestions)}
    adds = [Add(*s.place, origin_of(s), s.score) for s in suggestions]
    spans = {id: Span(*place, id) for place, id in new.items()}
    return [*adds, *links_with(article, suggestions, spans)]


def done(article: Article) -> list[Body]:
    """The bodies that accept what is open in the paragraph and mark it done; none if it is.

    Raises GestureError where that is more than anybody can have looked at.
    """
    here = article.cursor.paragraph
    if article.content.status_of(here) == "done":
        return []
    return [*accepted(article, surveyable(article.open_offers(here))), Status((here,), "done")]


def surveyable(offers: Sequence[Suggestion]) -> Sequence[Suggestion]:
    """The same suggestions; raises GestureError where nobody can have looked at so many."""
    if len(offers) > MOST:
        what = f"{len(offers):,} suggestions in one paragraph are too many for one key"
        raise GestureError(what, hint="{next-span} goes through them, {skip} sets it aside")
    return offers


def accept_run(article: Article, last: int) -> str:
    """Accept this paragraph, and those after it up to `last` that hold nothing that wants eyes."""
    here = article.cursor.paragraph
    run = [here]
    while run[-1] < last and is_quiet(article, run[-1] + 1):
        run.append(run[-1] + 1)
    offers = [s for paragraph in run for s in surveyable(article.open_offers(paragraph))]
    undone = tuple(p for p in run if article.content.status_of(p) != "done")
    if undone:
        article.commit([*accepted(article, offers), Status(undone, "done")], then=run[-1] + 1)
    article.cursor.go(run[-1] + 1)
    article.cursor.just_done = here if undone else None
    words = [f"{len(undone)} paragraphs done"] if len(undone) > 1 else []
    at_end = run[-1] + 1 == len(article.document.paragraphs)
    words.append(standing(article) if at_end else ended(article) if undone else "")
    return " · ".join(filter(None, words))


def standing(article: Article) -> str:
    """What there is to say after the last paragraph: how many before it are open."""
    left = article.open_paragraphs
    return f"{plural(left, 'paragraph')} still open" if left else ended(article)


def ended(article: Article) -> str:
    """What there is to say after a paragraph was done, if it was the last that was open."""
    return "" if article.open_paragraphs else "article done"


def is_quiet(article: Article, paragraph: int) -> bool:
    """Whether a paragraph holds nothing but one label of the whole that is surely right.

    Or nothing at all, where that is sure; or it is done.
    """
    place, status = article.document.paragraphs[paragraph], article.content.status_of(paragraph)
    if status == "done":
        return True
    if status != "unseen" or article.index.overlapping(*place):
        return False
    offers = article.open_offers(paragraph)
    if not offers:
        return place in article.offers.found.nothing
    sure = article.offers.is_whole(offers[0]) and offers[0].score >= CONFIDENT
    return sure and len(offers) == 1


def take(article: Article, suggestion: Suggestion, place: Range, label: str) -> str:
    """Accept one suggestion, at this place and with this label, which may have been corrected.

    Also where Tab reached it that is what was just labelled: the next label key labels what comes
    next, as after any other, and no longer means it. What a paragraph is called stays reached.
    """
    if (*place, label) == suggestion.place:
        article.commit(accepted(article, [suggestion]))
    else:
        article.commit([*_corrected(article, suggestion, place, label), rejected(suggestion)])
    whole = article.labels_paragraphs(label)
    article.hold(place, label, reached=whole and article.cursor.offer == suggestion)
    span = article.span_at(place, label)
    said = linking.linked_to(article, span.id, article.index.links(span.id)) if span else ""
    return label + said


def _corrected(
    article: Article, suggestion: Suggestion, place: Range, label: str
) -> Iterator[Body]:
    """The bodies that accept a suggestion as it was corrected; its links are what they were."""
    id = article.id_of(article.next_number())
    yield Add(*place, label, origin_of(suggestion), suggestion.score)
    links = article.offers.links_of(suggestion.place)
    made = [r for k in links if (r := suggested_link(article, k, {suggestion.place: id}))]
    fitting = [r for r in made if _permits(article, r, id, label)]
    span = Span(*place, label, id)
    yield from taken_over(article, {id: span}, fitting)
    yield from fitting or plainly_linked(article, span)


def _permits(article: Article, link: Relate, new: str, label: str) -> bool:
    """Whether a link may be, now that the new span at one end has that label."""
    head, child = (
        label if end == new else span.label if (span := article.index.span(end)) else ""
        for end in (link.head, link.child)
    )
    return article.scheme.permits(link.label, head, child)


def nearest(article: Article, label: str) -> Suggestion | None:
    """The open suggestion of a label at the cursor, else the next, else the last one before.

    One that is linked to what was just labelled goes before one that is not.
    """
    offers = article.open_offers(article.cursor.paragraph)
    return _nearest(article, _linked(article, offers), label) or _nearest(article, offers, label)


def _linked(article: Article, offers: Iterable[Suggestion]) -> list[Suggestion]:
    """Those of some suggestions that are linked to the active span, and of another label."""
    if (span := article.active) is None:
        return []
    links = article.offers.links_of(span.place)
    ends = {end for link in links for end in (link.head, link.child)}
    return [s for s in offers if s.place in ends and s.label != span.label]


def candidate(article: Article, label: str) -> Suggestion | None:
    """In the same way what is hidden, else what nobody is sure enough of, or leads to no link."""
    found = article.offers.candidates_in(article.cursor.paragraph, article.index)
    likely = [s for s in found if s.score >= LIKELY]
    ways = (_nearest(article, some, label) for some in (_linked(article, likely), likely, found))
    return next(filter(None, ways), None)


def _nearest(article: Article, offers: Iterable[Suggestion], label: str) -> Suggestion | None:
    at = article.cursor.selection.cursor
    found = [s for s in offers if s.label == label]
    holding = [s for s in found if s.start <= at < s.end]
    if holding:
        return min(holding, key=lambda s: s.end - s.start)
    return next((s for s in found if s.start > at), found[-1] if found else None)


def rejected(suggestion: Suggestion) -> Reject:
    """The body that rejects a suggestion."""
    return Reject(*suggestion.place, origin_of(suggestion))


def no_more(
    article: Article, span: Span, place: Range | None = None, label: str | None = None
) -> list[Body]:
    """The bodies that keep an accepted span from being suggested again once it is changed so.

    With neither place nor label it goes. What it still says then needs no rejection.
    """
    if span.origin is None:
        return []
    paragraph = article.document.paragraph_at(span.start)
    said = {s.place: rejected(s) for s in article.offers.overtaken_by(span, paragraph)}
    if place is None and label is None:
        gone = {span.place: Reject(*span.place, span.origin)} | said
        near = min(at[0] for at in gone), max(at[0] for at in gone) + 1
        before = {r.place for r in rejected_in(article.index, near)}  # as it was corrected
        return [reject for known, reject in gone.items() if known not in before]
    after = Span(*(place or span.range), label or span.label, span.id)
    stays = {s.place for s in article.offers.overtaken_by(after, paragraph)}
    return [reject for known, reject in said.items() if known not in stays]


def why(article: Article, silence: Silence | None = None) -> str:
    """Why the suggestion here was made, or where the label here came from.

    Where one has only come to a paragraph that is the suggestion which `x` would reject.
    Where there is neither, why there can be none in this article: that is its `silence`.
    """
    span, offer = article.active, doubted(article) or article.offer_here()
    if span is None and offer is not None:
        return " · ".join([f"{offer.label}? {_reason(origin_of(offer))}", *_sureness(offer)])
    span = span or article.smallest(article.cursor.selection.start)
    paragraph = article.document.paragraphs[article.cursor.paragraph]
    if span is None and (nothing := article.offers.found.nothing.get(paragraph)):
        return f"nothing here · {nothing}"
    if span is None:
        raise _nothing(article, silence)
    return f"{span.label} · {_reason(span.origin) if span.origin else 'by hand'}"


def _sureness(offer: Suggestion) -> Iterator[str]:
    """How often such a one is right; nobody said so of one that came without a score."""
    if offer.score < 1:
        yield f"right {offer.score * 100:.0f} in 100"


def _nothing(article: Article, silence: Silence | None) -> GestureError:
    """Why nothing is suggested in the paragraph: also where that is for want of sureness."""
    if silence:
        return GestureError(silence.reason, hint=silence.hint)
    here = article.cursor.paragraph
    left = article.offers.candidates_in(here, article.index)
    if not left or article.content.status_of(here) != "unseen" or article.open_offers(here):
        return GestureError("nothing is suggested here")
    surest = max(left, key=lambda s: s.score)
    what = f"not shown: {surest.label}, right {surest.score * 100:.0f} in 100"
    return GestureError(what, hint="{suggesters} sets how sure it must be")


def _reason(origin: str) -> str:
    """An origin in words for a person: of a member of the family only the rule."""
    suggester, _, rule = origin.partition(": ")
    said = rule if rule and suggester in SUGGESTERS else origin
    return re.sub(r"\bverb\b", "verb of saying", said)
