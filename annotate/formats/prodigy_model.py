"""The parts of Prodigy's tasks, as far as labels and links of texts need them."""

from typing import Any, Literal

import msgspec
from msgspec import UNSET, Raw, Struct, UnsetType

from annotate.core.normalisation import OffsetUnit
from annotate.core.record import Record, RecordStatus

Answer = Literal["accept", "reject", "ignore"]
ANSWERS: dict[RecordStatus | None, Answer] = {"done": "accept", "skipped": "ignore"}


class Token(Struct, frozen=True, gc=False):
    """A token; `ws` says whether a space follows."""

    text: str
    start: int
    end: int
    id: int
    ws: bool = False
    disabled: bool = False


class Place(Struct, frozen=True, omit_defaults=True):
    """A span: `end` is exclusive, `token_end` inclusive."""

    start: int
    end: int
    label: str | UnsetType = UNSET
    token_start: int | None = None
    token_end: int | None = None
    text: str | None = None
    id: str | int | None = None
    origin: str | None = None
    score: float | None = None


class Link(Struct, frozen=True, omit_defaults=True):
    """A relation; `head` and `child` are indexes of the last tokens of the spans."""

    head: int
    child: int
    label: str
    head_span: Place | None = None
    child_span: Place | None = None


class Task(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line. What Prodigy may write beside this is of no concern."""

    text: str
    meta: dict[str, Any] | None = None
    input_hash: int | None = msgspec.field(default=None, name="_input_hash")
    task_hash: int | None = msgspec.field(default=None, name="_task_hash")
    tokens: Raw = Raw()
    spans: tuple[Place, ...] | None = None
    relations: tuple[Link, ...] | None = None
    view_id: str | None = msgspec.field(default=None, name="_view_id")
    answer: Answer | None = None
    session_id: str | None = msgspec.field(default=None, name="_session_id")
    annotator_id: str | None = msgspec.field(default=None, name="_annotator_id")
    sessions: tuple[str, ...] = ()
    versions: tuple["Task", ...] = ()
    annotate: Record | None = None
    offset_unit: OffsetUnit | None = None

    @property
    def annotator(self) -> str | None:
        """Whose labels they are, if it says."""
        return self.annotator_id or self.session_id
