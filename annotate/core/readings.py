"""How a record's offsets count: the way under which its spans' texts are found where it says."""

from collections.abc import Callable, Iterator, Sequence
from typing import get_args

from msgspec import Struct

from annotate.core.document import Range
from annotate.core.errors import InputError
from annotate.core.normalisation import BOM, OffsetMap, OffsetUnit, normalise
from annotate.core.offset_units import Units
from annotate.core.plural import plural
from annotate.core.record import RecordSpan

Reading = Callable[[int], int]
"""From an offset as it arrived to a code-point offset in the stored text; ValueError outside."""

UNITS: dict[OffsetUnit, str] = {
    "codepoint": "code points",
    "utf16": "UTF-16 units",
    "byte": "UTF-8 bytes",
}
SHOWN = 40
"""Characters of a text that an error quotes."""


class Located(Struct, frozen=True):
    """A text as it is stored, and how the offsets that came with it are read."""

    text: str
    read: Reading

    def places(self, spans: Sequence[RecordSpan]) -> list[Range]:
        """Where spans lie in the text; ValueError where an offset lies outside."""
        if self.read is as_it_is:
            return [(span.start, span.end) for span in spans]
        return [(self.read(span.start), self.read(span.end)) for span in spans]


def locate(
    spans: Sequence[RecordSpan], raw: str, unit: OffsetUnit, *, or_any: bool = False
) -> Located:
    """Normalise a text and find how its spans count: in it as it came, or as it is stored.

    With `or_any` another unit will do too, under which the texts of all spans are found. Raises
    InputError where the text cannot be stored, or a span does not fit either way.
    """
    text, offsets = _normalised(raw)
    return _locate(spans, raw, text, offsets, _units(spans, unit, or_any))


def locate_stored(
    spans: Sequence[RecordSpan], text: str, unit: OffsetUnit, *, or_any: bool = False
) -> Located:
    """The same for a text that is stored already, so that there is but one way."""
    return _locate(spans, text, text, OffsetMap(), _units(spans, unit, or_any))


def _units(spans: Sequence[RecordSpan], unit: OffsetUnit, or_any: bool) -> Sequence[OffsetUnit]:
    """The units that offsets may count, the likelier first."""
    if not or_any or not all(span.text for span in spans):
        return (unit,)
    return (unit, *(other for other in UNITS if other != unit))


def _locate(
    spans: Sequence[RecordSpan],
    raw: str,
    text: str,
    offsets: OffsetMap,
    units: Sequence[OffsetUnit],
) -> Located:
    ways = [way for unit in units for way in _ways(raw, text, offsets, unit)]
    for read in ways:
        if _misfit(spans, text, read) is None:
            return Located(text, read)
    what, where = _misfit(spans, text, ways[0]) or ("", "")
    raise InputError(what, where, _hint(spans, raw, text, offsets, units[0]))


def _normalised(raw: str) -> tuple[str, OffsetMap]:
    try:
        return normalise(raw)
    except InputError as error:
        raise InputError(error.what, f"{error.where} of $.text", error.hint) from error


def _ways(raw: str, text: str, offsets: OffsetMap, unit: OffsetUnit) -> Iterator[Reading]:
    """The ways to read an offset in that unit, the likelier first."""
    if raw != text:
        units = Units(raw, unit)
        yield lambda offset: offsets(units.codepoint(offset))
    if unit == "codepoint":
        yield as_it_is
    else:
        yield Units(text, unit).codepoint


def as_it_is(offset: int) -> int:
    """The reading of an offset that counts code points of the stored text."""
    return offset


def _misfit(spans: Sequence[RecordSpan], text: str, read: Reading) -> tuple[str, str] | None:
    """What is wrong with the first span that does not fit, and where; None if all fit."""
    length = len(text)
    for index, span in enumerate(spans):
        start, end = span.start, span.end
        if read is not as_it_is:
            start, end = _read(read, start), _read(read, end)
        inside = 0 <= start < end <= length
        if not inside or (span.text is not None and not _same(text[start:end], span.text)):
            return _explained(span, f"$.spans[{index}]", text, start, end)
    return None


def _read(read: Reading, offset: int) -> int:
    try:
        return read(offset)
    except ValueError:
        return -1


def _same(found: str, given: str) -> bool:
    if found == given:
        return True
    if not given.startswith(BOM) and "\r" not in given:
        return False
    # whoever parts lines at LF alone ends a span within a CRLF
    return found in (normalise(given)[0], normalise(given.removesuffix("\r"))[0])


def _explained(span: RecordSpan, where: str, text: str, start: int, end: int) -> tuple[str, str]:
    if span.start >= span.end:
        return f"the start {span.start} is not before the end {span.end}", where
    for field, given, offset in (("start", span.start, start), ("end", span.end, end)):
        if not 0 <= offset <= len(text):
            long = plural(len(text), "character")
            return f"{given} lies outside the text of {long}", f"{where}.{field}"
    found, expected = text[start:end][:SHOWN], (span.text or "")[:SHOWN]
    return f"the text there is {found!r}, not {expected!r}", f"{where}.text"


def _hint(
    spans: Sequence[RecordSpan], raw: str, text: str, offsets: OffsetMap, unit: OffsetUnit
) -> str:
    """What the offsets seem to count, if their texts are found that way."""
    others = (u for u in get_args(OffsetUnit) if u != unit and any(s.text for s in spans))
    for other in others:
        if any(_misfit(spans, text, w) is None for w in _ways(raw, text, offsets, other)):
            return f"offsets count {UNITS[other]}? import with --offset-unit {other}"
    return f"offsets must count {UNITS[unit]} from 0, the end exclusive"
