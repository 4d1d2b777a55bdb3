"""Advertisements: addresses of frames, notices, calls to buy or subscribe, look-alike letters."""

import re
import unicodedata
from functools import cache

from annotate.core.document import Document
from annotate.core.suggestion import Suggestion, Suggestions
from annotate.suggesters.page.words import words

NAME = "advertisements"
LONGEST = 260
"""Characters up to which a paragraph may be a call to buy or subscribe."""
ADDRESS = re.compile(r"(?:https?:)?//\S+|www\.\S+")
CONTACT = re.compile(
    r"(?i:contact|call|write to|e-?mail) (?:us|me)?|\[email|[\w.+-]+@[\w-]+\.\w+"
    r"|\+?\d[\d\s().-]{7,}\d"
)
WORD = re.compile(r"\w+")
CYRILLIC, GREEK, LATIN = "CYRILLIC", "GREEK", "LATIN"
SIGNS = (
    "advert",
    "ad-label",
    "ad_label",
    "adslot",
    "ad-slot",
    "sponsor",
    "promo",
    "newsletter",
    "subscribe",
    "dfp",
    "affiliate",
    "outbrain",
    "taboola",
    "commercial",
    "signup",
    "sign-up",
    "ad-container",
    "ad__",
    "c-ad",
)


def suggest(document: Document, before: Suggestions) -> Suggestions:
    """An ad a paragraph that looks like one, or follows one and goes on with a contact."""
    found: list[Suggestion] = []
    last = -2
    for index, (start, end) in enumerate(document.paragraphs):
        hint = document.hints[index] if document.hints else None
        reason = _reason(document.text[start:end], hint, after=last == index - 1)
        if reason:
            found.append(Suggestion(start, end, "ad", *reason, NAME))
            last = index
    return Suggestions(tuple(found))


def _reason(text: str, hint: str | None, *, after: bool) -> tuple[str, float] | None:
    """Why a paragraph is an advertisement, and how surely; None where nothing says so."""
    if ADDRESS.fullmatch(text):
        frame = any(frame in text.lower() for frame in words().frames)
        return ("address of an advertising frame", 0.95) if frame else None
    if _mixed(text):
        return "look-alike letters", 0.9
    if hint and any(sign in hint.lower() for sign in SIGNS):
        return "markup of advertising", 0.75
    return _called(text, after=after) if len(text) <= LONGEST else None


def _called(text: str, *, after: bool) -> tuple[str, float] | None:
    """What the words of a short paragraph say of it."""
    lower = text.lower().strip(" -–—:*")
    if lower in words().advertisement:
        return "notice of advertising", 0.95
    if any(call in lower for call in words().calls):
        return "call to buy, subscribe or advertise", 0.65
    return ("contact after an advertisement", 0.8) if after and CONTACT.search(text) else None


def _mixed(text: str) -> bool:
    """Whether words mix letters of scripts that look alike, as filters are to be deceived."""
    if text.isascii():
        return False
    mixed = sum(
        len({_script(c) for c in word} & {CYRILLIC, GREEK, LATIN}) > 1 for word in _suspects(text)
    )
    return mixed >= 2


def _suspects(text: str) -> list[str]:
    return [word for word in WORD.findall(text) if not word.isascii()]


@cache
def _script(letter: str) -> str:
    return unicodedata.name(letter, "").partition(" ")[0]
