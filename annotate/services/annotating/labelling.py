"""Labelling, relabelling and removing spans."""

from annotate.core.annotation_set import Relation, Span
from annotate.core.document import Range
from annotate.core.errors import GestureError
from annotate.core.excerpt import excerpt
from annotate.core.operations import Add, Change, Remove
from annotate.core.scheme import Label, Scheme
from annotate.core.suggestion import Suggestion
from annotate.services.annotating import accepting, linking
from annotate.services.annotating.article import Article
from annotate.services.annotating.doubting import doubted
from annotate.services.annotating.plain_links import overtaken_links, plain_links
from annotate.services.annotating.targets import natural_unit


def label(article: Article, number: int) -> str:
    """Label the selection; else what Tab reached; else accept what is suggested; else a unit.

    What Tab reached is only meant where the label `fits` it. The suggestion is the one of that
    label at the cursor, the unit the label's natural one there; an attribution's is what would
    have been suggested, had one been surer of it.
    """
    labels = article.scheme.labels
    if number >= len(labels):
        raise GestureError(f"the scheme has {len(labels)} labels")
    chosen, cursor = labels[number], article.cursor
    if not cursor.selection.is_empty:
        return _add(article, chosen, cursor.selection.range)
    if cursor.reached and (span := article.active) and fits(article, span, chosen):
        return _relabel(article, span, chosen)
    if cursor.offer and fits(article, cursor.offer, chosen):
        return accepting.take(article, cursor.offer, cursor.shape.range, chosen.name)
    offer = accepting.nearest(article, chosen.name)
    if offer is None and chosen.unit == "attribution":
        offer = accepting.candidate(article, chosen.name)
    if offer:
        return accepting.take(article, offer, offer.range, offer.label)
    place = cursor.paragraph, cursor.selection.cursor
    return _add(article, chosen, natural_unit(article.document, article.index, place, chosen))


def fits(article: Article, reached: Span | Suggestion, label: Label) -> bool:
    """Whether a label's key means what Tab reached.

    Not where that is what a whole paragraph is called: who presses the key of a quotation or an
    attribution there means one of those in it.
    """
    whole = reached.range == article.document.paragraphs[article.cursor.paragraph]
    within = label.unit in ("quotation", "attribution")
    return not (whole and within and _unit(article.scheme, reached) == "paragraph")


def remove(article: Article) -> str:
    """Remove the active span, or the innermost one at the cursor; else reject what is suggested.

    Where one has only come to the paragraph that is what is least sure in it, and one stays there.
    """
    if least := doubted(article):
        article.commit([accepting.rejected(least)])
        return f"{least.label} rejected · {excerpt(article.document.text, *least.range)}"
    span = article.active or article.smallest(article.cursor.selection.start)
    offer = article.offer_here()
    if offer and (article.cursor.offer or span is None or _is_within(article, offer, span)):
        article.commit([accepting.rejected(offer)])
        article.cursor.put_near(offer.start)
        return f"{offer.label} rejected"
    span = span or article.span_here()
    article.commit([Remove(span.id), *accepting.no_more(article, span)])
    article.cursor.put_near(span.start)
    return f"{span.label} removed"


def _is_within(article: Article, offer: Suggestion, span: Span) -> bool:
    """Whether at the cursor a suggestion is further in than the label there."""
    return not article.active and offer.end - offer.start < span.end - span.start


def clear(article: Article) -> str:
    """Remove every span that starts in this paragraph, and reject what is suggested in it."""
    start, end = article.document.paragraphs[article.cursor.paragraph]
    here = [s for s in article.index.overlapping(start, end) if start <= s.start]
    offers = accepting.surveyable(article.open_offers(article.cursor.paragraph))
    if not here and not offers:
        raise GestureError("no span in this paragraph")
    again = (body for s in here for body in accepting.no_more(article, s))
    rejects = map(accepting.rejected, offers)
    article.commit([*(Remove(s.id) for s in here), *rejects, *again])
    article.cursor.go(article.cursor.paragraph)
    counts = (len(here), "removed"), (len(offers), "rejected")
    return " · ".join(f"{number} {what}" for number, what in counts if number)


def _add(article: Article, label: Label, place: Range) -> str:
    """Label a place, with the links that are plain; a paragraph's other label gives way."""
    same_place = [s for s in article.index.overlapping(*place) if s.range == place]
    if any(s.label == label.name for s in same_place):
        raise GestureError(f"that is {label.name} already")
    for span in same_place:
        if label.unit == "paragraph" == _unit(article.scheme, span):
            return _relabel(article, span, label)
    span = Span(*place, label.name, article.id_of(article.next_number()))
    links = plain_links(article.document, article.index, span, article.scheme)
    lost = map(linking.unrelate, overtaken_links(article.index, span, links))
    article.commit([Add(*place, label.name), *lost, *map(linking.relate, links)])
    article.hold(place, label.name, reached=False)
    return label.name + linking.linked_to(article, span.id, links)


def _unit(scheme: Scheme, span: Span | Suggestion) -> str:
    label = scheme.label(span.label)
    return label.unit if label else ""


def _relabel(article: Article, span: Span, label: Label) -> str:
    """Another label for a span; the links that it may then no longer have go."""
    if article.span_at(span.range, label.name):
        raise GestureError(f"that is {label.name} already")
    lost = [r for r in article.index.links(span.id) if _forbids(article, r, span, label)]
    change = Change(span.id, *span.range, label.name)
    again = accepting.no_more(article, span, label=label.name)
    article.commit([change, *map(linking.unrelate, lost), *again])
    article.hold(span.range, label.name, reached=article.cursor.reached)
    return f"{span.label} is {label.name} now"


def _forbids(article: Article, link: Relation, changed: Span, label: Label) -> bool:
    """Whether a link of the changed span may not stay once it has another label."""
    other = article.index.span(link.child if link.head == changed.id else link.head)
    name = other.label if other else ""
    head, child = (label.name, name) if link.head == changed.id else (name, label.name)
    return not article.scheme.permits(link.label, head, child)
