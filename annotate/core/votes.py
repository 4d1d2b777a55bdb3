"""One layer made of several: every span with who has it, or those that enough of them have."""

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import NamedTuple, TypeVar

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from annotate.core.annotation_set import DONE, AnnotationSet, Relation, Span, span_order
from annotate.core.layers import is_together
from annotate.core.record import Record
from annotate.core.suggestion import Place, place_order

KEY = "votes"
"""Where in a record's `meta` it says who has what."""
Layers = Sequence[tuple[str, AnnotationSet]]
Link = tuple[str, Place, Place]
T = TypeVar("T", bound=Hashable)


class SpanVotes(Struct, frozen=True):
    """How many have a span, and who: with the origin that it has for each."""

    votes: int
    by: dict[str, str | None]


class LinkVotes(Struct, frozen=True):
    """How many have a link, and who; the ends are ids of spans."""

    label: str
    head: str
    child: str
    votes: int
    by: tuple[str, ...]


class Votes(Struct, frozen=True):
    """What `meta` says under KEY: who finished the document, and who of them has what."""

    of: tuple[str, ...]
    spans: dict[str, SpanVotes] = {}
    relations: tuple[LinkVotes, ...] = ()

    def only(self, ids: Iterable[str | None]) -> "Votes":
        """Those on some spans, and on the links between them."""
        kept = set(ids)
        return replace(
            self,
            spans={id: said for id, said in self.spans.items() if id in kept},
            relations=tuple(r for r in self.relations if {r.head, r.child} <= kept),
        )


class Together(NamedTuple):
    """What some annotators say together of a document."""

    content: AnnotationSet
    votes: Votes


def together(layers: Layers, name: str, least: int, paragraphs: int) -> Together:
    """The spans and links that at least `least` of the layers have, a span's score its share.

    Ids are the layer's own, its name and a number, since two layers may call different spans alike.
    A span has an origin if it is the same for all who have it.
    """
    places = _having((layer, _places(content)) for layer, content in layers)
    links = _having((layer, _links(content)) for layer, content in layers)
    kept = sorted((p for p in places if len(places[p]) >= least), key=place_order)
    ids = {place: f"{name}:{n}" for n, place in enumerate(kept, 1)}
    spans = tuple(
        Span(*p, ids[p], _shared(places[p].values()), len(places[p]) / len(layers)) for p in kept
    )
    votes = Votes(
        tuple(layer for layer, _ in layers),
        {ids[p]: SpanVotes(len(places[p]), places[p]) for p in kept},
        tuple(
            LinkVotes(label, ids[head], ids[child], len(by), tuple(by))
            for (label, head, child), by in sorted(links.items())
            if len(by) >= least
        ),
    )
    relations = tuple(sorted(Relation(r.label, r.head, r.child) for r in votes.relations))
    content = AnnotationSet(tuple(sorted(spans, key=span_order)), relations, DONE * paragraphs)
    return Together(content, votes)


def _places(content: AnnotationSet) -> dict[Place, str | None]:
    return {s.place: s.origin for s in content.spans}


def _links(content: AnnotationSet) -> dict[Link, None]:
    places = {s.id: s.place for s in content.spans}
    return {(r.label, places[r.head], places[r.child]): None for r in content.relations}


def _having(said: Iterable[tuple[str, Mapping[T, str | None]]]) -> dict[T, dict[str, str | None]]:
    """By what is said who says it, in the order of the layers, and from which origin."""
    found: defaultdict[T, dict[str, str | None]] = defaultdict(dict)
    for layer, things in said:
        for thing, origin in things.items():
            found[thing][layer] = origin
    return found


def _shared(origins: Iterable[str | None]) -> str | None:
    first, *others = set(origins)
    return None if others else first


def with_votes(record: Record, votes: Votes) -> Record:
    """The record with the votes in its `meta`."""
    return replace(record, meta={**(record.meta or {}), KEY: msgspec.to_builtins(votes)})


def with_own_votes(record: Record) -> Record:
    """A record that lost spans, without the votes on these."""
    if not is_together(record.layer or "") or not record.meta or KEY not in record.meta:
        return record
    try:
        votes = msgspec.convert(record.meta[KEY], Votes)
    except msgspec.ValidationError:  # somebody else's, who put something there
        return record
    return with_votes(record, votes.only(span.id for span in record.spans or ()))
