"""A choice of labels: what goes with the others is named."""

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from annotate.core.foreign_record import without
from annotate.core.record import Record
from annotate.core.scheme import RelationType, Scheme
from annotate.core.votes import with_own_votes
from annotate.formats.losses import Losses
from annotate.services.exporting.going import name_what_went

LINK = "one of its ends has a label that is left out"
REMARK = "the label of its span is left out"


class Labels:
    """Some of a scheme's labels; links and remarks of spans with others are lost."""

    def __init__(self, scheme: Scheme, names: Iterable[str], losses: Losses) -> None:
        wanted = set(names)
        self.scheme = _reduced(scheme, wanted)
        self._others = {label.name for label in scheme.labels} - wanted
        self._losses = losses

    def only(self, records: Iterable[Record]) -> Iterator[Record]:
        """The records without the other labels."""
        for record in records:
            kept = without(record, self._others, ())
            name_what_went(record, kept, self._losses, link=LINK, remark=REMARK)
            yield with_own_votes(self._without_rejections(kept))

    def _without_rejections(self, record: Record) -> Record:
        rejections = tuple(r for r in record.rejections or () if r[2] not in self._others)
        return replace(record, rejections=rejections or None)


def _reduced(scheme: Scheme, names: set[str]) -> Scheme:
    """A scheme with these labels, and the links that there can still be."""
    relations = (_between(relation, names) for relation in scheme.relations)
    labels = tuple(label for label in scheme.labels if label.name in names)
    return replace(
        scheme, labels=labels, relations=tuple(r for r in relations if r.head and r.child)
    )


def _between(relation: RelationType, names: set[str]) -> RelationType:
    head, child = (tuple(n for n in end if n in names) for end in (relation.head, relation.child))
    return replace(relation, head=head, child=child)
