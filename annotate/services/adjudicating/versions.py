"""The versions of a document that are to be settled, in an order that tells nothing of whose."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from hashlib import sha256

from msgspec import Struct

from annotate.core.annotation_set import AnnotationSet, Span, span_order
from annotate.core.document import Document
from annotate.core.renaming import in_present_names
from annotate.core.scheme import Scheme
from annotate.core.suggestion import Place
from annotate.services.adjudicating.origins import OF, UNANIMOUS
from annotate.storage import adjudication
from annotate.storage.project import project_id
from annotate.storage.store import Store

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


class Version(Struct, frozen=True):
    """What an annotator says of a document: in the names that labels have now, and its digest."""

    layer: str
    content: AnnotationSet
    digest: str


def versions(store: Store, key: int, document: Document, scheme: Scheme) -> tuple[Version, ...]:
    """The versions of a document, as A, B, C … stand for them.

    The order is drawn anew for each document, and for all who look at it the same.
    """
    found = adjudication.finished(store, key)
    return tuple(
        Version(layer, in_present_names(found[layer], scheme.former), found[layer].digest())
        for layer in drawn(store, found, document.sha256)
    )


def drawn(store: Store, layers: Iterable[str], of: str = "") -> list[str]:
    """Layers in an order that tells nothing of whose they are: drawn anew for each thing `of`."""
    project = project_id(store)

    def draw(layer: str) -> bytes:
        return sha256("\0".join((project, of, layer)).encode()).digest()

    return sorted(layers, key=draw)


def letter(version: int) -> str:
    """What stands for a version as long as nobody is to know whose it is."""
    return LETTERS[version] if version < len(LETTERS) else f"№{version + 1}"


def letters(numbers: Sequence[int]) -> str:
    """The letters of some versions: `A, C`."""
    return ", ".join(map(letter, numbers))


def having(place: Place, found: Sequence[Version]) -> list[str]:
    """Whose versions have a span, by name."""
    return sorted(v.layer for v in found if _has(v.content.spans, place))


def _has(spans: Sequence[Span], place: Place) -> bool:
    """Whether one of many spans, which are in order, is at a place."""
    start, end, label = place
    at = bisect_left(spans, (start, -end, label), key=span_order)
    return any(span.place == place for span in spans[at : at + 1])


def origin_of(place: Place, found: Sequence[Version]) -> str:
    """How the log names whence a span came: `of ana, ben`, or that all had it; "" if nobody."""
    layers = having(place, found)
    if len(layers) == len(found):
        return UNANIMOUS
    return f"{OF}{', '.join(layers)}" if layers else ""


def share_of(place: Place, found: Sequence[Version]) -> float:
    """How many of the versions have a span, 0 to 1: its score."""
    return len(having(place, found)) / len(found)


def whence(place: Place, found: Sequence[Version]) -> tuple[str | None, float | None]:
    """The origin and score of a gold span; None where no version has it: it is the reviewer's."""
    return origin_of(place, found) or None, share_of(place, found) or None
