"""A dataset that names no annotator: others stand for their names, the same in every export."""

import hmac
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Any

import msgspec
from msgspec.structs import replace

from annotate.core.layers import AGAIN, GOLD, is_together, owner
from annotate.core.record import Record
from annotate.core.votes import KEY, SpanVotes, Votes, with_votes

LETTERS = 8
"""Hexadecimal digits of a pseudonym: of a hundred people two are alike once in a million."""
PREFIXES = (GOLD, AGAIN)


class Pseudonyms:
    """Names made of the project's id and a name: who does not have the id cannot try names out."""

    def __init__(self, project: str) -> None:
        self._key = project.encode()

    def person(self, name: str) -> str:
        """What stands for a person's name."""
        return f"A{hmac.digest(self._key, name.encode(), 'sha256').hex()[:LETTERS]}"

    def layer(self, name: str) -> str:
        """What stands for a layer's; one of several together has nobody's name."""
        if is_together(name):
            return name
        prefix = next((prefix for prefix in PREFIXES if name.startswith(prefix)), "")
        return f"{prefix}{self.person(owner(name))}"

    def records(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records without names, those of a document in the order of the new ones."""
        for _, found in groupby(records, lambda record: record.sha256):
            yield from sorted(map(self.record, found), key=lambda record: record.layer or "")

    def record(self, record: Record) -> Record:
        """The record without names of annotators: ids of spans, which begin with them, are new."""
        record = self._with_votes(record)
        if not record.layer or is_together(record.layer):
            return record
        layer = self.layer(record.layer)
        spans = record.spans or ()
        ids: dict[Any, str] = {span.id: f"{layer}:{n}" for n, span in enumerate(spans, 1)}
        return replace(
            record,
            annotator=layer,
            spans=tuple(replace(span, id=ids[span.id]) for span in spans),
            relations=tuple(
                replace(link, head=ids[link.head], child=ids[link.child])
                for link in record.relations or ()
            ),
            notes=tuple(replace(note, span=ids.get(note.span)) for note in record.notes or ()),
            flags=tuple(replace(flag, span=ids.get(flag.span)) for flag in record.flags or ()),
        )

    def _with_votes(self, record: Record) -> Record:
        """With those who voted unnamed; what came with an import stands in `meta` as well."""
        try:
            votes = msgspec.convert((record.meta or {})[KEY], Votes)
        except (KeyError, msgspec.ValidationError):
            return record
        return with_votes(record, self._votes(votes))

    def _votes(self, votes: Votes) -> Votes:
        spans = {id: SpanVotes(said.votes, self._by(said.by)) for id, said in votes.spans.items()}
        links = (replace(link, by=self._layers(link.by)) for link in votes.relations)
        return Votes(self._layers(votes.of), spans, tuple(links))

    def _by(self, by: Mapping[str, str | None]) -> dict[str, str | None]:
        return dict(sorted((self.layer(who), origin) for who, origin in by.items()))

    def _layers(self, names: Iterable[str]) -> tuple[str, ...]:
        return tuple(sorted(map(self.layer, names)))
