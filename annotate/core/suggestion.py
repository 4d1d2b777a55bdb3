"""Suggestions: what a suggester proposes of a document; no label until a person accepts it."""

from collections.abc import Mapping, Sequence

from msgspec import Struct

from annotate.core.document import Range

Place = tuple[int, int, str]
"""(start, end, label): what a span goes by, a suggestion, and a rejection of it."""


def place_order(place: Place) -> tuple[int, int, str]:
    """Sort key: by start, the longer first, then by label; as for spans."""
    start, end, label = place
    return start, -end, label


class Suggestion(Struct, frozen=True):
    """A span that is proposed.

    `origin` is the rule's name, in words that a person understands; `score` is how sure it is, 0
    to 1; `suggester` the member of the family that it came from.
    """

    start: int
    end: int
    label: str
    origin: str
    score: float
    suggester: str

    @property
    def range(self) -> Range:
        """(start, end)."""
        return self.start, self.end

    @property
    def place(self) -> Place:
        """(start, end, label)."""
        return self.start, self.end, self.label


class Silence(Struct, frozen=True):
    """Why nothing is suggested of a document: in two words, and in a line with what to do."""

    short: str
    reason: str
    hint: str = ""


class SuggestedLink(Struct, frozen=True):
    """A relation that is proposed; its ends are the places of suggestions, or of spans."""

    label: str
    head: Place
    child: Place
    origin: str
    score: float


class Suggestions(Struct, frozen=True):
    """All that is proposed of one document: spans by start, the longer first, and links.

    They stand `instead` of what others proposed before them at those places. `candidates` are not
    proposed: they are what a label key may mean where nothing else is. `nothing` are paragraphs
    that surely have no label, and why: where nothing is proposed either, they want no eyes.
    """

    spans: tuple[Suggestion, ...] = ()
    links: tuple[SuggestedLink, ...] = ()
    instead: frozenset[Place] = frozenset()
    candidates: tuple[Suggestion, ...] = ()
    nothing: Mapping[Range, str] = {}


NONE = Suggestions()


def suggestion_order(suggestion: Suggestion) -> tuple[int, int, str]:
    """Sort key: that of its place."""
    return suggestion.start, -suggestion.end, suggestion.label


def merged(*parts: Suggestions) -> Suggestions:
    """Several suggesters' answers as one; of two for the same place the surer one stays."""
    links = {(k.label, k.head, k.child): k for part in reversed(parts) for k in part.links}
    return Suggestions(
        _surest_spans(parts),
        tuple(map(links.__getitem__, sorted(links))),
        nothing={place: why for part in parts for place, why in part.nothing.items()},
    )


def _surest_spans(parts: Sequence[Suggestions]) -> tuple[Suggestion, ...]:
    """The spans in their order, of two for the same place the surer one."""
    best: dict[tuple[int, int, str], Suggestion] = {}
    for part in parts:
        for start, end, label in part.instead:
            best.pop((start, -end, label), None)
        for suggestion in part.spans:
            place = suggestion.start, -suggestion.end, suggestion.label
            other = best.setdefault(place, suggestion)
            if suggestion.score > other.score:
                best[place] = suggestion
    return tuple(map(best.__getitem__, sorted(best)))
