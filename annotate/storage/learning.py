"""When it was last tried to learn from the labels: not in time, but in articles that were done."""

from annotate.storage.store import Store


def learned_at(store: Store) -> int:
    """How many articles were done when it was last tried to learn from them; 0 if it never was.

    Each counts once for every layer in which it is done, as in `tallies`.
    """
    sql = "SELECT CAST(value AS INTEGER) FROM project WHERE name = 'learned'"
    number: int = store.value(sql) or 0
    return number


def put_learned_at(store: Store, finished: int) -> None:
    """Keep how many are done now that it is tried to learn from them."""
    with store.transaction() as connection:
        sql = "INSERT OR REPLACE INTO project VALUES ('learned', ?)"
        connection.execute(sql, (str(finished),))
