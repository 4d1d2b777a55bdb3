"""With which other replicas documents were exchanged, and up to where."""

from annotate.storage.store import Store


def met(store: Store, name: str) -> tuple[int, int]:
    """Up to which position of theirs, and of ours; 0 and 0 where it was never met."""
    sql = "SELECT theirs, ours FROM peers WHERE name = ?"
    return next((row for row in store.rows(sql, name)), (0, 0))


def meet(store: Store, name: str, theirs: int, ours: int) -> None:
    """Remember up to where."""
    with store.transaction() as connection:
        sql = "INSERT OR REPLACE INTO peers VALUES (?, ?, ?)"
        connection.execute(sql, (name, theirs, ours))
