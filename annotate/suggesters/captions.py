"""Captions: by their credits, by what they say one sees, by being there twice, by their markup."""

import re
from collections.abc import Iterator
from functools import cache

from annotate.core.document import Document
from annotate.core.suggestion import Suggestion, Suggestions
from annotate.suggesters.page.words import words

NAME = "captions"
LONGEST = 700
"""Characters that a caption may have."""
DATE = re.compile(
    r"\b(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,? (?:on )?"
    r"(?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\w*\.? \d{1,2}, (?:19|20)\d\d"
    r"|\bon (?:Jan|Feb|March|April|May|June|July|Aug|Sept|Oct|Nov|Dec)\w*\.? \d{1,2}, (?:19|20)\d\d"
    r"|\bin (?:19|20)\d\d\.$"
)
SIGNS = (
    "figcaption",
    "caption",
    "credit",
    "bildunterschrift",
    "legende",
    "image-info",
    "mediacredit",
)
END = re.compile(r"[/|–—•(\[,]\s*([^/|–—•()\[\],]{2,45}?)[)\].]*$")
INITIAL = re.compile(r"^\(?(\w[\w ]{1,22}?)\s?(?::|/(?=\w))\s*(?=\S)")
INSIDE = re.compile(r"[(\[.\s]([A-Za-zÀ-ÿ]{3,14}(?: by)?)(?::| by) [^.]{2,80}[)\].]*$")
COPYRIGHT = re.compile(r"[.!?”\"]?\s?©\s?[^.]{2,60}$")
BRACKETED = re.compile(r"[.!?”\"’]\s?\([^()]*[A-Z][^()]{1,44}\)\.?$")
SIGNED = re.compile(
    r"[.!?”\"]\s?(?:[A-ZÀ-Þ][\w.’'-]*(?: (?:for|of|via|and) |[ /])?){1,6}(?:/[\w ]+)?$"
)
VIDEO = re.compile(r"(?:[–-] video|\d{1,2}:\d\d min)$")


def suggest(document: Document, before: Suggestions) -> Suggestions:
    """A caption a paragraph that looks like one; the same words elsewhere are one too."""
    found: dict[int, tuple[str, float]] = {}
    texts = [document.text[start:end] for start, end in document.paragraphs]
    for index, text in enumerate(texts):
        reason = _reason(text, document.hints[index] if document.hints else None)
        if reason:
            found[index] = reason
    found |= dict(_repeated(texts, found))
    return Suggestions(
        tuple(
            Suggestion(*document.paragraphs[index], "caption", origin, score, NAME)
            for index, (origin, score) in sorted(found.items())
        )
    )


def _reason(text: str, hint: str | None) -> tuple[str, float] | None:
    """Why a paragraph is a caption, and how surely; None where nothing says so."""
    if not 2 <= len(text) <= LONGEST:
        return None
    if hint and any(sign in hint.lower() for sign in SIGNS):
        return "markup of a caption", 0.92
    return _credit(text) or _seen(text)


def _credit(text: str) -> tuple[str, float] | None:
    """A picture's credit, before the name or after it."""
    return _named_credit(text) or _signed(text)


def _named_credit(text: str) -> tuple[str, float] | None:
    """A credit with a word for it, or with an agency's name."""
    head, tail, inside = INITIAL.match(text), END.search(text), INSIDE.search(text)
    if head and head[1].lower() in words().credits and len(text) <= 160:
        return "credit before a name", 0.85
    if tail and _is_agency(tail[1]):
        return "agency at the end", 0.85
    named = inside and inside[1].lower() in words().credits
    return ("credit at the end", 0.85) if named else None


def _signed(text: str) -> tuple[str, float] | None:
    """A name after the last sentence, or another end that only captions have."""
    short = len(text) <= LONGEST // 2
    if short and BRACKETED.search(text):
        return "name in brackets at the end", 0.7
    if short and SIGNED.search(text):
        return "name after the last sentence", 0.7
    if COPYRIGHT.search(text) and not text.startswith("©") and "rights" not in text:
        return "copyright at the end", 0.7
    return ("length of a video", 0.7) if VIDEO.search(text) else None


def _is_agency(name: str) -> bool:
    name = name.strip().lower()
    return name in words().agencies or any(
        name.endswith(f" {a}") or name.endswith(f"/{a}") for a in _long_agencies()
    )


@cache
def _long_agencies() -> frozenset[str]:
    """Names of agencies long enough to be known at the end of something longer."""
    return frozenset(name for name in words().agencies if len(name) >= 7) | {"afp", "reuters"}


def _seen(text: str) -> tuple[str, float] | None:
    """Words that say one looks at a picture, or what one sees on it and when it was taken."""
    if len(text) > LONGEST // 2 or "“" in text[:1]:
        return None
    lower = f" {text.lower()} "
    if any(f"{phrase}" in lower for phrase in words().pictured) and not _tells(lower):
        return "words about a picture", 0.65
    opening = lower[1:90].split()[1:6]
    if (
        text[:1].isupper()
        and len(text) <= 120
        and words().acts & set(opening)
        and not _tells(lower)
    ):
        return "present tense in one short sentence", 0.6
    dated = DATE.search(text)
    if dated and any(f" {verb} " in lower for verb in words().shows) and not _tells(lower):
        return "present tense and a full date", 0.75
    return None


def _tells(lower: str) -> bool:
    """Whether somebody says something in it: an article does, a caption seldom."""
    return any(cue in lower for cue in (" said", " says ", " told ", " according to "))


def _repeated(
    texts: list[str], found: dict[int, tuple[str, float]]
) -> Iterator[tuple[int, tuple[str, float]]]:
    """Paragraphs that say the same as another, or as one that goes on with a credit."""
    by_key: dict[str, list[int]] = {}
    for index, text in enumerate(texts):
        if 30 <= len(text) <= LONGEST:
            by_key.setdefault(_key(text), []).append(index)
    for same in by_key.values():
        if len(same) > 1 and found.keys() & set(same):
            yield from ((i, ("the same words as another", 0.85)) for i in same if i not in found)


def _key(text: str) -> str:
    """The first words in plain letters: apostrophes and credits differ."""
    return "".join(c for c in text.lower()[:140] if c.isalnum())[:60]
