"""Who is to label which document: batches, and the places in them that annotators take.

A batch has one or more places for each of its documents. A place is free, leased to an annotator
until a time, or theirs for good (without one): given so, or because they have finished it.
"""

from collections.abc import Iterable, Iterator, Sequence

import msgspec
from msgspec import Struct

from annotate.core.layers import is_own
from annotate.storage.log import now
from annotate.storage.setting_up import PATIENCE
from annotate.storage.store import Store

STANDS = """SELECT 1 FROM progress p WHERE p.document = a.document
    AND p.layer = (SELECT key FROM layers WHERE name = a.annotator)"""
MINE = "a.annotator = :name"
"""Whose an assignment is; what is finished or set aside is known from `progress`."""
HERE = "a.batch IN (SELECT key FROM batches WHERE number IS NULL)"
"""What this file gives out by itself; of a hub's it is told (`handed`)."""
OPEN = f"NOT EXISTS ({STANDS} AND p.state != 'open')"
NOT_DONE = f"NOT EXISTS ({STANDS} AND p.state = 'done')"
FOR_ME = """(b.people = '[]' OR EXISTS (SELECT 1 FROM json_each(b.people) WHERE value = :name))
    AND NOT EXISTS (SELECT 1 FROM assignments mine
        WHERE mine.batch = a.batch AND mine.document = a.document AND mine.annotator = :name)
    AND NOT EXISTS (SELECT 1 FROM progress p
        WHERE p.document = a.document AND p.layer = :layer AND p.state != 'open')"""
TAKEN = """SELECT a.batch, a.rank, min(a.place), b.lease
    FROM assignments a JOIN batches b ON b.key = a.batch
    JOIN documents d ON d.key = a.document AND d.removed IS NULL
    WHERE b.number IS NULL AND {free} AND {for_me}
    GROUP BY a.batch, a.rank ORDER BY a.batch, a.rank LIMIT :most"""
EXPIRED = TAKEN.format(free=f"a.until < :now AND {NOT_DONE}", for_me=FOR_ME)
FREE = TAKEN.format(free="a.annotator IS NULL", for_me=FOR_ME)
PLACES = f"""SELECT b.key, b.name AS batch, a.document, a.annotator,
    a.annotator IS NULL AS free,
    a.annotator IS NOT NULL AND NOT ({NOT_DONE}) AS done,
    a.annotator IS NOT NULL AND {NOT_DONE} AND coalesce(a.until >= :now, 1) AS taken,
    a.annotator IS NOT NULL AND {NOT_DONE} AND coalesce(a.until < :now, 0) AS late
    FROM assignments a JOIN batches b ON b.key = a.batch
    JOIN documents d ON d.key = a.document AND d.removed IS NULL"""
CANDIDATES = """SELECT d.key, d.id, d.sha256, d.source, coalesce(u.value, -1),
    (SELECT json_group_array(l.name) FROM progress p JOIN layers l ON l.key = p.layer
        WHERE p.document = d.key AND p.state = 'done')
    FROM documents d LEFT JOIN uncertainty u ON u.document = d.key
    WHERE d.removed IS NULL
        AND (? OR NOT EXISTS (SELECT 1 FROM assignments a
            WHERE a.document = d.key AND coalesce(a.annotator, '') NOT GLOB 'again/*'))
    ORDER BY d.key"""
TAKE = """UPDATE assignments SET annotator = ?, until = ?
    WHERE batch = ? AND rank = ? AND place = ?"""
AHEAD = 3
"""Documents that an annotator holds at a time: few, so that the others find some, too."""
_names = msgspec.json.Decoder(list[str]).decode


class Candidate(Struct, frozen=True):
    """A document that may be given out, and which annotators have finished it.

    `uncertainty` is from 0 to 1, and -1 where it was not measured.
    """

    key: int
    id: str
    sha256: str
    source: str
    uncertainty: float
    finished: frozenset[str]


class Place(Struct, frozen=True):
    """A place for one annotator on a document; `rank` is the document's in its batch."""

    rank: int
    document: int
    place: int
    annotator: str | None = None


class Standing(Struct, frozen=True):
    """How far a batch is: its documents, and its places by what has become of them.

    `annotator` is "" for all of them together; `late` counts leases that have run out.
    """

    batch: str
    annotator: str
    documents: int
    done: int
    taken: int
    late: int
    free: int


def any_for(store: Store, annotator: str) -> bool:
    """Whether an annotator has a place."""
    sql = "SELECT 1 FROM assignments WHERE annotator = ?"
    return store.value(sql, annotator) is not None


def exist(store: Store) -> bool:
    """Whether anything was ever assigned to anybody."""
    return store.value("SELECT 1 FROM batches") is not None


def candidates(store: Store, *, again: bool) -> Iterator[Candidate]:
    """The documents that are in no batch, or with `again` all, in the order of import."""
    for key, id, sha256, source, uncertainty, names in store.rows(CANDIDATES, again):
        finished = frozenset(filter(is_own, _names(names)))
        yield Candidate(key, id, sha256, source, uncertainty, finished)


