"""From one state of a layer on a document to another: the spans and links that went and came."""

from functools import cached_property

from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.differences import difference


class Change:
    """What a gesture changed; found once, when it is first asked for, and handed on."""

    def __init__(self, before: AnnotationSet, after: AnnotationSet) -> None:
        self.before, self.after = before, after

    def joins(self, before: AnnotationSet, after: AnnotationSet) -> bool:
        """Whether it leads from just the one state to just the other."""
        return self.before is before and self.after is after

    @cached_property
    def spans(self) -> tuple[list[Span], list[Span]]:
        """Those that went and those that came, in order."""
        return difference(self.before.spans, self.after.spans)

    @cached_property
    def links(self) -> tuple[list[Relation], list[Relation]]:
        """Those that went and those that came, in order."""
        return difference(self.before.relations, self.after.relations)
