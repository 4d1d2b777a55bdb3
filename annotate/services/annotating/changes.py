"""Where two states of an article differ, so that undo and redo can go there."""

from collections.abc import Iterator

from annotate.core.annotation_set import AnnotationSet, Flag, Note
from annotate.core.document import Document


def changed_paragraph(
    document: Document, before: AnnotationSet, after: AnnotationSet
) -> int | None:
    """The first paragraph whose spans differ; else whose status, links or remarks do.

    None where the two differ in nothing, or only in what is said of the article as a whole.
    """
    for places in (_spans, _statuses, _links, _remarks):
        found = min(places(document, before, after), default=None)
        if found is not None:
            return found
    return None


def _spans(document: Document, before: AnnotationSet, after: AnnotationSet) -> Iterator[int]:
    spans = set(before.spans) ^ set(after.spans)
    rejected = set(before.rejections) ^ set(after.rejections)
    starts = [*(s.start for s in spans), *(r.start for r in rejected)]
    return map(document.paragraph_at, starts)


def _statuses(document: Document, before: AnnotationSet, after: AnnotationSet) -> Iterator[int]:
    paragraphs = range(len(document.paragraphs))
    return (p for p in paragraphs if before.status_of(p) != after.status_of(p))


def _links(document: Document, before: AnnotationSet, after: AnnotationSet) -> Iterator[int]:
    """A link belongs to the paragraph of its head."""
    starts = {s.id: s.start for s in (*before.spans, *after.spans)}
    links = set(before.relations) ^ set(after.relations)
    return (document.paragraph_at(starts[link.head]) for link in links)


def _remarks(document: Document, before: AnnotationSet, after: AnnotationSet) -> Iterator[int]:
    starts = {s.id: s.start for s in (*before.spans, *after.spans)}
    old: set[Note | Flag] = {*before.notes, *before.flags}
    new: set[Note | Flag] = {*after.notes, *after.flags}
    for remark in old ^ new:
        if remark.span is not None:
            yield document.paragraph_at(starts[remark.span])
        elif remark.paragraph is not None:
            yield remark.paragraph
