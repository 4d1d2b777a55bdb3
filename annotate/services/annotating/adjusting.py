"""Giving the selection another shape, or the span or suggestion that the keys act on."""

from typing import Literal

from annotate.core.annotation_set import Span
from annotate.core.errors import GestureError
from annotate.core.operations import Change
from annotate.core.selection import Direction, Selection, move_end, move_start, start_word
from annotate.core.selection import grow as grown
from annotate.core.selection import shrink as shrunk
from annotate.services.annotating import accepting
from annotate.services.annotating.article import Article

Edge = Literal["start", "end"]


def extend(article: Article, direction: Direction) -> str:
    """Extend it by a word."""
    return reshape(article, article.cursor.extended(direction))


def start_by_word(article: Article, direction: Direction) -> str:
    """Move its start by a word."""
    document = article.document
    return reshape(
        article, start_word(document.text, document.paragraphs, article.cursor.shape, direction)
    )


def move_edge(article: Article, edge: Edge, direction: Direction) -> str:
    """Move its start or its end by a character."""
    move = move_start if edge == "start" else move_end
    document = article.document
    return reshape(
        article, move(document.text, document.paragraphs, article.cursor.shape, direction)
    )


def grow(article: Article) -> str:
    """Grow it to the next unit."""
    document = article.document
    return reshape(article, grown(document.text, document.paragraphs, article.cursor.shape))


def shrink(article: Article) -> str:
    """Shrink it again."""
    document = article.document
    return reshape(article, shrunk(document.text, document.paragraphs, article.cursor.shape))


def reshape(article: Article, shape: Selection) -> str:
    """Give it a shape: a selection only changes, a span for good; a suggestion is accepted so."""
    cursor = article.cursor
    span, offer = article.active, cursor.offer
    if span is None and offer is None:
        _select(article, shape)
        return ""
    if shape.is_empty:
        raise GestureError("a span needs a character", hint="{remove} removes it")
    said = ""
    if offer and shape.range != offer.range:
        said = accepting.take(article, offer, shape.range, offer.label)
    elif span and shape.range != span.range:
        return _change(article, span, shape)
    cursor.reshape(shape)
    return said


def _select(article: Article, shape: Selection) -> None:
    """Select it; once nothing is left of it the cursor is back in a paragraph."""
    if shape.is_empty:
        article.cursor.to(shape.cursor)
    else:
        article.cursor.take(shape)


def _change(article: Article, span: Span, shape: Selection) -> str:
    """Give a span its new range; where another has that and its label, the two are one."""
    joined = article.span_at(shape.range, span.label) is not None
    change = Change(span.id, *shape.range, span.label)
    article.commit([change, *accepting.no_more(article, span, shape.range)])
    article.hold(shape.range, span.label, reached=article.cursor.reached)
    article.cursor.reshape(shape)
    return f"one with the other {span.label}" if joined else ""
