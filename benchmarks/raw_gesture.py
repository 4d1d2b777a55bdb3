"""The limit of a gesture: one transaction that writes the same rows, all ready beforehand.

The rows are those that the program has just written into a spare copy of the file.
"""

from typing import Any

from annotate.core.operations import Operation
from annotate.storage import state
from annotate.storage.annotations import Annotations
from annotate.storage.store import Store

Rows = dict[str, list[tuple[Any, ...]]]
Statements = list[tuple[str, list[tuple[Any, ...]]]]
HERE = "(document, layer) = (:document, :layer)"
WHERE = {
    "writers": "name = :writer",
    "operations": "writer = (SELECT key FROM writers WHERE name = :writer) AND gesture = :first",
    "progress": HERE,
    "spans": f"{HERE} AND id = :span",
    "relations": f"{HERE} AND :span IN (head, child)",
    "positions": HERE,
    "gestures": f"{HERE} AND (writer, gesture) = (:marked, :gesture)",
}
"""Which rows of each table a gesture wrote."""
WRITES = {
    "writers": """INSERT INTO writers VALUES (?, ?, ?, ?) ON CONFLICT (key) DO UPDATE
        SET n = excluded.n, lamport = excluded.lamport""",
    "operations": "INSERT INTO operations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "progress": state.PROGRESS,
    "spans": state.INSERTS["spans"],
    "relations": state.INSERTS["relations"],
    "positions": "INSERT OR REPLACE INTO positions VALUES (?, ?, ?, ?, ?)",
    "gestures": state.PUT_GESTURE,
}


def rows(annotations: Annotations, gesture: list[Operation], marked: list[Operation]) -> Rows:
    """The rows of a gesture that has just been made: it added a span, or marks one that did."""
    store, first, target = annotations.store, gesture[0], marked[0]
    values = {
        "document": annotations.key,
        "layer": store.layer(annotations.layer),
        "writer": first.writer,
        "first": first.n,
        "span": target.id,
        "marked": target.writer,
        "gesture": target.n,
    }
    return {
        table: list(store.named_rows(f"SELECT * FROM {table} WHERE {where}", values))
        for table, where in WHERE.items()
    }


def writing(rows: Rows) -> Statements:
    """What writes them."""
    return [(WRITES[table], found) for table, found in rows.items() if found]


def unwriting(added: Rows) -> Statements:
    """What takes away the span and the relation of a gesture."""
    return [(state.DELETES[t], [row[:5] for row in added[t]]) for t in ("spans", "relations")]


def commit(store: Store, statements: Statements) -> None:
    """Run them in one transaction."""
    connection = store.connection
    connection.execute("BEGIN IMMEDIATE")
    for sql, values in statements:
        connection.executemany(sql, values)
    connection.execute("COMMIT")
