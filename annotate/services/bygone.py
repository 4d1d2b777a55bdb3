"""What still has a name that the scheme has retired, or split between several labels."""

from msgspec import Struct

from annotate.core.plural import plural
from annotate.core.scheme import Scheme
from annotate.storage import project as stored
from annotate.storage.store import Store


class Bygone(Struct, frozen=True):
    """A name that is no label or relation any more, and what has it.

    `into` are the labels that a split one became, from which a person chooses; else empty.
    """

    name: str
    spans: int
    links: int
    into: tuple[str, ...] = ()

    @property
    def is_there(self) -> bool:
        """Whether anything has it."""
        return bool(self.spans or self.links)

    def __str__(self) -> str:
        counts = ((self.spans, "span"), (self.links, "link"))
        what = ", ".join(plural(number, noun) for number, noun in counts if number)
        became = f"split into {', '.join(self.into)}" if self.into else "retired"
        return f"{what} still {self.name!r}, which is {became}"


def bygone(store: Store, scheme: Scheme) -> list[Bygone]:
    """Every such name, with what has it in documents that are not removed; the most first."""
    if not scheme.bygone:
        return []
    spans, links, split = stored.used_labels(store), stored.used_relations(store), scheme.split
    found = [
        Bygone(name, spans.get(name, 0), links.get(name, 0), split.get(name, ()))
        for name in scheme.bygone
    ]
    return sorted(found, key=lambda b: (-b.spans - b.links, b.name))


def with_bygone(store: Store, scheme: Scheme) -> Scheme:
    """The scheme as data needs it: with the bygone names that something still has."""
    found = bygone(store, scheme)
    labels = (b.name for b in found if b.spans)
    return scheme.with_bygone(labels, (b.name for b in found if b.links))
