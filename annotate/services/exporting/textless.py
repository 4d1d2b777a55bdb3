"""A release without the texts: where the labels are, and of which text, but no word of it."""

from msgspec.structs import replace

from annotate.core.piece import KEY as PIECE
from annotate.core.record import Record
from annotate.core.votes import KEY as VOTES

OURS = (VOTES, PIECE)
"""What an export itself puts into `meta`; what else stands there may quote the text."""


def without_text(record: Record) -> Record:
    """The record with neither its text nor any piece of it: not of spans, and no title.

    Where else the text was found goes too, since that has titles.
    """
    return replace(
        record,
        text=None,
        title=None,
        appearances=None,
        spans=tuple(replace(span, text=None) for span in record.spans or ()),
        meta={key: (record.meta or {})[key] for key in OURS if key in (record.meta or {})} or None,
    )
