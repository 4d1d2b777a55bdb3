"""Records in the terms of others: what is to be left out, and the names they know."""

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from msgspec import Struct
from msgspec.structs import replace

from annotate.core.name_map import LEFT_OUT, ForeignRelation, NameMap
from annotate.core.record import Record, RecordFlag, RecordNote, RecordRelation, RecordSpan
from annotate.core.scheme import RelationType, Scheme

Remark = TypeVar("Remark", RecordNote, RecordFlag)


def without(record: Record, labels: Collection[str], relations: Collection[str]) -> Record:
    """The record without spans and links of these names, and without what speaks of such spans."""
    spans = record.spans or ()
    kept = [index for index, span in enumerate(spans) if span.label not in labels]
    if len(kept) == len(spans) and not any(r.label in relations for r in record.relations or ()):
        return record
    places = _Places(spans, kept)
    links = [
        RecordRelation(r.label, places.of(r.head), places.of(r.child))
        for r in record.relations or ()
        if r.label not in relations and places.have(r.head, r.child)
    ]
    return replace(
        record,
        spans=tuple(spans[index] for index in kept),
        relations=tuple(links),
        notes=tuple(places.remarks(record.notes or ())),
        flags=tuple(places.remarks(record.flags or ())),
        rejections=tuple(r for r in record.rejections or () if r[2] not in labels) or None,
    )


class _Places:
    """Where the spans that are kept end up, by their ids and by their indexes."""

    def __init__(self, spans: tuple[RecordSpan, ...], kept: list[int]) -> None:
        self._indexes = {old: new for new, old in enumerate(kept)}
        self._gone = {spans[i].id for i in range(len(spans)) if i not in self._indexes} - {None, ""}
        self._gone -= {spans[i].id for i in kept}
        self._all = range(len(spans))

    def have(self, *ends: str | int) -> bool:
        """Whether none of these was left out; one that never was is for others to refuse."""
        gone = [e in self._all and e not in self._indexes for e in ends if isinstance(e, int)]
        return not any(gone) and not self._gone.intersection(ends)

    def of(self, end: str | int) -> str | int:
        """How a span is called now."""
        return self._indexes.get(end, end) if isinstance(end, int) else end

    def remarks(self, remarks: Iterable[Remark]) -> Iterable[Remark]:
        """The remarks but those on spans that were left out."""
        for r in remarks:
            if r.span is None:
                yield r
            elif self.have(r.span):
                yield replace(r, span=self.of(r.span))


class ForeignNames(Struct, frozen=True):
    """How labels and relations are called elsewhere, by the names they have here."""

    labels: Mapping[str, str]
    relations: Mapping[str, ForeignRelation]

    def record(self, record: Record) -> Record:
        """A record in those names."""
        rejected = record.rejections or ()
        return replace(
            record,
            spans=tuple(replace(s, label=self._label(s.label)) for s in record.spans or ()),
            relations=tuple(map(self._relation, record.relations or ())),
            rejections=tuple((a, b, self._label(name)) for a, b, name in rejected) or None,
        )

    def scheme(self, scheme: Scheme) -> Scheme:
        """A scheme in those names; of labels that are called the same the first stands."""
        labels = {self._label(label.name): label for label in reversed(scheme.labels)}
        order = dict.fromkeys(self._label(label.name) for label in scheme.labels)
        return Scheme(
            tuple(replace(labels[name], name=name) for name in order),
            tuple(map(self._relation_type, scheme.relations)),
        )

    def _label(self, name: str) -> str:
        return self.labels.get(name, name)

    def _relation(self, relation: RecordRelation) -> RecordRelation:
        name, head, child = relation.label, relation.head, relation.child
        found = self.relations.get(name)
        if found is None:
            return relation
        return RecordRelation(found.label, *((child, head) if found.reverse else (head, child)))

    def _relation_type(self, relation: RelationType) -> RelationType:
        found = self.relations.get(relation.label, ForeignRelation(relation.label))
        head, child = (tuple(map(self._label, end)) for end in (relation.head, relation.child))
        if found.reverse:
            head, child = child, head
        return replace(relation, label=found.label, head=head, child=child)


def foreign_names(given: NameMap) -> ForeignNames:
    """The names of a map from the other side: of several for one label the first is used."""
    labels: dict[str, str] = {}
    for theirs, ours in given.labels.items():
        if ours != LEFT_OUT:
            labels.setdefault(ours, theirs)
    relations: dict[str, ForeignRelation] = {}
    for theirs in given.relations:
        found = given.relation(theirs)
        if found and found.label != LEFT_OUT:
            relations.setdefault(found.label, ForeignRelation(theirs, found.reverse))
    return ForeignNames(labels, relations)
