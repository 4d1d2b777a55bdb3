"""What an import writes of new layers, gathered so that rows go in a table at a time."""

from collections import defaultdict
from collections.abc import Mapping
from typing import Any

from annotate.storage import log, state
from annotate.storage.store import Store


class Batch:
    """Operations, each the first of its layer on a document, and the state that they make."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self.drop()

    def drop(self) -> None:
        """Forget what is not written."""
        self._layers: set[tuple[int, int]] = set()
        self._operations: state.Rows = []
        self._state: defaultdict[str, state.Rows] = defaultdict(list)

    def holds(self, key: int, layer: int) -> bool:
        """Whether anything of a layer on a document is still to be written."""
        return (key, layer) in self._layers

    def add(
        self, key: int, layer: int, operation: tuple[Any, ...], made: Mapping[str, state.Rows]
    ) -> None:
        """Keep the row of an operation, and by table the rows of the state."""
        self._layers.add((key, layer))
        self._operations.append(operation)
        for table, rows in made.items():
            self._state[table] += rows

    def write(self) -> None:
        """Write what was added since; inside a transaction."""
        self._store.connection.executemany(log.INSERT, self._operations)
        state.write(self._store, self._state)
        self.drop()
