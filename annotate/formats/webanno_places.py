"""Where a Web Annotation is in a text: by its offsets, else by a quotation that is there once."""

from collections.abc import Mapping
from typing import NamedTuple

from msgspec import UNSET, UnsetType

from annotate.core.errors import InputError
from annotate.core.normalisation import OffsetUnit
from annotate.core.offset_units import counting
from annotate.formats.webanno_model import Annotation, Selector, Target, Thing

SHOWN = 40
"""Characters of a quotation that an error shows."""


class Place(NamedTuple):
    """A part of a text, and what is there if the annotation says so."""

    start: int
    end: int
    quoted: str | None


def targets_of(annotation: Annotation) -> list[Target]:
    """The parts of texts that it is about, however few; a link has none."""
    target = annotation.target
    several = target if isinstance(target, tuple) else (target,)
    return [one for one in several if isinstance(one, Target)]


def address(source: str | Thing) -> str:
    """What a text is called."""
    return source if isinstance(source, str) else source.id or ""


def places_of(annotation: Annotation, text: str | None, unit: OffsetUnit | None) -> list[Place]:
    """Where an annotation is, a place a target; offsets count in `unit`.

    Raises InputError, which names the annotation, where that cannot be told.
    """
    targets = targets_of(annotation)
    if len({address(target.source) for target in targets}) > 1:
        hint = "it needs an annotation for each"
        raise InputError("an annotation of several texts", annotation.id, hint)
    try:
        return [_place(target, text, unit) for target in targets]
    except InputError as error:
        raise InputError(error.what, annotation.id, error.hint) from error


def _place(target: Target, text: str | None, unit: OffsetUnit | None) -> Place:
    found = _selectors(target)
    place, quote = (found.get(f"Text{kind}Selector") for kind in ("Position", "Quote"))
    if place and place.start is not UNSET and place.end is not UNSET:
        return Place(place.start, place.end, _said((quote or place).exact))
    if quote is None or not quote.exact:
        hint = "it needs a TextPositionSelector with start and end, or a TextQuoteSelector"
        raise InputError("an annotation without offsets", hint=hint)
    if text is None:
        what = "an annotation without offsets, of a text that did not come along"
        raise InputError(what, hint="it needs a TextPositionSelector with start and end")
    return _quoted(quote, quote.exact, text, unit)


def _selectors(target: Target) -> Mapping[str, Selector]:
    """The ways in which a target says where it is, by their kinds."""
    selectors = target.selector or ()
    several = (selectors,) if isinstance(selectors, Selector) else selectors
    return {selector.type: selector for selector in several}


def _quoted(quote: Selector, exact: str, text: str, unit: OffsetUnit | None) -> Place:
    """Where a quotation is with what stands around it. Raises InputError where that is not once."""
    before = quote.prefix or ""
    whole = f"{before}{exact}{quote.suffix or ''}"
    at = text.find(whole)
    if at < 0 or text.find(whole, at + 1) >= 0:
        times = "nowhere" if at < 0 else "more than once"
        hint = "say what stands before it, as prefix" if at >= 0 else "is it of another text?"
        raise InputError(f"{exact[:SHOWN]!r} is {times} in the text", hint=hint)
    count = counting(text, unit) or int
    start = at + len(before)
    return Place(count(start), count(start + len(exact)), exact)


def _said(text: str | UnsetType) -> str | None:
    return None if text is UNSET else text
