"""Controls: articles with known gold in annotators' lists; and when gold was shown to whom."""

from collections.abc import Iterable

from msgspec import Struct

from annotate.core.layers import GOLD, again
from annotate.core.lot import drawn
from annotate.storage import assignments, gold
from annotate.storage.assignments import AHEAD
from annotate.storage.setting_up import PATIENCE
from annotate.storage.store import Store

# the place that an annotator took last, where controls are mixed in and none follows it yet
LAST = """SELECT a.batch, a.rank, d.sha256, m.share, m.seed FROM assignments a
    JOIN mixing m ON m.batch = a.batch JOIN documents d ON d.key = a.document
    WHERE a.annotator = :name AND (a.batch, a.rank) =
        (SELECT batch, rank FROM assignments WHERE annotator = :name
            ORDER BY batch DESC, rank DESC LIMIT 1)
        AND NOT EXISTS (SELECT 1 FROM controls c
            WHERE (c.layer, c.batch, c.rank) = (:layer, a.batch, a.rank))"""
OPEN = """SELECT count(*) FROM controls c JOIN documents d ON d.key = c.document
    WHERE c.layer = ? AND d.removed IS NULL AND NOT EXISTS (SELECT 1 FROM progress p
        WHERE (p.document, p.layer) = (c.document, c.layer) AND p.state != 'open')"""
SEEN = """SELECT document FROM progress WHERE layer IN (:layer, :gold)
    UNION SELECT document FROM positions WHERE layer IN (:layer, :gold)
    UNION SELECT document FROM assignments WHERE annotator = :name
    UNION SELECT document FROM controls WHERE layer = :layer"""
POOL = f"""WITH seen AS ({SEEN}) SELECT DISTINCT d.key, d.sha256
    FROM progress p JOIN layers l ON l.key = p.layer JOIN documents d ON d.key = p.document
    WHERE p.state = 'done' AND l.name GLOB '{GOLD}*' AND d.removed IS NULL
        AND d.key NOT IN (SELECT document FROM seen)
        AND d.key NOT IN (SELECT c.other FROM copies c JOIN seen s ON s.document = c.document)
        AND d.key NOT IN (SELECT c.document FROM copies c JOIN seen s ON s.document = c.other)"""
# gold is kept back while it would tell that an article is a control, or spoil a second pass
WITHHELD = """SELECT 1 FROM controls c WHERE (c.layer, c.document) = (:layer, :document) AND (
        EXISTS (SELECT 1 FROM assignments a WHERE a.batch = c.batch AND (a.annotator IS NULL
            OR (a.annotator = :name AND NOT EXISTS (SELECT 1 FROM progress p
                WHERE (p.document, p.layer) = (a.document, :layer) AND p.state != 'open'))))
        OR EXISTS (SELECT 1 FROM controls o WHERE (o.layer, o.batch) = (c.layer, c.batch)
            AND NOT EXISTS (SELECT 1 FROM progress p
                WHERE (p.document, p.layer) = (o.document, :layer) AND p.state != 'open')))
    UNION ALL SELECT 1 FROM assignments a WHERE (a.annotator, a.document) = (:again, :document)
        AND NOT EXISTS (SELECT 1 FROM progress p JOIN layers l ON l.key = p.layer
            WHERE p.document = a.document AND l.name = :again AND p.state = 'done')"""


class Control(Struct, frozen=True):
    """A control in somebody's list, by the document's key; `shown` is when they first saw gold.

    That is a lamport of the log; None as long as they have not.
    """

    annotator: str
    document: int
    done: bool
    shown: int | None


def set_share(store: Store, batch: str, share: float, seed: int) -> None:
    """Mix controls into what is taken of a batch from now on: one for that share of its places."""
    sql = """INSERT OR REPLACE INTO mixing
        SELECT key, ?, ? FROM batches WHERE name = ?"""
    with store.transaction() as connection:
        connection.execute(sql, (share, seed, batch))


def shares(store: Store) -> dict[str, float]:
    """By batch, for what share of what is still to be taken of it a control comes."""
    sql = """SELECT b.name, m.share FROM mixing m JOIN batches b ON b.key = m.batch
        WHERE m.share > 0 ORDER BY b.key"""
    still = free(store)
    return {name: share for name, share in store.rows(sql) if name in still}


