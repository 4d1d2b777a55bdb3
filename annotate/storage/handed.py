"""What a hub gives out, as the file has it from there: its batches, and the places in them.

Who leads has all places, an annotator their own. The file changes none of them by itself.
"""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import msgspec

from annotate.core.exchange import BatchMade, PlaceKey, PlaceNow
from annotate.core.layers import AGAIN
from annotate.storage.assignments import NOT_DONE, OPEN
from annotate.storage.store import Store

# second passes stay in the file: whose they are labels there
UNSENT = f"""SELECT b.key, b.name, b.people, b.lease, b.at FROM batches b WHERE b.number IS NULL
    AND NOT EXISTS (SELECT 1 FROM assignments a
        WHERE a.batch = b.key AND a.annotator GLOB '{AGAIN}*') ORDER BY b.key"""
PLACES = f"""SELECT a.rank, a.place, d.sha256, a.annotator, a.until,
    a.annotator IS NOT NULL AND NOT ({NOT_DONE})
    FROM assignments a JOIN documents d ON d.key = a.document WHERE a.batch = ?
    ORDER BY a.rank, a.place"""
PUT = """INSERT INTO assignments (batch, rank, document, place, annotator, until, told, heard)
    SELECT b.key, ?, d.key, ?, ?, ?, ?, ? FROM batches b, documents d
    WHERE b.number = ? AND d.sha256 = ?
    ON CONFLICT DO UPDATE SET annotator = excluded.annotator, until = excluded.until,
        told = excluded.told, heard = excluded.heard"""
DROP = """DELETE FROM assignments WHERE batch = (SELECT key FROM batches WHERE number = ?)
    AND rank = ? AND place = ?"""
OF = """FROM assignments a JOIN batches b ON b.key = a.batch
    WHERE b.number IS NOT NULL AND a.annotator = ?"""
ALL = f"SELECT b.number, a.rank, a.place {OF} ORDER BY b.number, a.rank, a.place"
HELD = f"""SELECT b.number, a.rank, a.place, NOT ({NOT_DONE}), {OPEN},
    (SELECT count(*) FROM operations o WHERE o.document = a.document
        AND o.layer = (SELECT key FROM layers WHERE name = a.annotator)), a.told, a.heard
    {OF} AND (NOT a.told OR {NOT_DONE}) ORDER BY b.number, a.rank, a.place"""
FIT = """SELECT d.sha256 FROM documents d JOIN json_each(?) ON d.sha256 = value
    WHERE d.removed IS NULL AND NOT EXISTS (SELECT 1 FROM progress p
        WHERE (p.document, p.layer) = (d.key, ?) AND p.state != 'open')"""
SAME = """SELECT key FROM batches WHERE number = ?1
    OR (number IS NULL AND at = ?2 AND name IN (?3, ?4)) ORDER BY number IS NULL"""


class Heard(NamedTuple):
    """Up to which position all was heard from a hub, what it said then, and when (ms)."""

    position: int
    token: str
    at: int


class Held(NamedTuple):
    """A place that somebody has, and whether they are done, or have not gone through it yet.

    That rests on `entries` of their log on it; what the hub knows of it rests on `heard`.
    """

    key: PlaceKey
    done: bool
    open: bool
    entries: int
    told: bool
    heard: int

    @property
    def is_news(self) -> bool:
        """Whether the hub knows it otherwise, and from less."""
        return self.done != self.told and (self.entries, self.done) > (self.heard, self.told)


def heard(store: Store, hub: str) -> Heard | None:
    """What was heard from a hub the last time; None where it never was."""
    sql = "SELECT position, token, at FROM handed WHERE hub = ?"
    return next((Heard(*row) for row in store.rows(sql, hub)), None)


def hear(store: Store, hub: str, said: Heard) -> None:
    """Remember that."""
    with store.transaction() as connection:
        connection.execute("INSERT OR REPLACE INTO handed VALUES (?, ?, ?, ?)", (hub, *said))


