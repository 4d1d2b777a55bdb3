"""A record that is a piece of an article: of which, and which piece."""

from typing import Any

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from annotate.core.record import Record

KEY = "window"
"""Where it stands in a record's `meta`."""


class Piece(Struct, frozen=True):
    """The article by id and hash, and the piece of its text, in code points."""

    article: str
    sha256: str
    start: int
    end: int


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
