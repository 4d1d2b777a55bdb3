"""The scanner: where the quotations of a paragraph are, whatever marks they are written with.

Marks are read from left to right onto a stack. What a mark does there follows from its glyph and
from what stands beside it: “ opens in English and closes in German, " opens after a space. A
closing mark takes the nearest opening one that it fits; what is left over was no quotation.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from typing import Literal, NamedTuple

from msgspec import Struct

from annotate.core.document import Range
from annotate.core.graphemes import whole_graphemes

Family = Literal["double", "single", "guillemet", "single guillemet", "corner", "double corner"]
Side = Literal["opening", "closing", "either"]


class Quotation(NamedTuple):
    """One quotation, its marks included, as half-open code-point offsets.

    `depth` counts the quotations around it. One that is not `closed` runs on into the next
    paragraph and has no mark at its end. Of the kind "dash" is what the scanner does not find:
    speech after a dash, in the languages that set it so.
    """

    start: int
    end: int
    kind: Family | Literal["dash"]
    closed: bool
    depth: int


_Place = tuple[int, int, Family, bool]
"""(start, end, family, whether it is closed)."""


class _Mark(Struct, frozen=True):
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

_DOUBLE, _SINGLE = frozenset(("“", "”", '"', "''")), frozenset("‘’'")
FITS: dict[str, frozenset[str]] = {
    **dict.fromkeys(("“", "”", "„", "‟", '"', "``", "''"), _DOUBLE),
    **dict.fromkeys("‘‚‛'", _SINGLE),
    "«": frozenset("»"),
    "»": frozenset("«»"),
    "‹": frozenset("›"),
    "›": frozenset("‹›"),
    "「": frozenset("」"),
    "『": frozenset("』"),
}
"""What can close that which a glyph has opened."""

OPENING = {"“", "„", "‟", "``", "‘", "‚", "‛", "«", "‹", "「", "『"}
CLOSING = {"”", "’", "»", "›", "」", "』"}
"""What a glyph does unless its neighbours say otherwise; the others do either."""

CLOSED_BY_AN_OPENING_GLYPH = {"„", "‚", "»", "›"}

APOSTROPHES, INCHES = {"'", "’", "‘"}, {'"', "”", "''"}

BEFORE_OPENING = frozenset("([{<¿¡—–‒―-/…“„‟\"‘‚‛'«»‹›「『")
STATEMENT_FOLLOWS = tuple('.,:;!?…”"»’')
AFTER_OPENING = frozenset("([{¿¡$£€#@…“„‟\"‘‚‛'«»‹›「『`")


def find_quotations(
    text: str, start: int, end: int, *, following: Range | None = None
) -> list[Quotation]:
    """The quotations of the paragraph text[start:end], by where they start.

    Where the paragraph `following` it begins with an opening mark, the first mark of its family
    that nothing closes opens a quotation up to the paragraph's end.
    """
    marks = _marks(text, start, end)
    if not marks:
        return []
    pairs, alone = _pair(marks)
    places: list[_Place] = [
        (*whole_graphemes(text, a.start, b.end), a.family, True)
        for a, b in pairs
        if _quotes(text, a, b)
    ]
    if alone and following:
        places += _running(text, start, end, alone, _first_family(text, *following))
    return list(_with_depth(places))


def _running(
    text: str, start: int, end: int, alone: Iterable[_Mark], family: Family | None
) -> list[_Place]:
    """The quotation that goes on in the next paragraph, which begins with a mark of `family`."""
    return [
        (mark.start, end, mark.family, False)
        for mark in alone
        if mark.family == family and _begins_statement(text, start, mark)
    ][:1]


def _quotes(text: str, opener: _Mark, closer: _Mark) -> bool:
    """Whether there is something between two marks, and it is no value in leaked HTML (a="b")."""
    markup = opener.glyph == '"' and text[max(0, opener.start - 1) : opener.start] == "="
    return not markup and bool(text[opener.end : closer.start].strip())


def _begins_statement(text: str, start: int, mark: _Mark) -> bool:
    """Whether a mark stands at a paragraph's start, or after what ends or introduces a sentence."""
    before = text[max(start, mark.start - 3) : mark.start].rstrip()
    return mark.start == start or (mark.side == "opening" and before[-1:] in STATEMENT_FOLLOWS)


