"""Attributions that are events, as PARC and PolNeAR have them, made spans and links."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from msgspec import Struct
from msgspec.structs import replace

from annotate.core.document import Range
from annotate.core.name_map import USUAL_LABELS, plain
from annotate.core.paragraphs import find_paragraphs
from annotate.core.quotations import quotations_of
from annotate.core.record import RecordRelation, RecordSpan
from annotate.formats.brat_lines import Linked

ROLE = re.compile(r"(content|source|cue)\d*")
QUOTE, ATTRIBUTION, ATTRIBUTES = "quote", "attribution", "attributes"
META = "attributions"
Pieces = Mapping[str, Sequence[Range]]
"""Where each span of the file is, in pieces."""


class Event(Struct, frozen=True):
    """An attribution: the spans that are its content, its source and its cue, by id."""

    id: str
    type: str
    trigger: str
    content: tuple[str, ...]
    source: tuple[str, ...]
    cue: tuple[str, ...]

    @property
    def parts(self) -> set[str]:
        """The spans that are no labels by themselves."""
        return {self.trigger, *self.source, *self.cue}


def event_of(line: Linked) -> Event | None:
    """The attribution that an event is; None for events of other kinds."""
    players: dict[str, list[str]] = {"content": [], "source": [], "cue": []}
    (_, trigger), *roles = line.roles
    for role, target in roles:
        match = ROLE.fullmatch(role.casefold())
        if match:
            players[match[1]].append(target)
    if not plain(line.type).startswith(ATTRIBUTION) and not players["content"]:
        return None
    return Event(line.id, line.type, trigger, *map(tuple, players.values()))


class Attributions:
    """The attributions of a file, over its spans in the order in which the record has them.

    `owners` names for each of `spans` the file's span that it is, or is a piece of.
    """

    def __init__(
        self, text: str, pieces: Pieces, spans: list[RecordSpan], owners: list[str]
    ) -> None:
        self._text, self._pieces, self.spans = text, pieces, spans
        self._owned = defaultdict[str, list[int]](list)
        for n, owner in enumerate(owners):
            self._owned[owner].append(n)
        self._heads: dict[str, int] = {}
        self.relations: list[RecordRelation] = []
        self.meta: list[dict[str, Any]] = []

    @cached_property
    def _paragraphs(self) -> tuple[Range, ...]:
        """Where they are, which only files with events need to know."""
        return find_paragraphs(self._text)

    def take(self, events: Sequence[Event]) -> None:
        """Take in all events of the file: contents become quotes first, as far as they are."""
        for n in self._all(id for event in events for id in event.content):
            span = self.spans[n]
            if plain(span.label) == "content" and self._quoted((span.start, span.end)):
                self.spans[n] = replace(span, label=QUOTE)
        for event in events:
            self._take(event)

    def indexes(self, id: str) -> list[int]:
        """Where a span of the file is among those of the record, or what an event became."""
        if id in self._heads:
            return [self._heads[id]]
        return self._owned.get(id, [])

    def _quoted(self, place: Range) -> bool:
        """Whether each paragraph's share of a place lies within quotation marks."""
        shares = [
            (n, max(a, place[0]), min(b, place[1]))
            for n, (a, b) in enumerate(self._paragraphs)
            if a < place[1] and place[0] < b
        ]
        return bool(shares) and all(
            any(q.start <= a and b <= q.end for q in quotations_of(self._text, self._paragraphs, n))
            for n, a, b in shares
        )

    def _take(self, event: Event) -> None:
        """The hull of source and cue as an attribution, linked to what it attributes."""
        parts = [*self._places(event.source), *self._places(event.cue)]
        children = self._all(event.content)
        head = self._attribution(event, parts) if parts else None
        if head is not None:
            self._heads[event.id] = head
            self.relations += [RecordRelation(ATTRIBUTES, head, c) for c in children if c != head]
        self.meta.append(self._described(event, head))

    def _attribution(self, event: Event, parts: Sequence[Range]) -> int:
        """The span that is the attribution: one that is labelled so already and holds the hull."""
        start, end = min(a for a, _ in parts), max(b for _, b in parts)
        for n, span in enumerate(self.spans):
            label = USUAL_LABELS.get(plain(span.label), plain(span.label))
            if label == ATTRIBUTION and span.start <= start and end <= span.end:
                return n
        text = self._text[start:end]
        new = RecordSpan(id=event.id, start=start, end=end, label=ATTRIBUTION, text=text)
        self.spans.append(new)
        self._owned[event.id].append(len(self.spans) - 1)
        return len(self.spans) - 1

    def _places(self, ids: Sequence[str]) -> Iterator[Range]:
        """Where some of the file's spans are; an event, which may stand for one, is nowhere."""
        return (piece for id in ids for piece in self._pieces.get(id, ()))

    def _all(self, ids: Iterable[str]) -> list[int]:
        """Where the spans of the file are among the spans of the record, in order."""
        return sorted({n for id in ids for n in self._owned.get(id, ())})

    def _described(self, event: Event, head: int | None) -> dict[str, Any]:
        """The event with its parts, as it is kept with the article."""
        places = {
            role: [list(piece) for piece in self._places(ids)]
            for role, ids in (("source", event.source), ("cue", event.cue))
        }
        span = None if head is None else self.spans[head].id
        said = [self.spans[n].id for n in self._all(event.content)]
        return {"type": event.type, "attribution": span, "content": said, **places}
