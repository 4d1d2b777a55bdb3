"""Offsets of a record as a consumer counts them: code points, UTF-16 units or UTF-8 bytes."""

from collections.abc import Callable

from msgspec.structs import replace

from annotate.core.normalisation import OffsetUnit, from_codepoints
from annotate.core.record import Record

Counting = Callable[[int], int]
"""From an offset in code points to one in another unit."""


def counting(text: str, unit: OffsetUnit | None) -> Counting | None:
    """How offsets into a text count in `unit`; None where that makes no difference."""
    if unit is None or text.isascii():
        return None
    count = from_codepoints(text, unit)
    return None if count is int else count


def recounted(record: Record, unit: OffsetUnit | None) -> Record:
    """The record with every offset counted in `unit`, those of its paragraphs too."""
    count = counting(record.text or "", unit)
    if count is None:
        return record
    spans = record.spans or ()
    return replace(
        record,
        spans=tuple(replace(s, start=count(s.start), end=count(s.end)) for s in spans),
        paragraphs=tuple((count(a), count(b)) for a, b in record.paragraphs or ()) or None,
        rejections=tuple((count(a), count(b), c) for a, b, c in record.rejections or ()) or None,
    )
