"""Where several versions of one document agree and where they differ: what adjudication settles.

The versions are what annotators made of it, each finished; they go by their indexes. Spans count
by their places: neither ids nor duplicates matter, and one without a character is none.
"""

from collections.abc import Iterable, Iterator, Sequence

from msgspec import Struct

from annotate.core.annotation_set import AnnotationSet
from annotate.core.grouping import groups
from annotate.core.suggestion import Place, place_order


class Option(Struct, frozen=True):
    """A set of spans, in order, that some versions have; the empty one may be nobody's."""

    places: tuple[Place, ...]
    versions: tuple[int, ...]


class Conflict(Struct, frozen=True):
    """Spans that not all versions have and that answer one question, from `start` to `end`.

    `options` are the distinct answers: first what most versions have, last, whoever has it, none.
    """

    start: int
    end: int
    options: tuple[Option, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """Every span that any version has here, in order."""
        return tuple(sorted({p for o in self.options for p in o.places}, key=place_order))


class Comparison(Struct, frozen=True):
    """What all versions have, and what some have differently; both in order."""

    agreed: tuple[Place, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def compare(versions: Sequence[AnnotationSet]) -> Comparison:
    """Split all versions' spans into those that all have, and conflicts."""
    said = [set(_places(version)) for version in versions]
    agreed = set.intersection(*said) if said else set()
    contested = sorted(set().union(*said) - agreed, key=place_order)
    clusters = groups(len(contested), _rivals(contested))
    conflicts = (_conflict([contested[n] for n in cluster], said) for cluster in clusters)
    return Comparison(tuple(sorted(agreed, key=place_order)), tuple(conflicts))


def rival(one: Place, other: Place) -> bool:
    """Whether two places answer one question: they share characters, unless one merely nests.

    A quotation in a caption is another question than the caption; of one label, or where the
    inner covers half of the outer, it is the same.
    """
    shared = min(one[1], other[1]) - max(one[0], other[0])
    shorter, longer = sorted((one[1] - one[0], other[1] - other[0]))
    return shared > 0 and (one[2] == other[2] or shared < shorter or 2 * shorter >= longer)


def _places(version: AnnotationSet) -> Iterator[Place]:
    return (s.place for s in version.spans if s.start < s.end)


def _rivals(places: Sequence[Place]) -> Iterator[tuple[int, int]]:
    """The pairs of indexes of rivals among places that are in order."""
    near: list[int] = []
    for n, place in enumerate(places):
        near = [other for other in near if places[other][1] > place[0]]
        yield from ((other, n) for other in near if rival(places[other], place))
        near.append(n)


def _conflict(cluster: Sequence[Place], said: Iterable[set[Place]]) -> Conflict:
    """The conflict over some places, which are in order."""
    who: dict[tuple[Place, ...], list[int]] = {(): []}
    for version, places in enumerate(said):
        who.setdefault(tuple(p for p in cluster if p in places), []).append(version)
    options = [Option(places, tuple(versions)) for places, versions in who.items()]
    options.sort(key=lambda o: (not o.places, -len(o.versions), o.versions))
    return Conflict(cluster[0][0], max(end for _, end, _ in cluster), tuple(options))
