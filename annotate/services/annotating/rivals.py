"""Suggestions that say the same of about the same place: the surest of them speaks."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator

from msgspec.structs import replace

from annotate.core.document import Range
from annotate.core.suggestion import Place, SuggestedLink, Suggestion, Suggestions

SAME = 0.5
"""Intersection over union from which two ranges are about the same place."""

MOST = 16
"""Suggestions around one that are compared with it: more are no article's."""


def alike(one: Range, other: Range) -> bool:
    """Whether two ranges are mostly the same: intersection over union at least SAME."""
    both = min(one[1], other[1]) - max(one[0], other[0])
    return both >= SAME * (max(one[1], other[1]) - min(one[0], other[0]))


def share_an_edge(one: Range, other: Range) -> bool:
    """Whether both start, or both end, at the same place."""
    return one[0] == other[0] or one[1] == other[1]


def surest(found: Suggestions, whole: Collection[str]) -> Suggestions:
    """Without those that a surer one speaks for; links lead to what stands in their place.

    Labels of a `whole` paragraph all say what it is: of them too only the surest stays, and what
    was linked to one is not linked to another label.
    """
    by_word: dict[str, list[Suggestion]] = defaultdict(list)
    for suggestion in found.spans:
        by_word["" if suggestion.label in whole else suggestion.label].append(suggestion)
    heirs: dict[Place, Place] = {}
    for group in by_word.values():
        _find_heirs(group, heirs)
    if not heirs:
        return found
    spans = tuple(s for s in found.spans if s.place not in heirs)
    return replace(found, spans=spans, links=tuple(_inherited(found.links, heirs)))


def _find_heirs(group: Iterable[Suggestion], heirs: dict[Place, Place]) -> None:
    """For each of those that give way, the place of what speaks for it; they are by start."""
    open_ones: list[Suggestion] = []
    for suggestion in group:
        open_ones = [s for s in open_ones if s.end > suggestion.start][-MOST:]
        rivals = [s for s in open_ones if _compete(s, suggestion)]
        if not rivals:
            open_ones.append(suggestion)
            continue
        surer = next((s for s in rivals if s.score >= suggestion.score), None)
        if surer:
            heirs[suggestion.place] = surer.place
            continue
        heirs |= {rival.place: suggestion.place for rival in rivals}
        open_ones = [s for s in open_ones if s not in rivals] + [suggestion]


def _compete(one: Suggestion, other: Suggestion) -> bool:
    """Whether two say the same: of one suggester, those of a label that share a start or an end.

    It may well mean two otherwise, as of a quotation within a quotation.
    """
    if one.suggester == other.suggester and one.label == other.label:
        return share_an_edge(one.range, other.range)
    return alike(one.range, other.range)


def _inherited(
    links: Iterable[SuggestedLink], heirs: dict[Place, Place]
) -> Iterator[SuggestedLink]:
    """Each link between those that stay, once: the first of those that have become the same."""
    known: set[tuple[str, Place, Place]] = set()
    for link in links:
        head, child = _heir(link.head, heirs), _heir(link.child, heirs)
        kept = (head[2], child[2]) == (link.head[2], link.child[2])
        if kept and (link.label, head, child) not in known:
            known.add((link.label, head, child))
            yield replace(link, head=head, child=child)


def _heir(place: Place, heirs: dict[Place, Place]) -> Place:
    while place in heirs:
        place = heirs[place]
    return place
