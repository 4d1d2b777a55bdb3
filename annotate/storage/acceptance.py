"""How the suggestions of each rule fared: accepted, standing, rejected; from log and state."""

from collections.abc import Iterable

from msgspec import Struct

from annotate.core.layers import GOLD
from annotate.storage.store import Store

# what gold was taken from are people's labels
OF = f"""(CASE WHEN ?1 IS NULL THEN {{0}} NOT IN (SELECT key FROM layers WHERE name GLOB '{GOLD}*')
    ELSE {{0}} = ?1 END)"""
SAID = f"""SELECT json_extract(o.body, '$.origin') AS origin, o.kind, count(*)
    FROM operations o JOIN writers w ON w.key = o.writer
    JOIN documents d ON d.key = o.document AND d.removed IS NULL
    LEFT JOIN gestures g ON (g.document, g.layer, g.writer, g.gesture)
        = (o.document, o.layer, w.name, o.gesture)
    WHERE o.kind IN ('add', 'reject') AND origin IS NOT NULL AND NOT coalesce(g.undone, 0)
        AND {OF.format("o.layer")} GROUP BY origin, o.kind"""
# what was imported with its origin was accepted elsewhere: an id that no `add` of this log has
STANDING = f"""SELECT s.origin, count(*) FROM spans s
    JOIN documents d ON d.key = s.document AND d.removed IS NULL
    JOIN writers w ON w.name = rtrim(rtrim(s.id, '0123456789'), ':')
    JOIN operations o ON o.writer = w.key AND w.name || ':' || o.n = s.id
        AND o.n = CAST(substr(s.id, length(w.name) + 2) AS INTEGER) AND o.kind = 'add'
    WHERE s.origin IS NOT NULL AND {OF.format("s.layer")} GROUP BY s.origin"""


class Acceptance(Struct, frozen=True):
    """A rule's suggestions: how many were accepted, how many of them stand, how many rejected.

    One that was corrected while it was accepted counts as both; one removed later as rejected too.
    """

    origin: str
    accepted: int
    standing: int
    rejected: int

    @property
    def rate(self) -> float:
        """The share that was accepted of those that were answered, 0 to 1."""
        return self.accepted / max(1, self.accepted + self.rejected)


def by_suggester(found: Iterable[Acceptance]) -> dict[str, tuple[int, int]]:
    """(accepted, answered) of each suggester, over all its rules."""
    sums: dict[str, tuple[int, int]] = {}
    for a in found:
        name = a.origin.partition(": ")[0]
        accepted, answered = sums.get(name, (0, 0))
        sums[name] = accepted + a.accepted, answered + a.accepted + a.rejected
    return sums


def acceptance(store: Store, layer: str | None = None) -> list[Acceptance]:
    """Every rule that was ever answered, by its origin; of one layer, or with None of all."""
    number = None if layer is None else store.layer(layer)
    said = {(origin, kind): n for origin, kind, n in store.rows(SAID, number)}
    standing = dict(store.rows(STANDING, number))
    return [
        Acceptance(
            origin,
            said.get((origin, "add"), 0),
            standing.get(origin, 0),
            said.get((origin, "reject"), 0),
        )
        for origin in sorted({origin for origin, _ in said} | standing.keys())
    ]
