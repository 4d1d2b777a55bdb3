"""Captions: by their credits, by what they say one sees, by being there twice, by their markup."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache

from annotate.core.document import Document
from annotate.core.suggestion import Suggestion, Suggestions
from annotate.suggesters.page.credits import WORDED, Reason, credit
from annotate.suggesters.page.lines import Line, is_notice, lines
from annotate.suggesters.page.markup import Markup
from annotate.suggesters.page.words import words

NAME = "captions"
LONGEST = 700
"""Characters that a caption may have."""
SENTENCE = 120
"""Characters up to which one sentence in the present tense is a caption."""
REPEATED = 30
"""Characters from which the same words twice are no chance."""
BEGINNING = 20
"""Letters by which repetitions are found before they are compared."""
MOST = 8
"""Captions with one beginning that are compared: more are no article's."""
TAIL = 60
"""Letters by which a repetition may be longer: a credit."""
HEADINGS = ("h1", "h2", "h3")
QUOTED = '“„«»"'
"""A paragraph that begins so is somebody's words."""
SURE = 0.85
"""The score of a credit that is one wherever it stands."""
MONTH = r"(?:Jan|Feb|Mar|Apr|May|June|July|Aug|Sept?|Oct|Nov|Dec)[a-z]*\.?"
DAY = r"\d{1,2}(?:st|nd|rd|th)?"


def suggest(document: Document, before: Suggestions) -> Suggestions:
    """A caption a paragraph that looks like one; the same words elsewhere are one too."""
    read = lines(document)
    found = {i: reason for i, line in enumerate(read) if (reason := _reason(line))}
    if found and not document.hints:  # where there are, the markup says of which it is one
        found |= dict(_described(read, found))
        found |= dict(_repeated(read, found))
    return Suggestions(
        tuple(
            Suggestion(*document.paragraphs[index], "caption", origin, score, NAME)
            for index, (origin, score) in sorted(found.items())
        )
    )


def _reason(line: Line) -> Reason | None:
    """Why a paragraph is a caption, and how surely; None where nothing says so."""
    if len(line.text) > LONGEST:
        return None
    if line.markup:
        return _marked(line, line.markup)
    return credit(line) or (_sight(line) if line.found else None)


def _marked(line: Line, markup: Markup) -> Reason | None:
    """What its elements say, and of its words only those that leave no doubt."""
    if "ad" in markup.signs or line.found.get("calls") or is_notice(line):
        return None
    if ("caption" in markup.signs and markup.tag not in HEADINGS) or markup.tag == "figcaption":
        return "markup of a caption", 0.95
    if markup.tag == "figure":
        return "words of a figure", 0.7
    reason = credit(line)
    return reason if reason and reason[1] >= SURE else None


def _sight(line: Line) -> Reason | None:
    """Words that say one looks at a picture, or what one sees on it and when it was taken."""
    if line.found.get("tells") or line.text[0] in QUOTED:
        return None
    if line.found.get("pictured"):
        return "words about a picture", 0.65
    if line.found.get("acts") and line.ends and len(line.text) <= SENTENCE and _acts(line.text):
        return "present tense in one short sentence", 0.75
    dated = line.found.get("shows") and len(line.text) >= REPEATED and _date().search(line.text)
    return ("present tense and a full date", 0.75) if dated else None


def _acts(text: str) -> bool:
    """Whether the verb is in small letters: in a headline of capitals it is not."""
    return not words().acts.isdisjoint(text.split())


def _described(read: Sequence[Line], found: dict[int, Reason]) -> Iterator[tuple[int, Reason]]:
    """The line before a credit that stands alone, if it is no more than a sentence.

    A full one is that only before sentences of the article: a credit after its last may be for
    any of its pictures.
    """
    last = max((i for i, line in enumerate(read) if _is_prose(line)), default=-1)
    for index, (origin, _) in found.items():
        before = read[index - 1] if index and index - 1 not in found else None
        if origin == WORDED and before and _may_describe(before, amid=index < last):
            yield index - 1, ("a line before a credit", 0.6)


def _is_prose(line: Line) -> bool:
    return line.ends and not line.found.get("furniture")


def _may_describe(line: Line, *, amid: bool) -> bool:
    if line.lower.startswith(words().leads) or line.found.get("furniture"):
        return False
    if line.text[0] in QUOTED or (line.ends and not amid):
        return False
    return 20 <= len(line.text) <= 240 and ". " not in line.text and not line.found.get("tells")


def _repeated(read: Sequence[Line], found: dict[int, Reason]) -> Iterator[tuple[int, Reason]]:
    """Paragraphs that say the same as one that is a caption, but for its credit."""
    by_beginning: dict[str, list[str]] = defaultdict(list)
    for index in found:
        if len(read[index].text) >= REPEATED:
            letters = _letters(read[index].text)
            alike = by_beginning[letters[:BEGINNING]]
            alike.extend([letters][: MOST - len(alike)])
    for index, line in enumerate(read):
        if index not in found and REPEATED <= len(line.text) <= LONGEST:
            letters = _letters(line.text)
            if any(_same(letters, other) for other in by_beginning.get(letters[:BEGINNING], ())):
                yield index, ("the same words as another caption", 0.85)


def _letters(text: str) -> str:
    """Its letters and digits alone: apostrophes differ between repetitions."""
    return "".join(_alphanumeric().findall(text.lower()))


def _same(one: str, other: str) -> bool:
    """Whether one is the other, or goes on for no longer than a credit."""
    return abs(len(one) - len(other)) <= TAIL and (one.startswith(other) or other.startswith(one))


@cache
def _alphanumeric() -> re.Pattern[str]:
    return re.compile(r"[^\W_]+")


@cache
def _date() -> re.Pattern[str]:
    """A full date in a sentence, or a year at its end."""
    return re.compile(
        rf"day,? (?:on )?{MONTH} {DAY}, (?:19|20)\d\d"
        rf"|\b[io]n {MONTH} {DAY}, (?:19|20)\d\d"
        rf"|\b{MONTH} {DAY}, (?:19|20)\d\d(?:, (?:in|as)\b|\.?$)"
        r"|\bin (?:19|20)\d\d\.$|\b\d{1,2}\. \w+ (?:19|20)\d\d|\b\d{1,2} de \w+ de (?:19|20)\d\d"
    )
