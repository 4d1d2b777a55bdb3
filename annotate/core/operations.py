"""The operations of the log: their kinds, their bodies, their hash.

A kind's body is a plain value; an Operation carries it as JSON, so that a kind this program
does not know is kept and passed on unchanged.
"""

from collections.abc import Callable
from hashlib import sha256
from operator import attrgetter
from typing import Any

import msgspec
from msgspec import Struct

from annotate.core.annotation_set import AnnotationSet, Offset, ParagraphStatus

MAX_PARAGRAPH = 1_000_000
"""Paragraph indexes at or beyond this are ignored: no body may make a fold huge."""


class Body(Struct, frozen=True, omit_defaults=True):
    """What an operation says, by kind."""


class Add(Body, frozen=True):
    """A span; `origin` and `score` are those of the suggestion it was accepted from."""

    start: Offset
    end: Offset
    label: str
    origin: str | None = None
    score: float | None = None


class Change(Body, frozen=True):
    """A span's new start, end and label, together."""

    span: str
    start: Offset
    end: Offset
    label: str


class Remove(Body, frozen=True):
    """A span goes."""

    span: str


class Relate(Body, frozen=True):
    """A link between two spans; in gold `origin` tells whether it was taken since all had it."""

    label: str
    head: str
    child: str
    origin: str | None = None


class Unrelate(Body, frozen=True):
    """That link goes."""

    label: str
    head: str
    child: str


class Status(Body, frozen=True):
    """The status of some paragraphs (0-based)."""

    paragraphs: tuple[int, ...]
    status: ParagraphStatus


class SetNote(Body, frozen=True):
    """The note on a span, a paragraph or the article; an empty text takes it away."""

    text: str
    span: str | None = None
    paragraph: int | None = None


class SetFlag(Body, frozen=True):
    """The flag on a span, a paragraph or the article, raised or lowered."""

    on: bool = True
    span: str | None = None
    paragraph: int | None = None


class Reject(Body, frozen=True):
    """A suggestion is not wanted, whoever makes it next; `origin` is who made it this time."""

    start: Offset
    end: Offset
    label: str
    origin: str | None = None


class Import(Body, frozen=True):
    """All that a record says: it takes the place of what the layer held."""

    content: AnnotationSet


class Settle(Body, frozen=True):
    """An adjudication: the versions settled, by digest."""

    versions: tuple[str, ...]
    reason: str = ""
    unclear: bool = False


class Designate(Body, frozen=True):
    """Which layer of adjudication is gold of a document; "" is the one settled last.

    It says nothing of the layer that it is in, but of all of them.
    """

    layer: str


class Undo(Body, frozen=True):
    """A gesture, by id, counts as if it had not been made."""

    gesture: str


class Redo(Body, frozen=True):
    """A gesture, by id, counts again."""

    gesture: str


KINDS: dict[str, type[Body]] = {
    "add": Add,
    "change": Change,
    "remove": Remove,
    "relate": Relate,
    "unrelate": Unrelate,
    "status": Status,
    "note": SetNote,
    "flag": SetFlag,
    "reject": Reject,
    "import": Import,
    "settle": Settle,
    "designate": Designate,
    "undo": Undo,
    "redo": Redo,
}
_NAMES = {body: kind for kind, body in KINDS.items()}
_DECODE: dict[str, Callable[[str], Any]] = {
    kind: msgspec.json.Decoder(body).decode for kind, body in KINDS.items()
}
_encode = msgspec.json.Encoder().encode


class Operation(Struct, frozen=True):
    """One immutable entry of the log.

    `n` counts 1, 2, 3 … within the writer; `document` is the SHA-256 of the text; `gesture` is
    the `n` of the first operation of the same keystroke; `at` is in milliseconds since 1970, UTC.
    """

    writer: str
    n: int
    lamport: int
    layer: str
    document: str
    gesture: int
    kind: str
    body: str
    at: int

    @property
    def id(self) -> str:
        """`writer:n`, which is also the id of the span it adds."""
        return f"{self.writer}:{self.n}"

    @property
    def gesture_id(self) -> str:
        """`writer:gesture`, by which undo and redo name it."""
        return f"{self.writer}:{self.gesture}"

    @property
    def order(self) -> tuple[int, str, int]:
        """Where it stands among all operations: (lamport, writer, n)."""
        return self.lamport, self.writer, self.n

    def hash(self) -> bytes:
        """SHA-256 over every field, 32 bytes: damage shows."""
        return sha256(_encode(self)).digest()


in_order = attrgetter("lamport", "writer", "n")
"""Sort key: an operation's `order`, fetched at less cost."""


def encode_body(body: Body) -> tuple[str, str]:
    """The kind of a body, and its JSON."""
    return _NAMES[type(body)], _encode(body).decode()


def decode_body(kind: str, body: str) -> Body | None:
    """The body as a value, or None where the kind is unknown or the body is none of its kind."""
    decode = _DECODE.get(kind)
    if decode is None:
        return None
    try:
        decoded: Body = decode(body)
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    return decoded
