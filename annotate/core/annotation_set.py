"""What one layer says of one document: spans, relations, paragraph status, notes, flags."""

from collections.abc import Mapping
from hashlib import sha256
from typing import Annotated, Literal

import msgspec
from msgspec import Meta, Struct
from msgspec.structs import replace

from annotate.core.document import Range
from annotate.core.suggestion import Place

ParagraphStatus = Literal["unseen", "done", "skipped"]
Offset = Annotated[int, Meta(ge=0, lt=2**53)]
"""A code-point offset; decoding refuses what no text could hold."""
UNSEEN, DONE, SKIPPED = "u", "d", "s"
"""One letter a paragraph: how a status is stored and written in a record."""


class Span(Struct, frozen=True):
    """A labelled stretch of the text: half-open code-point offsets and a label's name."""

    start: Offset
    end: Offset
    label: str
    id: str
    origin: str | None = None
    score: float | None = None

    @property
    def range(self) -> Range:
        """(start, end)."""
        return self.start, self.end

    @property
    def place(self) -> Place:
        """(start, end, label)."""
        return self.start, self.end, self.label


class Relation(Struct, frozen=True, order=True):
    """A directed link of two spans, by id: `head` is the attribution, `child` the attributed."""

    label: str
    head: str
    child: str


class Note(Struct, frozen=True):
    """A remark on a span, a paragraph (0-based index), or, with neither, the article."""

    text: str
    span: str | None = None
    paragraph: int | None = None


class Flag(Struct, frozen=True):
    """A mark "look at this again" on a span, a paragraph, or, with neither, the article."""

    span: str | None = None
    paragraph: int | None = None


class Rejection(Struct, frozen=True, order=True):
    """A suggestion not wanted, whoever suggests it next."""

    start: Offset
    end: Offset
    label: str

    @property
    def place(self) -> Place:
        """(start, end, label)."""
        return self.start, self.end, self.label


class Settlement(Struct, frozen=True):
    """The outcome of an adjudication: the versions settled, by digest."""

    versions: tuple[str, ...]
    reason: str = ""
    unclear: bool = False


class AnnotationSet(Struct, frozen=True):
    """The fold of one layer's operations on one document.

    `spans` are ordered by (start, -end, label), so that what encloses comes first.
    `status` has one letter for each paragraph up to the last that is not unseen.
    """

    spans: tuple[Span, ...] = ()
    relations: tuple[Relation, ...] = ()
    status: str = ""
    notes: tuple[Note, ...] = ()
    flags: tuple[Flag, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    settlement: Settlement | None = None

    def span(self, span_id: str) -> Span | None:
        """The span of that id, if it lives."""
        return next((s for s in self.spans if s.id == span_id), None)

    def overlapping(self, start: int, end: int) -> list[Span]:
        """The spans that share a character with [start, end), in order."""
        return [s for s in self.spans if s.start < end and s.end > start]

    def status_of(self, paragraph: int) -> ParagraphStatus:
        """Status of one paragraph (0-based)."""
        letter = self.status[paragraph : paragraph + 1]
        return "done" if letter == DONE else "skipped" if letter == SKIPPED else "unseen"

    def finished(self, paragraphs: int) -> bool:
        """Whether each of the document's `paragraphs` is done; never where it has none."""
        return 0 < paragraphs == self.status[:paragraphs].count(DONE)

    def digest(self) -> str:
        """Hexadecimal SHA-256 of the content; ids of spans count, order does not."""
        return sha256(msgspec.json.encode(canonical(self))).hexdigest()


EMPTY = AnnotationSet()


def span_order(span: Span) -> tuple[int, int, str]:
    """Sort key: by start, the longer first, then by label."""
    return span.start, -span.end, span.label


def remark_order(remark: Note | Flag) -> tuple[str, int]:
    """Sort key: the article's first, then the paragraphs', then the spans'."""
    return remark.span or "", -1 if remark.paragraph is None else remark.paragraph


def status_text(letters: Mapping[int, str]) -> str:
    """The letters of the paragraphs 0 … last touched, those never touched as unseen."""
    return "".join(letters.get(i, UNSEEN) for i in range(max(letters, default=-1) + 1))


def canonical(content: AnnotationSet) -> AnnotationSet:
    """The same content with all its parts in order, so that what says the same is equal."""
    return replace(
        content,
        spans=tuple(sorted(content.spans, key=span_order)),
        relations=tuple(sorted(content.relations)),
        status=content.status.rstrip(UNSEEN),
        notes=tuple(sorted(content.notes, key=remark_order)),
        flags=tuple(sorted(content.flags, key=remark_order)),
        rejections=tuple(sorted(content.rejections)),
    )


def renamed(content: AnnotationSet, names: Mapping[str, str]) -> AnnotationSet:
    """The same content with spans' ids exchanged; an id that `names` lacks stays."""

    def name(span: str) -> str:
        return names.get(span, span)

    relations = (Relation(r.label, name(r.head), name(r.child)) for r in content.relations)
    notes = (replace(n, span=name(n.span)) if n.span else n for n in content.notes)
    flags = (replace(f, span=name(f.span)) if f.span else f for f in content.flags)
    return canonical(
        replace(
            content,
            spans=tuple(replace(s, id=name(s.id)) for s in content.spans),
            relations=tuple(relations),
            notes=tuple(notes),
            flags=tuple(flags),
        )
    )
