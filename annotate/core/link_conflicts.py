"""Where versions agree and differ on links, once their spans are settled.

A version's link is looked at between the settled spans that took its ends' place; a version has a
say on a link where both its ends have one of its own spans behind them.
"""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence

from msgspec import Struct

from annotate.core.annotation_set import AnnotationSet, Relation
from annotate.core.gestures import undone_gestures
from annotate.core.grouping import groups
from annotate.core.operations import Operation, Relate, Unrelate, decode_body, in_order
from annotate.core.succession import successors

Permits = Callable[[str, str, str], bool]
"""Whether a relation may lead from a span of one label to one of another."""


class LinkOption(Struct, frozen=True):
    """A set of links between settled spans that some versions have; none may be nobody's."""

    links: tuple[Relation, ...]
    versions: tuple[int, ...]


class LinkConflict(Struct, frozen=True):
    """Links that share ends and that not all who have a say have: `options` as of spans."""

    options: tuple[LinkOption, ...]

    @property
    def links(self) -> tuple[Relation, ...]:
        """Every link that any version has here, in order."""
        return tuple(sorted({link for o in self.options for link in o.links}))


class LinkComparison(Struct, frozen=True):
    """The links that all have who have a say, and those that only some have."""

    agreed: tuple[Relation, ...] = ()
    conflicts: tuple[LinkConflict, ...] = ()


class _Version(Struct, frozen=True):
    """One version between settled spans: its links, and the spans that took its own's place."""

    links: frozenset[Relation]
    known: frozenset[str]

    def has_a_say(self, link: Relation) -> bool:
        return link.head in self.known and link.child in self.known


def compare_links(
    versions: Sequence[AnnotationSet],
    gold: AnnotationSet,
    permits: Permits = lambda *_: True,
    kept: Collection[Relation] = (),
) -> LinkComparison:
    """Split all versions' links, between gold's spans, into agreed ones and conflicts.

    Links that a scheme does not permit between spans that are labelled so are none. `kept` are
    links that are asked about even where no version has them any longer.
    """
    labels = {span.id: span.label for span in gold.spans}
    settled = [_settled(version, gold, labels, permits) for version in versions]
    still = {k for k in kept if k.head in labels and k.child in labels}
    every = sorted(still.union(*(v.links for v in settled)))
    contested = [k for k in every if any(v.has_a_say(k) and k not in v.links for v in settled)]
    agreed = sorted(set(every) - set(contested))
    clusters = groups(len(contested), _sharing(contested))
    conflicts = (_conflict([contested[n] for n in cluster], settled, still) for cluster in clusters)
    return LinkComparison(tuple(agreed), tuple(conflicts))


def said_of_links(operations: Iterable[Operation]) -> dict[Relation, Relate | Unrelate]:
    """What was last said of each link, in gestures that stand."""
    said: dict[Relation, Relate | Unrelate] = {}
    ordered = sorted(operations, key=in_order)
    undone = undone_gestures(ordered)
    for operation in ordered:
        if operation.kind in ("relate", "unrelate") and operation.gesture_id not in undone:
            body = decode_body(operation.kind, operation.body)
            if isinstance(body, Relate | Unrelate):
                said[Relation(body.label, body.head, body.child)] = body
    return said


def _settled(
    version: AnnotationSet, gold: AnnotationSet, labels: Mapping[str, str], permits: Permits
) -> _Version:
    names = successors(version.spans, gold.spans)
    links = _renamed(version.relations, names)
    permitted = (k for k in links if permits(k.label, labels[k.head], labels[k.child]))
    return _Version(frozenset(permitted), frozenset(names.values()))


def _renamed(links: Iterable[Relation], names: Mapping[str, str]) -> Iterator[Relation]:
    """The links whose ends both have a new name, and not the same."""
    for link in links:
        head, child = names.get(link.head), names.get(link.child)
        if head and child and head != child:
            yield Relation(link.label, head, child)


def _sharing(links: Sequence[Relation]) -> Iterator[tuple[int, int]]:
    """Pairs of indexes of links that share an end in the same part, or both ends."""
    by_end: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for n, link in enumerate(links):
        by_end["head", link.label, link.head].append(n)
        by_end["child", link.label, link.child].append(n)
        by_end["both", *sorted((link.head, link.child))].append(n)
    for sharing in by_end.values():
        yield from ((sharing[0], other) for other in sharing[1:])


def _conflict(
    cluster: Sequence[Relation], versions: Iterable[_Version], kept: Collection[Relation]
) -> LinkConflict:
    """The conflict over some links, which are in order; those kept are an answer, too."""
    who: dict[tuple[Relation, ...], list[int]] = {(): []}
    for number, version in enumerate(versions):
        if any(map(version.has_a_say, cluster)):
            links = tuple(link for link in cluster if link in version.links)
            who.setdefault(links, []).append(number)
    who.setdefault(tuple(link for link in cluster if link in kept), [])
    options = [LinkOption(links, tuple(versions)) for links, versions in who.items()]
    options.sort(key=lambda o: (not o.links, -len(o.versions), o.versions))
    return LinkConflict(tuple(options))
