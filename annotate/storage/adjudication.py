"""What adjudication needs to know of many documents: who finished them, what is settled."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence

import msgspec

from annotate.core.annotation_set import AnnotationSet
from annotate.storage import digests, state
from annotate.storage.contested import FINISHED
from annotate.storage.digests import Digest
from annotate.storage.finished import Choice, layers
from annotate.storage.store import Store

PRESENT = f"""{FINISHED}
    AND (SELECT removed FROM documents d WHERE d.key = p.document) IS NULL"""
OF_SOME = f"{PRESENT} AND p.document IN (SELECT value FROM json_each(?2))"
SETTLED_OF = """SELECT document, versions FROM settlements
    WHERE layer = ? AND document IN (SELECT value FROM json_each(?))"""
AT_ONCE = 500
"""Documents of which it is asked at once whether what was settled holds."""
SETTLED = """SELECT d.sha256, l.name, d.key, s.versions FROM settlements s
    JOIN documents d ON d.key = s.document JOIN layers l ON l.key = s.layer"""
_decode = msgspec.json.Decoder(tuple[str, ...]).decode


def finished(store: Store, key: int) -> dict[str, AnnotationSet]:
    """What the annotators say of a document who finished it, by layer; all of one moment."""
    with store.snapshot():
        names = layers(store, Choice())
        numbers = msgspec.json.encode([*names]).decode()
        rows = list(store.rows(f"{PRESENT} AND p.document = ?2", numbers, key))
        return {names[layer]: state.read(store, key, layer) for _, layer in rows}


def newest(store: Store, key: int) -> int:
    """The number of the last operation on a document, in whichever layer."""
    number: int | None = store.value("SELECT max(key) FROM operations WHERE document = ?", key)
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


def standings(store: Store, keys: Sequence[int], layer: str) -> Iterator[tuple[int, bool | None]]:
    """Of each document `is_settled` of a layer, None where it settled nothing; as one goes on.

    Only versions that have changed since somebody asked are read. Not inside a snapshot.
    """
    for first in range(0, len(keys), AT_ONCE):
        some = keys[first : first + AT_ONCE]
        yield from zip(some, _standings(store, some, layer), strict=True)


def _standings(store: Store, keys: Sequence[int], layer: str) -> list[bool | None]:
    with store.snapshot():
        number, asked = store.layer(layer), msgspec.json.encode(keys).decode()
        settled = dict(store.rows(SETTLED_OF, number, asked))
        known = _known(store, settled)
        found = [digests.read(store, digest) for digest in known]
    if new := [now for now, before in zip(found, known, strict=True) if not before.value]:
        digests.keep(store, new)
    now = _by_document(found)
    values = {
        key: _in_order(said) == tuple(sorted(d.value for d in now[key]))
        for key, said in settled.items()
    }
    return [values.get(key) for key in keys]


def _known(store: Store, keys: Iterable[int]) -> list[Digest]:
    """What is kept of the versions of some documents."""
    numbers = msgspec.json.encode([*layers(store, Choice())]).decode()
    return digests.of(store, OF_SOME, numbers, msgspec.json.encode([*keys]).decode())


def _by_document(found: Iterable[Digest]) -> dict[int, list[Digest]]:
    by_document: dict[int, list[Digest]] = defaultdict(list)
    for digest in found:
        by_document[digest.document].append(digest)
    return by_document


class Grounds:
    """What was settled, and who has finished it: of all documents at once, and of one moment."""

    def __init__(self, store: Store) -> None:
        self._names = layers(store, Choice())
        self._settled = {row[:2]: row[2:] for row in store.rows(SETTLED)}
        self._known = _by_document(_known(store, {key for key, _ in self._settled.values()}))

    def have_changed(self, sha256: str, layer: str, said: Mapping[str, AnnotationSet]) -> bool:
        """Whether a layer settled other versions than there are now, so that it waits in the queue.

        `said` is what all layers say of the document. Where fewer than two have finished there is
        nothing to settle: gold that came without the versions it was made of has not changed.
        """
        if (sha256, layer) not in self._settled:
            return False
        key, before = self._settled[sha256, layer]
        known = self._known[key]
        now = (d.value or said[self._names[d.layer]].digest() for d in known)
        return len(known) > 1 and _in_order(before) != tuple(sorted(now))


def _in_order(versions: str) -> tuple[str, ...]:
    return tuple(sorted(_decode(versions)))


def _digests(versions: Mapping[str, AnnotationSet]) -> tuple[str, ...]:
    return tuple(sorted(content.digest() for content in versions.values()))
