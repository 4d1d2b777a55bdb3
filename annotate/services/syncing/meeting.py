"""Two replicas at an exchange, on which terms, and what has come of it so far."""

from collections.abc import Callable
from time import sleep
from typing import NamedTuple

from msgspec import Struct

from annotate.core.exchange import Greeting
from annotate.services.syncing.replica import Replica
from annotate.services.syncing.report import Exchanged
from annotate.services.syncing.stored import Stored

BATCH = 5000
"""Operations in one message."""
DIRECTORS = ("owner", "administrator")
"""Who may bring documents and schemes."""
Progress = Callable[[int, int], None]
"""Called with how many operations were exchanged, and how many there are to exchange."""


class Terms(Struct, frozen=True):
    """How an exchange goes: both ways or only here, in messages of so many operations.

    `pause` is in seconds, after each message: others want to write to the file too. `hold` is how
    many open articles of a hub to hold; without it annotators hold some, and others none.
    """

    send: bool = True
    batch: int = BATCH
    progress: Progress | None = None
    pause: float = 0.0
    hold: int | None = None
    person: str = ""


class Meeting(NamedTuple):
    """The two sides, what the other one said at the beginning, and what is done."""

    here: Stored
    there: Replica
    greeting: Greeting
    terms: Terms
    done: Exchanged

    def rest(self) -> None:
        """Let others write, if that is wanted."""
        if self.terms.pause:
            sleep(self.terms.pause)

    @property
    def directs(self) -> bool:
        """Whether documents and schemes may be brought from here."""
        return self.greeting.role in DIRECTORS

    @property
    def receives(self) -> str:
        """Whose logs alone are exchanged; "" for those of everybody."""
        return self.greeting.person if self.greeting.role == "annotator" else ""

    @property
    def sends(self) -> str:
        """Whose logs alone may be sent; "" for those of everybody."""
        return "" if self.greeting.role == "owner" else self.greeting.person
