"""What a layer says in the names that the scheme's labels have now."""

from collections.abc import Mapping

from msgspec.structs import replace

from annotate.core.annotation_set import AnnotationSet, Rejection
from annotate.core.fold import imported


def in_present_names(content: AnnotationSet, former: Mapping[str, str]) -> AnnotationSet:
    """The content with labels by their present names; spans that this makes equal are one.

    `former` leads from each name that a label had to the one it has.
    """
    if not former:
        return content
    labels = {s.label for s in content.spans} | {r.label for r in content.rejections}
    if labels.isdisjoint(former):
        return content
    spans = (replace(s, label=former.get(s.label, s.label)) for s in content.spans)
    rejections = (
        Rejection(r.start, r.end, former.get(r.label, r.label)) for r in content.rejections
    )
    return imported(replace(content, spans=tuple(spans), rejections=tuple(rejections)))
