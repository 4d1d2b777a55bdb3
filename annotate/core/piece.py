"""A record that is a piece of an article: of which, and which piece."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from operator import itemgetter
from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from annotate.core.document import Document, Range, text_hash
from annotate.core.errors import InputError
from annotate.core.record import Record

KEY = "window"
"""Where it stands in a record's `meta`."""


class Piece(Struct, frozen=True):
    """The article by id and hash, and the piece of its text, in code points."""

    article: str
    sha256: str
    start: int
    end: int

    @property
    def place(self) -> Range:
        """(start, end)."""
        return self.start, self.end


def with_piece(record: Record, piece: Piece) -> Record:
    """The record with that in its `meta`."""
    return replace(record, meta={**(record.meta or {}), KEY: msgspec.to_builtins(piece)})


def piece_of(record: Record) -> Piece | None:
    """What its `meta` says; None where it says nothing, or something else."""
    said: Any = (record.meta or {}).get(KEY)
    try:
        return None if said is None else msgspec.convert(said, Piece)
    except msgspec.ValidationError:
        return None


def paragraphs_in(paragraphs: Sequence[Range], place: Range) -> dict[int, Range]:
    """Of which paragraphs a place holds something, by their number, and where it is in there."""
    start, end = place
    first = bisect_right(paragraphs, start, key=itemgetter(1))
    after = bisect_left(paragraphs, end, key=itemgetter(0))
    inside = enumerate(paragraphs[first:after], first)
    return {number: (max(a, start) - start, min(b, end) - start) for number, (a, b) in inside}


def cut_out(document: Document, piece: Piece) -> Document:
    """A piece of an article as a document. Raises InputError where it lies outside the text."""
    start, end = piece.place
    if not 0 <= start < end <= len(document.text):
        what = f"the window {start}–{end} lies outside the article of {len(document.text):,}"
        hint = "say start and end as the export did"
        raise InputError(f"{what} characters", f"$.meta.{KEY}", hint)
    text = document.text[start:end]
    paragraphs = tuple(paragraphs_in(document.paragraphs, piece.place).values())
    return Document(sha256=text_hash(text), text=text, paragraphs=paragraphs, id=piece.article)
