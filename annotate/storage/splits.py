"""Which split each document was assigned to, by plan: what was once a test stays one."""

from collections.abc import Iterable, Mapping

from annotate.storage.store import Store


def assigned(store: Store, plan: str) -> dict[int, str]:
    """The split of each document that was ever assigned one, by its key."""
    return dict(store.rows("SELECT document, split FROM splits WHERE plan = ?", plan))


def put(store: Store, plan: str, assigned: Mapping[int, str]) -> dict[int, str]:
    """Keep the splits of documents that have none, and return those that now are kept.

    Where another program assigned one meanwhile, its split stands.
    """
    with store.transaction() as connection:
        sql = "INSERT INTO splits VALUES (?, ?, ?) ON CONFLICT DO NOTHING"
        connection.executemany(sql, ((plan, key, split) for key, split in assigned.items()))
        return dict(store.rows("SELECT document, split FROM splits WHERE plan = ?", plan))


def plans(store: Store) -> list[str]:
    """The plans by which documents were ever divided."""
    return [plan for (plan,) in store.rows("SELECT DISTINCT plan FROM splits ORDER BY plan")]


def of(store: Store, plans: Iterable[str], key: int) -> dict[str, str]:
    """The splits that one document was assigned to, by plan."""
    sql = "SELECT split FROM splits WHERE plan = ? AND document = ?"
    found = ((plan, store.value(sql, plan, key)) for plan in plans)
    return {plan: split for plan, split in found if split is not None}
