"""What a record adds up to once it is imported: spans named, each thing once, in order."""

from msgspec.structs import replace

from annotate.core.annotation_set import (
    DONE,
    SKIPPED,
    UNSEEN,
    AnnotationSet,
    canonical,
    renamed,
)
from annotate.core.fold import imported

LETTERS = UNSEEN + DONE + SKIPPED


def with_ids(content: AnnotationSet, operation: str) -> AnnotationSet:
    """The content with every span named; those that came without an id after their place."""
    if all(span.id for span in content.spans):
        return content
    names = {f"#{i}": f"{operation}/{i}" for i in range(len(content.spans))}
    return renamed(_numbered(content), names)


def _numbered(content: AnnotationSet) -> AnnotationSet:
    """The content with "#0", "#1" … as the ids of spans that have none."""
    spans = (replace(s, id=s.id or f"#{i}") for i, s in enumerate(content.spans))
    return replace(content, spans=tuple(spans))


def in_canon(content: AnnotationSet) -> AnnotationSet:
    """What the fold of an import of this content gives, mostly without folding."""
    ids = {s.id for s in content.spans}
    places = {s.place for s in content.spans}
    if _plain(content, ids) and len(places) == len(ids) == len(content.spans):
        return canonical(replace(content, relations=tuple(set(content.relations))))
    return imported(content)


def _plain(content: AnnotationSet, ids: set[str]) -> bool:
    """Whether it holds spans, relations of two of them, and status only."""
    if content.notes or content.flags or content.rejections or content.status.strip(LETTERS):
        return False
    return all(r.head in ids and r.child in ids and r.head != r.child for r in content.relations)


def says(content: AnnotationSet) -> AnnotationSet:
    """The content with ids that depend on it alone, to compare what two layers say."""
    content = in_canon(_numbered(content))
    return renamed(content, {s.id: f"{s.start}-{s.end} {s.label}" for s in content.spans})
