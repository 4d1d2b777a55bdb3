"""The queue: documents as an annotator sees them in a list, by the page and in any order."""

from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from annotate.storage import documents, tallies
from annotate.storage.progress import HERE
from annotate.storage.store import Store

Order = Literal["import", "title", "source", "published", "progress", "uncertain", "assigned"]
ORDERS: dict[Order, str] = {
    "import": "",
    "title": "d.title",
    "source": "d.source",
    "published": "d.published",
    "progress": "-coalesce(p.done + p.skipped, 0) * 1.0 / max(d.paragraphs, 1)",
    "uncertain": "-coalesce((SELECT value FROM uncertainty u WHERE u.document = d.key), -1)",
    # a control comes after the article that was taken before it
    "assigned": """min(
        coalesce((SELECT min(a.batch * 1000000000 + a.rank) FROM assignments a
            WHERE a.annotator = :annotator AND a.document = d.key), 1 << 62),
        coalesce((SELECT c.batch * 1000000000 + c.rank + 0.5 FROM controls c
            WHERE (c.layer, c.document) = (:layer, d.key)), 1 << 62))""",
}
"""What each order goes by, from the least on; among equals, that of import."""
State = Literal["", "unfinished", "done", "skipped", "flagged"]
STATES: dict[State, str] = {
    "": "1",
    "unfinished": "coalesce(p.state, 'open') = 'open'",
    "done": "p.state = 'done'",
    "skipped": "p.state = 'skipped'",
    "flagged": "p.flags > 0",
}
FINISHED: tuple[State, ...] = "done", "skipped"
DOCUMENTS = "documents d LEFT JOIN progress p ON p.document = d.key AND p.layer = :layer"
FROM = f"{DOCUMENTS} WHERE d.removed IS NULL"
OWN = """d.key IN (SELECT document FROM assignments a WHERE a.annotator = :annotator
    UNION SELECT document FROM controls c WHERE c.layer = :layer)"""


class Filter(Struct, frozen=True):
    """Which documents a list shows, and in what order; `text` is looked for in title and source.

    With `own`, those that were assigned to the annotator.
    """

    text: str = ""
    state: State = ""
    order: Order = "import"
    own: bool = False


EVERY = Filter()


class Entry(Struct, frozen=True):
    """One line of the list; the counts are of paragraphs, but `spans` and `flags`.

    `uncertain` is how uncertain what is suggested of it is, 0 to 1, where that was measured.
    """

    key: int
    id: str
    title: str
    source: str
    published: str
    paragraphs: int
    state: str
    done: int
    skipped: int
    spans: int
    flags: int
    uncertain: float | None = None


def _where(chosen: Filter) -> str:
    text = "AND (instr(casefold(d.title), :text) OR instr(casefold(d.source), :text))"
    more = [text] * bool(chosen.text) + [f"AND {OWN}"] * chosen.own
    return f"{FROM} AND {STATES[chosen.state]} {' '.join(more)}"


def _values(store: Store, layer: str, chosen: Filter) -> dict[str, object]:
    words = {"annotator": layer, "text": chosen.text.casefold()}
    return {"layer": store.layer(layer), **words}


def _by(order: Order, *, backwards: bool = False) -> str:
    """The terms of ORDER BY."""
    way = " DESC" if backwards else ""
    return ", ".join(f"{term}{way}" for term in (ORDERS[order], "d.key") if term)


def _beside(order: Order, sign: str) -> str:
    """The condition that a document comes before (<) or after (>) that with the key :key."""
    if not ORDERS[order]:
        return f"d.key {sign} :key"
    place = f"{ORDERS[order]}, d.key"
    return f"({place}) {sign} (SELECT {place} FROM {DOCUMENTS} WHERE d.key = :key)"


