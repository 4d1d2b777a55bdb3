"""What several people have finished, as rows: read in bulk, for comparing them."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

import msgspec
from msgspec import Struct

from annotate.core.errors import IntegrityError
from annotate.core.layers import GOLD, is_again
from annotate.core.votes import is_together
from annotate.storage.failures import DAMAGED
from annotate.storage.store import Store

LAST = 1 << 62
"""Beyond the key of any document."""
NONE = -1
"""In the place of a label's number."""
PRESENT = "d.removed IS NULL"
SHARED = """SELECT p.document, d.id, d.length, d.paragraphs, sum(p.spans), group_concat(p.layer)
    FROM progress p JOIN documents d ON d.key = p.document WHERE {}
    GROUP BY p.document HAVING count(*) > 1 ORDER BY p.document"""
LAYERS = """SELECT key, name FROM layers l WHERE EXISTS
    (SELECT 1 FROM progress p WHERE p.layer = l.key AND p.state = 'done') ORDER BY name"""
OF_SPANS = """SELECT document, layer, spans AS number FROM progress
    WHERE document BETWEEN ? AND ? ORDER BY document, layer"""
OF_LINKS = """SELECT document, layer, count(*) AS number FROM relations
    WHERE document BETWEEN ? AND ? GROUP BY document, layer"""
_decode = msgspec.json.Decoder(list[tuple[int, int]]).decode
Row = tuple[Any, ...]


class Choice(Struct, frozen=True):
    """Which documents and layers: those of some sources, published from a date to another.

    Without `layers` all that are an annotator's; dates are inclusive, as they are written;
    `documents` are ids.
    """

    layers: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    since: str = ""
    until: str = ""
    documents: tuple[str, ...] = ()


class Shared(Struct, frozen=True):
    """A document that at least two layers have finished; `spans` counts those of all of them."""

    key: int
    id: str
    length: int
    paragraphs: int
    spans: int
    layers: tuple[int, ...]


def layers(store: Store, choice: Choice) -> dict[int, str]:
    """The chosen layers that have finished anything, by number, in the order of their names."""
    named = choice.layers
    every = store.rows(LAYERS)
    return {key: name for key, name in every if (name in named if named else is_own(name))}


def of_reviewers(store: Store) -> tuple[str, ...]:
    """The layers of adjudication that have finished anything, in the order of their names."""
    return tuple(name for _, name in store.rows(LAYERS) if name.startswith(GOLD))


def is_own(layer: str) -> bool:
    """Whether a layer is an annotator's: not of adjudication, no second pass, not of several."""
    return not (layer.startswith(GOLD) or is_again(layer) or is_together(layer))


def shared(
    store: Store, choice: Choice, first: int = 0, last: int = LAST, *, removed: bool = False
) -> Iterator[Shared]:
    """The chosen documents, of first … last, that two or more of the chosen layers have finished.

    With `removed` those too that could be restored.
    """
    chosen = list(layers(store, choice))
    conditions, values = _conditions(choice)
    conditions += [f"p.layer IN ({_marks(chosen)})", "p.state = 'done'"]
    conditions.append("p.document BETWEEN ? AND ?")
    conditions.append("d.key IN (SELECT document FROM texts)" if removed else PRESENT)
    sql = SHARED.format(" AND ".join(conditions))
    place = {layer: number for number, layer in enumerate(chosen)}

    @cache
    def in_order(whose: str) -> tuple[int, ...]:
        return tuple(sorted(map(int, whose.split(",")), key=place.__getitem__))

    every = store.rows(sql, *values, *chosen, first, last)
    for key, id, length, paragraphs, spans, whose in every:
        yield Shared(key, id, length, paragraphs, spans, in_order(whose))


def chosen(store: Store, choice: Choice) -> dict[int, str]:
    """The ids of the chosen documents, whoever finished them, by key and in that order."""
    conditions, values = _conditions(choice)
    conditions.append(PRESENT)
    sql = f"SELECT d.key, d.id FROM documents d WHERE {' AND '.join(conditions)} ORDER BY d.key"
    return dict(_all(store, sql, *values))


