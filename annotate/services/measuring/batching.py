"""From rows of a project's file to columns: what is said of some documents as one batch."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain, repeat
from typing import Any, NamedTuple

import msgspec
import numpy as np

from annotate.agreement.counting.arrays import Ints, ints
from annotate.agreement.counting.columns import CHILD, HEAD, LABEL, LINK_LABEL, Batch
from annotate.storage import finished
from annotate.storage.finished import NONE, Links, Shared, Spans
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
    said = [s for s in finished.spans(store, names.labels, *ends) if s[:2] in rows]
    linked = [s for s in finished.links(store, names.relations, *ends) if s[:2] in rows]
    spans = _spans(said, rows)
    kept = spans[:, LABEL] != NONE
    return Batch(
        ids=[one.id for one in documents],
        lengths=ints([one.length for one in documents]),
        paragraphs=_paragraphs(finished.paragraphs(store, *ends), documents),
        readings=ints(readings, 2),
        spans=spans[kept],
        links=_links(linked, rows, _Places(said, np.where(kept, np.cumsum(kept) - 1, NONE))),
    )


def _paragraphs(
    where: Mapping[int, Sequence[tuple[int, int]]], documents: Sequence[Shared]
) -> Ints:
    found = [where[one.key] for one in documents]
    document = np.repeat(np.arange(len(found)), [len(each) for each in found])
    places = chain.from_iterable(chain.from_iterable(found))
    return np.column_stack([document, np.fromiter(places, np.int64).reshape(-1, 2)])


def _spans(said: Sequence[Spans], rows: Rows) -> Ints:
    """Those of all labels: of some the number is NONE."""
    columns = (_joined([getattr(s, name) for s in said]) for name in ("starts", "ends", "labels"))
    return np.column_stack([_readings(said, rows), *map(ints, columns)])


def _readings(said: Sequence[Spans] | Sequence[Links], rows: Rows) -> Ints:
    """The row of the reading of each of them."""
    return np.repeat(ints([rows[s[:2]] for s in said]), ints([s.number for s in said]))


def _joined(lists: Sequence[str]) -> list[Any]:
    """The members of lists in JSON, none of them empty."""
    return _decode(f"[{','.join(each[1:-1] for each in lists)}]")


class _Places:
    """Where the spans of each reading are among those that count, by their ids."""

    def __init__(self, said: Sequence[Spans], places: Ints) -> None:
        """`places` are of all that is said; NONE of those that do not count."""
        self._ids, self._places = _joined([s.ids for s in said]), places.tolist()
        ends = np.cumsum([s.number for s in said], dtype=np.int64).tolist()
        runs = zip(said, ends, strict=True)
        self._runs = {s[:2]: slice(end - s.number, end) for s, end in runs}

    def of(self, ids: Sequence[str], linked: Sequence[Links]) -> Iterator[int]:
        """The place of each id, NONE where there is no such span in its reading."""
        first = 0
        for each in linked:
            run = self._runs.get(each[:2], slice(0))
            places = dict(zip(self._ids[run], self._places[run], strict=True))
            yield from map(places.get, ids[first : first + each.number], repeat(NONE))
            first += each.number


def _links(linked: Sequence[Links], rows: Rows, places: _Places) -> Ints:
    """The links that the scheme has, and whose ends are both there."""
    ends = (_joined([getattr(s, name) for s in linked]) for name in ("heads", "children"))
    labels = ints(_joined([s.labels for s in linked]))
    found = (np.fromiter(places.of(ids, linked), np.int64, len(ids)) for ids in ends)
    links = np.column_stack([_readings(linked, rows), labels, *found])
    there: Ints = links[(links[:, [LINK_LABEL, HEAD, CHILD]] != NONE).all(1)]
    return there
