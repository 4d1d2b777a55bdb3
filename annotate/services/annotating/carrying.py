"""Carrying one's labels of a near-copy over to an article, where its paragraphs say the same."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from annotate.core.annotation_set import AnnotationSet
from annotate.core.document import Document, Range
from annotate.core.errors import GestureError
from annotate.core.operations import Add, Body, Reject, Relate
from annotate.core.plural import plural
from annotate.core.renaming import in_present_names
from annotate.services import copies
from annotate.services.annotating.article import Article
from annotate.services.annotating.session import Session
from annotate.storage import annotations, documents

ORIGIN = "copy"
"""Where a label came from that was carried over."""


class Labelled(NamedTuple):
    """A near-copy, and what one says of it."""

    document: Document
    content: AnnotationSet

    @property
    def title(self) -> str:
        """What it is called, from wherever that came."""
        return self.document.title or self.document.id


def fitting(session: Session, article: Article) -> Labelled | None:
    """The near-copy most like an article of whose labels any could be carried over to it."""
    return next((each for each in _labelled(session, article) if _bodies(article, each)), None)


def carry(session: Session, article: Article) -> str:
    """Carry labels, and the links and rejections between them, over in one gesture.

    Only into paragraphs that are open and have no label yet.
    """
    near = list(_labelled(session, article))
    if not near:
        what = "you have labelled no near-copy of this article"
        raise GestureError(what if copies.alike(session.store, article.key) else NONE)
    other = fitting(session, article)
    if other is None:
        raise GestureError("no open paragraph is the same as one you labelled there")
    bodies = _bodies(article, other)
    article.commit(bodies)
    return _said(bodies, other)


NONE = "no near-copy of this article is known"


def _said(bodies: Iterable[Body], other: Labelled) -> str:
    counts = Counter(map(type, bodies))
    links = f", {plural(counts[Relate], 'link')}" if counts[Relate] else ""
    return f"{plural(counts[Add], 'label')}{links} from {other.title}"


def _labelled(session: Session, article: Article) -> Iterator[Labelled]:
    """The near-copies that the annotator has labelled, the one most like it first."""
    former = article.scheme.former
    for key, _ in copies.alike(session.store, article.key):
        content = annotations.read(session.store, key, session.annotator)
        if content.spans:
            yield Labelled(documents.get(session.store, key), in_present_names(content, former))


def _bodies(article: Article, other: Labelled) -> list[Body]:
    """What carries over all that fits; nothing where no label does."""
    moving = _Moving(article, other.document)
    first, labels = article.next_number(), article.scheme
    places = {s.id: place for s in other.content.spans if (place := moving.place(s.range))}
    fit = [s for s in other.content.spans if s.id in places and labels.label(s.label)]
    ids = {s.id: (article.id_of(first + n), s.label) for n, s in enumerate(fit)}
    adds = [Add(*places[s.id], s.label, ORIGIN) for s in fit]
    links = [
        Relate(r.label, head[0], child[0])
        for r in other.content.relations
        if (head := ids.get(r.head)) and (child := ids.get(r.child))
        if labels.permits(r.label, head[1], child[1])
    ]
    rejects = [
        Reject(*place, r.label)
        for r in other.content.rejections
        if (place := moving.place((r.start, r.end)))
    ]
    return [*adds, *links, *rejects] if adds else []


class _Moving:
    """Where what stands in a near-copy stands in an article."""

    def __init__(self, article: Article, other: Document) -> None:
        self._here, self._there = article.document, other
        number = len(self._here.paragraphs)
        free = {n for n in range(number) if _is_free(article, n)}
        known = {name: n for n, name in enumerate(_named(self._here)) if n in free}
        names = enumerate(_named(other))
        self._paragraphs = {n: known[name] for n, name in names if name in known}

    def place(self, there: Range) -> Range | None:
        """The same words, in paragraphs that are the same; None where they are not."""
        first, last = (self._there.paragraph_at(at) for at in (there[0], there[1] - 1))
        here = self._paragraphs.get(first)
        if here is None:
            return None
        follows = all(self._paragraphs.get(n) == here + n - first for n in range(first, last + 1))
        by = self._here.paragraphs[here][0] - self._there.paragraphs[first][0]
        start, end = there[0] + by, there[1] + by
        same = self._here.text[start:end] == self._there.text[slice(*there)]
        return (start, end) if follows and same and start >= 0 else None


def _is_free(article: Article, paragraph: int) -> bool:
    """Whether nothing was decided of a paragraph yet."""
    place = article.document.paragraphs[paragraph]
    untouched = article.content.status_of(paragraph) == "unseen"
    return untouched and not article.index.overlapping(*place)


def _named(document: Document) -> Iterator[tuple[str, int]]:
    """Each paragraph by what it says, and as which of those that say it."""
    seen: Counter[str] = Counter()
    for start, end in document.paragraphs:
        text = document.text[start:end]
        seen[text] += 1
        yield text, seen[text]
