"""What controls and second passes tell of each annotator."""

from collections.abc import Iterable, Iterator

from msgspec import Struct

from annotate.core.annotation_set import AnnotationSet
from annotate.core.fold import fold
from annotate.core.layers import again, owner
from annotate.core.renaming import in_present_names
from annotate.core.scheme import Scheme
from annotate.services.controls.comparing import Against, Two, against
from annotate.storage import annotations, controls, documents, gold, log, repeats
from annotate.storage.controls import Control
from annotate.storage.store import Store

FIRST, SECOND, GOLD = "first pass", "second pass", "gold"
"""What the notes beside figures call the readings that are compared."""


class Told(Struct, frozen=True):
    """Of so many `given` articles those that are done: the figures, and what differs.

    So many are `awaited`: nobody has gone through them. What is neither can be compared no more.
    """

    given: int
    awaited: int
    figures: Against


class AnnotatorControls(Struct, frozen=True):
    """One annotator against gold on controls, and against themselves in second passes."""

    annotator: str
    gold: Told
    again: Told


def figures(store: Store, scheme: Scheme) -> list[AnnotatorControls]:
    """Everybody who was given any control or second pass, by name."""
    found = controls.controls(store)
    passes = list(repeats.given(store))
    names = sorted({c.annotator for c in found} | {owner(layer) for layer, _ in passes})
    return [
        AnnotatorControls(
            name,
            _against_gold(store, scheme, name, [c for c in found if c.annotator == name]),
            _against_oneself(store, scheme, name, [k for a, k in passes if a == again(name)]),
        )
        for name in names
    ]


def _against_gold(store: Store, scheme: Scheme, name: str, given: list[Control]) -> Told:
    twos = _with_gold(store, scheme, name, (control for control in given if control.done))
    return Told(len(given), controls.waiting(store, name), against(scheme, (name, GOLD), twos))


def _with_gold(store: Store, scheme: Scheme, name: str, done: Iterable[Control]) -> Iterator[Two]:
    """What was said before gold was shown, beside gold; as long as there is any."""
    for control in done:
        layer = gold.settled(store, control.document)
        if layer:
            said = _until(store, control.document, name, control.shown)
            known = annotations.read(store, control.document, layer)
            yield _two(store, scheme, control.document, said, known)


def _against_oneself(store: Store, scheme: Scheme, name: str, given: list[int]) -> Told:
    done = gold.finished(store, again(name))
    twos = (_passes(store, scheme, name, key) for key in given if key in done)
    twos = (two for two in twos if two.one.finished(len(two.document.paragraphs)))
    return Told(len(given), repeats.waiting(store, name), against(scheme, (FIRST, SECOND), twos))


def _passes(store: Store, scheme: Scheme, name: str, key: int) -> Two:
    """The second pass, and the first as it was when the second began."""
    began = min(o.lamport for _, o in log.of(store, key, again(name)))
    first = _until(store, key, name, began)
    return _two(store, scheme, key, first, annotations.read(store, key, again(name)))


def _until(store: Store, key: int, layer: str, lamport: int | None) -> AnnotationSet:
    """What a layer said of a document up to a moment of the log."""
    if lamport is None:
        return annotations.read(store, key, layer)
    return fold(o for _, o in log.of(store, key, layer) if o.lamport <= lamport)


def _two(store: Store, scheme: Scheme, key: int, one: AnnotationSet, other: AnnotationSet) -> Two:
    named = (in_present_names(content, scheme.former) for content in (one, other))
    return Two(documents.get(store, key), *named)
