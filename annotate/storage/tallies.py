"""How many articles each layer has in each state: kept by triggers, so that no list counts them.

They are part of the state that equals the fold; those of removed documents are not among them.
"""

from annotate.storage.store import Store

KEPT = "SELECT layer, state, flagged, documents FROM tallies ORDER BY 1, 2, 3"
TRUE = """SELECT p.layer, p.state, p.flags > 0, count(*) FROM progress p
    JOIN documents d ON d.key = p.document WHERE d.removed IS NULL
    GROUP BY 1, 2, 3 ORDER BY 1, 2, 3"""


def in_state(store: Store, layer: str, state: str) -> int:
    """How many documents a layer has begun that are in a state."""
    sql = "SELECT total(documents) FROM tallies WHERE layer = ? AND state = ?"
    return int(store.value(sql, store.layer(layer), state))


def flagged(store: Store, layer: str) -> int:
    """On how many documents a layer has a flag."""
    sql = "SELECT total(documents) FROM tallies WHERE layer = ? AND flagged"
    return int(store.value(sql, store.layer(layer)))


def finished(store: Store) -> int:
    """How many articles are done, each once for every layer in which it is."""
    return int(store.value("SELECT total(documents) FROM tallies WHERE state = 'done'"))


def are_true(store: Store) -> bool:
    """Whether they are what the progress of the documents adds up to."""
    return list(store.rows(KEPT)) == list(store.rows(TRUE))


def clear(store: Store) -> None:
    """Begin anew, where there is no progress; inside a transaction."""
    store.connection.execute("DELETE FROM tallies")
