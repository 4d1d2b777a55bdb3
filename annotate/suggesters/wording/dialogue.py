"""Speech after a dash, in languages that set it so: —No —dijo ella—. Mañana; — Não — disse ela.

A paragraph that begins with a dash is cut at its dashes. What follows the first is spoken, and so
is what follows words that say who spoke; anything else between two dashes belongs to the speech.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby, pairwise
from typing import NamedTuple

from annotate.core.document import Range
from annotate.core.quotations import Quotation
from annotate.suggesters.languages import Language
from annotate.suggesters.wording.stream import Stream

FIRST = 4
"""Words after a dash among which the verb is that says who spoke."""
FARTHEST = 80
"""Characters that these take at most."""
SPEAKING = frozenset(("say", "think", "saying", "call", "inverted"))
BEFORE_VERB = frozenset(("auxiliary", "adverb", "pronoun"))
_PARTS = " \t\n\u00a0.,;:"
"""What may stand between who spoke and what is said next."""


class _Line(NamedTuple):
    """What is spoken in a paragraph that begins with a dash, and whether it tells that it is."""

    speech: list[Range]
    tells: bool


def with_speech(
    text: str, paragraphs: Sequence[Range], found: Sequence[list[Quotation]], language: Language
) -> Sequence[list[Quotation]]:
    """The quotations of each paragraph, what is spoken after dashes among them."""
    if not language.speech_dashes:
        return found
    lines = [_line(text, paragraph, language) for paragraph in paragraphs]
    spoken: list[list[Range]] = []
    for _, run in groupby(lines, key=lambda line: line is None):
        spoken += _speech_of([*run])
    return [_around(*both) if both[0] else both[1] for both in zip(spoken, found, strict=True)]


def pause_after_speech(stream: Stream, quotations: Iterable[Quotation]) -> None:
    """The dash after what is spoken becomes what a comma is after a quotation."""
    spoken = {(q.start, q.end) for q in quotations if q.kind == "dash"}
    for index, place in stream.quoted.items() if spoken else ():
        if place in spoken and stream.kinds[index + 1] == "dash":
            stream.kinds[index + 1] = "comma"


def _speech_of(lines: Sequence[_Line | None]) -> list[list[Range]]:
    """What is spoken in lines on end: it is talk, and no list, if one of them tells who spoke."""
    talk = any(line and line.tells for line in lines)
    return [line.speech if line and talk else [] for line in lines]


def _line(text: str, paragraph: Range, language: Language) -> _Line | None:
    start, end = paragraph
    dashes = [m.start() for m in _dash(language.speech_dashes).finditer(text, start, end)]
    if dashes[:1] != [start]:
        return None
    speech, tells = list[Range](), False
    since: int | None = start
    for dash, following in pairwise([*dashes[1:], end]):
        if since is None:
            since = _after(text, dash + 1, following)
        elif _says_who(text[dash + 1 : min(following, dash + FARTHEST)], language):
            speech.append((since, _before(text, since, dash)))
            since, tells = None, True
    if since is not None:
        speech.append((since, _before(text, since, end)))
    return _Line([(a, b) for a, b in speech if a < b], tells)


def _after(text: str, start: int, end: int) -> int:
    return end - len(text[start:end].lstrip(_PARTS))


def _before(text: str, start: int, end: int) -> int:
    return start + len(text[start:end].rstrip())


def _says_who(words: str, language: Language) -> bool:
    """Whether a verb of saying, or what ends as one of the past, is among the first words."""
    for position, word in enumerate(words.lower().split()[:FIRST]):
        bare = word.rstrip(_PARTS)
        kind = language.kinds.get(bare, "")
        if kind in SPEAKING or (not position and not kind and _looks_a_verb(bare, language)):
            return True
        if (kind and kind not in BEFORE_VERB) or bare != word:
            return False
    return False


def _looks_a_verb(word: str, language: Language) -> bool:
    return word.endswith(language.verb_endings)


def _around(speech: Sequence[Range], quotations: Sequence[Quotation]) -> list[Quotation]:
    """What is spoken, with the quotations in it one deeper; it cuts through none."""
    starts = [start for start, _ in speech]
    around = [bisect_right(starts, q.start) - 1 for q in quotations]
    cut = {
        piece
        for q, first in zip(quotations, around, strict=True)
        if not q.depth and not _holds(speech, first, q)
        for piece in range(max(0, first), bisect_left(starts, q.end))
        if q.start < speech[piece][1]
    }
    whole = [Quotation(*s, "dash", True, 0) for i, s in enumerate(speech) if i not in cut]
    deeper = [
        q._replace(depth=q.depth + (first not in cut and _holds(speech, first, q)))
        for q, first in zip(quotations, around, strict=True)
    ]
    return sorted([*whole, *deeper])


def _holds(speech: Sequence[Range], piece: int, q: Quotation) -> bool:
    return piece >= 0 and q.end <= speech[piece][1]


@cache
def _dash(dashes: str) -> re.Pattern[str]:
    """A dash that stands at a word's edge, not within: franco-alemán, 2019–2024."""
    return re.compile(rf"(?<!\S)[{re.escape(dashes)}]|(?<=\S)[{re.escape(dashes)}](?!\w)")
