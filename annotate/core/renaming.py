"""What a layer says, or a suggester, in the names that the scheme's labels have now."""

from collections.abc import Mapping

from msgspec.structs import replace

from annotate.core.annotation_set import AnnotationSet, Rejection
from annotate.core.fold import imported
from annotate.core.suggestion import Place, SuggestedLink, Suggestion, Suggestions, merged


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


def suggested_in_present_names(found: Suggestions, former: Mapping[str, str]) -> Suggestions:
    """The suggestions with labels by their present names; of two that this makes equal the surer.

    There are no candidates yet: they are told from what is shown once all have spoken.
    """
    places = [*found.instead, *(end for k in found.links for end in (k.head, k.child))]
    named = {label for _, _, label in places}.union(s.label for s in found.spans)
    if former.keys().isdisjoint(named):
        return found

    def place(old: Place) -> Place:
        return old[0], old[1], former.get(old[2], old[2])

    def span(s: Suggestion) -> Suggestion:
        return replace(s, label=former.get(s.label, s.label))

    def link(k: SuggestedLink) -> SuggestedLink:
        return replace(k, head=place(k.head), child=place(k.child))

    spans, links = tuple(map(span, found.spans)), tuple(map(link, found.links))
    one = merged(Suggestions(spans, links, nothing=found.nothing))
    return replace(one, instead=frozenset(map(place, found.instead)))
