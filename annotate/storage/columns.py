"""What layers say of some documents as columns, and the documents: in bulk, for comparing them."""

from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from annotate.core.errors import IntegrityError
from annotate.storage.failures import DAMAGED
from annotate.storage.store import Store

NONE = -1
"""In the place of a label's number."""
OF_SPANS = """SELECT document, layer, spans AS number FROM progress
    WHERE document BETWEEN ? AND ? ORDER BY document, layer"""
OF_LINKS = """SELECT document, layer, count(*) AS number FROM relations
    WHERE document BETWEEN ? AND ? GROUP BY document, layer"""
_decode = msgspec.json.Decoder(list[tuple[int, int]]).decode


class Readings(NamedTuple):
    """How many rows each document and layer has, as columns in JSON."""

    documents: str
    layers: str
    numbers: str


class Spans(NamedTuple):
    """What layers mark on some documents: so many spans in each of the `readings`.

    The columns are of all of them, one after the other, as JSON.
    """

    readings: Readings
    starts: str
    ends: str
    labels: str
    ids: str


def spans(store: Store, labels: Mapping[str, int], first: int, last: int) -> Spans:
    """Of the documents first … last, in the order of the text; labels by number, others NONE.

    A row for each span takes three times as long, and one for each reading half as long again:
    nearly all of it to make so many values.
    """
    numbers, values = _numbered(labels)
    sql = f"""SELECT count(*), json_group_array(start), json_group_array("end"),
        json_group_array({numbers}), json_group_array(id)
        FROM spans WHERE document BETWEEN ? AND ?"""
    ((number, *columns),) = store.at_once(sql, *values, first, last)
    readings, counted = _readings(store, OF_SPANS, first, last)
    if number != counted:
        where = f"documents {first} to {last}"
        raise IntegrityError("there are not as many spans as there should be", where, DAMAGED)
    return Spans(readings, *columns)


class Links(NamedTuple):
    """How layers link spans of some documents, likewise; the ends are ids."""

    readings: Readings
    labels: str
    heads: str
    children: str


def links(store: Store, labels: Mapping[str, int], first: int, last: int) -> Links:
    """Of the documents first … last; labels of relations by number, others NONE."""
    numbers, values = _numbered(labels)
    sql = f"""SELECT json_group_array({numbers}), json_group_array(head), json_group_array(child)
        FROM relations WHERE document BETWEEN ? AND ?"""
    ((kinds, heads, children),) = store.at_once(sql, *values, first, last)
    readings, _ = _readings(store, OF_LINKS, first, last)
    return Links(readings, kinds, heads, children)


def _readings(store: Store, counted: str, first: int, last: int) -> tuple[Readings, int]:
    """In the order of the rows' key, and how many rows these are in all."""
    sql = f"""SELECT json_group_array(document), json_group_array(layer), json_group_array(number),
        coalesce(sum(number), 0) FROM ({counted})"""
    ((*columns, number),) = store.at_once(sql, first, last)
    return Readings(*columns), number


def _numbered(labels: Mapping[str, int]) -> tuple[str, list[object]]:
    """SQL for a label's number, NONE where it has none, and what its marks stand for."""
    sql = f"CASE label WHEN NULL THEN NULL {'WHEN ? THEN ? ' * len(labels)}ELSE {NONE} END"
    return sql, [value for label in labels.items() for value in label]


def paragraphs(store: Store, first: int, last: int) -> dict[int, list[tuple[int, int]]]:
    """Where the paragraphs are, by document, of the documents first … last.

    Raises IntegrityError where one is damaged.
    """
    sql = "SELECT document, paragraphs FROM texts WHERE document BETWEEN ? AND ?"
    return {key: _ranges(key, text) for key, text in store.at_once(sql, first, last)}


def _ranges(key: int, paragraphs: str) -> list[tuple[int, int]]:
    try:
        return _decode(paragraphs)
    except msgspec.DecodeError as error:
        what = f"the document is damaged ({error})"
        raise IntegrityError(what, f"document {key}", DAMAGED) from error


class Told(NamedTuple):
    """What a list says of a document, and its text."""

    title: str
    source: str
    text: str


def told(store: Store, first: int, last: int) -> dict[int, Told]:
    """By document, of the documents first … last."""
    sql = """SELECT d.key, d.title, d.source, t.text FROM documents d
        JOIN texts t ON t.document = d.key WHERE d.key BETWEEN ? AND ?"""
    return {key: Told(*values) for key, *values in store.at_once(sql, first, last)}
