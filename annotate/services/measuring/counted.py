"""Counts of a project's documents: from those that are kept, and anew of what the log has added."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from hashlib import sha256
from typing import NamedTuple

import msgspec
import numpy as np

from annotate.agreement.adding import nothing, together
from annotate.agreement.counting.arrays import Ints, Places, ints
from annotate.agreement.counting.columns import Batch
from annotate.agreement.counting.count import block, count
from annotate.agreement.counts import Counts
from annotate.agreement.packing import Kept, pack, unpack
from annotate.core.errors import StorageError
from annotate.core.layers import is_own
from annotate.core.scheme import Scheme
from annotate.services.measuring.alongside import alongside
from annotate.services.measuring.reading import EVERYTHING, Range, Reading
from annotate.storage import counts as stored
from annotate.storage import finished
from annotate.storage.finished import Choice
from annotate.storage.store import Store

COUNTING = 5
"""How it is counted and kept: another number where the same labels would give other bytes."""

Read = tuple[Batch, list[int], Ints]
"""A batch, the keys of its documents, and when they were last annotated."""


class Measured(NamedTuple):
    """What was counted, and when each document was last annotated, in milliseconds."""

    counts: Counts
    times: Ints


def measured(store: Store, scheme: Scheme, choice: Choice, labels: Sequence[str] = ()) -> Measured:
    """The chosen documents, counted.

    What annotators say of all labels is kept, and only that of documents counted which the log
    has added to; layers of adjudication and some labels only are counted each time.

    Raises InputError for a layer, document or label that there is not.
    """
    reading = Reading(store, scheme, choice, labels)
    if labels or not all(map(is_own, choice.layers)):
        return anew(reading)
    outside = not store.connection.in_transaction
    with store.snapshot():
        found = _Blocks(store, scheme)
        chosen = _Chosen(reading, finished.chosen(store, choice))
        result = _together([chosen.of(part) for part in found.parts()], reading)
    if outside:
        found.keep()
    return result


def anew(reading: Reading) -> Measured:
    """The same of what is read, whatever is kept."""
    counted = (
        Measured(replace(_counted(batch, reading), kin=reading.kin(keys)), times)
        for batch, keys, times in _read(reading)
    )
    return _together(counted, reading)


def _counted(batch: Batch, reading: Reading) -> Counts:
    return count(batch, reading.labels, reading.annotators)


def _read(
    reading: Reading, among: Iterable[Range] = (EVERYTHING,), *, removed: bool = False
) -> Iterator[Read]:
    for batch, keys in reading.batches(among, removed=removed):
        yield batch, keys, reading.times(keys)


def _together(parts: Iterable[Measured], reading: Reading) -> Measured:
    some = [part for part in parts if part.counts.ids]
    if not some:
        return Measured(nothing(reading.labels, reading.annotators), ints([]))
    counts = together([part.counts for part in some])
    return Measured(counts, np.concatenate([part.times for part in some]))


def basis(scheme: Scheme) -> str:
    """What else but the log the counts follow from, as a hash."""
    names = [label.name for label in scheme.labels]
    relations = [relation.label for relation in scheme.relations]
    what = COUNTING, names, sorted(scheme.former.items()), relations
    return sha256(msgspec.json.encode(what)).hexdigest()[:16]


class _Blocks:
    """All blocks, of one moment: those that are kept, and those that must be counted."""

    def __init__(self, store: Store, scheme: Scheme) -> None:
        self._store, self._reading = store, Reading(store, scheme, Choice())
        self._found = stored.read(store, basis(scheme))
        self._counted: dict[int, list[Kept]] = {n: [] for n in self._found.missing}

    def parts(self) -> Iterator[Kept]:
        """Every part of every block, in order."""
        kept = self._kept()
        self._count()
        for number in sorted(kept | self._counted):
            yield from self._counted[number] if number in self._counted else kept[number]

    def _kept(self) -> dict[int, list[Kept]]:
        """What is kept; a block that is damaged must be counted."""
        kept = {}
        for number, content in self._found.contents.items():
            parts = unpack(content, self._reading.labels)
            if parts is None:
                self._counted[number] = []
            else:
                kept[number] = parts
        return kept

    def _count(self) -> None:
        ranges = stored.ranges(sorted(self._counted))
        for part in alongside(self._part, _read(self._reading, ranges, removed=True)):
            self._counted[int(part.documents[0]) // stored.BLOCK].append(part)

    def _part(self, read: Read) -> Kept:
        """A batch counted, the numbers that layers have in the file as those of annotators."""
        batch, keys, times = read
        layers = ints(self._reading.layers)
        made = block(batch, self._reading.labels, self._reading.annotators)
        readings, pairs = made.counts.readings, made.counts.pairs
        numbers = layers[readings.annotator], layers[pairs.a], layers[pairs.b]
        return Kept(made._replace(counts=_numbered(made.counts, *numbers)), ints(keys), times)

    def keep(self) -> None:
        """Keep what was counted; a file that takes nothing now does no harm, nor is waited for."""
        if self._counted:
            packed = {number: pack(parts) for number, parts in self._counted.items()}
            with suppress(StorageError):
                stored.keep(self._store, self._found, packed)


class _Chosen:
    """What is wanted of the blocks: some layers, and documents by their ids."""

    def __init__(self, reading: Reading, ids: Mapping[int, str]) -> None:
        self._reading, self._ids = reading, ids
        self._layers, self._documents = Places(ints(reading.layers)), Places(ints([*ids]))

    def of(self, part: Kept) -> Measured:
        """What of a part is wanted, with names."""
        counts = part.block.counts
        annotator, a, b = (
            self._layers.of(column)
            for column in (counts.readings.annotator, counts.pairs.a, counts.pairs.b)
        )
        counts = _numbered(counts, annotator, a, b)
        documents = self._documents.of(part.documents) >= 0
        documents &= part.block.shared_by(annotator >= 0)
        some = part.block._replace(counts=counts).of(annotator >= 0, documents)
        keys = part.documents[documents].tolist()
        named = replace(
            some,
            ids=tuple(self._ids[key] for key in keys),
            annotators=tuple(self._reading.annotators),
            kin=self._reading.kin(keys),
        )
        return Measured(named, part.times[documents])


def _numbered(counts: Counts, annotator: Ints, a: Ints, b: Ints) -> Counts:
    """The same with other numbers for the annotators."""
    readings, pairs = replace(counts.readings, annotator=annotator), counts.pairs
    return replace(counts, readings=readings, pairs=replace(pairs, a=a, b=b))
