"""A hub as people see it over a bad line: it loses, cuts, repeats and reorders messages."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from msgspec.structs import replace

from annotate.core.errors import ForkError, SyncError
from annotate.core.exchange import (
    Carried,
    Greeting,
    Mark,
    Role,
    SchemeVersion,
    Standing,
    Stretch,
    person_of,
)
from annotate.core.operations import Operation
from annotate.services.syncing.stored import Stored

T = TypeVar("T")
FAULTS = ("none", "lost", "unanswered", "twice", "backwards", "cut", "late")


class View:
    """What a hub, here a file, shows one person and takes from them."""

    def __init__(self, hub: Stored, person: str, role: Role) -> None:
        self._hub, self._person, self._role = hub, person, role

    @property
    def _seen(self) -> str:
        return self._person if self._role == "annotator" else ""

    def greet(self) -> Greeting:
        found = self._hub.greet_for(self._seen)
        return replace(found, replica="hub", person=self._person, role=self._role)

    def marks(self) -> dict[str, Mark]:
        return self._hub.marks_of(self._seen)

    def standings(self, after: int) -> list[Standing]:
        return self._hub.standings(after)

    def documents(self, hashes: Sequence[str]) -> list[Carried]:
        return self._hub.documents(hashes)

    def take(self, documents: Sequence[Carried], standings: Sequence[Standing]) -> None:
        assert self._role == "administrator"
        self._hub.take(documents, standings)

    def operations(self, stretches: Sequence[Stretch]) -> list[Operation]:
        assert all(self._seen in ("", person_of(s.writer)) for s in stretches)
        return self._hub.operations(stretches)

    def append(self, operations: Sequence[Operation]) -> int:
        assert all(person_of(o.writer) == self._person for o in operations)
        return self._hub.append(operations)

    def schemes(self) -> list[SchemeVersion]:
        return self._hub.schemes()

    def put_scheme(self, version: SchemeVersion) -> None:
        self._hub.put_scheme(version)


class Weather(View):
    """The same, where each message meets the next of some faults; then the line is good."""

    def __init__(self, hub: Stored, person: str, role: Role, faults: Sequence[str]) -> None:
        super().__init__(hub, person, role)
        self._faults = list(faults)
        self._late: list[Sequence[Operation]] = []

    def _next(self) -> str:
        return self._faults.pop(0) if self._faults else "none"

    def _over(self, message: Callable[[], T]) -> T:
        fault = self._next()
        if fault == "lost":
            raise SyncError("lost")
        answer = message()
        if fault == "twice":
            answer = message()
        if fault == "unanswered":
            raise SyncError("cut off")
        if isinstance(answer, list) and fault == "backwards":
            answer.reverse()
        if isinstance(answer, list) and fault == "cut":
            del answer[len(answer) // 2 :]
        return answer

    def greet(self) -> Greeting:
        return self._over(super().greet)

    def marks(self) -> dict[str, Mark]:
        return self._over(super().marks)

    def standings(self, after: int) -> list[Standing]:
        # a transport may lose it, but what comes is whole and in order
        if self._next() == "lost":
            raise SyncError("lost")
        return super().standings(after)

    def documents(self, hashes: Sequence[str]) -> list[Carried]:
        return self._over(lambda: View.documents(self, hashes))

    def take(self, documents: Sequence[Carried], standings: Sequence[Standing]) -> None:
        self._over(lambda: View.take(self, documents, standings))

    def operations(self, stretches: Sequence[Stretch]) -> list[Operation]:
        return self._over(lambda: View.operations(self, stretches))

    def append(self, operations: Sequence[Operation]) -> int:
        if self._faults and self._faults[0] == "late":
            self._faults.pop(0)
            self._late.append(operations)
            raise SyncError("no answer yet")
        return self._over(lambda: View.append(self, operations))

    def arrive(self) -> None:
        """Let what was held up on its way come to the hub after all, the last first."""
        for operations in reversed(self._late):
            try:
                View.append(self, operations)
            except ForkError as error:
                raise AssertionError("an honest replica never forks") from error
        self._late.clear()
