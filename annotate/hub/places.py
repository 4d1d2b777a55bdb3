"""The places that a hub gives out: asked for, taken, kept, freed."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, NamedTuple

import msgspec

from annotate.core.exchange import BatchMade, PlaceKey, PlaceNow
from annotate.hub.hub import Hub

PAGE = 200
"""Places that are looked at, or heard of, in one message."""
MANY = 20_000
LOCK = 0x416E6E70
"""One at a time gives out."""
BATCHES = """SELECT number, name, wished, people::text, lease, at FROM annotate.batches
    ORDER BY number"""
COLUMNS = "batch, rank, place, sha256, annotator, until, done, ended, heard"
ALL = f"""SELECT {COLUMNS}, changed FROM annotate.places
    WHERE (changed, batch, rank, place) > (%s, %s, %s, %s)
    ORDER BY changed, batch, rank, place LIMIT {MANY}"""
OWN = f"""SELECT {COLUMNS} FROM annotate.places
    WHERE annotator = (SELECT annotate.me()) AND changed >= %s ORDER BY batch, rank, place"""
LOST = """SELECT w.batch, w.rank, w.place
    FROM unnest(%s::int[], %s::int[], %s::int[]) AS w(batch, rank, place)
    LEFT JOIN annotate.places p USING (batch, rank, place)
    WHERE p.annotator IS DISTINCT FROM (SELECT annotate.me())"""
MINE = "(SELECT annotate.me())"
OFFERED = f"""(SELECT DISTINCT ON (p.batch, p.rank) {{fresh}} AS fresh,
        p.batch, p.rank, p.place, p.sha256
    FROM annotate.places p JOIN annotate.batches b ON b.number = p.batch
    WHERE {{free}} AND (b.people = '[]' OR b.people @> to_jsonb({MINE}))
        AND NOT EXISTS (SELECT 1 FROM annotate.places m
            WHERE (m.batch, m.sha256, m.annotator) = (p.batch, p.sha256, {MINE}))
        AND ({{fresh}}, p.batch, p.rank) > (%s, %s, %s)
    ORDER BY p.batch, p.rank, p.place LIMIT {PAGE})"""
# what somebody began comes first, so that it is not left; of each document one place
LATE = OFFERED.format(fresh="false", free="NOT p.done AND p.until < annotate.clock()")
FRESH = OFFERED.format(fresh="true", free="p.annotator IS NULL AND NOT p.ended")
FREE = f"{LATE} UNION ALL {FRESH} LIMIT {PAGE}"
GIVE = """SELECT annotate.give(%s, %s::jsonb, %s, %s, %s::int[], %s::text[], %s::int[],
    %s::text[], %s::bigint[], %s::boolean[])"""
TAKE = "SELECT annotate.take(%s::int[], %s::int[], %s::int[], %s)"
KEEP = "SELECT annotate.keep(%s::int[], %s::int[], %s::int[], %s::boolean[], %s::int[])"
GIVEN = """SELECT annotate.given(), pg_snapshot_xmin(pg_current_snapshot())::text::bigint,
    (SELECT coalesce(max(changed), 0) FROM annotate.places)"""


class Offer(NamedTuple):
    """A place that may be taken, whether nobody had it yet, and on which document."""

    fresh: bool
    key: PlaceKey
    sha256: str

    @property
    def order(self) -> tuple[bool, int, int]:
        """What comes after it is asked for by this."""
        return self.fresh, self.key.batch, self.key.rank


FIRST = (False, -1, -1)
"""Before all offers."""


class Places:
    """What an open hub gives out, as whoever is logged in may see and take it."""

    def __init__(self, hub: Hub) -> None:
        self._rows = hub.rows

    def given(self) -> tuple[str, int]:
        """What a greeting says of places, and since when to ask for changes the next time.

        The first is "" as long as somebody's change is under way: it may come without a word.
        """
        ((token, oldest, last),) = self._rows(GIVEN)
        return token if oldest > last else "", oldest

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Let nobody else give out meanwhile."""
        self._rows("SELECT pg_advisory_lock(%s)", LOCK)
        try:
            yield
        finally:
            self._rows("SELECT pg_advisory_unlock(%s)", LOCK)

    def batches(self) -> list[BatchMade]:
        """All of them, in the order of their making."""
        return [
            BatchMade(number, name, wished, tuple(msgspec.json.decode(people)), lease, at)
            for number, name, wished, people, lease, at in self._rows(BATCHES)
        ]

    def own(self, since: int) -> list[PlaceNow]:
        """One's own that have changed since a position."""
        return [_place(row) for row in self._rows(OWN, since)]

    def lost(self, held: Sequence[PlaceKey]) -> list[PlaceKey]:
        """Those of some places that are not one's own any more."""
        return [PlaceKey(*row) for row in self._rows(LOST, *_columns(held))] if held else []

    def all(self, since: int) -> Iterator[list[PlaceNow]]:
        """Everybody's that have changed since a position, in messages."""
        last = (since, 0, 0, 0)  # before the first batch
        while rows := self._rows(ALL, *last):
            yield [_place(row[:-1]) for row in rows]
            last = (rows[-1][-1], *rows[-1][:3])

    def give(self, batch: BatchMade, places: Sequence[PlaceNow]) -> int:
        """Bring a batch, once however often; its number there."""
        people = msgspec.json.encode(batch.people).decode()
        columns = zip(*((p.key.rank, p.sha256, p.key.place, *p[2:5]) for p in places), strict=True)
        values = (batch.wished, people, batch.lease, batch.at, *map(list, columns))
        return self._number(GIVE, *values)

    def free(self, after: tuple[bool, int, int]) -> list[Offer]:
        """What one may take, in order, at most PAGE."""
        return [
            Offer(fresh, PlaceKey(batch, rank, place), sha256)
            for fresh, batch, rank, place, sha256 in self._rows(FREE, *after, *after)
        ]

    def take(self, some: Sequence[PlaceKey], most: int) -> int:
        """Take the first of some places that nobody is faster with; how many."""
        return self._number(TAKE, *_columns(some), most)

    def keep(self, some: Sequence[tuple[PlaceKey, bool, int]]) -> int:
        """Tell which of one's own are done, as so many entries of their logs have it.

        What is done is kept without a lease, those of the rest begin anew. How many they are.
        """
        done, entries = [is_done for _, is_done, _ in some], [number for *_, number in some]
        return self._number(KEEP, *_columns([key for key, *_ in some]), done, entries)

    def people(self) -> list[str]:
        """Everybody who may take one, as far as one sees them."""
        return [name for (name,) in self._rows("SELECT name FROM annotate.people ORDER BY name")]

    def release(self, annotator: str) -> int:
        """Free what somebody has taken and not finished; how many places."""
        return self._number("SELECT annotate.release(%s)", annotator)

    def end(self, batch: int) -> int:
        """Give out no more of a batch; how many places were free."""
        return self._number("SELECT annotate.end_batch(%s)", batch)

    def _number(self, sql: str, *values: object) -> int:
        ((number,),) = self._rows(sql, *values)
        return int(number)


def _place(row: tuple[Any, ...]) -> PlaceNow:
    return PlaceNow(PlaceKey(*row[:3]), *row[3:])


def _columns(keys: Sequence[PlaceKey]) -> list[list[int]]:
    return [[key[column] for key in keys] for column in range(3)]
