"""What still has a name that the scheme has retired, or split between several labels, or has not.

The last comes from machines where it was in use when somebody dropped it.
"""

from msgspec import Struct
from msgspec.structs import replace

from annotate.core.plural import plural
from annotate.core.scheme import Scheme
from annotate.storage import project as stored
from annotate.storage.store import Store


class Bygone(Struct, frozen=True):
    """A name that is no label or relation any more, and what has it.

    `into` are the labels that a split one became, from which a person chooses; else empty. One
    that was `dropped` the scheme does not even let go of.
    """

    name: str
    spans: int
    links: int
    into: tuple[str, ...] = ()
    dropped: bool = False

    @property
    def is_there(self) -> bool:
        """Whether anything has it."""
        return bool(self.spans or self.links)

    def __str__(self) -> str:
        counts = ((self.spans, "span"), (self.links, "link"))
        what = ", ".join(plural(number, noun) for number, noun in counts if number)
        return f"{what} still {self.name!r}, which {self._became}"

    @property
    def _became(self) -> str:
        if self.dropped:
            return f'the scheme has not: put it back, or add retired = ["{self.name}"] at the top'
        return f"is split into {', '.join(self.into)}" if self.into else "is retired"


def bygone(store: Store, scheme: Scheme, *, thorough: bool = False) -> list[Bygone]:
    """Every such name, with what has it in documents that are not removed; the most first.

    What the scheme has not is only looked for where such a name is known to have come, unless it is
    to be `thorough`.
    """
    looks = thorough or stored.may_have_unknown(store)
    if not (scheme.bygone or looks):
        return []
    spans, links, split = stored.used_labels(store), stored.used_relations(store), scheme.split
    dropped = {*spans, *links} - scheme.names if looks else set[str]()
    found = [
        Bygone(name, spans.get(name, 0), links.get(name, 0), split.get(name, ()), name in dropped)
        for name in scheme.bygone | dropped
    ]
    return sorted(found, key=lambda b: (-b.spans - b.links, b.name))


def with_bygone(store: Store, scheme: Scheme) -> Scheme:
    """The scheme as data needs it: with the bygone names that something still has."""
    found = bygone(store, scheme)
    dropped = (b.name for b in found if b.dropped)
    letting_go = replace(scheme, retired=(*scheme.retired, *dropped))
    labels = (b.name for b in found if b.spans)
    return letting_go.with_bygone(labels, (b.name for b in found if b.links))
