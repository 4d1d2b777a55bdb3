"""Advertisements: addresses of frames, notices, calls to buy or subscribe, look-alike letters."""

import re
import unicodedata
from functools import cache

from annotate.core.document import Document
from annotate.core.suggestion import Suggestion, Suggestions
from annotate.suggesters.page.lines import Line, is_notice, lines
from annotate.suggesters.page.words import words

NAME = "advertisements"
LONGEST = 300
"""Characters up to which a paragraph may be an advertisement."""
ORDER = 120
"""Characters up to which one that begins with an order calls to do it."""
BEGINS = ("http", "//", "www.")
"""How an address begins."""
ALIKE = ("CYRILLIC", "GREEK", "LATIN")
"""Scripts whose letters look alike."""
DECEITFUL = 2
"""Words of mixed scripts that are no slip."""


def suggest(document: Document, before: Suggestions) -> Suggestions:
    """An ad a paragraph that looks like one, or follows one and goes on with a contact."""
    found: list[Suggestion] = []
    after = False
    for place, line in zip(document.paragraphs, lines(document), strict=True):
        reason = _reason(line, after=after) if len(line.text) <= LONGEST else None
        if reason:
            found.append(Suggestion(*place, "ad", *reason, NAME))
        after = reason is not None
    return Suggestions(tuple(found))


def _reason(line: Line, *, after: bool) -> tuple[str, float] | None:
    """Why a paragraph is an advertisement, and how surely; None where nothing says so."""
    if line.lower.startswith(BEGINS) and " " not in line.text:
        frame = any(frame in line.lower for frame in words().frames)
        return ("address of an advertising frame", 0.95) if frame else None
    if not line.text.isascii() and _mixed(line.text):
        return "look-alike letters", 0.9
    return _named(line) or _called(line, after=after)


def _named(line: Line) -> tuple[str, float] | None:
    """What the whole of the paragraph, or a class name, says of it."""
    if is_notice(line):
        return "notice of advertising", 0.95
    return ("markup of advertising", 0.75) if line.markup and "ad" in line.markup.signs else None


def _called(line: Line, *, after: bool) -> tuple[str, float] | None:
    """What the words of a paragraph say of it."""
    if line.found.get("calls") or _orders(line):
        return "call to buy, subscribe or advertise", 0.65
    if after and _contact().search(line.text):
        return "contact after an advertisement", 0.8
    return None


def _orders(line: Line) -> bool:
    """Whether it begins with an order to buy or subscribe; with markup, so do a site's buttons."""
    short = len(line.text) <= ORDER and line.markup is None
    return short and f"{line.lower} ".startswith(words().orders)


def _mixed(text: str) -> bool:
    """Whether words mix letters of scripts that look alike, as filters are to be deceived."""
    if not _other_script().search(text):
        return False
    suspects = (word for word in text.split() if not word.isascii())
    return sum(len(set(map(_script, word)) & {*ALIKE}) > 1 for word in suspects) >= DECEITFUL


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]


@cache
def _other_script() -> re.Pattern[str]:
    """A letter of Greek or Cyrillic."""
    return re.compile("[\u0370-\u052f]")


@cache
def _contact() -> re.Pattern[str]:
    return re.compile(
        r"(?i)\b(?:contact|call|write to|e-?mail) (?:us|me|at|on)\b|\bkontakt|\bcontáct|\bcontactez"
        r"|\[email|[\w.+-]{1,64}@[\w-]{1,63}\.\w|\+?\d[\d ().-]{7,}\d"
    )
