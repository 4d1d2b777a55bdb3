"""From rows of a project's file to columns: what is said of some documents as one batch."""

from collections.abc import Mapping, Sequence
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
NOTHING: tuple[list[str], list[int]] = ([], [])
"""The ids, and the places, of a reading without spans."""


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
    columns = (_numbers([getattr(s, name) for s in said]) for name in ("starts", "ends", "labels"))
    return np.column_stack([_readings(said, rows), *columns])


def _readings(said: Sequence[Spans] | Sequence[Links], rows: Rows) -> Ints:
    """The row of the reading of each of them."""
    return np.repeat(ints([rows[s[:2]] for s in said]), ints([s.number for s in said]))


def _numbers(lists: Sequence[str]) -> Ints:
    """The members of lists of numbers in JSON, none of them empty, as one array."""
    return ints(_decode(",".join(lists).replace("],[", ",")) if lists else [])


def _names(lists: Sequence[str]) -> list[list[str]]:
    """Lists of strings in JSON."""
    return _decode(f"[{','.join(lists)}]")


class _Places:
    """Where the spans of each reading are among those that count, by their ids."""

    def __init__(self, said: Sequence[Spans], places: Ints) -> None:
        """`places` are of all that is said; NONE of those that do not count."""
        ids, values = _names([s.ids for s in said]), places.tolist()
        ends = np.cumsum([s.number for s in said], dtype=np.int64).tolist()
        self._of = {
            s[:2]: (its, values[end - s.number : end])
            for s, its, end in zip(said, ids, ends, strict=True)
        }

    def ends(self, linked: Sequence[Links]) -> list[list[int]]:
        """The places of all heads, and of all children; NONE of what its reading does not have."""
        heads, children = _names([s.heads for s in linked]), _names([s.children for s in linked])
        found: list[list[int]] = [[], []]
        for each, *ends in zip(linked, heads, children, strict=True):
            ids, places = self._of.get(each[:2], NOTHING)
            place = dict(zip(ids, places, strict=True)).get
            for all_ends, its in zip(found, ends, strict=True):
                all_ends.extend(map(place, its, repeat(NONE)))
        return found


def _links(linked: Sequence[Links], rows: Rows, places: _Places) -> Ints:
    """The links that the scheme has, and whose ends are both there."""
    labels, ends = _numbers([s.labels for s in linked]), places.ends(linked)
    links = np.column_stack([_readings(linked, rows), labels, *map(ints, ends)])
    there: Ints = links[(links[:, [LINK_LABEL, HEAD, CHILD]] != NONE).all(1)]
    return there