def numbers(store: Store, choice: Choice) -> dict[str, int]:
    """How many of the chosen documents each layer has finished, by name.

    Those who have none are there if they are named.
    """
    conditions, values = _conditions(choice)
    wanted = list(layers(store, choice))
    conditions += [f"p.layer IN ({_marks(wanted)})", "p.state = 'done'", PRESENT]
    sql = f"""SELECT l.name, count(*) FROM progress p JOIN documents d ON d.key = p.document
        JOIN layers l ON l.key = p.layer WHERE {" AND ".join(conditions)}
        GROUP BY l.name ORDER BY l.name"""
    return dict.fromkeys(choice.layers, 0) | dict(_all(store, sql, *values, *wanted))


def unknown(store: Store, choice: Choice, known: Iterable[str]) -> dict[str, int]:
    """Spans whose label is none of the `known`, by label, of what `shared` has."""
    chosen, names = list(layers(store, choice)), list(known)
    conditions, values = _conditions(choice)
    conditions += [f"p.layer IN ({_marks(chosen)})", "p.state = 'done'", PRESENT]
    sql = f"""WITH finished AS (SELECT p.document, p.layer FROM progress p
            JOIN documents d ON d.key = p.document WHERE {" AND ".join(conditions)})
        SELECT s.label, count(*) FROM finished f JOIN spans s
            ON (s.document, s.layer) = (f.document, f.layer)
        WHERE s.label NOT IN ({_marks(names)}) AND f.document IN
            (SELECT document FROM finished GROUP BY document HAVING count(*) > 1)
        GROUP BY s.label ORDER BY s.label"""
    return dict(_all(store, sql, *values, *chosen, *names))


def _conditions(choice: Choice) -> tuple[list[str], list[object]]:
    """Which documents `d` are chosen, and what the marks stand for."""
    conditions: list[str] = []
    values: list[object] = []
    for column, wanted in (("source", choice.sources), ("id", choice.documents)):
        if wanted:
            conditions.append(f"d.{column} IN ({_marks(wanted)})")
            values += wanted
    for date, compared in ((choice.since, ">="), (choice.until, "<=")):
        if date:
            # a time of the day does not put a date beyond itself
            conditions.append(f"d.published != '' AND substr(d.published, 1, ?) {compared} ?")
            values += [len(date), date]
    return conditions, values


def _marks(values: Iterable[object]) -> str:
    return ", ".join("?" for _ in values)


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
    ((number, *columns),) = _all(store, sql, *values, first, last)
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
    ((kinds, heads, children),) = _all(store, sql, *values, first, last)
    readings, _ = _readings(store, OF_LINKS, first, last)
    return Links(readings, kinds, heads, children)


def _readings(store: Store, counted: str, first: int, last: int) -> tuple[Readings, int]:
    """In the order of the rows' key, and how many rows these are in all."""
    sql = f"""SELECT json_group_array(document), json_group_array(layer), json_group_array(number),
        coalesce(sum(number), 0) FROM ({counted})"""
    ((*columns, number),) = _all(store, sql, first, last)
    return Readings(*columns), number


def _numbered(labels: Mapping[str, int]) -> tuple[str, list[object]]:
    """SQL for a label's number, NONE where it has none, and what its marks stand for."""
    sql = f"CASE label WHEN NULL THEN NULL {'WHEN ? THEN ? ' * len(labels)}ELSE {NONE} END"
    return sql, [value for label in labels.items() for value in label]


def _all(store: Store, sql: str, *values: object) -> list[Row]:
    """The rows of a query at once, which is faster than one by one."""
    with store.translating:
        return store.connection.execute(sql, values).fetchall()


def paragraphs(store: Store, first: int, last: int) -> dict[int, list[tuple[int, int]]]:
    """Where the paragraphs are, by document, of the documents first … last.

    Raises IntegrityError where one is damaged.
    """
    sql = "SELECT document, paragraphs FROM texts WHERE document BETWEEN ? AND ?"
    return {key: _ranges(key, text) for key, text in _all(store, sql, first, last)}


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
    return {key: Told(*values) for key, *values in _all(store, sql, first, last)}


def times(store: Store, layers: Sequence[int], first: int, last: int) -> dict[int, int]:
    """When a document was last annotated in some layers, in milliseconds, by document, likewise.

    With a plus no index is taken for `layer`: it would lead over all gestures, for each block.
    """
    sql = f"""SELECT document, max(at) FROM gestures
        WHERE document BETWEEN ? AND ? AND +layer IN ({_marks(layers)}) GROUP BY document"""
    return dict(store.rows(sql, first, last, *layers))
