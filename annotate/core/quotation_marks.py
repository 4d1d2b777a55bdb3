"""The quotation marks of a text; whether each opens or closes follows from what is beside it."""

import re
from functools import cache
from typing import Literal

from msgspec import Struct

Family = Literal["double", "single", "guillemet", "single guillemet", "corner", "double corner"]
Side = Literal["opening", "closing", "either"]


class Mark(Struct, frozen=True):
    """One mark of a text, its family, and what it does there as its neighbours say."""

    start: int
    end: int
    glyph: str
    family: Family
    side: Side
    doubtful: bool
    """Whether it closes or is an apostrophe (players’) or a unit (12")."""


FAMILIES: dict[str, Family] = {
    **dict.fromkeys(("“", "”", "„", "‟", '"', "``", "''"), "double"),
    **dict.fromkeys("‘’‚‛'", "single"),
    **dict.fromkeys("«»", "guillemet"),
    **dict.fromkeys("‹›", "single guillemet"),
    **dict.fromkeys("「」", "corner"),
    **dict.fromkeys("『』", "double corner"),
}

APOSTROPHES, INCHES = {"'", "’", "‘"}, {'"', "”", "''"}
"""Marks that may be none: in a word that has lost something (’em), behind a number (12")."""

BEFORE_OPENING = frozenset("([{<¿¡—–‒―-/…“„‟\"‘‚‛'«»‹›「『")
AFTER_OPENING = frozenset("([{¿¡$£€#@…“„‟\"‘‚‛'«»‹›「『`")


def marks_in(text: str, start: int, end: int) -> list[Mark]:
    """The marks of a range; a doubtful one counts as closing only where no better one follows."""
    marks: list[Mark] = []
    closing: set[Family] = set()
    found = [_mark(text, start, end, match) for match in _mark_pattern().finditer(text, start, end)]
    for mark in reversed([mark for mark in found if mark]):
        if mark.doubtful and mark.family in closing:
            continue
        if mark.side == "opening":
            closing.discard(mark.family)
        elif mark.side == "closing" and not mark.doubtful:
            closing.add(mark.family)
        marks.append(mark)
    return marks[::-1]


def mark_at(text: str, start: int, end: int) -> Mark | None:
    """The mark that a range begins with, if it does."""
    match = _mark_pattern().match(text, start, end)
    return match and _mark(text, start, end, match)


def _mark(text: str, start: int, end: int, match: re.Match[str]) -> Mark | None:
    """The mark that was found, or None where it is an apostrophe or a unit."""
    (at, after_it), glyph = match.span(), match[0]
    before = text[at - 1] if at > start else ""
    after = text[after_it : min(after_it + 2, end)]
    doubtful = False
    if glyph in APOSTROPHES:
        if _lost().match(text, after_it, end):
            return None
        doubtful = before.isalpha() and after[:1].isspace() and after[1:].isalpha()
    elif before.isdigit():
        if glyph in INCHES and _feet().search(text, max(start, at - 4), at):
            return None
        doubtful = bool(_number().search(text, max(start, at - 3), at))
    side = _side(before, after[:1])
    return Mark(at, after_it, glyph, FAMILIES[glyph], side, doubtful and side == "closing")


def _side(before: str, after: str) -> Side:
    """What the characters beside a mark (empty at the paragraph's edges) say that it does."""
    if after.strip() and not before.strip():
        return "opening"
    if before in BEFORE_OPENING and (after.isalnum() or after in AFTER_OPENING) and after:
        return "opening"
    return "closing" if before.strip() and not after.isalnum() else "either"


@cache
def _mark_pattern() -> re.Pattern[str]:
    """All marks but lone grave accents and what stands inside a word (don’t).

    It begins with a plain set, which is what makes it fast.
    """
    outside_a_word = r"(?<!\w['’‘])|(?!\w)"
    return re.compile(rf"[`“”„‟\"‘’‚‛'«»‹›「」『』](?:(?<=`)`|(?<=')'|(?<!`)(?:{outside_a_word}))")


@cache
def _lost() -> re.Pattern[str]:
    """What stands after an apostrophe for which a word or a year has lost something (’em, ’90s)."""
    lost = r"n['’]|\d\ds?\b|(?:em|til|tis|twas|cause|bout|cos|cuz|im|er)\b"
    return re.compile(lost, re.IGNORECASE)


@cache
def _feet() -> re.Pattern[str]:
    """What stands before the mark of inches, 6'2"."""
    return re.compile(r"\d['’]\d{1,2}$")


@cache
def _number() -> re.Pattern[str]:
    return re.compile(r"(?<!\d)\d{1,2}$")
