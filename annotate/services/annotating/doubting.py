"""Which suggestion is meant where one has only come to a paragraph: the least sure in it."""

from itertools import takewhile

from annotate.core.selection import Selection
from annotate.core.suggestion import Suggestion
from annotate.services.annotating.article import Article


def doubted(article: Article) -> Suggestion | None:
    """The least sure suggestion of a paragraph that one has only come to, words or a span.

    Who is further on in one, where only the label of the whole paragraph is suggested, means the
    next that is suggested within it.
    """
    cursor = article.cursor
    start, _ = article.document.paragraphs[cursor.paragraph]
    if cursor.shape == Selection.at(start) and not cursor.span:
        return doubted_in(article, cursor.paragraph)
    bare = cursor.selection.is_empty and not (cursor.span or cursor.offer)
    return _next_within(article, cursor.selection.start) if bare else None


def _next_within(article: Article, at: int) -> Suggestion | None:
    here = article.offer_here()
    if here is None or not article.offers.is_whole(here) or article.smallest(at):
        return None
    return article.offers.next_within(article.cursor.paragraph, at, article.index)


def doubted_in(article: Article, paragraph: int) -> Suggestion | None:
    """That of any paragraph, once one comes to it.

    None where something is at its start already, but for a label of the whole paragraph.
    """
    start, _ = article.document.paragraphs[paragraph]
    here = takewhile(lambda s: s.start == start, article.open_offers(paragraph))
    if article.smallest(start) or not all(map(article.offers.is_whole, here)):
        return None
    return article.offers.least_sure(paragraph, article.index)
