"""What every replica can be asked and told: a project's file, a shared folder, a hub."""

from collections.abc import Sequence
from typing import Protocol

from annotate.core.exchange import Carried, Greeting, Mark, SchemeVersion, Standing, Stretch
from annotate.core.operations import Operation


class Replica(Protocol):
    """One side of an exchange; each call is one message, and may be lost, or made again.

    Whatever is told twice changes nothing the second time. Calls raise SyncError where the other
    side cannot be reached, SyncRefusedError for what it does not take.
    """

    def greet(self) -> Greeting:
        """Where it stands."""

    def marks(self) -> dict[str, Mark]:
        """How far the logs go that it lets us see."""

    def standings(self, after: int) -> list[Standing]:
        """What has become of the documents that have changed since a position."""

    def documents(self, hashes: Sequence[str]) -> list[Carried]:
        """The documents of these hashes, those it has."""

    def take(self, documents: Sequence[Carried], standings: Sequence[Standing]) -> None:
        """Take in documents, and what has become of them or of others."""

    def operations(self, stretches: Sequence[Stretch]) -> list[Operation]:
        """These parts of logs; what is damaged is no part of them."""

    def append(self, operations: Sequence[Operation]) -> int:
        """Take in operations, of each writer's those that follow what it has; how many were new."""

    def schemes(self) -> list[SchemeVersion]:
        """The versions of the scheme that it knows, the one in force last."""

    def put_scheme(self, version: SchemeVersion) -> None:
        """Put a scheme in force."""
