"""How a text divides into sentences: each function looks at no more than the range it is given."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import pairwise

from annotate.core.document import Range
from annotate.core.graphemes import whole_graphemes

OPENERS = "“„‟\"‘‚‛'«»‹›「『([{¿¡*–—•-"
NARROW, WIDE = ".!?…", "。！？"
"""Full stops that a space follows, and those that need none."""
CLOSERS = "”“\"’‘'»«›‹」』)]}"


def _each(words: str) -> frozenset[str]:
    return frozenset(words.split())


NEVER_LAST = _each(
    "Adm Brig Capt Cmdr Col Cpl Dr Drs Fr Gen Gov Hon Lt Maj Messrs Mr Mrs Ms Mx Pfc Pres Prof Rep "
    "Reps Rev Sen Sens Sgt Supt cf vs viz "
    "Abg Abs Dipl Frl Gebr Hl Hr Hrn Ing Mio Mrd Nr bzw ca evtl geb ggf hl inkl sog vgl zzgl "
    "Dña Dra Dras EE Sr Sra Sras Sres Srta Ste Ud Uds núm núms pág págs Mme Mlle"
)
"""Abbreviations that belong to what follows."""
SELDOM_LAST = _each(
    "Ave Blvd Bros Co Corp Dept Inc Jr Ltd Mt Ph.D Rd St UU Univ al etc usw "
    "Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Okt Nov Dec Dez"
)
"""Abbreviations, as are initials, with which a sentence ends only where FIRST_WORDS follow."""
BEFORE_NUMBERS = _each("No Nos no Art Fig Vol art fig vol p pp")
"""Words that are abbreviations where a number follows."""
ABBREVIATIONS = NEVER_LAST | SELDOM_LAST | BEFORE_NUMBERS
"""Words that a dot may follow where no sentence ends (Jan. 5, No. 7)."""
FIRST_WORDS = _each(
    "a after all although an and as at before both but by during each even every for from he her "
    "here his how however i if in it its just many more most my no not now of on our she since so "
    "some such that the their then there these they this those to under until we what when where "
    "which while who why with you der die das ein eine er es sie und wir el la los las le les"
)
"""Words whose capital shows that a sentence begins."""
AFTER_ORDINALS = _each(
    "januar jänner februar märz april mai juni juli august september oktober november dezember "
    "jan jän feb mär apr jun jul aug sep sept okt nov dez "
    "jahrhundert jahrhunderts jahrestag geburtstag weltkrieg weltkriegs"
)
"""What follows a German ordinal, as in "8. Januar"."""


def sentences(text: str, start: int, end: int) -> list[Range]:
    """The sentences of a range, without the whitespace between them.

    The marks and brackets that close right after a full stop belong to the sentence.
    """
    return trimmed(text, [*sentence_edges(text, [(start, end)]), end], "")


def sentence_edges(text: str, ranges: Sequence[Range]) -> list[int]:
    """Where the sentences of ranges, which are in order, begin, with the whitespace before them.

    The first of a range begins with it. At its end there may be one more with nothing but
    whitespace in it.
    """
    marks = _marks(text, ranges[0][0], ranges[-1][1]) if ranges else []
    found, match = list[int](), _stop().match
    for start, end in ranges:
        found.append(start)
        beyond = start
        # at the end of a range nothing follows that could be another
        for mark in marks[bisect_left(marks, start) : bisect_left(marks, end - 1)]:
            if _plainly_ends(text, start, mark):
                found.append(mark + 1)
            elif mark >= beyond and (stop := match(text, mark, end)):
                beyond = stop.end()
                found += [beyond] if _ends_sentence(text, start, end, stop) else []
    return found


def _plainly_ends(text: str, start: int, mark: int) -> bool:
    """Whether a dot is between a word that is no abbreviation and a capital.

    Most are, and to see that takes a fraction of the time that the pattern takes.
    """
    if text[mark : mark + 2] != ". " or not text[mark + 2 : mark + 3].isupper():
        return False
    word = _last_word(text[max(start, mark - 24) : mark])
    return len(word) > 1 and word.isalpha() and word not in ABBREVIATIONS


def _last_word(before: str) -> str:
    """What is after the last whitespace, without what opens it."""
    return (before.rsplit(None, 1) or [""])[-1].lstrip(OPENERS)


def _marks(text: str, start: int, end: int) -> list[int]:
    """Where full stops are: to look for each kind is quicker than for any of them at once."""
    found = []
    for mark in NARROW + WIDE:
        at = text.find(mark, start, end)
        while at >= 0:
            found.append(at)
            at = text.find(mark, at + 1, end)
    return sorted(found)


def trimmed(text: str, edges: Iterable[int], unwanted: str) -> list[Range]:
    """The ranges between edges less the whitespace around them; none that is all `unwanted`.

    A space that a combining mark sits on is no space.
    """
    found = []
    for start, end in pairwise(edges):
        piece = text[start:end].lstrip()
        if piece.strip().strip(unwanted):
            first = end - len(piece)
            found.append(whole_graphemes(text, first, first + len(piece.rstrip())))
    return found


def _ends_sentence(text: str, start: int, end: int, stop: re.Match[str]) -> bool:
    if stop.end() == end:  # nothing follows that could be another
        return False
    mark, quoted, space, more, word = stop.groups()
    if more or not (space or mark[0] in WIDE):
        return False
    if word[:1].islower():  # “No!” he said.
        return False
    if mark == ".":
        before = text[max(start, stop.start() - 24) : stop.start()]
        return bool(quoted) or _is_full_stop(before, word)
    return not (quoted and _speaker().match(text, stop.start("word"), end))


def _is_full_stop(before: str, following: str) -> bool:
    """Whether a dot ends a sentence rather than an abbreviation, an initial or an ordinal."""
    word = _last_word(before)
    if word.isdecimal():
        return not _is_ordinal(before, word, following)
    if word in NEVER_LAST:
        return False
    if word in SELDOM_LAST or all(map(_is_letter, word.split("."))):
        return following.lower() in FIRST_WORDS
    return not (word in BEFORE_NUMBERS and following[:1].isdigit())


def _is_ordinal(before: str, number: str, following: str) -> bool:
    """Whether a number and a dot count something (am 8. Januar) or begin a list's item."""
    if len(number) > 2:
        return False
    item = _list_number().search(before)
    if item and item["before"] not in ABBREVIATIONS:
        return True
    counts = following.lower() in AFTER_ORDINALS or _before_ordinal().search(before)
    return bool(counts) and following.lower() not in FIRST_WORDS


def _is_letter(part: str) -> bool:
    return len(part) == 1 and part.isalpha()


@cache
def _stop() -> re.Pattern[str]:
    following = rf"(?P<space>\s?)[\s{re.escape(OPENERS)}]*(?P<more>[{NARROW}]?)(?P<word>\w*)"
    closers = rf"(?P<closers>[{re.escape(CLOSERS)}]*)"
    return re.compile(rf"(?P<mark>[{WIDE}]+|[{NARROW}]+){closers}(?={following})")


@cache
def _speaker() -> re.Pattern[str]:
    """As after “Why?”: Smith asked, President Smith asked."""
    said = "said|says|asked|asks|added|told|wrote|replied|shouted|tweeted|continued|answered"
    return re.compile(rf"(?:[^\W\d_][\w.’'-]{{0,30}}\s){{1,3}}(?:{said})\b")


@cache
def _before_ordinal() -> re.Pattern[str]:
    return re.compile(r"\b(?:am|vom|zum|zur|im|der|die|das|dem|den|des|bis)\s\d{1,2}$", re.I)


@cache
def _list_number() -> re.Pattern[str]:
    return re.compile(r"(?:^|(?P<before>\S*)[.!?:;]\s)\s*\d{1,2}$")
