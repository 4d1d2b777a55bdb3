"""A hub over a line that breaks at some message: before it arrives, or before its answer does."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from annotate.core.errors import SyncError
from annotate.core.exchange import Carried, SchemeVersion, Standing
from annotate.core.operations import Operation
from annotate.hub.hub import Hub

T = TypeVar("T")
FAULTS = ("none", "lost", "unanswered")


class Shaky(Hub):
    """An open hub; each message meets the next of `faults`, and when there are none it is good."""

    def __init__(self, url: str) -> None:
        super().__init__(url)
        self.faults: list[str] = []
        self.messages = 0

    def _over(self, message: Callable[[], T]) -> T:
        self.messages += 1
        fault = self.faults.pop(0) if self.faults else "none"
        if fault == "lost":
            raise SyncError("lost")
        answer = message()
        if fault == "unanswered":
            raise SyncError("cut off")
        return answer

    def rows(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        return self._over(lambda: Hub.rows(self, sql, *values))

    def append(self, operations: Sequence[Operation]) -> int:
        return self._over(lambda: Hub.append(self, operations))

    def take(self, documents: Sequence[Carried], standings: Sequence[Standing]) -> None:
        self._over(lambda: Hub.take(self, documents, standings))

    def put_scheme(self, version: SchemeVersion) -> None:
        self._over(lambda: Hub.put_scheme(self, version))
