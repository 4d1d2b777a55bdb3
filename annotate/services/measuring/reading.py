"""Reading a project's file: finished documents that are compared, some at a time."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

import numpy as np

from annotate.agreement.counting.arrays import Ints, ints
from annotate.agreement.counting.columns import Batch
from annotate.agreement.counts import ALONE
from annotate.core.errors import InputError
from annotate.core.grouping import anchors
from annotate.core.layers import is_again, owner
from annotate.core.listing import listed
from annotate.core.scheme import Scheme
from annotate.services.asked_names import article_asked, check_sources_asked
from annotate.services.measuring.batching import Names, batch
from annotate.storage import copies, counts, finished, repeats
from annotate.storage.finished import Choice, Shared
from annotate.storage.positions import people
from annotate.storage.store import Store

CELLS = 600_000
"""Boundaries times annotators times labels that are counted at once: some 40 MB."""
EVERYTHING = (0, finished.LAST)
Range = tuple[int, int]


class Reading:
    """The chosen documents of a project, and of their spans those of some labels or of all."""

    def __init__(
        self, store: Store, scheme: Scheme, choice: Choice, labels: Sequence[str] = ()
    ) -> None:
        """Raises InputError for a layer, source, document or label that there is not."""
        _check(store, choice)
        wanted = present(scheme, labels)
        self._store, self._choice = store, choice
        self._layers = finished.layers(store, choice)
        self.labels = [k.name for k in scheme.labels if not labels or k.name in wanted]
        self.annotators = list(self._layers.values())
        self._names = _names(scheme, self._layers, self.labels)

    @property
    def layers(self) -> list[int]:
        """The numbers that the annotators' layers have in the file."""
        return list(self._layers)

    def batches(
        self, among: Iterable[Range] = (EVERYTHING,), *, removed: bool = False
    ) -> Iterator[tuple[Batch, list[int]]]:
        """The documents, some at a time, and their keys in the file; all of one moment.

        No batch has documents of two blocks; `among` are ranges of keys, both ends included. With
        `removed` there are those too that could be restored.
        """
        with self._store.snapshot():
            for first, last in among:
                found = finished.shared(self._store, self._choice, first, last, removed=removed)
                for chunk in _chunks(found, len(self.labels)):
                    yield batch(self._store, chunk, self._names), [one.key for one in chunk]

    def times(self, keys: Sequence[int]) -> Ints:
        """When each document of a batch was last annotated by those chosen, in milliseconds."""
        at = finished.times(self._store, self.layers, keys[0], keys[-1])
        return ints([at[key] for key in keys])

    def kin(self, keys: Sequence[int]) -> Ints:
        """The key of the first of each one's near-copies, as far as these are known, or ALONE."""
        if not self._anchors:
            return np.full(len(keys), ALONE)
        return ints([self._anchors.get(key, ALONE) for key in keys])

    @cached_property
    def _anchors(self) -> dict[int, int]:
        return anchors((pair.document, pair.other) for pair in copies.pairs(self._store))


def _check(store: Store, choice: Choice) -> None:
    for layer in choice.layers:
        if not (store.layer(layer) or _is_awaited(store, layer)):
            raise InputError(f"no layer {layer!r} in this project", hint=listed(people(store)))
    for id in choice.documents:
        article_asked(store, id)
    check_sources_asked(store, choice.sources)


def _is_awaited(store: Store, layer: str) -> bool:
    """Whether it is a second pass that was asked for, and has not begun."""
    return is_again(layer) and repeats.waiting(store, owner(layer)) > 0


def present(scheme: Scheme, labels: Sequence[str]) -> frozenset[str]:
    """The labels by their present names. Raises InputError for one that there is not."""
    found = frozenset(scheme.former.get(name, name) for name in labels)
    for name in labels:
        if not scheme.label(scheme.former.get(name, name)):
            hint = listed([label.name for label in scheme.labels])
            raise InputError(f"no label {name!r} in this project", hint=hint)
    return found


def _names(scheme: Scheme, layers: Iterable[int], labels: Sequence[str]) -> Names:
    """Former names of labels count as the present ones."""
    numbers = {name: number for number, name in enumerate(labels)}
    former = {old: numbers[new] for old, new in scheme.former.items() if new in numbers}
    relations = {relation.label: number for number, relation in enumerate(scheme.relations)}
    return Names({key: n for n, key in enumerate(layers)}, numbers | former, relations)


def _chunks(documents: Iterable[Shared], labels: int) -> Iterator[list[Shared]]:
    """Runs of documents that are not too much to count at once."""
    chunk: list[Shared] = []
    boundaries = annotators = 0
    for document in documents:
        boundaries += 2 * (document.spans + document.paragraphs + 1)
        annotators = max(annotators, len(document.layers))
        full = boundaries * annotators * (labels + 1) > CELLS
        if chunk and (full or chunk[0].key // counts.BLOCK != document.key // counts.BLOCK):
            yield chunk
            chunk, annotators = [], len(document.layers)
            boundaries = 2 * (document.spans + document.paragraphs + 1)
        chunk.append(document)
    if chunk:
        yield chunk
