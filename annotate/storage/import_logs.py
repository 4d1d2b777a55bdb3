"""The logs that one import writes, a log for each layer that it brings something into.

So whoever a layer is of may see what was brought into it, and needs to see no more.
"""

from collections import defaultdict
from dataclasses import dataclass

from annotate.core.annotation_set import AnnotationSet
from annotate.core.operations import Import, Operation, encode_body
from annotate.core.taking_in import in_canon, with_ids
from annotate.storage import log
from annotate.storage.store import Store


@dataclass(slots=True)
class _Log:
    """Which writer's it is, by number, and its last n."""

    number: int
    n: int


class ImportLogs:
    """The writers of a run of imports for one person, and where each is within a transaction."""

    def __init__(self, store: Store, person: str) -> None:
        self._store = store
        self._writers: defaultdict[str, log.Writer] = defaultdict(lambda: log.Writer(person))
        self.forget()

    def forget(self) -> None:
        """A transaction is over: where each log is is asked anew."""
        self._logs: dict[str, _Log] = {}
        self._lamport = 0

    def finish(self) -> None:
        """Before a transaction ends: keep where each log is."""
        sql = "UPDATE writers SET n = ?, lamport = ? WHERE key = ?"
        ends = [(each.n, self._lamport, each.number) for each in self._logs.values()]
        self._store.connection.executemany(sql, ends)

    def number(self, layer: str) -> int:
        """The number of the writer who brings something into a layer."""
        return self._log(layer).number

    def operation(
        self, sha256: str, layer: str, content: AnnotationSet
    ) -> tuple[Operation, AnnotationSet]:
        """The next operation on a document in a layer, and the content with ids, in order."""
        here, name = self._log(layer), self._writers[layer].name
        here.n, self._lamport = here.n + 1, self._lamport + 1
        content = in_canon(with_ids(content, f"{name}:{here.n}"))
        kind, body = encode_body(Import(content))
        operation = Operation(
            name, here.n, self._lamport, layer, sha256, here.n, kind, body, log.now()
        )
        return operation, content

    def _log(self, layer: str) -> _Log:
        if layer not in self._logs:
            number, n, lamport = self._writers[layer].start(self._store)
            self._logs[layer] = _Log(number, n)
            self._lamport = max(self._lamport, lamport)
        return self._logs[layer]