def _with_depth(ranges: Iterable[_Place]) -> Iterator[Quotation]:
    ends: list[int] = []
    for start, end, kind, closed in sorted(ranges):
        while ends and ends[-1] <= start:
            ends.pop()
        yield Quotation(start, end, kind, closed, len(ends))
        ends.append(end)


# --- over paragraphs ---------------------------------------------------------------------------


def quotations_of(
    text: str, paragraphs: Sequence[Range], index: int, read: Range | None = None
) -> list[Quotation]:
    """The quotations of one paragraph of a text, knowing what the next one begins with.

    Of a long one it may be enough to `read` a part, at whose edges some may be missed.
    """
    start, end = read or paragraphs[index]
    whole = end == paragraphs[index][1] and index + 1 < len(paragraphs)
    return find_quotations(text, start, end, following=paragraphs[index + 1] if whole else None)


def _first_family(text: str, start: int, end: int) -> Family | None:
    match = _mark_pattern().match(text, start, end)
    mark = match and _mark(text, start, end, match)
    return mark.family if mark and _opens(mark) else None


# --- pairing -----------------------------------------------------------------------------------


def _pair(marks: Iterable[_Mark]) -> tuple[list[tuple[_Mark, _Mark]], list[_Mark]]:
    """The pairs of opening and closing marks, and the opening ones that stayed alone."""
    pairs: list[tuple[_Mark, _Mark]] = []
    stack: list[_Mark] = []
    by_family: dict[Family, list[_Mark]] = defaultdict(list)
    for mark in marks:
        opener = by_family[mark.family][-1] if by_family[mark.family] else None
        if opener and _closes(mark, opener, stack[-1]):
            _unwind(stack, by_family, opener)
            pairs.append((opener, mark))
        elif _opens(mark):
            stack.append(mark)
            by_family[mark.family].append(mark)
    return pairs, stack


def _unwind(stack: list[_Mark], by_family: dict[Family, list[_Mark]], opener: _Mark) -> None:
    """Take `opener` from the stack, and with it what was opened inside and never closed."""
    top = None
    while top is not opener:
        top = stack.pop()
        by_family[top.family].pop()


def _closes(mark: _Mark, opener: _Mark, innermost: _Mark) -> bool:
    """Whether `mark` closes what `opener`, the last one of its family, has opened."""
    if mark.glyph not in FITS[opener.glyph]:
        return False
    if mark.family == "single":  # a single mark is too often an apostrophe to cut across others
        return mark.side == "closing" and opener is innermost
    if mark.side == "opening":  # a space went astray, unless German or straight marks open again
        return mark.glyph in CLOSING and opener.glyph in OPENING
    turned = mark.glyph in OPENING and opener.glyph not in CLOSED_BY_AN_OPENING_GLYPH
    return mark.side == "closing" or not turned


def _opens(mark: _Mark) -> bool:
    if mark.side == "opening":
        return mark.glyph not in {"’", "」", "』"}
    if mark.family == "single":
        return False
    return mark.glyph in OPENING or (mark.side == "either" and mark.glyph not in CLOSING)


# --- reading marks -----------------------------------------------------------------------------


def _marks(text: str, start: int, end: int) -> list[_Mark]:
    """The marks of a range; a doubtful one counts as closing only where no better one follows."""
    marks: list[_Mark] = []
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


def _mark(text: str, start: int, end: int, match: re.Match[str]) -> _Mark | None:
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
    return _Mark(at, after_it, glyph, FAMILIES[glyph], side, doubtful and side == "closing")


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
