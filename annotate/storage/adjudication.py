"""What adjudication needs to know of many documents: who finished them, what is settled."""

from collections.abc import Mapping

import msgspec
from msgspec import Struct

from annotate.core.annotation_set import AnnotationSet
from annotate.storage import state
from annotate.storage.finished import Choice, layers
from annotate.storage.store import Store

FINISHED = """SELECT p.document, p.layer FROM progress p JOIN documents d ON d.key = p.document
    WHERE p.state = 'done' AND d.removed IS NULL AND p.layer IN (SELECT value FROM json_each(?1))
        AND NOT EXISTS
            (SELECT 1 FROM controls c WHERE (c.document, c.layer) = (p.document, p.layer))"""
"""A control is measured against gold, and is no version of which gold is made."""
SHARED = f"""WITH finished AS ({FINISHED}),
    shared AS (SELECT document, count(*) AS versions FROM finished GROUP BY document
        HAVING count(*) > 1),
    said AS (SELECT s.document, count(*) AS versions FROM spans s
        JOIN finished f ON (f.document, f.layer) = (s.document, s.layer)
        GROUP BY s.document, s.start, s."end", s.label),
    contested AS (SELECT said.document, count(*) AS spans FROM said
        JOIN shared USING (document) WHERE said.versions < shared.versions
        GROUP BY said.document)
    SELECT d.key, d.id, d.title, d.source, shared.versions, coalesce(contested.spans, 0)
    FROM shared JOIN documents d ON d.key = shared.document
    LEFT JOIN contested USING (document) ORDER BY 6 DESC, d.key"""
KNOWN = "SELECT document FROM settlements"
SETTLED = """SELECT d.sha256, l.name, d.key, s.versions FROM settlements s
    JOIN documents d ON d.key = s.document JOIN layers l ON l.key = s.layer"""
_decode = msgspec.json.Decoder(tuple[str, ...]).decode


class Shared(Struct, frozen=True):
    """A document that at least two annotators finished; `contested` spans not all of them have."""

    key: int
    id: str
    title: str
    source: str
    versions: int
    contested: int


def shared(store: Store) -> list[Shared]:
    """Every such document, those with most contested spans first."""
    numbers = msgspec.json.encode([*layers(store, Choice())]).decode()
    return [Shared(*row) for row in store.rows(SHARED, numbers)]


def finished(store: Store, key: int) -> dict[str, AnnotationSet]:
    """What the annotators say of a document who finished it, by layer; all of one moment."""
    with store.snapshot():
        names = layers(store, Choice())
        numbers = msgspec.json.encode([*names]).decode()
        rows = list(store.rows(f"{FINISHED} AND p.document = ?2", numbers, key))
        return {names[layer]: state.read(store, key, layer) for _, layer in rows}


def newest(store: Store, key: int) -> int:
    """The number of the last operation on a document, in whichever layer."""
    number: int | None = store.value("SELECT max(key) FROM operations WHERE document = ?", key)
    return number or 0


def newest_of_all(store: Store) -> int:
    """The number of the last operation on any document."""
    number: int | None = store.value("SELECT max(key) FROM operations")
    return number or 0


def settled(store: Store, key: int, layer: str) -> tuple[str, ...] | None:
    """The digests of the versions that a layer settled in a document, in order, or None.

    Two annotators may say the same: it counts how many did.
    """
    sql = "SELECT versions FROM settlements WHERE (document, layer) = (?, ?)"
    found = store.value(sql, key, store.layer(layer))
    return None if found is None else _in_order(found)


def is_settled(store: Store, key: int, layer: str) -> bool:
    """Whether a layer of adjudication settled just those versions that there are now."""
    before = settled(store, key, layer)
    return before is not None and before == _digests(finished(store, key))


class Grounds:
    """What was settled, and who has finished it: of all documents at once, and of one moment."""

    def __init__(self, store: Store) -> None:
        names = layers(store, Choice())
        numbers = msgspec.json.encode([*names]).decode()
        self._settled = {row[:2]: row[2:] for row in store.rows(SETTLED)}
        self._finished: dict[int, list[str]] = {}
        for key, layer in store.rows(f"{FINISHED} AND p.document IN ({KNOWN})", numbers):
            self._finished.setdefault(key, []).append(names[layer])

    def have_changed(self, sha256: str, layer: str, said: Mapping[str, AnnotationSet]) -> bool:
        """Whether a layer settled other versions than there are now, so that it waits in the queue.

        `said` is what all layers say of the document. Where fewer than two have finished there is
        nothing to settle: gold that came without the versions it was made of has not changed.
        """
        if (sha256, layer) not in self._settled:
            return False
        key, before = self._settled[sha256, layer]
        now = {name: said[name] for name in self._finished.get(key, ()) if name in said}
        return len(now) > 1 and _in_order(before) != _digests(now)


def _in_order(versions: str) -> tuple[str, ...]:
    return tuple(sorted(_decode(versions)))


def _digests(versions: Mapping[str, AnnotationSet]) -> tuple[str, ...]:
    return tuple(sorted(content.digest() for content in versions.values()))
