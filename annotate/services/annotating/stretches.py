"""Several paragraphs at once: selecting whole ones, and being done with those."""

from typing import NamedTuple

from annotate.core.operations import Status
from annotate.core.plural import plural
from annotate.services.annotating import accepting
from annotate.services.annotating.article import Article


def extend(article: Article, paragraphs: int) -> None:
    """Select so many paragraphs more down, or, with a negative number, up; first the one here.

    Where some are selected in the other direction it is as many fewer.
    """
    first, last = _ends(article)
    whole = article.cursor.selection.range == _range(article, first, last)
    further = last + paragraphs if whole else last
    _select(article, first, max(0, min(further, len(article.document.paragraphs) - 1)))


def extend_to(article: Article, last: int, beyond: int = 0) -> None:
    """Select from here to a paragraph; where that is selected, so many more (`beyond`)."""
    first, end = _ends(article)
    is_there = end >= last and not article.cursor.selection.is_empty
    further = end + beyond if is_there else max(first, last)
    _select(article, first, min(further, len(article.document.paragraphs) - 1))


def selected(article: Article) -> range:
    """The paragraphs of which something is selected, or the one where the cursor is.

    Those that were just labelled as a whole still are.
    """
    span, cursor = article.active, article.cursor
    if span and not cursor.reached and article.labels_paragraphs(span.label):
        first, last = (article.document.paragraph_at(at) for at in (span.start, span.end - 1))
    else:
        first, last = sorted(_ends(article))
    return range(first, last + 1)


class Ending(NamedTuple):
    """What being done with several paragraphs does: which it ends and leaves, where it leads."""

    paragraphs: range
    ended: tuple[int, ...]
    left: tuple[int, ...]
    then: int


def ending(article: Article) -> Ending | None:
    """What that would do with the paragraphs that are selected; None where several are not.

    Nothing is accepted: what is suggested may be out of sight. Those paragraphs stay open, and
    the first of them is gone to.
    """
    paragraphs = selected(article)
    if len(paragraphs) < 2:
        return None
    still = [p for p in paragraphs if article.content.status_of(p) == "unseen"]
    left = tuple(p for p in still if article.open_offers(p))
    ended = tuple(sorted({*still}.difference(left)))
    beyond = min(paragraphs.stop, len(article.document.paragraphs) - 1)
    return Ending(paragraphs, ended, left, left[0] if left else beyond)


def done(article: Article) -> str:
    """Be done with the paragraphs that are selected, if several are; "" where they are not."""
    if (found := ending(article)) is None:
        return ""
    if found.ended:
        article.commit([Status(found.ended, "done")], then=found.then)
    article.cursor.go(found.then)
    return _told(article, found)


def _told(article: Article, found: Ending) -> str:
    words = [f"{plural(len(found.ended), 'paragraph')} done"]
    if found.left:
        words.append(f"{len(found.left)} with suggestions left")
    return " · ".join(filter(None, (*words, accepting.ended(article))))


def _ends(article: Article) -> tuple[int, int]:
    """The paragraphs in which what is selected begins and ends, as it was selected."""
    selection, document = article.cursor.selection, article.document
    if selection.is_empty:
        return article.cursor.paragraph, article.cursor.paragraph
    first, last = (document.paragraph_at(at) for at in (selection.start, selection.end - 1))
    return (first, last) if selection.anchor < selection.cursor else (last, first)


def _range(article: Article, first: int, last: int) -> tuple[int, int]:
    paragraphs = article.document.paragraphs
    return paragraphs[min(first, last)][0], paragraphs[max(first, last)][1]


def _select(article: Article, first: int, last: int) -> None:
    start, end = _range(article, first, last)
    article.cursor.select(*((start, end) if first <= last else (end, start)))