def is_mixed(store: Store) -> bool:
    """Whether controls are mixed into any batch."""
    return store.value("SELECT 1 FROM mixing") is not None


def free(store: Store) -> list[str]:
    """The batches of which somebody may still take something, in the order of their making."""
    sql = """SELECT b.name FROM batches b WHERE EXISTS (SELECT 1 FROM assignments a
        WHERE a.batch = b.key AND a.annotator IS NULL) ORDER BY b.key"""
    return [name for (name,) in store.rows(sql)]


def is_in_order_of_import(store: Store, batch: str) -> bool:
    """Whether a batch has its documents as they were imported, and more than two of them."""
    sql = """SELECT DISTINCT a.rank, a.document FROM assignments a
        JOIN batches b ON b.key = a.batch WHERE b.name = ? ORDER BY a.rank"""
    keys = [key for _, key in store.rows(sql, batch)]
    return len(keys) > 2 and keys == sorted(keys)


def take(store: Store, annotator: str, *, waits: float = PATIENCE) -> None:
    """Keep an annotator's places and take free ones, with controls among them as the lot falls.

    They hold as many open articles as without: after each place that is taken the lot says whether
    the next article is a control. Raises BusyError where another program has written for as
    many seconds as this `waits`.
    """
    if not is_mixed(store):
        assignments.hold(store, annotator, waits=waits)
        return
    assignments.hold(store, annotator, 0, waits=waits)
    while True:
        places = len(assignments.still_open(store, annotator))
        if places + waiting(store, annotator) >= AHEAD:
            return
        if not _follow(store, annotator) and not assignments.hold(store, annotator, places + 1):
            return


def waiting(store: Store, annotator: str) -> int:
    """How many controls an annotator has not gone through."""
    number: int = store.value(OPEN, store.layer(annotator))
    return number


def _follow(store: Store, annotator: str) -> bool:
    """Let a control follow the place taken last, if the lot says so and there is one."""
    own = store.layer(f"{GOLD}{annotator}")  # before a transaction, which would make it
    with store.transaction() as connection:
        who = {"name": annotator, "layer": store.layer(annotator), "gold": own}
        for batch, rank, text, share, seed in list(store.named_rows(LAST, who)):
            key = _drawn(store, annotator, seed, who) if drawn(seed, annotator, text) < share else 0
            if key:
                sql = "INSERT INTO controls (layer, document, batch, rank) VALUES (?, ?, ?, ?)"
                connection.execute(sql, (who["layer"], key, batch, rank))
                return True
    return False


def _drawn(store: Store, annotator: str, seed: int, who: dict[str, object]) -> int:
    """The article that the lot makes the next control of an annotator; 0 where there is none."""
    pool = sorted(
        store.named_rows(POOL, who), key=lambda each: drawn(seed, annotator, "control", each[1])
    )
    return next((key for key, _ in pool if gold.settled(store, key)), 0)


def controls(store: Store) -> list[Control]:
    """Every control of documents that are not removed, by annotator."""
    sql = """SELECT l.name, c.document, coalesce(p.state = 'done', 0), s.lamport FROM controls c
        JOIN layers l ON l.key = c.layer
        JOIN documents d ON d.key = c.document AND d.removed IS NULL
        LEFT JOIN progress p ON (p.document, p.layer) = (c.document, c.layer)
        LEFT JOIN shown s ON (s.document, s.layer) = (c.document, c.layer)
        ORDER BY l.name, c.document"""
    return [Control(name, key, bool(done), shown) for name, key, done, shown in store.rows(sql)]


def is_withheld(store: Store, annotator: str, document: int) -> bool:
    """Whether gold of a document is to be kept from an annotator for now."""
    who = {"name": annotator, "again": again(annotator), "layer": store.layer(annotator)}
    return any(store.named_rows(WITHHELD, who | {"document": document}))


def show(store: Store, annotator: str, documents: Iterable[int]) -> None:
    """Keep that an annotator now knows what is gold of some documents."""
    sql = """INSERT OR IGNORE INTO shown
        SELECT ?, ?, coalesce(max(lamport), 0) FROM writers"""
    with store.transaction() as connection:
        layer = store.layer(annotator)
        connection.executemany(sql, ((layer, key) for key in documents))
