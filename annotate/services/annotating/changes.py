"""Where and in what two states of an article differ, so that undo and redo can go there and say."""

from collections.abc import Iterator, Sequence
from itertools import chain

from annotate.core.annotation_set import AnnotationSet, Flag, Note, Rejection, Span
from annotate.core.differences import difference
from annotate.core.document import Document
from annotate.core.excerpt import excerpt


def changed_paragraph(
    document: Document, before: AnnotationSet, after: AnnotationSet
) -> int | None:
    """The first paragraph whose spans or status differ; else whose links or remarks do.

    None where the two differ in nothing, or only in what is said of the article as a whole.
    """
    for places in (_done, _links, _remarks):
        found = min(places(document, before, after), default=None)
        if found is not None:
            return found
    return None


def _done(document: Document, before: AnnotationSet, after: AnnotationSet) -> Iterator[int]:
    """A run may begin with paragraphs that are done without a span."""
    return chain(_spans(document, before, after), _statuses(document, before, after))


def _spans(document: Document, before: AnnotationSet, after: AnnotationSet) -> Iterator[int]:
    spans = set(before.spans) ^ set(after.spans)
    rejected = set(before.rejections) ^ set(after.rejections)
    starts = [*(s.start for s in spans), *(r.start for r in rejected)]
    return map(document.paragraph_at, starts)


def _statuses(document: Document, before: AnnotationSet, after: AnnotationSet) -> Iterator[int]:
    paragraphs = range(len(document.paragraphs) if before.status != after.status else 0)
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


# --- in words ----------------------------------------------------------------------------------


def what_was_done(document: Document, before: AnnotationSet, after: AnnotationSet) -> str:
    """What a gesture did that made one state of the other, in few words: quote “No,”, ¶ 4 done."""
    ways = (_paragraphs_done, _labels_made, _rejections_made, _links_made, _remarks_made)
    return next((said for way in ways if (said := way(document, before, after))), "")


def _paragraphs_done(document: Document, before: AnnotationSet, after: AnnotationSet) -> str:
    changed = list(_statuses(document, before, after))
    if not changed:
        return ""
    first, last, status = changed[0] + 1, changed[-1] + 1, after.status_of(changed[0])
    what = "open again" if status == "unseen" else status
    if len(changed) == 1:
        return f"¶ {first} {what}"
    whole = last - first + 1 == len(changed)
    return f"¶ {first}–{last} {what}" if whole else f"{len(changed)} paragraphs {what}"


def _labels_made(document: Document, before: AnnotationSet, after: AnnotationSet) -> str:
    gone, new = difference(before.spans, after.spans)
    was = {span.id: span for span in gone}
    if len(new) == 1 and (old := was.get(new[0].id)):
        relabelled = f"{old.label} to {new[0].label}" if old.label != new[0].label else ""
        return relabelled or _named(document, new, " moved")
    return _named(document, new) or _named(document, gone, " removed")


def _rejections_made(document: Document, before: AnnotationSet, after: AnnotationSet) -> str:
    gone, new = difference(before.rejections, after.rejections)
    return _named(document, new or gone, " rejected")


def _links_made(_: Document, before: AnnotationSet, after: AnnotationSet) -> str:
    gone, new = difference(before.relations, after.relations)
    return ("link moved" if gone else "link") if new else "link removed" if gone else ""


def _remarks_made(_: Document, before: AnnotationSet, after: AnnotationSet) -> str:
    if before.notes != after.notes:
        return "note" if after.notes else "note removed"
    return "flag" if before.flags != after.flags else ""


def _named(document: Document, labelled: Sequence[Span | Rejection], done: str = "") -> str:
    """One label with the beginning of its text; of more their number; "" for none.

    What was done to it comes before its text, which a narrow line cuts off.
    """
    if len(labelled) != 1:
        return f"{len(labelled)} labels{done}" if labelled else ""
    [only] = labelled
    colon = ":" if done else ""
    return f"{only.label}{done}{colon} {excerpt(document.text, only.start, only.end)}"
