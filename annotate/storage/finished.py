"""Which documents several people have finished, of those and of the layers that are chosen."""

from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from msgspec import Struct

from annotate.core.layers import GOLD, is_own
from annotate.storage.store import Store

LAST = 1 << 62
"""Beyond the key of any document."""
PRESENT = "d.removed IS NULL"
SHARED = """SELECT p.document, d.id, d.length, d.paragraphs, sum(p.spans), group_concat(p.layer)
    FROM progress p JOIN documents d ON d.key = p.document WHERE {}
    GROUP BY p.document HAVING count(*) > 1 ORDER BY p.document"""
LAYERS = """SELECT key, name FROM layers l WHERE EXISTS
    (SELECT 1 FROM progress p WHERE p.layer = l.key AND p.state = 'done') ORDER BY name"""


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
    return dict(store.at_once(sql, *values))


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
    return dict.fromkeys(choice.layers, 0) | dict(store.at_once(sql, *values, *wanted))


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
    return dict(store.at_once(sql, *values, *chosen, *names))


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


def times(store: Store, layers: Sequence[int], first: int, last: int) -> dict[int, int]:
    """When a document was last annotated in some layers, in milliseconds, by document, likewise.

    With a plus no index is taken for `layer`: it would lead over all gestures, for each block.
    """
    sql = f"""SELECT document, max(at) FROM gestures
        WHERE document BETWEEN ? AND ? AND +layer IN ({_marks(layers)}) GROUP BY document"""
    return dict(store.rows(sql, first, last, *layers))
