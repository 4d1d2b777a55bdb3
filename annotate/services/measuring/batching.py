"""From rows of a project's file to columns: what is said of some documents as one batch."""

from collections.abc import Mapping, Sequence
from itertools import chain, count, repeat
from typing import NamedTuple

import msgspec
import numpy as np

from annotate.agreement.counting.arrays import Bools, Ints, Places, ints
from annotate.agreement.counting.columns import LABEL, READING, Batch
from annotate.storage import columns
from annotate.storage.columns import NONE, Links, Readings, Spans
from annotate.storage.finished import Shared
from annotate.storage.store import Store

_decode = msgspec.json.Decoder(list[str]).decode
LAYERS = 1 << 31
"""More than a file has layers."""


class Names(NamedTuple):
    """The numbers of layers, labels and relations."""

    layers: dict[int, int]
    labels: dict[str, int]
    relations: dict[str, int]


def batch(store: Store, documents: Sequence[Shared], names: Names) -> Batch:
    """A run of documents as columns, with the labels and relations that have numbers."""
    where = documents[0].key, documents[-1].key
    readings = [(d, names.layers[layer]) for d, one in enumerate(documents) for layer in one.layers]
    rows = _Rows(documents)
    said = columns.spans(store, names.labels, *where)
    spans = _spans(said, rows)
    kept = (spans[:, [READING, LABEL]] != NONE).all(1)
    ends = _Ends(said.ids, spans[:, READING], kept)
    return Batch(
        ids=[one.id for one in documents],
        lengths=ints([one.length for one in documents]),
        paragraphs=_paragraphs(columns.paragraphs(store, *where), documents),
        readings=ints(readings, 2),
        spans=spans[kept],
        links=_links(columns.links(store, names.relations, *where), rows, ends),
    )


def _paragraphs(
    where: Mapping[int, Sequence[tuple[int, int]]], documents: Sequence[Shared]
) -> Ints:
    found = [where[one.key] for one in documents]
    document = np.repeat(np.arange(len(found)), [len(each) for each in found])
    places = chain.from_iterable(chain.from_iterable(found))
    return np.column_stack([document, np.fromiter(places, np.int64).reshape(-1, 2)])


class _Rows:
    """The row of each reading, by its document and layer."""

    def __init__(self, documents: Sequence[Shared]) -> None:
        keys = [one.key * LAYERS + layer for one in documents for layer in one.layers]
        self._places = Places(ints(keys))

    def of(self, readings: Readings) -> Ints:
        """For each row of such readings that of the reading, NONE where it is of none."""
        documents, layers, numbers = map(_numbers, readings)
        return np.repeat(self._places.of(documents * LAYERS + layers), numbers)


def _spans(said: Spans, rows: _Rows) -> Ints:
    """Those of all readings and labels: of some the number is NONE."""
    columns = map(_numbers, (said.starts, said.ends, said.labels))
    return np.column_stack([rows.of(said.readings), *columns])


def _numbers(column: str) -> Ints:
    """A list of integers in JSON, read in half the time that it takes to make Python's of them."""
    return np.fromstring(column[1:-1], np.int64, sep=",")


class _Ends:
    """Where spans are among those that count, by their reading and their id."""

    def __init__(self, ids: str, readings: Ints, kept: Bools) -> None:
        """`ids` and `readings` are of all that is said, of which those are `kept` that count."""
        every = _decode(ids)
        self._names: dict[str, int] = {}
        names = np.fromiter(map(self._names.setdefault, every, count()), np.int64, len(every))
        self._other = len(every)
        self._places = Places(self._keys(readings[kept], names[kept]))

    def _keys(self, readings: Ints, names: Ints) -> Ints:
        return readings * (self._other + 1) + names

    def of(self, readings: Ints, ids: str) -> Ints:
        """The places of the ends of links; NONE of what their reading does not have."""
        every = _decode(ids)
        names = map(self._names.get, every, repeat(self._other))
        return self._places.of(self._keys(readings, np.fromiter(names, np.int64, len(every))))


def _links(linked: Links, rows: _Rows, ends: _Ends) -> Ints:
    """The links that the scheme has, and whose ends are both there."""
    readings = rows.of(linked.readings)
    heads, children = (ends.of(readings, ids) for ids in (linked.heads, linked.children))
    links = np.column_stack([readings, _numbers(linked.labels), heads, children])
    there: Ints = links[(links != NONE).all(1)]
    return there