def has_hub(store: Store) -> bool:
    """Whether a hub gives out what is to be labelled here."""
    return store.value("SELECT 1 FROM handed") is not None


def number(store: Store, batch: str) -> int | None:
    """What the hub calls a batch; None where it is of this file alone."""
    found: int | None = store.value("SELECT number FROM batches WHERE name = ?", batch)
    return found


def forget_numbers(store: Store) -> None:
    """Before the first time with a hub: what one like it had given out is to be found anew."""
    with store.transaction() as connection:
        connection.execute("UPDATE batches SET number = NULL WHERE number IS NOT NULL")
        connection.execute("UPDATE assignments SET told = 0, heard = 0 WHERE told OR heard")


def unsent(store: Store) -> list[tuple[BatchMade, list[PlaceNow]]]:
    """The batches that are in this file alone, without number, and their places."""
    return [
        (
            BatchMade(0, name, name, tuple(msgspec.json.decode(people)), lease, at),
            [
                PlaceNow(PlaceKey(0, rank, place), sha256, annotator, until, bool(done))
                for rank, place, sha256, annotator, until, done in store.rows(PLACES, key)
            ],
        )
        for key, name, people, lease, at in list(store.rows(UNSENT))
    ]


def put_batches(store: Store, batches: Iterable[BatchMade]) -> None:
    """Take in batches of a hub; one that is known by its number, or went there from here, is."""
    with store.transaction():
        for batch in batches:
            _put_batch(store, batch)


def _put_batch(store: Store, batch: BatchMade) -> None:
    same = store.rows(SAME, batch.number, batch.at, batch.wished, batch.name)
    key = next((key for (key,) in same), None)
    name = _name(store, batch.name, key)
    if key is not None:
        sql = "UPDATE batches SET name = ?, number = ? WHERE key = ?"
        store.connection.execute(sql, (name, batch.number, key))
        return
    people = msgspec.json.encode(batch.people).decode()
    sql = "INSERT INTO batches (name, people, lease, at, number) VALUES (?, ?, ?, ?, ?)"
    store.connection.execute(sql, (name, people, batch.lease, batch.at, batch.number))


def _name(store: Store, wished: str, key: int | None) -> str:
    """The name, with a number behind it where another batch of this file has it."""
    sql = "SELECT 1 FROM batches WHERE name = ? AND key IS NOT ?"
    name, number = wished, 1
    while store.value(sql, name, key) is not None:
        number += 1
        name = f"{wished} ({number})"
    return name


def put_places(store: Store, places: Sequence[PlaceNow]) -> bool:
    """Take in what became of places; whether the documents of all of them are here."""
    ended = [p.key for p in places if p.ended]
    there = [p for p in places if not p.ended]
    values = [
        (p.key.rank, p.key.place, p.annotator, p.until, p.done, p.heard, p.key.batch, p.sha256)
        for p in there
    ]
    drop(store, ended)
    with store.transaction() as connection:
        return not values or connection.executemany(PUT, values).rowcount == len(values)


def drop(store: Store, keys: Sequence[PlaceKey]) -> None:
    """Forget places that are nobody's, or somebody else's, any more."""
    with store.transaction() as connection:
        connection.executemany(DROP, keys)


def keys(store: Store, annotator: str) -> list[PlaceKey]:
    """All places of a hub that somebody has."""
    return [PlaceKey(*row) for row in store.rows(ALL, annotator)]


def held(store: Store, annotator: str) -> list[Held]:
    """Those that are not done, or of which the hub does not know it."""
    return [
        Held(PlaceKey(*key), bool(done), bool(is_open), entries, bool(told), heard)
        for *key, done, is_open, entries, told, heard in store.rows(HELD, annotator)
    ]


def fit(store: Store, annotator: str, hashes: Sequence[str]) -> set[str]:
    """Those of some documents that are here, and that an annotator has not gone through."""
    encoded = msgspec.json.encode(hashes).decode()
    return {sha256 for (sha256,) in store.rows(FIT, encoded, store.layer(annotator))}
