"""How a text divides into graphemes: what a reader takes for one character.

Every function looks only near the offset it is given, so that the cost of a key press does not
depend on the length of the article.
"""

from functools import cache

import regex

from annotate.core.document import Range

NEVER_JOIN = frozenset(map(chr, (*range(0x300), *range(0x2010, 0x2028)))) - {"\r"}
"""Latin letters and typographic marks: without CR, which LF joins, none of them joins another."""


def graphemes(text: str, start: int, end: int) -> list[Range]:
    """The grapheme clusters of a range, in order."""
    return [match.span() for match in _grapheme().finditer(text, start, end)]


def next_grapheme(text: str, offset: int) -> int:
    """The first place after `offset` between two graphemes; the text's end at its end."""
    if offset >= len(text):
        return len(text)
    return _grapheme_end(text, grapheme_start(text, offset))


def previous_grapheme(text: str, offset: int) -> int:
    """The last place before `offset` between two graphemes; 0 at the text's start."""
    return grapheme_start(text, min(offset, len(text)) - 1) if offset > 0 else 0


def grapheme_start(text: str, offset: int, since: int = 0) -> int:
    """Where the grapheme that holds the character at `offset` starts.

    `since` is any earlier start of one: nothing before it is looked at.
    """
    if offset <= 0 or offset >= len(text):
        return max(0, min(offset, len(text)))
    start = _certain_break(text, offset, since)
    while (end := _grapheme_end(text, start)) <= offset:
        start = end
    return start


def splits_grapheme(text: str, offset: int, since: int = 0) -> bool:
    """Whether `offset` lies inside a grapheme; `since` as in grapheme_start."""
    if not 0 < offset < len(text):
        return False
    pair = text[offset - 1 : offset + 1]
    return not NEVER_JOIN.issuperset(pair) and grapheme_start(text, offset, since) != offset


def whole_graphemes(text: str, start: int, end: int) -> Range:
    """A range with the rest of the graphemes that it would split at its edges."""
    if NEVER_JOIN.issuperset(text[start - 1 : start + 1] + text[end - 1 : end + 1]):
        return start, end
    end = next_grapheme(text, end) if splits_grapheme(text, end) else end
    return grapheme_start(text, start) if splits_grapheme(text, start) else start, end


def _grapheme_end(text: str, start: int) -> int:
    match = _grapheme().match(text, start)
    return match.end() if match else len(text)


def _certain_break(text: str, offset: int, since: int) -> int:
    """The last place up to `offset` where graphemes part whatever stands before it, or `since`."""
    indicators = _indicators().match(text, since, offset + 1)
    length = indicators.end() - indicators.start() if indicators else 0
    if length > 2:  # only counting tells which two of them are a flag, and \X counts at each
        return offset - 1 + length % 2
    match = _parting_pair().search(text, since, offset + 1)
    return match.start() + 1 if match else since


@cache
def _grapheme() -> regex.Pattern[str]:
    return regex.compile(r"\X")


@cache
def _indicators() -> regex.Pattern[str]:
    """Searched backwards: the regional indicators before a place."""
    return regex.compile(r"(?r)\p{GCB=Regional_Indicator}+")


@cache
def _parting_pair() -> regex.Pattern[str]:
    """Searched backwards: two characters that part by their kinds alone (GB4 to GB8, GB999)."""
    plain = r"\p{GCB=Other}\p{GCB=LV}\p{GCB=LVT}\p{GCB=LF}\p{GCB=Control}"
    return regex.compile(rf"(?r)[{plain}][{plain}\p{{GCB=L}}\p{{GCB=Regional_Indicator}}]")
