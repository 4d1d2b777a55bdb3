"""What goes out: of each document the layers that were asked for, as records."""

from collections.abc import Callable, Collection, Generator, Iterator, Mapping
from functools import cached_property

from msgspec.structs import replace

from annotate.core import layers as layer_names
from annotate.core.annotation_set import AnnotationSet
from annotate.core.document import Document
from annotate.core.errors import InputError
from annotate.core.record import Appearance, Record, is_blank, to_record
from annotate.core.renaming import in_present_names
from annotate.core.scheme import Scheme
from annotate.core.votes import together, with_votes
from annotate.core.wanted import GOLD, Wanted
from annotate.services.asked_layers import check_layer_asked, gold_of, layer_asked
from annotate.storage import annotations, guidelines
from annotate.storage.adjudication import Grounds
from annotate.storage.store import Store

Step = Callable[[int], None]
"""Called with how many documents more were gone through."""
Layers = list[tuple[str, AnnotationSet]]


def check(store: Store, scheme: Scheme, wanted: Wanted) -> None:
    """Raise InputError for a layer or a label that there is not."""
    for name in wanted.layers:
        check_layer_asked(store, name, ", or take --majority")
    _check_labels(scheme, wanted)


class Choosing:
    """The records that are wanted of documents; `step` is told of each document gone through.

    Of those asked for last `left_out` counts the documents without a record, and `changed` are
    those, by hash, whose gold goes out though versions that it settled have changed since.
    """

    def __init__(
        self, store: Store, scheme: Scheme, wanted: Wanted, step: Step | None = None
    ) -> None:
        self._store, self._former, self._wanted = store, scheme.former, wanted
        self._has_guidelines = guidelines.any_known(store)
        self._step = step
        self.left_out = 0
        self.changed: set[str] = set()

    def records(self, keys: Collection[int] | None = None) -> Generator[Record]:
        """The records of all documents in the order of import, or of these in theirs."""
        self.left_out, self.changed = 0, set()
        for document, places, found in annotations.each(self._store, keys):
            none = True
            for record in self._of(document, tuple(places), found):
                none = False
                yield record
            self._went_by(left_out=none)

    def hashes(self) -> set[str]:
        """Of which documents there are records."""
        self.left_out, self.changed = 0, set()
        found = set()
        for document, _, layers in annotations.each(self._store):
            goes = next(self._of(document, (), layers), None) is not None
            found |= {document.sha256} if goes else set()
            self._went_by(left_out=not goes)
        return found

    def _went_by(self, *, left_out: bool) -> None:
        self.left_out += left_out
        if self._step:
            self._step(1)

    def _of(
        self, document: Document, places: tuple[Appearance, ...], found: Layers
    ) -> Iterator[Record]:
        chosen = self._chosen(document, found)
        self._look_at_gold(document, chosen, dict(found))
        if self._wanted.together:
            yield from self._together(document, places, chosen)
            return
        for layer, content in chosen:
            yield self._guided(to_record(document, layer, content, places))
        if not chosen and self._wanted.unfinished and not self._wanted.layers:
            yield to_record(document, appearances=places)

    def _look_at_gold(
        self, document: Document, chosen: Layers, said: Mapping[str, AnnotationSet]
    ) -> None:
        """Note a document of whose gold chosen layers have another ground than there is now."""
        layers = [layer for layer, _ in chosen if layer.startswith(layer_names.GOLD)]
        if any(self._grounds.have_changed(document.sha256, layer, said) for layer in layers):
            self.changed.add(document.sha256)

    @cached_property
    def _grounds(self) -> Grounds:
        return Grounds(self._store)

    def _guided(self, record: Record) -> Record:
        """With the version of the guidelines under which it was finished, where that is known."""
        if record.status != "done" or not self._has_guidelines:
            return record
        version = guidelines.of(self._store, record.sha256 or "", record.layer or "")
        return replace(record, guidelines=version)

    def _chosen(self, document: Document, found: Layers) -> Layers:
        """The layers that are wanted, in the present names of labels."""
        names, paragraphs = self._names(document, found), len(document.paragraphs)
        return [
            (layer, in_present_names(content, self._former))
            for layer, content in found
            if layer in names
            and not is_blank(content)
            and (self._wanted.unfinished or content.finished(paragraphs))
        ]

    def _names(self, document: Document, found: Layers) -> set[str]:
        """Which layers of a document are meant; of second passes those alone that are named."""
        asked = {layer_asked(name) for name in self._wanted.layers if name != GOLD}
        if GOLD in self._wanted.layers:
            return asked | self._gold(document, found)
        if not asked and self._wanted.together:
            return {layer for layer, _ in found if layer_names.is_own(layer)}
        return asked or {layer for layer, _ in found if not layer_names.is_again(layer)}

    def _gold(self, document: Document, found: Layers) -> set[str]:
        """The layer of adjudication that is gold, of those that may go out."""
        paragraphs = len(document.paragraphs)
        whole = {
            layer
            for layer, content in found
            if self._wanted.unfinished or content.finished(paragraphs)
        }
        return gold_of(self._store, document.sha256, whole)

    def _together(
        self, document: Document, places: tuple[Appearance, ...], chosen: Layers
    ) -> Iterator[Record]:
        """What those who finished a document say together, if they are enough."""
        paragraphs = len(document.paragraphs)
        for name, least in self._made():
            if len(chosen) >= least:
                content, votes = together(chosen, name, least, paragraphs)
                yield with_votes(to_record(document, name, content, places), votes)

    def _made(self) -> Iterator[tuple[str, int]]:
        """The layers that are made of several, and by how many at least."""
        if self._wanted.majority:
            yield f"{layer_names.MAJORITY}{self._wanted.majority}", self._wanted.majority
        if self._wanted.votes:
            yield layer_names.VOTES, 1


def _check_labels(scheme: Scheme, wanted: Wanted) -> None:
    for name in wanted.labels:
        if not scheme.label(name):
            known = f"it has {', '.join(label.name for label in scheme.labels)}"
            became = scheme.former.get(name)
            hint = f"it is called {became!r} now" if became else known
            raise InputError(f"no label {name!r} in this project", hint=hint)