def page(store: Store, layer: str, chosen: Filter, start: int, most: int) -> list[Entry]:
    """The entries start … start + most of the list."""
    order = _by(chosen.order)
    # the keys first: what only the page shows is not looked up for all that lies before it
    sql = f"""SELECT d.key, d.id, d.title, d.source, d.published, d.paragraphs,
        coalesce(p.state, 'open'), coalesce(p.done, 0), coalesce(p.skipped, 0),
        coalesce(p.spans, 0), coalesce(p.flags, 0),
        (SELECT value FROM uncertainty u WHERE u.document = d.key)
        FROM (SELECT d.key FROM {_where(chosen)} ORDER BY {order} LIMIT :most OFFSET :start) here
        JOIN documents d ON d.key = here.key
        LEFT JOIN progress p ON p.document = d.key AND p.layer = :layer ORDER BY {order}"""
    values = _values(store, layer, chosen) | {"start": start, "most": most}
    return [Entry(*row) for row in store.named_rows(sql, values)]


def count(store: Store, layer: str, chosen: Filter) -> int:
    """How many documents the list has."""
    if chosen.text or chosen.own:
        sql = f"SELECT count(*) FROM {_where(chosen)}"
        return sum(number for (number,) in store.named_rows(sql, _values(store, layer, chosen)))
    if not chosen.state:
        return documents.count(store)
    if chosen.state == "flagged":
        return tallies.flagged(store, layer)
    if chosen.state == "unfinished":
        finished = (tallies.in_state(store, layer, state) for state in FINISHED)
        return documents.count(store) - sum(finished)
    return tallies.in_state(store, layer, chosen.state)


def place(store: Store, layer: str, key: int, chosen: Filter) -> int:
    """How many documents of a list come before that one, whether or not it is itself there."""
    if not (ORDERS[chosen.order] or chosen.text or chosen.own or chosen.state == "flagged"):
        return _imported_before(store, layer, key, chosen.state)
    sql = f"SELECT count(*) FROM {_where(chosen)} AND {_beside(chosen.order, '<')}"
    values = _values(store, layer, chosen) | {"key": key}
    return sum(number for (number,) in store.named_rows(sql, values))


def _imported_before(store: Store, layer: str, key: int, state: State) -> int:
    """How many in a state have a smaller key: found among those that the layer has begun."""
    if state == "unfinished":
        finished = (_imported_before(store, layer, key, end) for end in FINISHED)
        return documents.count_before(store, key) - sum(finished)
    if not state:
        return documents.count_before(store, key)
    sql = f"""SELECT count(*) FROM progress p WHERE (p.layer, p.state) = (?, ?) AND p.document < ?
        AND {HERE}"""
    number: int = store.value(sql, store.layer(layer), state, key)
    return number


def following(store: Store, layer: str, key: int, chosen: Filter = EVERY) -> int | None:
    """The document after that one in a list, which it need not be in itself; after 0 the first."""
    return _first(store, layer, key, chosen, _beside(chosen.order, ">") if key else "1")


def preceding(store: Store, layer: str, key: int, chosen: Filter = EVERY) -> int | None:
    """The document before that one, likewise."""
    return _first(store, layer, key, chosen, _beside(chosen.order, "<"), backwards=True)


def next_unfinished(store: Store, layer: str, after: int, chosen: Filter = EVERY) -> int | None:
    """The next document, going round, that the annotator has neither finished nor set aside.

    Which state the list shows is no matter.
    """
    chosen = replace(chosen, state="")
    places = [_beside(chosen.order, sign) for sign in "><"] if after else ["1"]
    found = (_first(store, layer, after, chosen, f"{STATES['unfinished']} AND {p}") for p in places)
    return next((key for key in found if key), None)


def comes_before(store: Store, layer: str, key: int, other: int, chosen: Filter = EVERY) -> bool:
    """Whether a document stands before another one in the order of a list."""
    sql = f"SELECT 1 FROM {DOCUMENTS} WHERE d.key = :first AND {_beside(chosen.order, '<')}"
    values = _values(store, layer, chosen) | {"first": key, "key": other}
    return any(store.named_rows(sql, values))


def _first(
    store: Store, layer: str, key: int, chosen: Filter, condition: str, *, backwards: bool = False
) -> int | None:
    by = _by(chosen.order, backwards=backwards)
    sql = f"SELECT d.key FROM {_where(chosen)} AND {condition} ORDER BY {by} LIMIT 1"
    values = _values(store, layer, chosen) | {"key": key}
    return next((int(found) for (found,) in store.named_rows(sql, values)), None)
