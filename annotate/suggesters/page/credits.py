"""Credits: the wording at a caption's beginning or end that says whose the picture is."""

import re
from functools import cache

from annotate.suggesters.page.lines import Line
from annotate.suggesters.page.words import words

OPENING = 160
"""Characters up to which a line that begins with a credit is one."""
SIGNED = 350
"""Characters up to which a caption may end with no more than a name."""
TAIL = 90
"""Characters at the end in which a credit is looked for."""
ALONE = 60
"""Characters up to which a credit may stand for itself."""
NAMES = 7
"""Letters from which an agency's name is known at the end of something longer."""
ALONE_WORDED = "credit alone"
WIRES = frozenset(("ap", "associated press", "reuters", "afp", "dpa", "efe", "cnn", "bbc", "file"))
"""Alone in a line, these say who wrote the article."""
BEFORE = 20
"""Characters that a caption has at least before a name at its end."""


def credit(line: Line) -> tuple[str, float] | None:
    """Why a paragraph holds a picture's credit, and how surely; None where nothing says so."""
    found = line.found
    if found and (found.get("credits") or found.get("agencies")):
        reason = _named(line)
        if reason:
            return reason
    return _signed(line)


def _named(line: Line) -> tuple[str, float] | None:
    """A credit with a word for it, or with an agency's name."""
    tail = line.text[-TAIL:]
    worded = _worded(line, tail) if line.found.get("credits") else None
    return worded or (_agency(line, tail) if line.found.get("agencies") else None)


def _worded(line: Line, tail: str) -> tuple[str, float] | None:
    head = _initial().match(line.lower) if len(line.text) <= OPENING else None
    if head and head[1].strip() in words().credits:
        return (ALONE_WORDED if len(line.text) <= ALONE else "credit before a name"), 0.85
    inside = _inside().search(tail)
    named = inside and inside[1].lower() in words().credits
    return ("credit at the end", 0.85) if named else None


def _agency(line: Line, tail: str) -> tuple[str, float] | None:
    """An agency's name after a stroke or in brackets, or alone."""
    name = line.lower.strip(" ()")
    if len(line.text) <= ALONE and _is_agency(name):
        byline = name in WIRES or name.startswith(("by ", "von ", "por ", "par "))
        return None if byline else ("agency alone", 0.75)
    end = _end().search(tail) or (None if line.ends else _last_two().search(tail))
    return ("agency at the end", 0.85) if end and _is_agency(end[1].lower()) else None


def _signed(line: Line) -> tuple[str, float] | None:
    """A name after the last sentence, or another end that only captions have."""
    text = line.text
    if len(text) <= ALONE and text[0] == "(" and text[-1] == ")" and _names().fullmatch(text[1:-1]):
        return ALONE_WORDED, 0.7
    if len(text) > SIGNED or (line.ends and text[-1] != ")"):
        return None
    tail = text[-TAIL:]
    if text[-1] == ")" and _bracketed().search(tail):
        return "name in brackets at the end", 0.7
    if "©" in tail[1:] and _copyright().search(tail):
        return "copyright at the end", 0.7
    return ("name after the last sentence", 0.7) if _ends_with_name(text, tail) else None


def _ends_with_name(text: str, tail: str) -> bool:
    """Whether names follow a sentence of some length, or a stroke parts those at the end."""
    if "/" in tail and _stroke().search(tail):
        return True
    last = _last().search(tail) if "." in tail or "” " in tail else None
    if last is None or len(text) - len(last[0]) < BEFORE or last[1].isupper():
        return False
    word = tail[: last.start()].rsplit(" ", 1)[-1].lower()
    return len(word) > 1 and "." not in word and word not in words().abbreviations


def _is_agency(name: str) -> bool:
    known = words().agencies
    last = re.split(r"[ /]", name)[-2:]
    return name in known or last[-1] in WIRES or " ".join(last) in _long() or last[-1] in _long()


@cache
def _long() -> frozenset[str]:
    return frozenset(name for name in words().agencies if len(name) >= NAMES)


@cache
def _initial() -> re.Pattern[str]:
    """A word or two and a colon, a stroke or a preposition, before something."""
    return re.compile(r"\(?([^\W\d][\w ]{1,22}?)(?:\s?:| via| by| courtesy of|/)\s*(?=\w)")


@cache
def _inside() -> re.Pattern[str]:
    """A word with a colon or "by", before a name at the end."""
    return re.compile(r"[(\[.\s]([^\W\d]{3,14})(?::| by| von| de) [^.]{2,60}[)\].]*$")


@cache
def _end() -> re.Pattern[str]:
    """What stands at the end after a stroke, a dash, a bracket or a comma."""
    return re.compile(r"[/|–—•(\[,]\s*([^/|–—•()\[\],]{2,45}?)[)\].]*$")


@cache
def _last_two() -> re.Pattern[str]:
    """The last two words."""
    return re.compile(r"\s(\w+ \w+)$")


@cache
def _stroke() -> re.Pattern[str]:
    """A person's name, a stroke and another name at the end."""
    return re.compile(
        r" [A-ZÀ-Þ][\w.’'-]+ [A-ZÀ-Þ][\w.’'-]+ ?/ ?[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){0,3}$"
    )


@cache
def _bracketed() -> re.Pattern[str]:
    """Names in brackets after the last sentence."""
    return re.compile(r"[.!?”\"’]\s?\([A-ZÀ-Þ][^()a-z]*[^()]{1,40}\)$")


@cache
def _copyright() -> re.Pattern[str]:
    return re.compile(r"\s?©\s?[^.\d]{2,60}$")


@cache
def _last() -> re.Pattern[str]:
    """A name, or some with strokes between, after the last sentence's mark."""
    return re.compile(
        r"[.!?”\"] ?((?:[A-ZÀ-Þ][\w.’'-]*(?: (?:for|of|via|and) | ?/ ?| |$)){1,6}(?:/[\w ]+)?)$"
    )


@cache
def _names() -> re.Pattern[str]:
    """Up to six words with capitals."""
    return re.compile(r"(?:[A-ZÀ-Þ][\w.’'-]*(?: |/|, | via | and |$)){1,6}")
