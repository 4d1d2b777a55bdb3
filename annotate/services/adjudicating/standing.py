"""How far an adjudication is: which conflicts there are, and which of them are still open."""

from collections.abc import Collection, Iterator, Sequence

from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.conflicts import Comparison, Conflict, Option, compare, rival
from annotate.core.document import Document
from annotate.core.link_conflicts import LinkConflict, Permits, compare_links
from annotate.core.suggestion import Place

AnyConflict = Conflict | LinkConflict
"""A question about spans, or about links between settled spans."""


def place_of(span: Span) -> Place:
    """(start, end, label)."""
    return span.start, span.end, span.label


def refused(gold: AnnotationSet) -> set[Place]:
    """The places where a version's span is said not to be."""
    return {(r.start, r.end, r.label) for r in gold.rejections}


class Ground:
    """What stays the same while a document is adjudicated: its versions, and where they differ."""

    def __init__(
        self, document: Document, versions: Sequence[AnnotationSet], permits: Permits
    ) -> None:
        self.document, self.versions, self.permits = document, versions, permits
        self.comparison: Comparison = compare(versions)
        self.agreed = frozenset(self.comparison.agreed)
        self.contested = frozenset(p for c in self.comparison.conflicts for p in c.places)

    def stands_in_for(self, span: Span, place: Place) -> bool:
        """Whether a gold span is an answer where a version has another; what all have is none."""
        mine = place_of(span)
        return mine != place and mine not in self.agreed and rival(mine, place)


class Standing:
    """One state of the gold layer against the versions.

    A conflict is open as long as one of its spans is neither in gold nor refused there, or one of
    its links neither made nor declined: what a version brings up anew is open by itself.
    `declined` are the links that were said not to be.
    """

    def __init__(
        self, ground: Ground, gold: AnnotationSet, declined: Collection[Relation] = ()
    ) -> None:
        self._ground, self.gold, self._declined = ground, gold, frozenset(declined)
        self._starts = {span.id: span.start for span in gold.spans}
        self._answered = {place_of(s) for s in gold.spans} | refused(gold)
        links = compare_links(ground.versions, gold, ground.permits)
        self._agreed_links = links.agreed
        spans = *ground.comparison.conflicts, *map(self._overruled, self._left_out())
        self.span_conflicts = tuple(spans)
        every: list[AnyConflict] = [*spans, *links.conflicts]
        self.conflicts = tuple(sorted(every, key=self._order))
        self.open = tuple(c for c in self.conflicts if self._is_open(c))

    def paragraph_of(self, conflict: AnyConflict) -> int:
        """Where a conflict is settled: where it starts; a link where the later of its ends does."""
        return self._ground.document.paragraph_at(self._start(conflict))

    @property
    def open_links(self) -> list[LinkConflict]:
        """Those of the open conflicts that are about links."""
        return [c for c in self.open if isinstance(c, LinkConflict)]

    def missing_links(self) -> list[Relation]:
        """The links that all have who have a say, and that were neither made nor declined."""
        known = {*self.gold.relations, *self._declined}
        return [link for link in self._agreed_links if link not in known]

    def _start(self, conflict: AnyConflict) -> int:
        if isinstance(conflict, Conflict):
            return conflict.start
        return max(self._starts[end] for k in conflict.links for end in (k.head, k.child))

    def _order(self, conflict: AnyConflict) -> tuple[int, bool, int]:
        """By paragraph; in each spans before links."""
        start = self._start(conflict)
        is_link = isinstance(conflict, LinkConflict)
        return self._ground.document.paragraph_at(start), is_link, start

    def _is_open(self, conflict: AnyConflict) -> bool:
        if isinstance(conflict, LinkConflict):
            known = {*self.gold.relations, *self._declined}
            return not known.issuperset(conflict.links)
        return not self._answered.issuperset(conflict.places)

    def _left_out(self) -> Iterator[Place]:
        """What all have, but something that no version has stands in its place in gold.

        A reviewer labelled there first, or the versions have changed since they were settled.
        """
        ground = self._ground
        own = [s for s in self.gold.spans if place_of(s) not in ground.contested]
        for place in ground.comparison.agreed:
            if place not in self._answered and any(ground.stands_in_for(s, place) for s in own):
                yield place

    def _overruled(self, place: Place) -> Conflict:
        """The question whether all are right."""
        everybody = tuple(range(len(self._ground.versions)))
        return Conflict(place[0], place[1], (Option((place,), everybody), Option((), ())))
