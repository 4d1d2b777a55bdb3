"""The versions that the guidelines had, and under which of them each layer was finished.

A finished layer names none: the version in force when its last paragraph was done tells. What an
import finished was done elsewhere, and only the record that it came with can tell.
"""

from collections.abc import Iterator

from msgspec import Struct

from annotate.storage.log import now
from annotate.storage.store import Store

SHORT = 12
"""Digits of a hash that stand for a version without a name."""
FINISHED = """FROM progress p JOIN documents d ON d.key = p.document
    WHERE d.removed IS NULL AND p.state = 'done'"""
LAST = """(SELECT o.kind || ' ' || o.at FROM operations o
    WHERE o.document = p.document AND o.layer = p.layer AND o.kind IN ('status', 'import')
    AND NOT EXISTS (SELECT 1 FROM gestures g JOIN writers w ON w.name = g.writer
        WHERE g.layer = o.layer AND g.lamport = o.lamport - (o.n - o.gesture)
        AND w.key = o.writer AND g.gesture = o.gesture AND g.undone)
    ORDER BY o.lamport DESC, o.key DESC LIMIT 1)"""
"""What finished a layer, and when: the last gesture on its paragraphs' status that still counts."""


class Version(Struct, frozen=True):
    """The guidelines as they were from a moment on (ms since 1970)."""

    name: str
    sha256: str
    at: int

    @property
    def called(self) -> str:
        """The name that the project gave it, else the beginning of its hash."""
        return self.name or self.sha256[:SHORT]


def put(store: Store, name: str, sha256: str, text: str) -> None:
    """Put guidelines in force from now on, unless they are."""
    known = versions(store)[-1:]
    if known and (known[0].name, known[0].sha256) == (name, sha256):
        return
    with store.transaction() as connection:
        sql = "INSERT INTO guidelines (name, sha256, text, at) VALUES (?, ?, ?, ?)"
        connection.execute(sql, (name, sha256, text, now()))


def versions(store: Store) -> list[Version]:
    """All versions, the one in force last."""
    rows = store.rows("SELECT name, sha256, at FROM guidelines ORDER BY version")
    return [Version(*row) for row in rows]


def tell(store: Store, key: int, layer: int, version: str | None) -> None:
    """Note under which version an imported layer was finished; inside a transaction."""
    store.connection.execute("DELETE FROM guided WHERE (document, layer) = (?, ?)", (key, layer))
    if version is not None:
        store.connection.execute("INSERT INTO guided VALUES (?, ?, ?)", (key, layer, version))


def any_known(store: Store) -> bool:
    """Whether the project knows of any version at all."""
    sql = "SELECT EXISTS (SELECT 1 FROM guidelines) OR EXISTS (SELECT 1 FROM guided)"
    return bool(store.value(sql))


def of(store: Store, sha256: str, layer: str) -> str | None:
    """The version under which a layer finished a document; None if it did not, or none is known."""
    sql = f"SELECT {LAST}, p.document, p.layer {FINISHED} AND d.sha256 = ? AND p.layer = ?"
    for last, *place in store.rows(sql, sha256, store.layer(layer)):
        return _version(store, versions(store), last, place)
    return None


def each(store: Store) -> Iterator[tuple[str, str | None]]:
    """(layer, version) of everything that is finished, one by one."""
    known = versions(store)
    names = dict(store.rows("SELECT key, name FROM layers"))
    for last, *place in store.rows(f"SELECT {LAST}, p.document, p.layer {FINISHED}"):
        yield names[place[1]], _version(store, known, last, place)


def _version(store: Store, known: list[Version], last: str | None, place: list[int]) -> str | None:
    kind, _, at = (last or "import 0").partition(" ")
    if kind == "import":
        told = store.value("SELECT version FROM guided WHERE (document, layer) = (?, ?)", *place)
        return None if told is None else str(told)
    return next((version.called for version in reversed(known) if version.at <= int(at)), None)
