"""The scanner: where the quotations of a paragraph are, whatever marks they are written with.

Marks are read from left to right onto a stack. What a mark does there follows from its glyph and
from what stands beside it: “ opens in English and closes in German, " opens after a space. A
closing mark takes the nearest opening one that it fits; what is left over was no quotation.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal, NamedTuple

from annotate.core.document import Range
from annotate.core.graphemes import whole_graphemes
from annotate.core.quotation_marks import Family, Mark, mark_at, marks_in


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

STATEMENT_FOLLOWS = tuple('.,:;!?…”"»’')


def find_quotations(
    text: str, start: int, end: int, *, following: Range | None = None
) -> list[Quotation]:
    """The quotations of the paragraph text[start:end], by where they start.

    Where the paragraph `following` it begins with an opening mark, the first mark of its family
    that nothing closes opens a quotation up to the paragraph's end.
    """
    marks = marks_in(text, start, end)
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
    text: str, start: int, end: int, alone: Iterable[Mark], family: Family | None
) -> list[_Place]:
    """The quotation that goes on in the next paragraph, which begins with a mark of `family`."""
    return [
        (mark.start, end, mark.family, False)
        for mark in alone
        if mark.family == family and _begins_statement(text, start, mark)
    ][:1]


def _quotes(text: str, opener: Mark, closer: Mark) -> bool:
    """Whether there is something between two marks, and it is no value in leaked HTML (a="b")."""
    markup = opener.glyph == '"' and text[max(0, opener.start - 1) : opener.start] == "="
    return not markup and bool(text[opener.end : closer.start].strip())


def _begins_statement(text: str, start: int, mark: Mark) -> bool:
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
    mark = mark_at(text, start, end)
    return mark.family if mark and _opens(mark) else None


# --- pairing -----------------------------------------------------------------------------------


def _pair(marks: Iterable[Mark]) -> tuple[list[tuple[Mark, Mark]], list[Mark]]:
    """The pairs of opening and closing marks, and the opening ones that stayed alone."""
    pairs: list[tuple[Mark, Mark]] = []
    stack: list[Mark] = []
    by_family: dict[Family, list[Mark]] = defaultdict(list)
    for mark in marks:
        opener = by_family[mark.family][-1] if by_family[mark.family] else None
        if opener and _closes(mark, opener, stack[-1]):
            _unwind(stack, by_family, opener)
            pairs.append((opener, mark))
        elif _opens(mark):
            stack.append(mark)
            by_family[mark.family].append(mark)
    return pairs, stack


def _unwind(stack: list[Mark], by_family: dict[Family, list[Mark]], opener: Mark) -> None:
    """Take `opener` from the stack, and with it what was opened inside and never closed."""
    top = None
    while top is not opener:
        top = stack.pop()
        by_family[top.family].pop()


def _closes(mark: Mark, opener: Mark, innermost: Mark) -> bool:
    """Whether `mark` closes what `opener`, the last one of its family, has opened."""
    if mark.glyph not in FITS[opener.glyph]:
        return False
    if mark.family == "single":  # a single mark is too often an apostrophe to cut across others
        return mark.side == "closing" and opener is innermost
    if mark.side == "opening":  # a space went astray, unless German or straight marks open again
        return mark.glyph in CLOSING and opener.glyph in OPENING
    turned = mark.glyph in OPENING and opener.glyph not in CLOSED_BY_AN_OPENING_GLYPH
    return mark.side == "closing" or not turned


def _opens(mark: Mark) -> bool:
    if mark.side == "opening":
        return mark.glyph not in {"’", "」", "』"}
    if mark.family == "single":
        return False
    return mark.glyph in OPENING or (mark.side == "either" and mark.glyph not in CLOSING)
