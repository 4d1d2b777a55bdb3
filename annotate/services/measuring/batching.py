"""From rows of a project's file to columns: what is said of some documents as one batch."""

from collections.abc import Mapping, Sequence
from itertools import chain
from typing import Any, NamedTuple

import msgspec
import numpy as np

from annotate.agreement.counting.arrays import Ints, ints
from annotate.agreement.counting.columns import LABEL, READING, Batch
from annotate.storage import finished
from annotate.storage.finished import NONE, Links, Shared, Spans
from annotate.storage.finished import Reading as Counted
from annotate.storage.store import Store

_decode = msgspec.json.Decoder(list[Any]).decode
Rows = Mapping[tuple[int, int], int]
"""The row of each reading, by its document and layer."""


class Names(NamedTuple):
    """The numbers of layers, labels and relations."""

    layers: dict[int, int]
    labels: dict[str, int]
    relations: dict[str, int]


def batch(store: Store, documents: Sequence[Shared], names: Names) -> Batch:
    """A run of documents as columns, with the labels and relations that have numbers."""
    ends = documents[0].key, documents[-1].key
    readings = [(d, names.layers[layer]) for d, one in enumerate(documents) for layer in one.layers]
    keys = [(one.key, layer) for one in documents for layer in one.layers]
    rows = {key: row for row, key in enumerate(keys)}
    said = finished.spans(store, names.labels, *ends)
    spans = _spans(said, rows)
    kept = (spans[:, [READING, LABEL]] != NONE).all(1)
    places = np.where(kept, np.cumsum(kept) - 1, NONE)
    return Batch(
        ids=[one.id for one in documents],
        lengths=ints([one.length for one in documents]),
        paragraphs=_paragraphs(finished.paragraphs(store, *ends), documents),
        readings=ints(readings, 2),
        spans=spans[kept],
        links=_links(
            finished.links(store, names.relations, *ends), rows, _Places(said, spans, places)
        ),
    )


def _paragraphs(
    where: Mapping[int, Sequence[tuple[int, int]]], documents: Sequence[Shared]
) -> Ints:
    found = [where[one.key] for one in documents]
    document = np.repeat(np.arange(len(found)), [len(each) for each in found])
    places = chain.from_iterable(chain.from_iterable(found))
    return np.column_stack([document, np.fromiter(places, np.int64).reshape(-1, 2)])


def _spans(said: Spans, rows: Rows) -> Ints:
    """Those of all readings and labels: of some the number is NONE."""
    columns = map(_numbers, (said.starts, said.ends, said.labels))
    return np.column_stack([_rows_of(said.readings, rows), *columns])


def _rows_of(readings: Sequence[Counted], rows: Rows) -> Ints:
    """The row of the reading of each span, or link; NONE where it is of none."""
    found = [rows.get((document, layer), NONE) for document, layer, _ in readings]
    return np.repeat(ints(found), ints([number for _, _, number in readings]))


def _numbers(column: str) -> Ints:
    return ints(_decode(column))


class _Places:
    """Where spans are among those that count, by their reading and their id."""

    def __init__(self, said: Spans, spans: Ints, places: Ints) -> None:
        """`places` are of all that is said; NONE of those that do not count."""
        keys = zip(spans[:, READING].tolist(), _decode(said.ids), strict=True)
        self._of = dict(zip(keys, places.tolist(), strict=True))

    def of(self, readings: Ints, ids: str) -> Ints:
        """The places of the ends of links; NONE of what its reading does not have."""
        keys = zip(readings.tolist(), _decode(ids), strict=True)
        return ints([self._of.get(key, NONE) for key in keys])


def _links(linked: Links, rows: Rows, places: _Places) -> Ints:
    """The links that the scheme has, and whose ends are both there."""
    readings = _rows_of(linked.readings, rows)
    ends = places.of(readings, linked.heads), places.of(readings, linked.children)
    links = np.column_stack([readings, _numbers(linked.labels), *ends])
    there: Ints = links[(links != NONE).all(1)]
    return there