def names(store: Store) -> list[str]:
    """Of the batches, in the order in which they were made."""
    return [name for (name,) in store.rows("SELECT name FROM batches ORDER BY key")]


def unused_name(store: Store, kind: str) -> str:
    """The first of `kind 1`, `kind 2`, … that no batch has."""
    known = names(store)
    numbers = range(1, len(known) + 2)
    return next(name for number in numbers if (name := f"{kind} {number}") not in known)


def put(
    store: Store, name: str, people: Sequence[str], lease: int | None, places: Iterable[Place]
) -> None:
    """Make a batch, for some people or (if none is named) for anybody; `lease` in milliseconds."""
    with store.transaction() as connection:
        sql = "INSERT INTO batches (name, people, lease, at) VALUES (?, ?, ?, ?) RETURNING key"
        encoded = msgspec.json.encode(list(people)).decode()
        (batch,) = next(store.rows(sql, name, encoded, lease, now()))
        rows = ((batch, p.rank, p.document, p.place, p.annotator) for p in places)
        sql = """INSERT INTO assignments (batch, rank, document, place, annotator)
            VALUES (?, ?, ?, ?, ?)"""
        connection.executemany(sql, rows)


def hold(store: Store, annotator: str, most: int = AHEAD, *, waits: float = PATIENCE) -> int:
    """Keep an annotator's places, and take free ones until `most` are open; how many were taken.

    Leases begin anew, but for what is set aside: that waits for somebody else. What is finished is
    theirs as long as it is. Expired places come first, so that what somebody began is not left.
    Raises BusyError where another program has written for as many seconds as this `waits`.
    """
    with store.transaction(waits=waits) as connection:
        who = {"name": annotator, "layer": store.layer(annotator), "now": now()}
        connection.execute(
            f"""UPDATE assignments AS a SET until = NULL
            WHERE {MINE} AND {HERE} AND until IS NOT NULL AND NOT ({NOT_DONE})""",
            who,
        )
        connection.execute(
            f"""UPDATE assignments AS a
            SET until = :now + (SELECT lease FROM batches b WHERE b.key = a.batch)
            WHERE {MINE} AND {HERE} AND ({OPEN} OR (until IS NULL AND {NOT_DONE}))""",
            who,
        )
        missing = most - len(still_open(store, annotator))
        taken = 0
        for sql in (EXPIRED, FREE):
            rows = list(store.named_rows(sql, who | {"most": max(0, missing - taken)}))
            values = [
                (annotator, lease and who["now"] + lease, batch, rank, place)
                for batch, rank, place, lease in rows
            ]
            connection.executemany(TAKE, values)
            taken += len(rows)
        return taken


def still_open(store: Store, annotator: str) -> set[int]:
    """The documents that an annotator holds and has not gone through, by key."""
    sql = f"""SELECT DISTINCT a.document FROM assignments a
        JOIN documents d ON d.key = a.document AND d.removed IS NULL WHERE {MINE} AND {OPEN}"""
    return {key for (key,) in store.named_rows(sql, {"name": annotator})}


def people(store: Store) -> list[str]:
    """Everybody who has a place, or was named where places were given out; by name."""
    sql = """SELECT annotator FROM assignments WHERE annotator IS NOT NULL
        UNION SELECT named.value FROM batches b, json_each(b.people) named ORDER BY 1"""
    return [name for (name,) in store.rows(sql)]


def release(store: Store, annotator: str) -> int:
    """Free the places of an annotator that are not finished; how many."""
    sql = f"""UPDATE assignments AS a SET annotator = NULL, until = NULL
        WHERE {MINE} AND {NOT_DONE}"""
    with store.transaction() as connection:
        return connection.execute(sql, {"name": annotator}).rowcount


def end(store: Store, batch: str) -> int:
    """Take away the places of a batch that nobody has; how many. What was taken stays."""
    sql = """DELETE FROM assignments WHERE annotator IS NULL
        AND batch = (SELECT key FROM batches WHERE name = ?)"""
    with store.transaction() as connection:
        return connection.execute(sql, (batch,)).rowcount


def standing(store: Store) -> list[Standing]:
    """Each batch in the order in which they were made: all of it, then by annotator."""
    sql = f"""SELECT batch, '' AS annotator, count(DISTINCT document), sum(done), sum(taken),
            sum(late), sum(free) FROM ({PLACES}) GROUP BY key
        UNION ALL SELECT batch, annotator, count(DISTINCT document), sum(done), sum(taken),
            sum(late), 0 FROM ({PLACES}) WHERE annotator IS NOT NULL GROUP BY key, annotator"""
    order = {name: place for place, name in enumerate(names(store))}
    found = [Standing(*row) for row in store.named_rows(sql, {"now": now()})]
    return sorted(found, key=lambda s: (order[s.batch], s.annotator))
