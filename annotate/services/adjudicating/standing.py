"""How far an adjudication is: which conflicts there are, and which of them are still open."""

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from annotate.core.annotation_set import AnnotationSet, Relation, Span
from annotate.core.conflicts import Comparison, Conflict, Option, compare, rival
from annotate.core.document import Document
from annotate.core.link_conflicts import LinkConflict, Permits, compare_links
from annotate.core.suggestion import Place, place_order
from annotate.services.adjudicating.origins import UNANIMOUS, is_in_doubt

AnyConflict = Conflict | LinkConflict
"""A question about spans, or about links between settled spans."""


def refused(gold: AnnotationSet) -> set[Place]:
    """The places where a version's span is said not to be."""
    return {r.place for r in gold.rejections}


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
        mine = span.place
        return mine != place and mine not in self.agreed and rival(mine, place)

    def has(self, place: Place) -> bool:
        """Whether any version has a span there."""
        return place in self.agreed or place in self.contested

    def doubts(self, span: Span) -> bool:
        """Whether a gold span rests on versions that have it no longer."""
        return is_in_doubt(span, self.agreed, self.contested)


class Said(NamedTuple):
    """What a gold layer's log tells beyond its content, and what was asked in this run.

    `declined` are the links that were said not to be, `of_all` those taken since all had them,
    `moved` the ids of the spans that were changed by hand; `asked` the places of questions that
    stay once they are answered, though gold does not show any longer that there was one, and
    `asked_links` the links. Where just these versions were settled, what a reviewer chose is in no
    doubt.
    """

    declined: frozenset[Relation] = frozenset()
    of_all: frozenset[Relation] = frozenset()
    moved: frozenset[str] = frozenset()
    asked: frozenset[Place] = frozenset()
    asked_links: frozenset[Relation] = frozenset()
    is_settled: bool = False


NOTHING_SAID = Said()


class Standing:
    """One state of the gold layer against the versions.

    A conflict is open as long as one of its spans is neither in gold nor refused there, or one of
    its links neither made nor declined: what a version brings up anew is open by itself. So is
    what gold has of versions that have it no longer. `said` is what the log alone tells.
    """

    def __init__(self, ground: Ground, gold: AnnotationSet, said: Said = NOTHING_SAID) -> None:
        self._ground, self.gold, self._declined = ground, gold, said.declined
        spans = (s for s in gold.spans if s.origin == UNANIMOUS or not said.is_settled)
        doubtful = (s for s in spans if s.id not in said.moved and ground.doubts(s))
        self._in_doubt = frozenset(s.place for s in doubtful)
        self._starts = {span.id: span.start for span in gold.spans}
        self._answered = {s.place for s in gold.spans} | refused(gold)
        known = self._in_doubt | (said.asked & self._answered)
        self._withdrawn = known - ground.agreed - ground.contested
        self._overruled_places = {*self._left_out(), *(known & ground.agreed)}
        self.asked = self._withdrawn | self._overruled_places
        of_all = said.of_all.intersection(gold.relations)
        kept = of_all | said.asked_links
        links = compare_links(ground.versions, gold, ground.permits, kept)
        self._agreed_links = links.agreed
        contested = frozenset(link for c in links.conflicts for link in c.links)
        self._links_in_doubt, self.asked_links = of_all & contested, kept & contested
        found = [*ground.comparison.conflicts, *self._overruled()]
        self.span_conflicts = tuple(self._with_withdrawn(found))
        every: list[AnyConflict] = [*self.span_conflicts, *links.conflicts]
        self.conflicts = tuple(sorted(every, key=self._order))
        self.open = tuple(c for c in self.conflicts if self._is_open(c))

    def paragraph_of(self, conflict: AnyConflict) -> int:
        """Where a conflict is settled: where it starts; a link where the later of its ends does."""
        return self._ground.document.paragraph_at(self._start(conflict))

    def is_at(self, conflict: AnyConflict, offset: int) -> bool:
        """Whether a character is in what a conflict is about, or at an end of its links."""
        if isinstance(conflict, Conflict):
            return conflict.start <= offset < conflict.end
        ends = (self.gold.span(end) for k in conflict.links for end in (k.head, k.child))
        return any(s.start <= offset < s.end for s in ends if s)

    def doubts(self, conflict: AnyConflict) -> bool:
        """Whether gold has something there that not all have any longer who had it."""
        if isinstance(conflict, LinkConflict):
            return not self._links_in_doubt.isdisjoint(conflict.links)
        return not self._in_doubt.isdisjoint(conflict.places)

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
            return self.doubts(conflict) or not known.issuperset(conflict.links)
        return self.doubts(conflict) or not self._answered.issuperset(conflict.places)

    def _left_out(self) -> Iterator[Place]:
        """What all have, but something that no version has stands in its place in gold.

        A reviewer labelled there first, or the versions have changed since they were settled.
        """
        ground = self._ground
        own = [s for s in self.gold.spans if s.place not in ground.contested]
        for place in ground.comparison.agreed:
            if place not in self._answered and any(ground.stands_in_for(s, place) for s in own):
                yield place

    def _overruled(self) -> Iterator[Conflict]:
        """The questions whether all are right."""
        for place in sorted(self._overruled_places, key=place_order):
            options = Option((place,), self._everybody), Option((), ())
            yield Conflict(place[0], place[1], options)

    def _with_withdrawn(self, conflicts: Iterable[Conflict]) -> Iterator[Conflict]:
        """The same with what no version has any longer: as an answer, or a question of its own."""
        left = sorted(self._withdrawn, key=place_order)
        for conflict in conflicts:
            near = tuple(w for w in left if any(rival(w, p) for p in conflict.places))
            left = [w for w in left if w not in near]
            yield _extended(conflict, near) if near else conflict
        for place in left:
            options = Option((place,), ()), Option((), self._everybody)
            yield Conflict(place[0], place[1], options)

    @property
    def _everybody(self) -> tuple[int, ...]:
        return tuple(range(len(self._ground.versions)))


def _extended(conflict: Conflict, places: tuple[Place, ...]) -> Conflict:
    """A conflict with one more answer, that of no version."""
    *answers, none = conflict.options
    start = min(conflict.start, places[0][0])
    end = max(conflict.end, *(place[1] for place in places))
    return Conflict(start, end, (*answers, Option(places, ()), none))
