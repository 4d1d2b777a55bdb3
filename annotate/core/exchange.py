"""What replicas tell each other: where each stands, what becomes of documents, parts of logs."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Literal, NamedTuple

from msgspec import Struct

from annotate.core.document import Document
from annotate.core.record import Appearance

VERSION = 1
"""Of the exchange: a replica with a greater one is not understood."""
State = Literal["present", "removed", "purged"]
Role = Literal["annotator", "reviewer", "administrator", "owner"]
STATES: tuple[State, ...] = ("present", "removed", "purged")


class Standing(Struct, frozen=True):
    """What has become of a document, by whoever decided last; `at` is in ms since 1970 or later.

    `position` is where this stands among the changes that its replica has seen.
    """

    position: int
    sha256: str
    state: State
    at: int

    @property
    def order(self) -> tuple[int, int]:
        """The greater of two standings of one document holds."""
        return self.at, STATES.index(self.state)


class Carried(Struct, frozen=True, kw_only=True):
    """A document on its way, with the places where it was found; without its text if purged."""

    document: Document
    length: int
    paragraphs: int
    gone: bool = False
    appearances: tuple[Appearance, ...] = ()


class Mark(Struct, frozen=True):
    """How far a writer's log goes, and the beginning of its last operation's hash."""

    n: int
    tip: str


Marks = Mapping[str, Mark]
"""By the writers' names."""


class Stretch(Struct, frozen=True):
    """A part of a writer's log: beyond `after`, up to and with `upto`."""

    writer: str
    after: int
    upto: int


class SchemeVersion(Struct, frozen=True):
    """A scheme as it was put in force: its file's text, itself as JSON, when (ms since 1970)."""

    source: str
    scheme: str
    at: int


class BatchMade(Struct, frozen=True):
    """A batch of a hub: its number there, its name, and as what it was brought when.

    `people` who may take of it, () for anybody; `lease` and `at` in ms, without a lease for good.
    """

    number: int
    name: str
    wished: str
    people: tuple[str, ...]
    lease: int | None
    at: int


class PlaceKey(NamedTuple):
    """Which place of a hub: in which batch, of its how manieth document, which of that."""

    batch: int
    rank: int
    place: int


class PlaceNow(NamedTuple):
    """A place of a hub as it is now: on which document, whose until when (ms since 1970).

    What is `done` is theirs as long as it is, by the first `heard` entries of its log; what is
    `ended` nobody can take any more.
    """

    key: PlaceKey
    sha256: str
    annotator: str | None
    until: int | None
    done: bool
    ended: bool = False
    heard: int = 0


class Greeting(Struct, frozen=True, kw_only=True):
    """Where a replica stands; two that say the same of all this have nothing to exchange.

    `replica` is its own name, `project` is "" where it has joined none; `person` is who asks, ""
    for anybody; `position` is that of the last change of a document. `places` is another one when
    there may be something to take, or to hear of what was given out.
    """

    version: int = VERSION
    replica: str
    project: str
    person: str = ""
    role: Role = "owner"
    position: int
    marks: str
    scheme: str
    places: str = ""
    feedback: int = 0
    imports: bool = False


def person_of(writer: str) -> str:
    """The person in a writer's name."""
    return writer.rpartition("@")[0]


def marks_digest(marks: Marks) -> str:
    """A digest of how far all logs go; the hub counts the same in SQL."""
    lines = (f"{writer} {marks[writer].n} {marks[writer].tip}" for writer in sorted(marks))
    return sha256("\n".join(lines).encode()).hexdigest()


def tip_of(hash: bytes) -> str:
    """What a Mark has of the hash of an operation."""
    return hash[:8].hex()


def scheme_digest(scheme: str) -> str:
    """A digest of a scheme; "" for none."""
    return sha256(scheme.encode()).hexdigest() if scheme else ""
