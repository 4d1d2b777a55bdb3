"""What labelling by hand says of the versions: where a span stands, its rivals are refused."""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from annotate.core.annotation_set import Relation
from annotate.core.conflicts import rival
from annotate.core.operations import Add, Body, Change, Reject, Relate, Unrelate
from annotate.core.suggestion import Place
from annotate.services.adjudicating.standing import refused

if TYPE_CHECKING:
    from annotate.services.adjudicating.adjudication import Adjudication


def consequences(case: "Adjudication", bodies: Sequence[Body]) -> list[Body]:
    """What follows from a gesture that was not made of versions; all of it is undone with it."""
    known = {(b.start, b.end, b.label) for b in bodies if isinstance(b, Reject)}
    no = dict.fromkeys(p for p in _overtaken(case, bodies) if p not in known)
    return [*(Reject(*place) for place in no), *map(_declining, _other_links(case, bodies))]


def _overtaken(case: "Adjudication", bodies: Sequence[Body]) -> Iterator[Place]:
    """The versions' spans that give way to those that are placed: rivals, and where one was."""
    placed = {(b.start, b.end, b.label) for b in bodies if isinstance(b, Add | Change)}
    moved = {b.span for b in bodies if isinstance(b, Change)}
    was = {s.place for s in case.content.spans if s.id in moved} - placed
    stays = {s.place for s in case.content.spans} - was | placed | refused(case.content)
    for place in sorted(case.ground.contested - stays):
        if place in was or any(rival(place, other) for other in placed):
            yield place
    yield from sorted(was & case.ground.agreed)


def _other_links(case: "Adjudication", bodies: Sequence[Body]) -> Iterator[Relation]:
    """The other answers to the questions that a new link answers."""
    made = [Relation(b.label, b.head, b.child) for b in bodies if isinstance(b, Relate)]
    heads = {(link.label, link.head) for link in made}
    if not made:
        return
    known = {*case.content.relations, *case.declined, *made}
    for conflict in case.standing.open_links:
        if any((link.label, link.head) in heads for link in conflict.links):
            yield from (link for link in conflict.links if link not in known)


def _declining(link: Relation) -> Unrelate:
    return Unrelate(link.label, link.head, link.child)
