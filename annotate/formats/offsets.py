"""Offsets of a record as a consumer counts them: code points, UTF-16 units or UTF-8 bytes."""

from msgspec.structs import replace

from annotate.core.normalisation import OffsetUnit
from annotate.core.offset_units import counting
from annotate.core.record import Record


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
